"""Faces: the bundled ones, what they cover, and what the system covers beside them."""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from agenda.language.bundled import templates
from agenda.source.nodes import Node, Scalar, walk
from agenda.source.problems import Problem, Span, Steps, warning

STYLES = (
    ("Regular", 400, "normal"),
    ("Italic", 400, "italic"),
    ("Bold", 700, "normal"),
    ("BoldItalic", 700, "italic"),
)
IN_WORD = ("Regular", "Bold")
"""The styles that a Word file brings along: Word slants the regular one by itself."""
FIELDS = "Agenda Fields"
OWN_NAMES = {"Lato": "Agenda Text"}
"""What the bundled files call themselves: parts of a face may not bear its name."""
PLAIN = frozenset(chr(code) for span in ((0x20, 0x7F), (0xA0, 0x180)) for code in range(*span))
"""Latin letters of western and central Europe: every bundled face has them, so none is opened."""
MOST_SHOWN = 8
"""Characters without a glyph that are named."""
UNSEEN = frozenset("\n\r\t\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\u00ad")
"""Characters without a picture of their own."""


def files(family: str) -> dict[tuple[int, str], Path]:
    """Return the static files of a family by weight and style; empty where there are none.

    The bundled ones are among the templates; a package `fontpkg_<family>` brings others.
    """
    folder = _folder(family.lower().replace(" ", "_"))
    if folder is None:
        return {}
    stem = family.replace(" ", "")
    paths = {(weight, style): folder / f"{stem}-{name}.ttf" for name, weight, style in STYLES}
    return {face: path for face, path in paths.items() if path.is_file()}


def _folder(name: str) -> Path | None:
    if not name.replace("_", "").isalnum():
        return None
    bundled = templates() / "faces" / name
    if bundled.is_dir():
        return bundled
    found = find_spec(f"fontpkg_{name}")
    return Path(found.origin).parent / "files" if found and found.origin else None


def for_pages(family: str, characters: str) -> dict[tuple[int, str], Path]:
    """Return the files of a family that are packed for pages with these characters.

    They are empty where the build has packed none. Characters that the family lacks are no
    part of it: the reader's own faces have them, or nobody's.
    """
    folder = _folder(family.lower().replace(" ", "_"))
    told = folder / "page" / "characters.json" if folder else None
    if folder is None or told is None or not told.is_file():
        return {}
    sets: dict[str, str] = json.loads(told.read_text("utf-8"))
    wanted = set(characters) & set(sets["all"])
    name = next(name for name in sets if wanted <= set(sets[name]))
    packed = {
        (weight, style): folder / "page" / f"{name}-{title}.woff2"
        for title, weight, style in STYLES
    }
    return packed if all(path.is_file() for path in packed.values()) else {}


def for_word(family: str) -> dict[str, Path]:
    """Return the files of a family that are cut for Word files, by style; or none."""
    folder = _folder(family.lower().replace(" ", "_"))
    paths = {style: folder / "word" / f"{style}.ttf" for style in IN_WORD} if folder else {}
    return paths if all(path.is_file() for path in paths.values()) else {}


def rules(family: str) -> str:
    """Return @font-face rules for a bundled family."""
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style};'
        f' src: url("{path.as_uri()}"); }}\n'
        for (weight, style), path in files(family).items()
    )


def field_file() -> Path:
    """Return the face of what is typed into form fields: small, since a PDF holds all of it."""
    return templates() / "faces" / "fields" / "Fields-Regular.ttf"


def field_rules() -> str:
    """Return the rules that set fields in their own face."""
    return (
        f'@font-face {{ font-family: "{FIELDS}"; src: url("{field_file().as_uri()}"); }}\n'
        f'input, textarea, select {{ font-family: "{FIELDS}"; }}\n'
    )


def unusual(tree: Node) -> dict[str, tuple[Steps, Span]]:
    """Return the first place of each character that not every bundled face has."""
    found: dict[str, tuple[Steps, Span]] = {}
    for path, node in walk(tree):
        if isinstance(node, Scalar):
            for char in set(node.text) - PLAIN:
                found.setdefault(char, (path, node.span))
    return found


def find_uncovered(unusual: Mapping[str, tuple[Steps, Span]], family: str) -> Iterator[Problem]:
    """Warn of characters that no face of this machine has, at the first place of one."""
    if missing := uncovered("".join(unusual), family):
        path, span = min((unusual[char] for char in missing), key=lambda place: place[1])
        shown = " ".join(f"{char} (U+{ord(char):04X})" for char in missing[:MOST_SHOWN])
        yield warning(
            "no-glyph",
            f"no font on this machine has {shown}",
            "install a font that has it (fonts-noto covers most scripts), or use docx",
            path,
            span,
        )


def uncovered(text: str, family: str) -> list[str]:
    """Return the characters, in the order they come, that no bundled and no system face has."""
    rest = beyond(text, family)
    return _not_on_system(rest) if rest else []


def beyond(text: str, family: str) -> list[str]:
    """Return the characters, in the order they come, that the bundled family does not have."""
    others = [char for char in dict.fromkeys(text) if char not in PLAIN and char not in UNSEEN]
    if not others:
        return []
    bundled = _bundled_characters(family)
    return [char for char in others if ord(char) not in bundled]


def on_system() -> tuple[str, int] | None:
    """Return the version of fontconfig and how many faces it knows; None where it is missing."""
    library = _fontconfig()
    if library is None:
        return None
    number = library.FcGetVersion()  # 21402 is 2.14.2
    version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return version, len(_character_sets(library))


def _bundled_characters(family: str) -> set[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import and rarely needed

    regular = files(family).get((400, "normal"))
    if regular is None:
        return set()
    with TTFont(regular, lazy=True) as font:
        return set(font.getBestCmap())


def _not_on_system(characters: Iterable[str]) -> list[str]:
    """Ask fontconfig, which is what chooses the faces of a PDF, for each character."""
    library = _fontconfig()
    if library is None:
        return []
    held = _character_sets(library)
    return [
        char
        for char in characters
        if not any(library.FcCharSetHasChar(chars, ord(char)) for chars in held)
    ]


def _fontconfig() -> ctypes.CDLL | None:
    soname = "libfontconfig.so.1" if sys.platform.startswith("linux") else None
    name = soname or _found("fontconfig")
    try:
        library = ctypes.CDLL(name) if name else None
    except OSError:
        return None
    return _declared(library) if library else None


def _found(library: str) -> str | None:
    from ctypes.util import find_library  # noqa: PLC0415 - it brings what starts processes

    return find_library(library)


class _FontSet(ctypes.Structure):
    """FcFontSet of fontconfig.h."""

    _fields_ = (
        ("count", ctypes.c_int),
        ("size", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcPatternGetCharSet.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.POINTER(ctypes.c_void_p),
    ]
    library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    return library


def _character_sets(library: ctypes.CDLL) -> list[ctypes.c_void_p]:
    fonts = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)
    sets = []
    for place in range(fonts.contents.count if fonts else 0):
        held = ctypes.c_void_p()
        pattern = fonts.contents.patterns[place]
        if library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(held)) == 0:
            sets.append(held)
    return sets
