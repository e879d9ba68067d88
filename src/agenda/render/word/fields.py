"""Room to write: one small function for each kind of field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from agenda.render.word.control import EMPTY_BOX, FILLED_BOX
from agenda.render.word.page import classes, words_of
from agenda.render.word.runs import Face, Piece
from agenda.render.word.wml import Element

FIELD_TAGS = ("input", "select", "textarea")
ROOM_MM, DATE_MM = 50, 21  # of a rule to write on, within a line
DEFAULT_ROWS = 2  # what HTML gives a textarea that names no rows


def written(element: Element, face: Face) -> Iterator[Piece]:
    """Write a text or a date: what is there already, else room; a cell is room enough."""
    value = element.get("value", "")
    if value:
        yield Piece(face, value)
    elif "blank" in classes(element) or not face.cell:
        width = DATE_MM if element.get("type") == "date" else ROOM_MM
        yield Piece(replace(face, style="Blank"), kind="room", width=width)


def tick(element: Element, face: Face) -> Iterator[Piece]:
    """Write a box to tick."""
    box = FILLED_BOX if element.get("checked") is not None else EMPTY_BOX
    yield Piece(replace(face, style="Checkbox"), box)


def choice(element: Element, face: Face) -> Iterator[Piece]:
    """Write a choice: the option that is selected, else room as for a text."""
    chosen = [words_of(option) for option in element.iter("option")
              if option.get("selected") is not None]  # fmt: skip
    if any(chosen):
        yield Piece(face, " ".join(chosen))
    else:
        yield from written(element, face)


def lines(element: Element, face: Face) -> Iterator[Piece]:
    """Write what stands in a textarea already, line by line."""
    value = (element.text or "").removeprefix("\n").rstrip()
    for number, line in enumerate(value.splitlines()):
        if number:
            yield Piece(face, kind="break")
        yield Piece(face, line)


def within_line(element: Element, face: Face) -> Iterator[Piece]:
    """Write a textarea amid a line, as in a label that holds its field."""
    pieces = list(lines(element, face))
    yield from pieces or written(element, face)


def rows(element: Element) -> int:
    """Return how many lines a textarea has room for."""
    given = element.get("rows", "")
    return max(1, int(given)) if re.fullmatch("[0-9]{1,4}", given) else DEFAULT_ROWS


INPUTS: Mapping[str, Callable[[Element, Face], Iterator[Piece]]] = {
    "text": written,
    "date": written,
    "checkbox": tick,
}
