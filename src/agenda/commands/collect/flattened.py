"""A copy whose fields were flattened: its text tells what was written, not where it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from lxml.html import HTMLParser, document_fromstring

from agenda.commands.pipeline import draft
from agenda.commands.wish import Document, Wish
from agenda.exchange.returned import Returned
from agenda.model.problems import Problem, Stop
from agenda.model.source import Source

DOCUMENTS: tuple[Document, ...] = ("agenda", "record")
MOST_LINES, LONGEST = 40, 200


def problems(source: Source, returned: Returned, now: datetime) -> Iterator[Problem]:
    """Yield the fault, with the lines that the document did not have when it was sent out."""
    known = _squeezed(" ".join(_said(source, document, now) for document in DOCUMENTS))
    lines = [line for line in map(str.strip, returned.text.splitlines()) if line]
    new = [line[:LONGEST] for line in lines if _squeezed(line) not in known][:MOST_LINES]
    shown = "".join(f"\n  > {line}" for line in new)
    for problem in returned.problems:
        told = f"{problem.help}:{shown}" if shown and problem.rule == "flattened" else problem.help
        yield replace(problem, help=told)


def _said(source: Source, document: Document, now: datetime) -> str:
    """Return all that the document says; nothing where this file makes none of that kind."""
    try:
        page = draft(source, Wish(now=now, document=document)).html
    except Stop:
        return ""
    root = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8"))
    metas = (meta.get("content", "") for meta in root.iter("meta"))
    return " ".join([*(str(text) for text in root.itertext()), *metas])


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
