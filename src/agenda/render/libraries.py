"""The system libraries that a PDF needs: their names, and the command that installs them.

What is said here was tried; the README and scripts/system-libraries say the same, and what may do
elsewhere.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

SUBSETS = "HarfBuzz-Subset"
LEAST_PANGO = (1, 44)
"""See WeasyPrint's documentation, First steps."""

PACKAGES: Mapping[str, str] = MappingProxyType({
    "Pango": "libpango-1.0-0 libpangoft2-1.0-0",
    SUBSETS: "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
})  # fmt: skip
"""What to install for each library on Debian and Ubuntu; what is not named comes with Pango."""

NAMES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
        "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
        "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    }
)
"""What WeasyPrint cannot do without, by the names that it tries on Linux, macOS and Windows."""
THERE = ("elf", "architecture", "symbol", "too short", "0xc1", "permission denied", "mach-o")
"""Words of loaders about a file that is there and cannot be used."""


def command(libraries: Iterable[str] = (), *, again: bool = False) -> str:
    """Return what to type on Debian and Ubuntu for all that a PDF needs, or for some of it."""
    wanted = [PACKAGES.get(library, PACKAGES["Pango"]) for library in libraries]
    begin = "apt-get install --reinstall" if again else "apt-get install"
    return " ".join([begin, *dict.fromkeys(wanted or PACKAGES.values())])


def find_missing() -> dict[str, str]:
    """Return the libraries that do not load, with what the loader says of each."""
    from cffi import FFI  # noqa: PLC0415 - WeasyPrint brings it; few have faults to look for

    found = {}
    place = {"darwin": 1, "win32": 2}.get(sys.platform, 0)
    with no_search():
        for library, names in NAMES.items():
            try:
                FFI().dlopen(names[place])
            except OSError as fault:
                found[library] = str(fault).strip().partition("\n")[0]
    return found


def is_there(fault: str) -> bool:
    """Whether a loader speaks of a file that is there, but is damaged or for another machine."""
    return any(word in fault.lower() for word in THERE)


@contextmanager
def no_search() -> Iterator[None]:
    """Keep `find_library` from starting ldconfig and gcc for each name: it saves 0.3 s.

    When it answers None, the names are loaded directly. Elsewhere than on Linux it is needed.
    """
    search = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search
