"""How many pages a document really takes."""

from __future__ import annotations

from agenda.commands.brief import brief
from agenda.commands.making import laid_out
from agenda.commands.wish import Wish
from agenda.render.pdf import page_count
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Stop


def pages(source: Source, wish: Wish, resources: Resources) -> int | None:
    """Return how many pages the document takes; None where it cannot be made."""
    try:
        draft = laid_out(brief(source, wish, resources), wish, resources)
        return page_count(draft.html, draft.theme, draft.paper)
    except Stop:
        return None
