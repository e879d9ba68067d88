"""The package of a Word file: its properties, and bytes that are the same every time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import cast
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from agenda.render import memory, word_lines
from agenda.render.word.control import Control
from agenda.render.word.controls import EM, RULE, Controls, declare
from agenda.render.word.page import Page
from agenda.render.word.styles import filled
from agenda.render.word.wml import Element, text, w

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
FIRST = ("[Content_Types].xml", "_rels/.rels")  # where readers that stream look for them

GLOSSARY = (
    "/word/glossary/document.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/glossaryDocument",
)
CUSTOM = ("/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES)
CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
CP = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FIRST_PID = 2  # 0 and 1 are for a dictionary and a code page


def packed(document: Document, page: Page, now: datetime, controls: Controls) -> bytes:
    """Save a document with the properties of a page; `now` tells when it was made.

    What reads it back finds there what the page is and which field each bookmark is for.
    """
    package = cast("Package", document.part.package)
    values = _properties(page, now)
    for name, content, relation, file in PROPERTIES:
        part = Part(PackURI(name), content, filled(file, values), package)
        package.relate_to(part, relation)
    if controls.on:
        _tell(document, page, controls)
    saved = BytesIO()
    document.save(saved)
    return _sorted(saved)


PROPERTIES = (
    ("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, "core.xml"),
    ("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, "app.xml"),
)


def _tell(document: Document, page: Page, controls: Controls) -> None:
    told = memory.remember_digests(page.identity, _lines(document))
    declare(document)
    package = cast("Package", document.part.package)
    said = {f"agenda.{key}": text for key, text in told.items()}
    said |= {control.bookmark: control.name for control in controls.given}
    rooms = glossary(controls.given)
    if said:
        package.relate_to(_part(CUSTOM, _custom(said), package), CUSTOM[2])
    if rooms is not None:
        document.part.relate_to(_part(GLOSSARY, rooms, package), GLOSSARY[2])


def _lines(document: Document) -> Iterator[str]:
    """Yield what the document says, and what stands at the head and foot of its pages."""
    yield from word_lines.lines_of(cast("Element", document.element))
    parts = (cast("XmlPart", related.target_part) for related in document.part.rels.values()
             if related.reltype in {RT.HEADER, RT.FOOTER})  # fmt: skip
    yield from word_lines.furniture(cast("Element", part.element) for part in parts)


def _part(named: tuple[str, str, str], root: Element, package: Package) -> Part:
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return Part(PackURI(named[0]), named[1], data, package)


def _custom(said: Mapping[str, str]) -> Element:
    """Build the custom properties of a file, each a text."""
    root: Element = etree.Element(f"{{{CP}}}Properties", nsmap={"cp": CP, "vt": VT})
    for number, (name, told) in enumerate(said.items(), FIRST_PID):
        said_of = {"fmtid": CUSTOM_FORMAT, "pid": str(number), "name": name}
        found = etree.SubElement(root, f"{{{CP}}}property", said_of)
        etree.SubElement(found, f"{{{VT}}}lpwstr").text = told
    return root


def _properties(page: Page, now: datetime) -> dict[str, str]:
    return {
        "title": page.title,
        "author": page.author,
        "subject": page.subject,
        "language": page.language,
        "now": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _sorted(saved: BytesIO) -> bytes:
    """Pack the parts anew, in one order and with one date."""
    result = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name not in FIRST, name)):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same wherever it is made
            target.writestr(entry, source.read(name))
    return result.getvalue()


# --- what Word shows in a control again when it is emptied: blank room, as at first ----


NAMESPACE = uuid5(NAMESPACE_URL, "career-agenda")


def glossary(controls: Iterable[Control]) -> Element | None:
    """Build the w:glossaryDocument with the placeholders of the controls, or None without any."""
    names = sorted({control.room for control in controls if control.room})
    parts = [_placeholder_part(name) for name in names]
    return w("glossaryDocument", w("docParts", *parts)) if parts else None


def _placeholder_part(name: str) -> Element:
    identity = f"{{{str(uuid5(NAMESPACE, name)).upper()}}}"
    said = w(
        "docPartPr",
        w("name", val=name),
        w("category", w("name", val="General"), w("gallery", val="placeholder")),
        w("behaviors", w("behavior", val="content")),
        w("guid", val=identity),
    )
    return w("docPart", said, w("docPartBody", w("p", w("r", _room(name)))))


def _room(name: str) -> Element:
    return w("tab") if name == RULE else text(EM * int(name.rpartition(" ")[2]))
