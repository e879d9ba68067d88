"""Lists of terms: each beside what is said of it."""

from __future__ import annotations

from dataclasses import replace

from agenda.language.direction import direction
from agenda.render.word.blocks import flow
from agenda.render.word.columns import BOLD, text_width, visible_words
from agenda.render.word.pen import Pen, Place
from agenda.render.word.wml import Element, qn, set_property, text, twips, w

TERM, WIDEST = twips(28), twips(42)
"""How wide the column of terms is, and becomes for a longer one; what is longer stands above."""
GAP = twips(1.5)
LRM, RLM = "\u200e", "\u200f"


def terms(element: Element, place: Place, pen: Pen) -> list[Element]:
    """Write a dl: each term before what is said of it, which hangs clear of it."""
    groups, place = _groups(element), place.beside
    room = min(WIDEST, place.width * 2 // 5)
    wide = (_width(terms, pen) for terms, _ in groups)
    column = max([min(TERM, room), *(one for one in wide if one < room)])
    return [block for group in groups for block in _term(*group, column, place, pen)]


def _width(terms: list[Element], pen: Pen) -> int:
    """Return how wide terms are, with the gap after them."""
    held = " ".join(map(visible_words, terms))
    return text_width(held, pen.points * BOLD) + GAP


def _term(
    terms: list[Element], said: list[Element], width: int, place: Place, pen: Pen
) -> list[Element]:
    """Write terms and what is said of them: in one line, where the column holds the term."""
    named = replace(place, style="Term", face=place.face.with_effect("b"))
    heads = [block for one in terms for block in flow(one, named.within(one), pen)]
    inner = replace(place.moved(width), style="Term")
    blocks = [block for one in said for block in flow(one, inner.within(one), pen)]
    held = " ".join(visible_words(one) for one in terms)
    fits = _width(terms, pen) <= width and len(heads) == 1
    if fits and blocks and _is_plain(blocks[0], pen):
        runs = [run for run in heads[0] if run.tag != qn("pPr")]
        if (blocks[0].find(f"{qn('pPr')}/{qn('bidi')}") is not None) != place.face.rtl:
            own = w("rPr", w("rtl", val=int(not place.face.rtl)))
            blocks[0].append(w("r", own, text(LRM if place.face.rtl else RLM)))  # keeps its stop
        blocks[0][1:1] = [
            *runs,
            w("r", w("rPr", w("rtl", val=int(place.face.rtl))), text(_gap(held, place)), w("tab")),
        ]
        set_property(blocks[0], w("ind", left=inner.indent, hanging=width))
        set_property(blocks[0], w("bidi", val=int(place.face.rtl)))  # as the column of terms runs
        heads = []
    for block in [*heads, *blocks][:-1]:
        if block.tag == qn("p"):
            set_property(block, w("keepNext"))
    return [*heads, *blocks]


def _gap(term: str, place: Place) -> str:
    """Return what stands before a tab: a mark keeps a term of the other direction at its place."""
    against = direction(term) == ("ltr" if place.face.rtl else "rtl")
    return f" {RLM if place.face.rtl else LRM}" if against else " "


def _is_plain(block: Element, pen: Pen) -> bool:
    named = block.find(f"{qn('pPr')}/{qn('pStyle')}")
    return named is not None and named.get(qn("val")) == pen.styles.id("paragraph", "Term")


def _groups(element: Element) -> list[tuple[list[Element], list[Element]]]:
    """Put each run of dt with the dd that follow it."""
    groups: list[tuple[list[Element], list[Element]]] = []
    for child in element:
        begins = not groups or (child.tag == "dt" and bool(groups[-1][1]))
        if begins:
            groups.append(([], []))
        groups[-1][0 if child.tag == "dt" else 1].append(child)
    return groups
