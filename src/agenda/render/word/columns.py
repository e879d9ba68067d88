"""How wide the columns of a table are, judged by what stands in them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from agenda.render.word.fields import FIELD_TAGS
from agenda.render.word.page import classes, words_of
from agenda.render.word.pictures import TWIPS_PER_PIXEL, width_of
from agenda.render.word.wml import Element, twips

Sort = tuple[str, int]
"""Tables of the same class and the same number of columns are of one sort, and line up."""

# Parts of the size, near Calibri's; good enough to share out room, and the same everywhere.
NARROW, WIDE, USUAL, CAPITAL, SPACE, IDEOGRAPH = 0.25, 0.82, 0.5, 0.6, 0.23, 1.0
NARROW_LETTERS = frozenset("ijlIft.,:;'|!()[]·’")
WIDE_LETTERS = frozenset("mwMW@%—")
BOLD = 1.06

PADDING = twips(4)  # a cell's right margin, and a little for faces that run wider
WHOLE = twips(34)  # text up to this width is not broken
FIELD_WIDTHS = {"date": 28, "checkbox": 8, "select": 28, "text": 38, "textarea": 60}
FIRST_FIELD, VIEW = 78, 16  # mm: what an action is, and a figure
REST = -1.0
LEAST = twips(24)  # of a column that grows
DRAWING = twips(120)  # a wider drawing may become smaller, lest it leaves no room for words
LAID_OUT: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "skills": (0, 29, REST, 20),
        "readings": (0, *[REST] * 9),
        "actions": (REST, 27, 25, 60),
        "replies": (0, REST),
        "owned": (REST, 25, 60),
        "decisions": (REST, 25, 30),
    }
)
"""The columns of the tables that every document has, in millimetres as in the stylesheet.

