"""Fields on a page of Markdown: what was filled in, else room to write."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from lxml.html import HtmlElement

from agenda.render.markdown.pieces import BREAK, Form, Piece, Styles, stripped
from agenda.render.markdown.tree import Paragraph, Part, Quote

BLANK = "_" * 10


def cell_of(element: HtmlElement) -> HtmlElement | None:
    """Return the table cell that the element stands in, or None."""
    return next(element.iterancestors("td", "th"), None)


def has_room(cell: HtmlElement) -> bool:
    """Whether the cell has a field to write into, other than check boxes."""
    fields = cell.iter("input", "select", "textarea")
    return any(field.get("type") != "checkbox" for field in fields)


def entry(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Read an `input`."""
    if element.get("type") == "checkbox":
        box = "[ ]" if element.get("checked") is None else "[x]"
        return (Piece(box, styles, Form.SOURCE), Piece(" "))
    return _filled(element, element.get("value", ""), styles)


def _filled(element: HtmlElement, text: str, styles: Styles) -> Iterable[Part]:
    """Return what was filled in, else room to write: in a table, the cell is room enough."""
    if not text.strip() and cell_of(element) is not None:
        return ()
    return (Piece(" "), Piece(text if text.strip() else BLANK, styles))


def choice(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Return the choice that was made, else all of them: one crosses out the others."""
    options = list(element.iterchildren("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and cell_of(element) is not None:
        return ()
    texts = (option.text_content().strip() for option in chosen or options)
    return _filled(element, " / ".join(filter(None, texts)), styles)


def room(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Read a `textarea`: a quote, whose mark shows where to write."""
    lines = element.text_content().strip().split("\n")
    pieces = tuple(stripped(chain.from_iterable((BREAK, Piece(text, styles)) for text in lines)))
    if cell_of(element) is not None:
        return pieces
    return (Quote((Paragraph(pieces),) if pieces else ()),)
