"""The run from end to end, step by step: source, audience, answers, content, HTML, bytes."""

from __future__ import annotations

from agenda.commands.brief import brief, check
from agenda.commands.making import Draft, laid_out, noticed, written
from agenda.commands.wish import FORMATS, Brief, Format, Wish
from agenda.model.source import Source

__all__ = [
    "FORMATS",
    "Brief",
    "Draft",
    "Format",
    "Wish",
    "brief",
    "check",
    "draft",
    "laid_out",
    "noticed",
    "written",
]


def draft(source: Source, wish: Wish) -> Draft:
    """Return a document as HTML for the audience that the wish names; see `brief`."""
    return laid_out(brief(source, wish), wish)
