"""Our styles and lists, added to a reference document that lacks them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from types import MappingProxyType
from typing import cast

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from lxml import etree

from agenda.render.word.numbering import Numbering, added, own
from agenda.render.word.styles import Styles, filled, key, names_and_ids
from agenda.render.word.wml import Element, qn

OWN_FACE = frozenset({"code", "checkbox"})  # these need a face of their own to be what they are
RELATED = ("basedOn", "next", "link")


def add_styles(document: Document, values: Mapping[str, str]) -> Styles:
    """Add the styles that a reference lacks, resting on its Normal; return the ids of all."""
    sheet = cast("Element", document.styles.element)
    ours = list(etree.fromstring(filled("styles.xml", values)).iter(qn("style")))
    known = _known(sheet, ours)
    ids = _ids(ours, known, set(names_and_ids(sheet).ids.values()))
    sheet.extend(_adapted(style, ids, values["ink"]) for style in ours if key(style) not in known)
    return Styles(MappingProxyType({key(style): ids[_id(style)] for style in ours}))


def _id(style: Element) -> str:
    return str(style.get(qn("styleId")))


def _known(sheet: Element, ours: list[Element]) -> dict[tuple[str, str], str]:
    """Find those of our styles that a reference has: by name, and its defaults by kind."""
    named = names_and_ids(sheet).ids
    defaults = {key(style)[0]: _id(style) for style in sheet.iter(qn("style")) if _default(style)}
    found = {key(style): named.get(key(style)) or (_default(style) and defaults.get(key(style)[0]))
             for style in ours}  # fmt: skip
    return {name: identity for name, identity in found.items() if identity}


def _default(style: Element) -> bool:
    return style.get(qn("default")) in {"1", "true", "on"}


def _ids(
    ours: list[Element], known: Mapping[tuple[str, str], str], taken: set[str]
) -> dict[str, str]:
    """Tell which id each of ours goes by in the reference, where another style may have it."""
    ids = {}
    for style in ours:
        identity = known.get(key(style)) or _free(_id(style), taken)
        taken.add(identity)
        ids[_id(style)] = identity
    return ids


def _free(identity: str, taken: set[str]) -> str:
    while identity in taken:
        identity += "Agenda"
    return identity


def _adapted(style: Element, ids: Mapping[str, str], ink: str) -> Element:
    """Let a style of ours rest on the reference: on its faces and the colour of its text."""
    copy = deepcopy(style)
    copy.set(qn("styleId"), ids[_id(style)])
    for tag in RELATED:
        for found in copy.iter(qn(tag)):
            found.set(qn("val"), ids[str(found.get(qn("val")))])
    dropped = [found for found in copy.iter(qn("color")) if found.get(qn("val")) == ink]
    dropped += copy.iter(qn("numPr"))  # its list has another number here
    dropped += [] if key(style)[1] in OWN_FACE else copy.iter(qn("rFonts"))
    for found in dropped:
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)
    return copy


def add_numbering(document: Document, ours: Document) -> Numbering:
    """Add our lists to a reference's own, unless it took ours over for want of any."""
    theirs, root = (_numbering(found) for found in (document, ours))
    return own(root) if theirs is root else added(theirs, root)


def _numbering(document: Document) -> Element:
    part = cast("XmlPart", document.part.part_related_by(RT.NUMBERING))
    return cast("Element", part.element)
