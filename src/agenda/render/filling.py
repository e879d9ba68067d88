"""The room that pages have left goes to their places to write in.

A place to write in grows by what is left below the text, and what follows it on that page moves
down by as much. Where the last page would stay white even so, `roomier` says how high the rooms
are to be in another layout, which moves text from page to page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

MM = 96 / 25.4
MOST = 60 * MM
"""A room that is higher asks for more than anybody writes."""
ROOT = ("html", "body")
WHOLE = (*ROOT, "article", "section")
LEFT = 1 * MM
"""What stays free, lest the last line of a page touches its foot."""
WHITE = 35 * MM
"""What the last page may leave blank: an eighth of it."""
SHARES = (0.75, 0.5)
"""How much of what is left goes to the rooms of another layout: some is lost where pages end."""
MOST_PAGES = 4
"""Pages of a document whose end is looked at: a longer one is laid out once."""
LINE = 4.5
"""Millimetres of a line of a room, as the theme has them."""


class _Spare(NamedTuple):
    """What a page has left below its text, and its rooms to write in, row by row."""

    height: float
    rows: list[list[Any]]

    @property
    def share(self) -> float:
        """What each row of rooms gets."""
        return max(0.0, self.height / len(self.rows)) if self.rows else 0.0

    @property
    def white(self) -> float:
        """What stays blank when the rooms are as high as may be."""
        heights = (float(row[0].height) for row in self.rows)
        return self.height - sum(max(0.0, min(self.share, MOST - height)) for height in heights)


def fill(document: Any) -> None:
    """Let the rooms of each page grow; `document` is WeasyPrint's, laid out."""
    for number, page in enumerate(document.pages):
        sheet = page._page_box  # nothing public tells where boxes are
        spare = _spare(sheet)
        if spare.rows and spare.height > LEFT:
            _stretch(sheet.children[0], {id(room): max(0.0, min(spare.share, MOST - room.height))
                                         for row in spare.rows for room in row})  # fmt: skip
            _paint(sheet)
            document.pages[number] = type(page)(sheet)


def is_white(document: Any) -> bool:
    """Whether a document's last page ends in white that its rooms cannot take.

    Of many pages one that ends early is nothing to lay all of them out again for.
    """
    if len(document.pages) > MOST_PAGES:
        return False
    spare = _spare(document.pages[-1]._page_box)
    return bool(spare.rows) and spare.white > WHITE


def roomier(document: Any, share: float) -> str:
    """Return rules by which all rooms of a document take a share of what its pages have left."""
    pages = [_spare(page._page_box) for page in document.pages]
    rows = sum(len(page.rows) for page in pages)
    more = share * sum(page.height for page in pages) / rows / MM if rows else 0.0
    heights = {lines: min(MOST / MM, lines * LINE + more) for lines in range(2, 13)}
    return "".join(
        f':is(.field, .view) > textarea[rows="{lines}"] {{ min-height: {height:.1f}mm; }}\n'
        for lines, height in heights.items()
    )


def _spare(sheet: Any) -> _Spare:
    lowest = _lowest(sheet.children[0])
    return _Spare(sheet.content_box_y() + sheet.height - lowest - LEFT, list(_rooms(sheet)))


def _rooms(box: Any, *, within: bool = False) -> Iterator[list[Any]]:
    """Yield the rooms to write in that stand on a page, those side by side together."""
    if not hasattr(box, "children"):
        return
    named = None if box.element is None else box.element.get("class")
    if named == "field" or (within and _is_row(box)):
        found = [one for one in box.descendants() if one.element_tag == "textarea"]
        if found:  # a box comes before its lines
            yield list({id(one.element): one for one in reversed(found)}.values())
        return
    for child in box.children:
        yield from _rooms(child, within=within or named == "rooms")


def _is_row(box: Any) -> bool:
    return type(box).__name__ == "TableRowBox"


def _lowest(box: Any) -> float:
    """Return where what is written on a page ends."""
    if box.element_tag in WHOLE:  # may fill it
        return max(map(_lowest, box.children), default=0.0)
    return float(box.border_box_y() + box.border_height())


def _paint(sheet: Any) -> None:
    """Lay the grounds of boxes where these stand now."""
    from weasyprint.layout.background import layout_box_backgrounds  # noqa: PLC0415 - it is loaded

    for box in sheet.children[0].descendants():
        if box.background and box.element_tag not in ROOT:
            style, layers = box.background.style, box.background.layers
            named = zip(style["background_image"], layers, strict=False)
            images = {value: layer.image for (kind, value), layer in named if kind == "url"}
            layout_box_backgrounds(
                sheet,
                box,
                lambda url, images=images, **_: images[url],
                layout_children=False,
                style=style,
            )


def _stretch(box: Any, grown: dict[int, float]) -> float:
    """Make a box as much higher as what it holds becomes, and return by how much."""
    if id(box) in grown:
        box.height += grown[id(box)]
        return grown[id(box)]
    cells = _is_row(box)
    taller, more = [], 0.0
    for child in getattr(box, "children", ()):
        if not cells:
            child.translate(0, more)
        taller.append(_stretch(child, grown))
        more = max(taller) if cells else more + taller[-1]
    for cell, own in zip(box.children if cells else (), taller, strict=False):
        cell.height += more - own
    if more and box.element_tag not in ROOT:
        box.height += more
    return more
