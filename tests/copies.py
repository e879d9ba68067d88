"""Copies of documents as they come back: made afresh, and filled in."""

from __future__ import annotations

import io
import logging
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pypdf

import agenda
from collect.word_copies import filled as filled_docx
from ground import NOW

HIDDEN = "agenda"


def sent(answers: Path, form: str, **options: str) -> bytes:
    """Return the document that goes out; that of the same answers is made once."""
    return _made(answers.read_bytes(), form, tuple(options.items()))


@cache
def _made(text: bytes, form: str, options: tuple[tuple[str, str], ...]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "career.yaml")
        answers.write_bytes(text)
        return agenda.make(agenda.load(answers), form, now=NOW, **dict(options))  # type: ignore[arg-type]


def fields_of(data: bytes) -> dict[str, Any]:
    """Return the fields of a PDF that somebody sees, by name, as pypdf reads them."""
    found = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    return {name: field for name, field in found.items() if name != HIDDEN}


def filled_pdf(data: bytes, values: Mapping[str, str]) -> bytes:
    """Type into a PDF as pypdf does: any text in a tick's box ticks it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    kinds = {name: field.get("/FT") for name, field in fields_of(data).items()}
    wanted = {
        name: ("/on" if value else "/Off") if kinds.get(name) == "/Btn" else value
        for name, value in values.items()
    }
    logging.disable(logging.WARNING)  # it tells of each letter that its own face lacks
    try:
        for page in writer.pages:
            writer.update_page_form_field_values(page, wanted, auto_regenerate=False)
    finally:
        logging.disable(logging.NOTSET)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


FILLED = {"pdf": filled_pdf, "docx": filled_docx}
"""What types into a copy of each format."""
