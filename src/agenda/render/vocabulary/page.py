"""What templates have made is held to the vocabulary once more, before any writer sees it.

What they compute, include, or leave open shows only here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from agenda.render import drawing, nesting
from agenda.render.vocabulary import (
    BLOCKS,
    CHILDREN,
    INLINE,
    INNER,
    RULE,
    SHAPES,
    TEXT_ONLY,
    Fault,
    find_fault,
    find_foreign,
    find_missing,
    find_unknown,
)
from agenda.render.vocabulary.template import PLACE
from agenda.source.problems import Problem, error

Element = etree._Element
CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MARK = re.compile(f' {PLACE}=(?:"|&#34;)([0-9]+)(?:"|&#34;)', re.IGNORECASE)
"""A place, as a filter of Jinja may have left it."""
SHOWN = 8
"""How many words of a tag are shown."""
Found = tuple[int | None, Problem]
"""A problem, and the number of the place that it came from, where that is known."""


def check_page(html: str) -> Iterator[Found]:
    """Yield what keeps a page from being written in every format.

    What it says of places (`mark_places`) is passed on.
    """
    if control := CONTROL.search(html):
        unfit = f"the page has the character U+{ord(control[0]):04X}, which no document can hold"
        before = MARK.findall(html, 0, control.start())
        yield int(before[-1]) if before else None, error("template", unfit, "leave it out")
        return
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(html.encode(), parser)
    if root is None:
        yield None, error("template", "the page is empty", "write something on it")
        return
    deep = next(nesting.find_too_deep(root), None)
    faults = [deep] if deep else _faults(root)
    for element, problem in faults:
        yield _place(element), problem


def _place(element: Any) -> int | None:
    """Return the number of the place of an element: its own, or that of what it stands in."""
    while element is not None:
        if found := element.get(PLACE):
            return int(found)
        element = element.getparent()
    return None


def _faults(element: Element) -> Iterator[tuple[Element, Problem]]:
    for child in element:
        if misplaced := _misplaced(child, str(element.tag)):
            yield _problem(child, *misplaced)
        else:
            yield from (_problem(child, *fault) for fault in _attribute_faults(child))
            if child.tag == "svg":
                yield from _of_drawing(child)
                yield from (_problem(at, *fault) for at, *fault in drawing.find_faults(child))
            else:
                yield from _faults(child)
    yield from _stray(element)


def _misplaced(child: Element, parent: str) -> Fault | None:
    tag = str(child.tag)
    if unknown := find_unknown(tag):
        return unknown
    if parent in CHILDREN:
        wrong = tag not in CHILDREN[parent]
    else:
        outside = tag in INNER or (tag in SHAPES and tag != "svg")
        wrong = parent in TEXT_ONLY or outside or (tag in BLOCKS and parent in INLINE)
    where = f"<{tag}> cannot stand in <{parent}>"
    return (where, "move it out, or close what is open") if wrong else None


def _attribute_faults(element: Element) -> Iterator[Fault]:
    """Yield what is wrong with a known tag's attributes."""
    tag = str(element.tag)
    given = {str(name): str(value) for name, value in element.items() if name != PLACE}
    for name, value in given.items():
        if foreign := find_foreign(tag, name):
            yield foreign
        elif name != "src" and (fault := find_fault(tag, name, value)):
            yield f"<{tag} {name}>: {fault[0]}", fault[1]
    if missing := find_missing(tag, given):
        yield missing


def _of_drawing(element: Element) -> Iterator[tuple[Element, Problem]]:
    for child in element:
        tag = str(child.tag)
        if tag not in SHAPES or tag == "svg":
            cure = f"use still shapes: {', '.join(sorted(set(SHAPES) - {'svg'}))}"
            yield _problem(child, f"<{tag}> is no part of a drawing", cure)
        else:
            yield from (_problem(child, *fault) for fault in _attribute_faults(child))
            yield from _of_drawing(child)


def _stray(element: Element) -> Iterator[tuple[Element, Problem]]:
    """Yield words where the vocabulary has room for tags alone, as between two rows."""
    tag = str(element.tag)
    texts = [element.text, *(child.tail for child in element)] if tag in CHILDREN else ()
    for words in filter(None, (" ".join((text or "").split()) for text in texts)):
        cure = f"put them into {' or '.join(f'<{child}>' for child in sorted(CHILDREN[tag]))}"
        yield element, error(RULE, f"words stand loose in <{tag}>: “{_short(words)}”", cure)


def _problem(element: Element, fault: str, cure: str) -> tuple[Element, Problem]:
    words = " ".join("".join(map(str, element.itertext())).split()) or element.get("alt", "")
    quoted = f": “{_short(words)}”" if words else ""
    return element, error(RULE, f"{fault}{quoted}", cure)


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:SHOWN]) + (" …" if len(parts) > SHOWN else "")
