"""The system that this runs on, as far as it decides how something is installed."""

from __future__ import annotations

import platform
import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agenda.render import libraries
from agenda.render.libraries import DEBIAN, FEDORA, MACOS, WINDOWS

PLATFORMS = {"darwin": MACOS, "win32": WINDOWS, "cygwin": WINDOWS}
RELATED = {"debian": DEBIAN, "ubuntu": DEBIAN, "fedora": FEDORA, "rhel": FEDORA, "centos": FEDORA}
"""By ID and ID_LIKE of os-release(5)."""
BREW = (
    "if brew has them and they are not found: export "
    'DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"'
)


@dataclass(frozen=True, slots=True)
class System:
    """`platform` is that of `sys`, `release` what os-release(5) says, `name` is for people."""

    platform: str
    release: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def family(self) -> str | None:
        """Which of the known ways to install something works here, if any."""
        if self.platform in PLATFORMS:
            return PLATFORMS[self.platform]
        told = [self.release.get("ID", ""), *self.release.get("ID_LIKE", "").split()]
        return next((RELATED[name] for name in told if name in RELATED), None)

    def libraries(self, wanted: Iterable[str] = (), *, again: bool = False) -> tuple[str, str]:
        """Return the sentence and the command that bring libraries, all of them if none is named.

        There is no command where it is not known how this system installs things.
        """
        family, named = self.family, tuple(wanted)
        if family is None:
            which = ", ".join(named) or "Pango, HarfBuzz and fontconfig"
            return f"install {which} with the packages of your system", ""
        cure = {MACOS: BREW, WINDOWS: "in MSYS2; its folder ucrt64\\bin is looked into"}
        told = "install it again, for the processor of this Python" if again else ""
        return told or cure.get(family, ""), libraries.command(family, named, again=again)

    def pip(self, *words: str) -> str:
        """Return a command of pip, quoted as the shell here wants it."""
        quoted = (f'"{word}"' if "[" in word else word for word in words)
        return f"pip install {' '.join(quoted) if self.platform == 'win32' else shlex.join(words)}"


def here() -> System:
    """Return this system."""
    release: dict[str, str] = {}
    if sys.platform.startswith("linux"):
        try:
            release = platform.freedesktop_os_release()
        except OSError:  # a system that says nothing of itself
            release = {}
    return System(sys.platform, release, _name(release))


def _name(release: Mapping[str, str]) -> str:
    if mac := platform.mac_ver()[0]:
        return f"macOS {mac}"
    return release.get("PRETTY_NAME") or f"{platform.system()} {platform.release()}"
