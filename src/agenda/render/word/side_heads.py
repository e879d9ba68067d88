"""Small headings, set at the side of the text that they head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile
from math import ceil

from agenda.render.word.columns import BOLD, text_width
from agenda.render.word.pen import Pen, Place
from agenda.render.word.wml import Element, qn, set_property, twips, w

GAP = twips(1.4)  # between a table and the text beside it


def set_beside(blocks: Sequence[Element], place: Place, pen: Pen) -> None:
    """Set small headings at the side of what follows them, which becomes as high as they are.

    Before a table they stay above: programs would move it out of their way.
    """
    for at, head in enumerate(blocks):
        if not styled(head, ["Side Heading"], pen):
            continue
        below = (blocks[number] for number in range(at + 1, len(blocks)))
        text = list(takewhile(lambda one: _is_text(one, pen), below))
        if not text:
            continue
        edge = "right" if place.face.rtl else "left"
        set_property(head, w("framePr", w=pen.side - GAP, wrap="through", vAnchor="text",
                             hAnchor="text", xAlign=edge, y=1))  # fmt: skip
        lack = _lines(head, pen.side - GAP, pen.points * BOLD) - sum(
            _lines(one, place.width - pen.side, pen.points) for one in text
        )
        # No space after it: LibreOffice sets the next heading before that space, into this one.
        for _ in range(lack):
            text[-1].append(w("r", w("br")))


def _is_text(block: Element, pen: Pen) -> bool:
    headings = ("Side Heading", "Heading 1", "Heading 2", "Next")
    return not is_table(block) and not styled(block, headings, pen)


def _lines(block: Element, width: int, points: float) -> int:
    """Estimate how many lines a paragraph takes."""
    said = [""]
    for one in block.iter(qn("t"), qn("br")):
        said = [*said, ""] if one.tag == qn("br") else [*said[:-1], said[-1] + (one.text or "")]
    return sum(max(1, ceil(text_width(words, points) / width)) for words in said)


def is_table(block: Element) -> bool:
    """Whether a block is a table."""
    return str(block.tag) == qn("tbl")


def styled(block: Element, styles: Iterable[str], pen: Pen) -> bool:
    """Whether a paragraph has one of some styles."""
    found = block.find(f"{qn('pPr')}/{qn('pStyle')}")
    ids = {pen.styles.id("paragraph", style) for style in styles}
    return found is not None and found.get(qn("val")) in ids
