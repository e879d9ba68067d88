"""The package of a Word file: its properties, and bytes that are the same every time."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from agenda.render.word.page import Page
from agenda.render.word.styles import filled

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
FIRST = ("[Content_Types].xml", "_rels/.rels")  # where readers that stream look for them


def packed(document: Document, page: Page, now: datetime) -> bytes:
    """Save a document with the properties of a page; `now` tells when it was made."""
    package = cast("Package", document.part.package)
    values = _properties(page, now)
    for name, content, relation, file in PROPERTIES:
        part = Part(PackURI(name), content, filled(file, values), package)
        package.relate_to(part, relation)
    saved = BytesIO()
    document.save(saved)
    return _sorted(saved)


PROPERTIES = (
    ("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, "core.xml"),
    ("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, "app.xml"),
)


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
