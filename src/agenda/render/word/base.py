"""The clean document that a Word file starts from."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import docx
from docx.document import Document

from agenda.render.faces import OWN_NAMES
from agenda.render.theme import Paper, Theme
from agenda.render.word.embedding import embed
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


NO_FILES: Mapping[str, Path] = MappingProxyType({})


def base(theme: Theme, paper: Paper, files: Mapping[str, Path] = NO_FILES) -> Document:
    """Open an empty document with the styles of a theme, on the given paper.

    The `files` of its face, by their style, are put into it.
    """
    values, family = tokens(theme, paper), str(theme.faces["word"])
    if files:
        values["face"] = OWN_NAMES[family]
    parts = {part: filled(name, values) for part, name in PARTS.items()}
    if files:
        parts = embed(parts, files, family)
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    package.seek(0)
    return docx.Document(package)
