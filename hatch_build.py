"""The build hook: compiles the message catalogues, and fetches the faces that documents use.

Reading a .po costs 25 ms at every start, its .mo less than one. Of the 18 faces of Lato in
its package documents use four: the wheel carries those, and whoever installs it is spared
the other 9 MB. Form fields have a small face of their own, since a PDF holds all of what
can be typed in: 370 KB with a whole face, 36 with this one. Neither is in git; pyproject.toml
names both as artifacts of the wheel. An editable install runs this hook too and finds them in
templates/.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "templates/locales/*/messages*.po"
FACES = "templates/faces/lato"
STYLES = ("Regular", "Italic", "Bold", "BoldItalic")
FIELDS = "templates/faces/fields/Fields-Regular.ttf"
TYPED = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x218, 0x21C),  # Latin
    0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1E80, 0x1E86), *range(0x1E9E, 0x1EFA),  # and Vietnamese
    *range(0x384, 0x3CF), *range(0x400, 0x460), 0x490, 0x491,  # Greek, Cyrillic
    *range(0x2010, 0x2028), *range(0x2030, 0x203B), *range(0x20A0, 0x20C0),  # marks, currencies
    *range(0x2190, 0x2194), 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
)  # fmt: skip
"""What somebody may type into a field, as far as the face has it."""
FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT = 1, 2, 3, 4, 6  # of the table of names

# A catalogue without a date in its header gets the current time from Babel, and
# the wheel of today would differ from the wheel of tomorrow.
NO_DATE = datetime(2020, 1, 1, tzinfo=UTC)


class MakeReady(BuildHookInterface[Any]):
    """Runs before a wheel or an editable install is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile every catalogue of the checkout; called by hatchling."""
        for source in sorted(Path(self.root).glob(CATALOGUES)):
            replace(source.with_suffix(".mo"), compiled(source))
        copy_faces(Path(self.root) / FACES)
        cut_for_fields(Path(self.root) / FACES, Path(self.root) / FIELDS)


def copy_faces(folder: Path) -> None:
    """Copy the four faces and their licence out of the package that brings them."""
    package = Path(str(files("fontpkg_lato")))
    folder.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        replace(
            folder / f"Lato-{style}.ttf", (package / "files" / f"Lato-{style}.ttf").read_bytes()
        )
    replace(folder / "LICENSE", (package / "LICENSE").read_bytes())


def cut_for_fields(faces: Path, target: Path) -> None:
    """Cut the regular face down to what is typed, under a name of its own.

    Its licence reserves the name for the whole. Hints, kerning and ligatures are of no use
    in a field, where each program sets letter by letter.
    """
    font = TTFont(faces / "Lato-Regular.ttf", recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern"]
    options.name_IDs = [0, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT]
    cutter = Subsetter(options)
    cutter.populate(unicodes=TYPED)
    cutter.subset(font)
    for name, text in ((FAMILY, "Agenda Fields"), (STYLE, "Regular"), (UNIQUE, "Agenda Fields"),
                       (FULL, "Agenda Fields"), (POSTSCRIPT, "AgendaFields-Regular")):  # fmt: skip
        font["name"].setName(text, name, 3, 1, 0x409)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = BytesIO()
    font.save(data)
    replace(target, data.getvalue())
    replace(target.with_name("LICENSE"), (faces / "LICENSE").read_bytes())


def compiled(source: Path) -> bytes:
    """Return the .mo of a .po file: the same bytes for the same messages.

    Raises babel's PoFileError for a file that is no catalogue. The folder's name
    is the language; without one, Babel would leave the plural rule out.
    """
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.name.replace("-", "_"), abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    target = BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def replace(target: Path, data: bytes) -> None:
    """Write by renaming, for someone may be reading the old file.

    A file that is right already gets a new date only: one that is older than its
    .po counts as stale.
    """
    if target.is_file() and target.read_bytes() == data:
        target.touch()
        return
    new = target.with_name(f"{target.name}.{os.getpid()}")
    new.write_bytes(data)
    new.replace(target)
