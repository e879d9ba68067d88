"""The build hook: compiles catalogues and templates, and fetches the faces that documents use.

Reading a .po costs 25 ms at every start, its .mo less than one; compiling the templates of a
document takes 80 ms, importing them compiled two; working out how answers are checked takes 25,
reading it less than one. Of the 18 faces of Lato in its package documents use four: the wheel
carries those, without what no document shows, and whoever installs it is spared the other 10 MB.
Form fields have a small face of their own, since a PDF holds all of what can be typed in: 370 KB
with a whole face, 36 with this one. A page of HTML carries its faces too, and so does a Word file
that is asked to: they are packed here, and not at each document. None of it is in git;
pyproject.toml names all as artifacts of the wheel. An editable install runs this
hook too and finds them in templates/.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "templates/locales/*/*.po"
FACES = "templates/faces/lato"
STYLES = ("Regular", "Italic", "Bold", "BoldItalic")
FIELDS = "templates/faces/fields/Fields-Regular.ttf"
SCHEMA = "templates/compiled/answers.pickle"
STAMP = "templates/.faces"
"""What the faces are and were made with: to make them anew takes half a minute."""
TYPED = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x218, 0x21C),  # Latin
    0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1E80, 0x1E86), *range(0x1E9E, 0x1EFA),  # and Vietnamese
    *range(0x384, 0x3CF), *range(0x400, 0x460), 0x490, 0x491,  # Greek, Cyrillic
    *range(0x2010, 0x2028), *range(0x2030, 0x203B), *range(0x20A0, 0x20C0),  # marks, currencies
    *range(0x2190, 0x2194), 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265,
)  # fmt: skip
"""What somebody may type into a field, as far as the face has it."""
READ = (
    *TYPED, *range(0x1A0, 0x1B1), *range(0x1CD, 0x1DD), *range(0x1E6, 0x1F6),
    *range(0x1F8, 0x21C), 0x259, *range(0x2BB, 0x2BE), *range(0x2C6, 0x2DE), *range(0x300, 0x400),
    *range(0x400, 0x530), *range(0x1E00, 0x1F00),  # the letters of today, and their accents
    *range(0x2000, 0x2C00), 0xFB01, 0xFB02, 0xFFFD,  # marks, arrows, signs, dots
)  # fmt: skip
"""What documents show in these faces; for the rest, as old Greek and phonetics, others serve."""
GREEK_AND_CYRILLIC = range(0x384, 0x492)
LATIN = (*sorted({*TYPED, 0x25CB, 0x25CF, 0xFB01, 0xFB02} - {*GREEK_AND_CYRILLIC}),)
"""What a page in a Latin script shows: without Greek and Cyrillic it is half as large."""
IN_WORD = (*TYPED, 0x25CB, 0x25CF)
"""What a Word file shows in the face that it brings along."""
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
"""Lato's ti ligature copies oddly. It is left out here, since a font-variant in a stylesheet costs
WeasyPrint 100 KB of each document, which it never gives back."""
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENCE, ITS_ADDRESS = 0, 1, 2, 3, 4, 6, 13, 14
"""Entries of the table of names."""

# A catalogue without a date in its header gets the current time from Babel, and
# the wheel of today would differ from the wheel of tomorrow.
NO_DATE = datetime(2020, 1, 1, tzinfo=UTC)


class MakeReady(BuildHookInterface[Any]):
    """Runs before a wheel or an editable install is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile what a run would, and make the faces; called by hatchling."""
        for source in sorted(Path(self.root).glob(CATALOGUES)):
            replace(source.with_suffix(".mo"), compiled(source))
        for ready, code in compiled_templates(Path(self.root)).items():
            ready.parent.mkdir(exist_ok=True)
            replace(ready, code)
        for ready, data in kept(Path(self.root)).items():
            replace(ready, data)
        stamp, folder = Path(self.root) / STAMP, Path(self.root) / FACES
        if not stamp.is_file() or stamp.read_text("utf-8") != made_of(folder.parent):
            cut_faces(folder)
            pack_for_pages(folder)
            cut_for_fields(Path(self.root) / FIELDS)
            cut_for_word(folder / "word")
            stamp.write_text(made_of(folder.parent), "utf-8")


def compiled_templates(root: Path) -> dict[Path, bytes]:
    """Return the templates as Python, by where they go: compiled just as a run would.

    The module that knows how is loaded by itself: the package has more needs than the build.
    """
    spec = spec_from_file_location("templating", root / "src/agenda/render/templating.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("src/agenda/render/templating.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[Path, bytes] = module.compile_all(root / "templates")
    return made


def kept(root: Path) -> dict[Path, bytes]:
    """Return what every run would work out again, by where it looks for it.

    That is the schema that answers are checked by, the phrases of coaching, and small TOML files.
    """
    sys.path.insert(0, str(root / "src"))  # their place is known only now
    from agenda.answers.checker import keep_schema  # noqa: PLC0415
    from agenda.coaching.words import keep_lists  # noqa: PLC0415
    from agenda.language.bundled import keep_toml  # noqa: PLC0415

    templates = root / "templates"
    return {root / SCHEMA: keep_schema(), **keep_lists(templates), **keep_toml(templates)}


def made_of(folder: Path) -> str:
    """Return what the faces of a folder are, and what they depend on: this file, and its tools."""
    versions = (f"{name} {version(name)}" for name in ("fontpkg-lato", "fonttools", "brotli"))
    there = [Path(__file__), *sorted(path for path in folder.rglob("*") if path.is_file())]
    digests = (f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in there)
    return "\n".join((*versions, *digests))


def cut_faces(folder: Path) -> None:
    """Cut the four faces out of the package that brings them, with their licence.

    Hints are for screens of old, and the features that are left out are not used; what is
    left of Latin, Greek, Cyrillic and Vietnamese is all of it that is in use today.
    """
    for style in STYLES:
        options = Options(hinting=False, layout_features=FEATURES, notdef_outline=True)
        options.glyph_names = False
        write_cut(folder / f"Lato-{style}.ttf", style, "Agenda Text", READ, options)


def pack_for_pages(folder: Path) -> None:
    """Pack the faces for pages of HTML, which carry them: a Latin set, and one of all there is.

    What each set has in every style stands beside them: nobody has to open a face to know it.
    """
    held: dict[str, set[int]] = {}
    (folder / "page").mkdir(exist_ok=True)
    for style in STYLES:
        font = TTFont(folder / f"Lato-{style}.ttf", recalcTimestamp=False)
        for name in ("all", "latin"):
            if name == "latin":
                options = Options(layout_features=["kern", "mark", "mkmk"])
                cutter = Subsetter(options)
                cutter.populate(unicodes=LATIN)
                cutter.subset(font)
            font.flavor, data = "woff2", BytesIO()
            font.save(data)
            replace(folder / "page" / f"{name}-{style}.woff2", data.getvalue())
            codes = set(font.getBestCmap())
            held[name] = held.get(name, codes) & codes
    texts = {name: "".join(map(chr, sorted(held[name]))) for name in ("latin", "all")}
    replace(folder / "page" / "characters.json", json.dumps(texts, indent=1).encode())


def cut_for_fields(target: Path) -> None:
    """Cut the regular face down to what is typed.

    Kerning and ligatures are of no use in a field, where each program sets letter by letter.
    """
    options = Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern"]
    write_cut(target, "Regular", "Agenda Fields", TYPED, options)


def cut_for_word(folder: Path) -> None:
    """Cut two faces for Word files that bring them along; Word slants the regular one itself.

    Word kerns only where a style says so: without what it takes they are half as large.
    """
    for style in ("Regular", "Bold"):
        options = Options(hinting=False, layout_features=[], notdef_outline=True)
        options.glyph_names = False
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern"]
        write_cut(folder / f"{style}.ttf", style, "Agenda Text", IN_WORD, options)


def write_cut(
    target: Path, style: str, family: str, characters: Iterable[int], options: Options
) -> None:
    """Write a part of a face under a name of its own: the licence reserves that of the whole."""
    package = Path(str(files("fontpkg_lato")))
    font = TTFont(package / "files" / f"Lato-{style}.ttf", recalcTimestamp=False)
    options.name_IDs = [COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENCE, ITS_ADDRESS]
    cutter = Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    names = {FAMILY: family, STYLE: style, UNIQUE: f"{family} {style}", FULL: f"{family} {style}",
             POSTSCRIPT: f"{family.replace(' ', '')}-{style}"}  # fmt: skip
    for name, text in names.items():
        font["name"].setName(text, name, 3, 1, 0x409)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = BytesIO()
    font.save(data)
    replace(target, data.getvalue())
    replace(target.with_name("LICENSE"), (package / "LICENSE").read_bytes())


def compiled(source: Path) -> bytes:
    """Return the .mo of a .po file: the same bytes for the same messages.

    Raises babel's PoFileError for a file that is no catalogue. The folder's name
    is the language; without one, Babel would leave the plural rule out.
    """
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.name.replace("-", "_"), abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    for message in list(catalogue):  # of these Babel would make translations into English
        if message.pluralizable and not any(message.string or ()):
            catalogue.delete(message.id, message.context)
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
