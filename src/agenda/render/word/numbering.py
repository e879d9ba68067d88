"""Lists: every list of a document counts for itself."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from agenda.render.word.wml import Element, qn, w

LEVELS = 9
DEFINITIONS = {"ul": 0, "ol": 1}  # the order of the w:abstractNum in base/numbering.xml


class Numbering(NamedTuple):
    """The numbering part of a document, with our definitions of a bulleted and a counted list."""

    root: Element
    definitions: tuple[Element, Element]

    def start(self, tag: str, level: int, first: int = 1) -> int:
        """Begin a list at a level (from 0); return the number that its paragraphs refer to.

        Bullets need no restart: all bulleted lists are one.
        """
        identity = str(self.definitions[DEFINITIONS[tag]].get(qn("abstractNumId")))
        if tag == "ul" and (known := self._with(identity)):
            return known
        number = 1 + _highest(self.root, "num", "numId")
        restart = w("lvlOverride", w("startOverride", val=first), ilvl=level)
        counted = restart if tag == "ol" else None
        _append(self.root, w("num", w("abstractNumId", val=identity), counted, numId=number))
        return number

    def _with(self, identity: str) -> int:
        path = f"{qn('num')}/{qn('abstractNumId')}[@{qn('val')}='{identity}']/.."
        found = self.root.find(path)
        return 0 if found is None else int(str(found.get(qn("numId"))))

    def hanging(self, tag: str, level: int) -> int:
        """Return how far before the text of a level its mark stands, in twips."""
        levels = self.definitions[DEFINITIONS[tag]].findall(qn("lvl"))
        indent = levels[level].find(f"{qn('pPr')}/{qn('ind')}")
        return 0 if indent is None else int(str(indent.get(qn("hanging"))))


def own(root: Element) -> Numbering:
    """Take up the numbering part of the clean base, which holds our definitions alone."""
    bullets, numbers = root.findall(qn("abstractNum"))
    return Numbering(root, (bullets, numbers))


def added(root: Element, ours: Element) -> Numbering:
    """Add our definitions to a reference's numbering part, under numbers that are free there."""
    first = 1 + _highest(root, "abstractNum", "abstractNumId")
    definitions = [deepcopy(found) for found in ours.findall(qn("abstractNum"))]
    place = len(root.findall(qn("numPicBullet"))) + len(root.findall(qn("abstractNum")))
    for offset, definition in enumerate(definitions):
        definition.set(qn("abstractNumId"), str(first + offset))
        _rest(definition)
        root.insert(place + offset, definition)
    return Numbering(root, (definitions[0], definitions[1]))


def _rest(definition: Element) -> None:
    """Untie our lists from styles that may have lists of their own, and from our colours."""
    for tag in ("pStyle", "color"):
        for found in list(definition.iter(qn(tag))):
            parent = found.getparent()
            if parent is not None:
                parent.remove(found)


def _highest(root: Element, tag: str, attribute: str) -> int:
    return max(
        (int(str(found.get(qn(attribute), 0))) for found in root.findall(qn(tag))), default=0
    )


def _append(root: Element, num: Element) -> None:
    """Put a w:num after the others; only w:numIdMacAtCleanup may follow."""
    last = [*root.findall(qn("abstractNum")), *root.findall(qn("num"))][-1]
    last.addnext(num)
