"""The controls of a document: numbered, titled by their labels, with blank placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import cast

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from lxml import etree

from agenda.render.field_names import name_fields
from agenda.render.word.control import W14, Control, kind_of, shortened
from agenda.render.word.page import Page, words_of
from agenda.render.word.runs import Face, Piece
from agenda.render.word.wml import Element, qn

EM = "\u2003"  # a space that is no end of a line, nor part of what people type
LEAST, MOST = 3, 24  # ems of a placeholder: enough to click on, and never more than a line
SHARE = 0.6  # of the room's width
RULE = "Agenda rule"
MC_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


@dataclass(frozen=True, slots=True)
class Controls:
    """What turns fields that have names into controls; those of a flat document stay room.

    `titles` says what each field is called, by its name; `points` is the size of the text;
    `names` and `numbers` are those that other parts of the document use already.
    `given` are the controls that were made, in their order.
    """

    on: bool
    language: str
    points: float
    titles: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()
    given: list[Control] = field(default_factory=list)
    _counted: count[int] = field(default_factory=lambda: count(1))

    def hold(
        self, pieces: Iterable[Piece], element: Element, face: Face, width: int
    ) -> Iterator[Piece]:
        """Put what stands in a field into a control of its own; `width` is its room in twips."""
        name = element.get("name", "")
        if not self.on or not name:
            yield from pieces
            return
        held = list(pieces)
        room = ""
        if all(piece.kind == "room" for piece in held):
            held = held or [Piece(face, EM * self._ems(width))]
            room = RULE if held[0].kind == "room" else f"Agenda room {len(held[0].text)}"
        control = self._control(element, name, room)
        yield from (replace(part, control=control) for piece in held for part in _tabbed(piece))

    def _ems(self, width: int) -> int:
        return max(LEAST, min(MOST, int(width * SHARE / (self.points * 20))))

    def _control(self, element: Element, name: str, room: str) -> Control:
        number = next(self._free())
        title = shortened(self.titles.get(name, ""))
        kind = kind_of(element, self.language)
        control = Control(number, _bookmark(number), name, title, kind, room)
        self.given.append(control)
        return control

    def _free(self) -> Iterator[int]:
        """Yield numbers that neither an id nor a bookmark has already."""
        for number in self._counted:
            if number not in self.numbers and _bookmark(number) not in self.names:
                yield number


def _tabbed(piece: Piece) -> Iterator[Piece]:
    """Part a text at its tabs, which Word writes as elements."""
    for place, words in enumerate(piece.text.split("\t")):
        if place:
            yield Piece(piece.face, kind="tab")
        yield replace(piece, text=words)


def _bookmark(number: int) -> str:
    return f"agenda_{number}"


def controls_of(document: Document, page: Page, points: float, *, flat: bool) -> Controls:
    """Prepare the controls of a page, beside what a document's headers and footers hold."""
    used = list(_furniture(document))
    ids = {str(found.get(qn(key))) for found in used for key in ("id", "val")}
    return Controls(
        on=not flat,
        language=page.language,
        points=points,
        titles={} if flat else name_fields(page.root, _words),
        names=frozenset(str(found.get(qn("name"))) for found in used),
        numbers=frozenset(int(text) for text in ids if text.isascii() and text.isdecimal()),
    )


def _words(label: Element) -> str:
    """Read a label, without the words of a field that it holds."""
    return words_of(label, set(label.iter("textarea", "select"))).rstrip(": ")


def _furniture(document: Document) -> Iterator[Element]:
    """Yield the bookmarks and the ids of controls in headers and footers."""
    for rel in document.part.rels.values():
        if rel.reltype in {RT.HEADER, RT.FOOTER}:
            part = cast("Element", cast("XmlPart", rel.target_part).element)
            yield from part.iter(qn("bookmarkStart"), qn("id"))


def declare(document: Document) -> None:
    """Tell programs that do not know check boxes in Word's way that they may pass them over."""
    root = cast("Element", document.element)
    if next(root.iter(f"{{{W14}}}checkbox"), None) is None:
        return
    prefixes = {str(prefix): uri for prefix, uri in root.nsmap.items() if prefix}
    prefixes |= {"mc": MC_IGNORABLE[1:].partition("}")[0], "w14": W14}
    declared: Element = etree.Element(root.tag, nsmap=prefixes)
    for name, value in root.attrib.items():
        declared.set(name, value)
    ignorable = str(root.get(MC_IGNORABLE, "")).split()
    declared.set(MC_IGNORABLE, " ".join(dict.fromkeys([*ignorable, "w14"])))
    declared.extend(root)
    document.part._element = declared  # type: ignore[assignment]
