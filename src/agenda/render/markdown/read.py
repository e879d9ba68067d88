"""Document HTML becomes the tree: one function for each tag of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from types import MappingProxyType

from lxml.html import HtmlElement

from agenda.language.direction import FSI, PDI
from agenda.render.isolating import runs_against
from agenda.render.markdown.tree import (
    BREAK,
    DELETED,
    EM,
    PLAIN,
    STRONG,
    Block,
    Blocks,
    Form,
    Heading,
    Items,
    Paragraph,
    Part,
    Piece,
    Quote,
    Rule,
    Style,
    Styles,
    Table,
    flat,
    grouped,
    stripped,
    styled,
)

SAFE_URL = re.compile(r"\s*(https?|mailto):", re.IGNORECASE)
BLANK = "_" * 10


def document(root: HtmlElement) -> Blocks:
    """Return the blocks of a page whose tags are all known."""
    body = root.find("body")
    if body is None:
        return ()
    return (*_marking(root, body), *grouped(_inside(body, PLAIN)))


def _marking(root: HtmlElement, body: HtmlElement) -> Blocks:
    """Say first that the page is private, unless its template does."""
    if body.find_class("marking"):
        return ()
    marks = (meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "marking")
    return tuple(Paragraph((Piece(mark, frozenset({STRONG})),)) for mark in marks if mark.strip())


def _inside(element: HtmlElement, styles: Styles) -> Iterator[Part]:
    """Read what stands between the element's tags, in order."""
    yield from _text(element.text, styles)
    for child in element:
        yield from _read(child, styles)
        yield from _text(child.tail, styles)


def _isolated(element: HtmlElement, styles: Styles) -> Iterator[Part]:
    """Keep a text that runs against its line apart as plain text does, by marks."""
    begin, end = (FSI, PDI) if runs_against(element) else ("", "")
    yield from (*_text(begin, styles), *_inside(element, styles), *_text(end, styles))


def _span(element: HtmlElement, styles: Styles) -> Iterator[Part]:
    """Part a date at the end of a line from plain words before it; leave ornaments out."""
    if element.get("aria-hidden"):
        return
    before, line = element.getprevious(), element.getparent()
    dated = line is not None and line.get("class") == "dated"
    if dated and before is not None and before.tag == "span":
        yield from _text("· ", styles)
    yield from _inside(element, styles)


def _text(text: str | None, styles: Styles) -> Iterator[Piece]:
    if text:
        yield Piece(text, styles)


def _blocks(element: HtmlElement, styles: Styles) -> Blocks:
    return grouped(_inside(element, styles))


def _pieces(element: HtmlElement, styles: Styles) -> tuple[Piece, ...]:
    return tuple(stripped(flat(_blocks(element, styles))))


# Text


def _marked(style: Style, element: HtmlElement, styles: Styles) -> Iterable[Part]:
    return _inside(element, styles | {style})


