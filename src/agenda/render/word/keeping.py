"""What stays on one page: room to write goes with what it is for, a last line with its table."""

from __future__ import annotations

from collections.abc import Sequence

from agenda.render.word.styles import Styles
from agenda.render.word.wml import Element, qn, set_property, w

FOLLOWERS = (("table", "Table Room"), ("paragraph", "Legend"), ("paragraph", "Next"))
"""Styles of blocks that never begin a page."""


def keep_with_previous(blocks: Sequence[Element], styles: Styles) -> None:
    """Tie each follower to the block before it, and over the gap between two tables."""
    followers = {styles.id(*follower) for follower in FOLLOWERS}
    gap = styles.id("paragraph", "Spacer")
    for place, block in enumerate(blocks):
        if place and _style(block) in followers:
            _tie(blocks[place - 1])
            if place > 1 and _style(blocks[place - 1]) == gap:
                _tie(blocks[place - 2])


def _style(block: Element) -> str:
    found = block.find(f"{qn('pPr')}/{qn('pStyle')}")
    if found is None:
        found = block.find(f"{qn('tblPr')}/{qn('tblStyle')}")
    return "" if found is None else str(found.get(qn("val")))


def _tie(block: Element) -> None:
    """Keep a paragraph, or a table's last row, with what follows."""
    rows = block.findall(qn("tr"))
    last = rows[-1] if rows else None
    paragraphs = [block] if last is None else last.findall(f"{qn('tc')}/{qn('p')}")
    for paragraph in paragraphs:
        set_property(paragraph, w("keepNext"))
