"""The room that a page has left goes to its places to write in.

No second layout is needed for it: a place to write in grows by what is left below the text, and
what follows it on that page moves down by as much.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MM = 96 / 25.4
MOST = 60 * MM
"""A room that is higher asks for more than anybody writes."""
ROOT = ("html", "body")
WHOLE = (*ROOT, "article", "section")
LEFT = 1 * MM
"""What stays free, lest the last line of a page touches its foot."""


def fill(document: Any) -> None:
    """Let the rooms of each page grow; `document` is WeasyPrint's, laid out."""
    for number, page in enumerate(document.pages):
        sheet = page._page_box  # nothing public tells where boxes are
        rows = list(_rooms(sheet))
        spare = sheet.content_box_y() + sheet.height - _lowest(sheet.children[0]) - LEFT
        if rows and spare > LEFT:
            more = spare / len(rows)
            _stretch(sheet.children[0], {id(room): max(0.0, min(more, MOST - room.height))
                                         for row in rows for room in row})  # fmt: skip
            _paint(sheet)
            document.pages[number] = type(page)(sheet)


def _rooms(box: Any, *, within: bool = False) -> Iterator[list[Any]]:
    """Yield the rooms to write in that stand on a page, those side by side together."""
    if not hasattr(box, "children"):
        return
    named = None if box.element is None else box.element.get("class")
    if named == "field" or (within and _is_row(box)):
        beside = [one for one in box.descendants() if one.element_tag == "textarea"]
        if fields := [one for one in beside if one.is_input()]:
            yield fields
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
