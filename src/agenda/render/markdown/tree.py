"""What a page of Markdown is made of: a small tree between the HTML and the source.

A line of text is in pieces, each with all its styles: no nesting, no marks yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain, count, groupby
from types import MappingProxyType
from typing import Any

from agenda.render.markdown.literal import destination

_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True, order=True)
class Style:
    """What a stretch of text is: strong, emphasised, deleted, or a link to `url`."""

    mark: str
    url: str = ""

    @property
    def guarded(self) -> str:
        """The characters that are markup wherever they stand in it."""
        return {"[": "[]", "~~": "~"}.get(self.mark, "")

    @property
    def closing(self) -> str:
        """The mark at its end."""
        return f"]({destination(self.url)})" if self.url else self.mark


STRONG, EM, DELETED = Style("**"), Style("*"), Style("~~")
Styles = frozenset[Style]
PLAIN: Styles = frozenset()


class Form(Enum):
    """How the text of a piece is meant."""

    TEXT = auto()
    CODE = auto()
    SOURCE = auto()  # Markdown already
    BREAK = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, with its styles."""

    text: str
    styles: Styles = PLAIN
    form: Form = Form.TEXT

    @property
    def gap(self) -> bool:
        """Whether it is a space or a line break: no mark may touch it from inside."""
        return self.form is Form.BREAK or self.text.isspace()


BREAK = Piece("\n", form=Form.BREAK)


def stripped(pieces: Iterable[Piece]) -> list[Piece]:
    """Fold white space as a browser does; drop it, and line breaks, at both ends."""
    runs = [(gap, list(run)) for gap, run in groupby(_split(pieces), lambda piece: piece.gap)]
    folded: list[Piece] = []
    for position, (gap, run) in enumerate(runs):
        if not gap:
            folded += run
        elif 0 < position < len(runs) - 1:
            folded.append(_gap(run, runs[position - 1][1][-1], runs[position + 1][1][0]))
    return [
        Piece("".join(piece.text for piece in run), styles, form)
        for (styles, form, _), run in groupby(folded, lambda p: (p.styles, p.form, p.gap))
    ]


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Cut the white space off both ends of each piece, as pieces of its own."""
    for piece in pieces:
        if piece.form in {Form.BREAK, Form.SOURCE}:
            yield piece
            continue
        text = _HTML_SPACE.sub(" ", piece.text)
        begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
        parts = (text[:begin], text[begin:end], text[max(begin, end) :])
        words = (Piece(parts[0]), replace(piece, text=parts[1]), Piece(parts[2]))
        yield from (part for part in words if part.text)


def _gap(run: list[Piece], before: Piece, after: Piece) -> Piece:
    """Return one gap for the run; it has the styles that go on across it."""
    styles = before.styles & after.styles
    if breaks := [piece for piece in run if piece.form is Form.BREAK]:
        return Piece("\n" * len(breaks), styles, Form.BREAK)
    return Piece(_HTML_SPACE.sub(" ", "".join(piece.text for piece in run)), styles)


# --- blocks ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text. `spaced` tells that it was a `<p>`, so that a list of it is loose."""

    pieces: tuple[Piece, ...]
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list: bullets, or numbered from `number` on.

    `other` tells that a list of the same kind stands directly before it: with the
    same marker the two would be read as one.
    """

    items: tuple[Blocks, ...]
    number: int | None = None
    other: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quote; an empty one is room to write."""

    blocks: Blocks = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the header is empty where the table has none."""

    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Paragraph | Heading | Items | Quote | Table | Rule
Blocks = tuple[Block, ...]
Part = Piece | Block
Row = tuple[Blocks, ...]


def grouped(parts: Iterable[Part], *, spaced: bool = False) -> Blocks:
    """Make paragraphs of the pieces that stand between blocks."""
    blocks: list[Block] = []
    for is_text, run in groupby(parts, lambda part: isinstance(part, Piece)):
        if not is_text:
            blocks += [part for part in run if not isinstance(part, Piece)]
        elif pieces := stripped(part for part in run if isinstance(part, Piece)):
            blocks.append(Paragraph(tuple(pieces), spaced))
    return tuple(_apart(blocks))


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Tell neighbouring lists of one kind from each other."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Items) and isinstance(before, Items):
            same = (block.number is None) == (before.number is None)
            before = replace(block, other=same and not before.other)
        else:
            before = block
        yield before


def styled(pieces: Iterable[Piece], *styles: Style) -> tuple[Piece, ...]:
    """Return the pieces with these styles too."""
    return tuple(replace(piece, styles=piece.styles.union(styles)) for piece in pieces)


def flat(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """Return the blocks as one line with line breaks: all that a table's cell can hold."""
    return _broken(FLAT[type(block)](block) for block in blocks)


def _broken(lines: Iterable[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    return tuple(chain.from_iterable((BREAK, *pieces) for pieces in lines if pieces))[1:]


def _flat_items(items: Items) -> tuple[Piece, ...]:
    numbers = count(items.number or 0)
    signs = ("• " if items.number is None else f"{number}. " for number in numbers)
    lines = zip(signs, map(flat, items.items), strict=False)
    return _broken((Piece(sign), *pieces) for sign, pieces in lines)


def _flat_table(table: Table) -> tuple[Piece, ...]:
    rows = (table.header, *table.rows)
    return _broken(
        tuple(chain.from_iterable((*flat(cell), Piece(" ")) for cell in row)) for row in rows
    )


FLAT: Mapping[type, Callable[[Any], tuple[Piece, ...]]] = MappingProxyType({
    Paragraph: lambda block: block.pieces,
    Heading: lambda block: styled(block.pieces, STRONG),
    Items: _flat_items,
    Quote: lambda block: flat(block.blocks),
    Table: _flat_table,
    Rule: lambda _: (),
})  # fmt: skip
