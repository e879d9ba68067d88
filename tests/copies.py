"""Copies of documents as they come back: made afresh, and filled in."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from typing import Any

import pypdf

from exchange.word_copies import filled as filled_docx

HIDDEN = "agenda"


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
