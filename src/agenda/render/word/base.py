"""The clean document that a Word file starts from."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.document import Document

from agenda.render.theme import Paper, Theme
from agenda.render.word.styles import filled, tokens

# python-docx's own template carries a date of 2013, its author, US paper and a part that
# validators refuse; this one holds what Word needs and nothing else.
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme.xml",
}


def base(theme: Theme, paper: Paper) -> Document:
    """Open an empty document with the styles of a theme, on the given paper."""
    values = tokens(theme, paper)
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for part, name in PARTS.items():
            archive.writestr(part, filled(name, values))
    package.seek(0)
    return docx.Document(package)