def _code(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    for part in _inside(element, styles):
        if isinstance(part, Piece) and part.form is Form.TEXT:
            yield Piece(part.text, part.styles, Form.CODE)
        else:
            yield part


def _anchor(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    url = element.get("href", "")
    if not SAFE_URL.match(url):
        return _inside(element, styles)
    styles |= {Style("[", url)}
    return list(_inside(element, styles)) or (Piece(url, styles),)


# Blocks


def _paragraph(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    return grouped(_inside(element, styles), spaced=True)


def _heading(level: int, element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Read a heading; that of a box is a bold line, since no outline should hold it."""
    boxed = next(element.iterancestors("aside"), None) is not None
    pieces = _title(element, styles)
    if not pieces:
        return ()
    return (Paragraph(styled(pieces, STRONG)) if boxed else Heading(level, pieces),)


def _title(element: HtmlElement, styles: Styles) -> tuple[Piece, ...]:
    """Read a heading; the minutes that stand before its words go behind them."""
    words: list[Part] = [*_text(element.text, styles)]
    minutes: list[Part] = []
    for child in element:
        (minutes if child.get("class") == "minutes" else words).extend(_read(child, styles))
        words.extend(_text(child.tail, styles))
    title, time = (tuple(stripped(flat(grouped(parts)))) for parts in (words, minutes))
    return (*title, Piece(" ("), *time, Piece(")")) if title and time else title or time


def _quote(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    blocks = _blocks(element, styles)
    return (Quote(blocks),) if blocks else ()


def _list(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    start = element.get("start", "1")
    first = int(start) if re.fullmatch("[0-9]{1,9}", start) else 1
    items = tuple(_blocks(item, styles) for item in element.iterchildren("li"))
    return (Items(items, first if element.tag == "ol" else None),) if items else ()


def _definitions(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Each term begins an item, in bold; terms that share their text are set side by side."""
    entries: list[tuple[list[HtmlElement], list[HtmlElement]]] = []
    for child in element.iterchildren("dt", "dd"):
        if not entries or (child.tag == "dt" and entries[-1][1]):
            entries.append(([], []))
        entries[-1][child.tag == "dd"].append(child)
    items = tuple(_definition(terms, texts, styles) for terms, texts in entries)
    return (Items(items),) if items else ()


def _definition(
    terms: list[HtmlElement], texts: list[HtmlElement], styles: Styles
) -> tuple[Block, ...]:
    named = filter(None, (_pieces(term, styles | {STRONG}) for term in terms))
    head = tuple(chain.from_iterable((Piece(", "), *pieces) for pieces in named))[1:]
    blocks = grouped(chain.from_iterable(_blocks(text, styles) for text in texts))
    if not head:
        return blocks
    if not blocks:
        return (Paragraph(head),)
    lead = (*head, Piece(": "))
    if isinstance(blocks[0], Paragraph):
        return (Paragraph((*lead, *blocks[0].pieces)), *blocks[1:])
    return (Paragraph(lead), *blocks)


# Tables


def _table(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    for caption in element.iterchildren("caption"):
        if pieces := _pieces(caption, styles | {STRONG}):
            yield Paragraph(pieces)
    descendants = element.iterdescendants("tr")
    lines = [row for row in descendants if next(row.iterancestors("table")) is element]
    if any(len(row) for row in lines):
        headed = lines[0].getparent().tag == "thead" or all(cell.tag == "th" for cell in lines[0])
        rows = tuple(
            tuple(_blocks(cell, styles) for cell in row.iterchildren("th", "td")) for row in lines
        )
        yield Table(rows[0], rows[1:]) if headed else Table((), rows)


# Fields: what was filled in, else room to write


def _cell_of(element: HtmlElement) -> HtmlElement | None:
    """Return the table cell that the element stands in, or None."""
    return next(element.iterancestors("td", "th"), None)


def _entry(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Read an `input`."""
    if element.get("type") == "checkbox":
        box = "[ ]" if element.get("checked") is None else "[x]"
        return (Piece(" "), Piece(box, styles, Form.SOURCE), Piece(" "))
    return _filled(element, element.get("value", ""), styles)


def _filled(element: HtmlElement, text: str, styles: Styles) -> Iterable[Part]:
    """Return what was filled in, else room to write: in a table, the cell is room enough."""
    if not text.strip() and _cell_of(element) is not None:
        return ()
    return (Piece(" "), Piece(text if text.strip() else BLANK, styles))


def _choice(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Return the choice that was made, else all of them: one crosses out the others."""
    options = list(element.iterchildren("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    if not chosen and _cell_of(element) is not None:
        return ()
    texts = (option.text_content().strip() for option in chosen or options)
    return _filled(element, " / ".join(filter(None, texts)), styles)


def _room(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Read a `textarea`: a quote, whose mark shows where to write."""
    lines = element.text_content().strip().split("\n")
    pieces = tuple(stripped(chain.from_iterable((BREAK, Piece(text, styles)) for text in lines)))
    if _cell_of(element) is not None:
        return pieces
    return (Quote((Paragraph(pieces),) if pieces else ()),)


def _label(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Head the room to write below; in a cell, that of a field is for a screen reader only."""
    cell = _cell_of(element)
    fields = () if cell is None else cell.iter("input", "select", "textarea")
    if any(field.get("type") != "checkbox" for field in fields):
        return [part for part in _inside(element, styles) if not isinstance(part, Piece)]
    if element.getparent().find("textarea") is None:
        return _inside(element, styles)
    colon = "" if element.text_content().rstrip().endswith((":", "?", "!", ".")) else ":"
    return (*_inside(element, styles | {STRONG}), Piece(colon))


def _read(element: HtmlElement, styles: Styles) -> Iterable[Part]:
    """Read one element; comments and the like say nothing."""
    return READERS[element.tag](element, styles) if isinstance(element.tag, str) else ()


Reader = Callable[[HtmlElement, Styles], Iterable[Part]]
READERS: Mapping[str, Reader] = MappingProxyType({
    **dict.fromkeys(("head", "meta", "title"), lambda *_: ()),
    **dict.fromkeys(("html", "body", "article", "header", "section", "figure"), _inside),
    "span": _span,
    "time": _inside,
    "bdi": _isolated,
    **dict.fromkeys(("p", "figcaption"), _paragraph),
    **dict.fromkeys(("blockquote", "aside"), _quote),
    # Those that only stand in a parent that reads them, unless the page is broken.
    **dict.fromkeys(("li", "dt", "dd", "caption", "thead", "tbody", "tr", "th", "td"), _inside),
    "option": _inside,
    "h1": partial(_heading, 1),
    "h2": partial(_heading, 2),
    "h3": partial(_heading, 3),
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "hr": lambda *_: (Rule(),),
    "br": lambda *_: (BREAK,),
    "img": lambda image, styles: _text(image.get("alt"), styles),
    "svg": lambda drawing, styles: _text(drawing.findtext("title"), styles | {EM}),
    "strong": partial(_marked, STRONG),
    "em": partial(_marked, EM),
    "del": partial(_marked, DELETED),
    "ins": partial(_marked, STRONG),  # nothing is underlined in Markdown
    "code": _code,
    "a": _anchor,
    "input": _entry,
    "select": _choice,
    "textarea": _room,
    "label": _label,
})  # fmt: skip
