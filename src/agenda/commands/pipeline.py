"""The run from end to end, step by step: source, audience, answers, content, HTML, bytes."""

from __future__ import annotations

from collections.abc import Sequence

from agenda.commands.brief import brief
from agenda.commands.contents import brief_of
from agenda.commands.making import Draft, laid_out, noticed, written
from agenda.commands.wish import FORMATS, Brief, Format, Wish
from agenda.resources import Resources
from agenda.source import Source

__all__ = [
    "FORMATS",
    "Brief",
    "Draft",
    "Format",
    "Wish",
    "brief",
    "brief_of",
    "draft",
    "draft_of",
    "laid_out",
    "noticed",
    "written",
]


def draft_of(sources: Sequence[Source], wish: Wish, resources: Resources) -> Draft:
    """Return a document that may be made of several answers files; see `brief_of`."""
    return laid_out(brief_of(sources, wish, resources), wish, resources)


def draft(source: Source, wish: Wish, resources: Resources) -> Draft:
    """Return a document as HTML for the audience that the wish names; see `brief`."""
    return laid_out(brief(source, wish, resources), wish, resources)
