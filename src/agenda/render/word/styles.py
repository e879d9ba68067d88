"""The styles of a document: tokens of the theme put into `base/styles.xml`."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from agenda.render.theme import SIZES, Paper, Theme
from agenda.render.word.wml import Element, half_points, qn, twips

# Height of the small x and of a line, as parts of the size: from the OS/2 and hhea tables of
# Lato 2.0 and Carlito 1.104, which has Calibri's metrics. A theme's sizes are meant for its
# text face; another face gets the size at which its letters look as large.
X_HEIGHTS = {"Lato": 0.5065, "Calibri": 0.4775, "Carlito": 0.4775}
LINE_HEIGHTS = {"Lato": 1.2, "Calibri": 1.2207, "Carlito": 1.2207}
USUAL_LINE_HEIGHT = 1.2


class Styles(NamedTuple):
    """The ids that styles have in a document, by their kind and their folded name."""

    ids: Mapping[tuple[str, str], str]

    def id(self, kind: str, name: str) -> str:
        """Return the id of a style; `kind` is paragraph, character or table."""
        return self.ids[kind, name.casefold()]


def names_and_ids(sheet: Element) -> Styles:
    """Read the styles that a w:styles element defines."""
    ids = {key(style): str(style.get(qn("styleId"))) for style in sheet.iter(qn("style"))}
    return Styles(MappingProxyType(ids))


def key(style: Element) -> tuple[str, str]:
    """Return a style's kind and its folded name; not its id, which Word translates."""
    name = style.find(qn("name"))
    words = "" if name is None else str(name.get(qn("val")))
    return str(style.get(qn("type"), "paragraph")), words.casefold()


def tokens(theme: Theme, paper: Paper) -> dict[str, str]:
    """Return what stands for the $names in the files of `base`, in Word's units."""
    width, height = SIZES[paper]
    faces = str(theme.faces["text"]), str(theme.faces["word"])
    scale = _scale(*faces)
    ratio = theme.sizes["line-height"] / LINE_HEIGHTS.get(faces[1], USUAL_LINE_HEIGHT) / scale
    sizes = {name: half_points(size * scale) for name, size in theme.sizes.items()}
    page = {f"page_{side}": twips(margin) for side, margin in theme.page.items()}
    colours = {name.replace("-", "_"): value[1:] for name, value in theme.colours.items()}
    numbers = {
        **sizes,
        **page,
        "line_height": round(240 * ratio),
        "paper_width": twips(width),
        "paper_height": twips(height),
        "text_width": twips(width) - page["page_left"] - page["page_right"],
    }
    return {**colours, "face": faces[1], **{name: str(value) for name, value in numbers.items()}}


def _scale(text: str, word: str) -> float:
    known = text in X_HEIGHTS and word in X_HEIGHTS
    return X_HEIGHTS[text] / X_HEIGHTS[word] if known else 1.0


def filled(name: str, values: Mapping[str, str]) -> bytes:
    """Return a file of `base` with its $names filled in, without its comments and layout."""
    source = files(__package__).joinpath("base", name).read_text("utf-8")
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True)
    escaped = {token: escape(value) for token, value in values.items()}
    tree = etree.fromstring(Template(source).substitute(escaped).encode(), parser)
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True)
