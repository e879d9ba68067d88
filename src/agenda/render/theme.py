"""A theme: tokens that feed the stylesheet and the Word styles, and the stylesheet."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from agenda.language import bundled
from agenda.source.problems import Stop, did_you_mean, error

COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
TOKEN = re.compile(r"[\w-]+")
FAMILY = re.compile(r"[^\"\\\0-\x1f<>]+")
"""Names of tokens and of faces stand in the stylesheet as they are."""
LARGEST = 1000
TABLES = ("colours", "faces", "sizes", "page", "classes")


class Theme(NamedTuple):
    """The look of a document, as read from folders with `theme.toml` and `style.css`.

    `folders` are those of this theme, a user's before the package's, file by file;
    `colours` maps a name to '#rrggbb'; `sizes` are points, but for `line-height`,
    a ratio; `page` holds the four margins in millimetres; `faces` names the text's
    family (`text`), what to fall back on (`system`, a list) and Word's (`word`);
    `classes` maps each class that a template may use to what it is for. `own` are the files
    among its two that are a user's.
    """

    name: str
    folders: tuple[Path, ...]
    colours: Mapping[str, str]
    faces: Mapping[str, Any]
    sizes: Mapping[str, float]
    page: Mapping[str, float]
    classes: Mapping[str, str]
    css: str
    own: tuple[Path, ...] = ()

    def find_file(self, name: str) -> Path | None:
        """Return the theme's own file of that name, of the first folder that has it."""
        homes = [home.resolve() for home in self.folders]
        files = [home / name for home in homes if os.path.isfile(home / name)]  # noqa: PTH113 - any text will do
        real = (file.resolve() for file in files)
        return next((file for file in real if any(home in file.parents for home in homes)), None)

    @property
    def custom_properties(self) -> str:
        """The tokens as CSS custom properties: --accent, --size-h1, --page-left, --faces."""
        families = ", ".join(_family(face) for face in (self.faces["text"], *self.faces["system"]))
        lines = [f"--{name}: {value};" for name, value in self.colours.items()]
        lines += [f"--size-{name}: {_size(name, value)};" for name, value in self.sizes.items()]
        lines += [f"--page-{name}: {value}mm;" for name, value in self.page.items()]
        return ":root { " + " ".join([*lines, f"--faces: {families};"]) + " }\n"


def _size(name: str, value: float) -> str:
    return str(value) if name == "line-height" else f"{value}pt"


def _family(name: str) -> str:
    return name if name.endswith("serif") else f'"{name}"'


def load(name: str, folders: tuple[Path, ...], known: Sequence[str] | None = None) -> Theme:
    """Read the theme `name` from the first of the template folders that has it.

    `known` are the themes of the folders, where these have been listed before.

    Raises Stop with a problem `unknown-theme`, or with `theme-file` for every fault
    of its tokens.
    """
    known = bundled.themes(folders) if known is None else known
    if name not in known:
        cure = did_you_mean(name, known) or f"choose one of: {', '.join(known)}"
        raise Stop(error("unknown-theme", f"there is no theme '{name}'", cure))
    homes = tuple(path for folder in folders if (path := folder / "themes" / name).is_dir())
    return _theme(name, homes)


def _theme(name: str, homes: tuple[Path, ...]) -> Theme:
    file, style = (_first(homes, part) for part in ("theme.toml", "style.css"))
    try:
        tokens = bundled.parse_toml(file.read_text("utf-8"))
        css = style.read_text("utf-8").replace("\f", "\n")
    except (OSError, ValueError) as fault:
        raise Stop(error("theme-file", f"{file}: {fault}", "mend the theme's files")) from None
    if faults := _faults(tokens):
        raise Stop(*(error("theme-file", f"{file}: {fault}") for fault in faults))
    for table, key, same in LATER:
        tokens[table].setdefault(key, tokens[table].get(same, same))
    tables = {table: MappingProxyType(tokens[table]) for table in TABLES}
    own = tuple(one for one in (file, style) if bundled.templates() not in one.parents)
    theme = Theme(tokens.get("name", name), homes, css=css, own=own, **tables)
    if style in own:
        _check_style(theme, style)
    return theme


def _check_style(theme: Theme, style: Path) -> None:
    """Raise Stop where a user's stylesheet has addresses of anything but the theme's own files."""
    from agenda.render.stylesheet import check_stylesheet  # noqa: PLC0415 - only a user's needs it

    if problems := tuple(check_stylesheet(theme.css, theme.find_file)):
        raise Stop(*problems, name=str(style), text=theme.css)


def _first(homes: tuple[Path, ...], part: str) -> Path:
    """Return a theme's file from the first folder that has it: a user may change one alone."""
    found = (home / part for home in homes if (home / part).is_file())
    return next(found, homes[0] / part)


REQUIRED = {
    "colours": "ink muted accent soft line private private-soft",
    "faces": "text system word",
    "sizes": "body small lead h1 h2 h3 line-height",
    "page": "top right bottom left",
    "classes": "",
}

LATER: tuple[tuple[str, str, Any], ...] = (
    ("colours", "border", "muted"),
    ("colours", "link", "accent"),
    ("page", "side", 41),
    ("page", "measure", 118),
)
"""Tokens that a theme may lack, and the token or the value that stands for each."""


def _faults(tokens: dict[str, Any]) -> list[str]:
    """Say what is missing among the tokens, and what is no colour and no number."""
    faults = []
    for table, keys in REQUIRED.items():
        given = tokens.get(table)
        if not isinstance(given, dict):
            faults.append(f"the table [{table}] is missing")
            continue
        faults += [f"{table}.{key} is missing" for key in keys.split() if key not in given]
        faults += [f"{table}.{key!r} is no name" for key in given if not TOKEN.fullmatch(key)]
        faults += [
            f"{table}.{key}: {value!r} {fault}"
            for key, value in given.items()
            if (fault := _fault(table, key, value))
        ]
    return faults


def _fault(table: str, key: str, value: Any) -> str:
    if table == "colours" and not (isinstance(value, str) and COLOUR.fullmatch(value)):
        return "is not a colour; write it as #rrggbb"
    if table in {"sizes", "page"} and not (type(value) in (int, float) and 0 < value < LARGEST):
        return f"is not a number above 0 and below {LARGEST}"
    if (table, key) == ("faces", "system"):
        texts = isinstance(value, list) and all(map(_is_family, value))
        return "" if texts else "is not a list of families"
    if table in {"faces", "classes"} and not isinstance(value, str):
        return "is not a text"
    if table == "faces" and not _is_family(value):
        return "is not the name of a family"
    return ""


def _is_family(value: Any) -> bool:
    return isinstance(value, str) and bool(FAMILY.fullmatch(value))


# --- the paper a document is laid out for ----------------------------------------------


Paper = Literal["a4", "letter"]

SIZES: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
)
"""Width and height of each paper in millimetres."""
