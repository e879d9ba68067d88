"""The room that pages leave goes to the places to write in, as far as that is certain.

Word lays a document out, not this program. So pages are counted by what everything is at least
and at most high: where both come to as many, rooms grow for as long as that stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from itertools import takewhile

from agenda.render.word.heights import Part
from agenda.render.word.tables import HAND
from agenda.render.word.wml import Element, qn, twips

MOST = twips(60)
"""A room that is higher asks for more than anybody writes."""
STEP = twips(2)


LAST = 3
"""So many rooms at the end may grow beyond the others, into what the last page leaves."""


def fill(parts: Sequence[Part], rooms: Sequence[Element], page: int) -> None:
    """Let rooms grow, each a row of a table, all by as much; a page has so many twips.

    They grow by what leaves the pages least white: what moves from one to the next leaves a gap.
    The last ones take what the last page has left then.
    """
    if len(set(map(len, _pages(parts, {}, page)))) > 1:
        return
    more = _grown(parts, rooms, {}, page)
    for last in range(min(LAST, len(rooms) - 1), 0, -1):
        more = _grown(parts, rooms[-last:], more, page)
    for room, by in more.items():
        size = _size(room)
        if _is_ruled(size):
            for _ in range(by // HAND):
                room.addnext(deepcopy(room))
        else:
            size.set(qn("val"), str(_high(size) + by))


def _grown(
    parts: Sequence[Part], rooms: Sequence[Element], more: Mapping[Element, int], page: int
) -> Mapping[Element, int]:
    """Return by how much rooms grow, where some grow beyond that; no page is added by it."""
    usual = [*map(len, _pages(parts, more, page))]
    ways = ({**more, **_more(rooms, more, by)} for by in range(0, MOST, STEP))
    counted = ((_pages(parts, way, page), way) for way in ways)
    kept = takewhile(lambda one: [*map(len, one[0])] == usual, counted)
    return min(kept, key=lambda one: sum(white**2 for pages in one[0] for white in pages))[1]


def _more(
    rooms: Sequence[Element], before: Mapping[Element, int], by: int
) -> Mapping[Element, int]:
    """Return by how much each room grows; what is ruled for a hand grows by whole lines."""
    sizes = {room: (_size(room), before.get(room, 0)) for room in rooms}
    return {room: (was + by) // HAND * HAND if _is_ruled(size)
            else max(0, min(was + by, MOST - _high(size)))
            for room, (size, was) in sizes.items()}  # fmt: skip


def _size(room: Element) -> Element:
    size = room.find(f"{qn('trPr')}/{qn('trHeight')}")
    assert size is not None  # noqa: S101 - what is a room has one
    return size


def _is_ruled(size: Element) -> bool:
    return size.get(qn("hRule")) == "exact"


def _high(size: Element) -> int:
    return int(str(size.get(qn("val"))))


def _pages(
    parts: Sequence[Part], more: Mapping[Element, int], page: int
) -> tuple[list[float], ...]:
    """Return what each page leaves white, where parts are as low and as high as may be."""
    grown = [more.get(part.element, 0) for part in parts]
    both = ([(part.height[at] + by, part.kept) for part, by in zip(parts, grown, strict=True)]
            for at in (0, 1))  # fmt: skip
    return tuple(_whites(heights, page) for heights in both)


def _whites(heights: Iterable[tuple[float, bool]], page: int) -> list[float]:
    """Return what each page leaves; some heights stay on one page with what follows them."""
    left, together = [float(page)], 0.0
    for height, kept in heights:
        together += height
        if kept:
            continue
        if together > left[-1]:
            left.append(page)
        left[-1] -= together
        together = 0.0
        while left[-1] < 0:  # higher than a page
            left[-1:] = [0, left[-1] + page]
    return left