The first of none is as wide as the column at the side.
"""
HEADED = {"reading": 23.0, "aim": 17.0}
"""Columns that a class of their head sets, in millimetres."""


class Column(NamedTuple):
    """The room a column must have and the room it would like, in twips; and how it grows."""

    least: int = 0
    most: int = 0
    grows: bool = False

    def beside(self, other: Column) -> Column:
        """Return what suits both, one above the other."""
        return Column(
            max(self.least, other.least), max(self.most, other.most), self.grows or other.grows
        )


def text_width(words: str, points: float) -> int:
    """Estimate how wide a line of text is, in twips."""
    return round(sum(map(_letter, words)) * points * 20)


@cache
def _letter(letter: str) -> float:
    if letter == " ":
        return SPACE
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS:
        return WIDE
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return IDEOGRAPH
    return CAPITAL if letter.isupper() or unicodedata.category(letter)[0] == "S" else USUAL


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, but those of a table in one of its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody"}:
            yield from child.iterchildren("tr")


def sort_of(table: Element) -> Sort:
    """Return the sort of a table: its class, and its number of columns."""
    return table.get("class", ""), max((len(row) for row in rows_of(table)), default=0)


def shared(body: Element, points: float) -> Mapping[Sort, Sequence[Column]]:
    """Measure the tables of a body that have a class, those of one sort together."""
    found: dict[Sort, list[Column]] = {}
    for table in body.iter("table"):
        sort = sort_of(table)
        if sort[0]:
            both = zip_longest(found.get(sort, []), measured(table, points), fillvalue=Column())
            found[sort] = [one.beside(other) for one, other in both]
    return found


def laid_out(table: Element, width: int, side: int) -> list[int]:
    """Return the columns of a table that has fixed ones; none where it has not, or no room."""
    kind = next((name for name in classes(table) if name in LAID_OUT), "")
    head = next(rows_of(table), ())
    if not kind or not side or len(head) > len(LAID_OUT[kind]):
        return []
    said = [next((HEADED[name] for name in classes(cell) if name in HEADED), mm)
            for cell, mm in zip(head, LAID_OUT[kind], strict=False)]  # fmt: skip
    fixed = [REST if mm == REST else twips(mm) or side for mm in said]
    growing = fixed.count(REST)
    spare = width - sum(one for one in fixed if one != REST)
    if not growing:  # the last takes what is left
        fixed[-1], growing, spare = REST, 1, spare + int(fixed[-1])
    if spare < growing * LEAST:
        return []
    ideal = [spare / growing if one == REST else one for one in fixed]
    return _whole(ideal, width)


def measured(table: Element, points: float) -> list[Column]:
    """Measure the columns of one table."""
    columns: list[Column] = []
    for row in rows_of(table):
        cells = [_cell(cell, points, first=not at) for at, cell in enumerate(row)]
        both = zip_longest(columns, cells, fillvalue=Column())
        columns = [one.beside(other) for one, other in both]
    return columns


def _cell(cell: Element, points: float, *, first: bool) -> Column:
    scale = points * (BOLD if cell.tag == "th" else 1)
    words = visible_words(cell)
    drawings = drawn(cell)
    written = text_width(words, scale) + PADDING
    most = written + sum(drawings)
    whole = [text_width(word, scale) for word in words.split()]
    whole += [min(width, DRAWING) for width in drawings]
    least = max(whole, default=0) + PADDING
    if most <= WHOLE:
        least = most
    wanted = [_field(field, cell, first=first) for field in cell.iter(*FIELD_TAGS)]
    if wanted:
        grows = first or "textarea" in {field.tag for field in cell.iter()}
        return Column(max(least, min(wanted)), max(most, *wanted), grows)
    return Column(least, most, cell.tag == "td" and written > WHOLE)


def drawn(element: Element) -> list[int]:
    """Return how wide each drawing within an element is, in twips."""
    return [math.ceil(width_of(one) * TWIPS_PER_PIXEL) for one in element.iter("svg", "img")]


def _field(field: Element, cell: Element, *, first: bool) -> int:
    kind = field.get("type", "text") if field.tag == "input" else str(field.tag)
    if "view" in classes(cell):
        return twips(VIEW)
    return twips(FIRST_FIELD if first and kind in {"text", "textarea"} else FIELD_WIDTHS[kind])


def visible_words(cell: Element) -> str:
    """Return a cell's text without the label of a field beside it, which is not printed."""
    fields = {field.get("id") for field in cell.iter(*FIELD_TAGS)}
    hidden = {label for label in cell.iter("label") if label.get("for") in fields}
    return words_of(cell, hidden)


def widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share out the width of a table among its columns; the sum is that width, exactly."""
    spare = width - sum(column.most for column in columns)
    ideal = _with_spare(columns, spare) if spare >= 0 else _squeezed(columns, width)
    return _whole(ideal, width)


def _with_spare(columns: Sequence[Column], spare: int) -> list[float]:
    growing = [column.most if column.grows else 0 for column in columns]
    weights = growing if any(growing) else [max(1, column.most) for column in columns]
    return [column.most + spare * weight / sum(weights)
            for column, weight in zip(columns, weights, strict=True)]  # fmt: skip


def _squeezed(columns: Sequence[Column], width: int) -> list[float]:
    room = width - sum(column.least for column in columns)
    slack = sum(column.most - column.least for column in columns)
    if room < 0:
        return _broken([column.least for column in columns], width)
    return [column.least + room * (column.most - column.least) / slack for column in columns]


def _broken(least: Sequence[int], width: int) -> list[float]:
    """Break the words of the widest columns alone: they share what the others leave."""
    left, widest = float(width), 0.0
    for at, one in enumerate(sorted(least)):
        widest = left / (len(least) - at)
        if one > widest:
            break
        left -= one
    return [min(one, widest) for one in least]


def _whole(ideal: Iterable[float], width: int) -> list[int]:
    edges, total = [0], 0.0
    for part in ideal:
        total += part
        edges.append(round(total))
    edges[-1] = width
    return [right - left for left, right in pairwise(edges)]
