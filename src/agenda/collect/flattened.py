"""A copy whose fields were flattened: its text tells what was written, not where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, compress
from typing import cast

from lxml.html import HTMLParser, document_fromstring

from agenda.answers import Answers, identifying, identity
from agenda.answers.identity import Identity
from agenda.collect.readback import Returned
from agenda.collect.remarks import describe
from agenda.collect.types import Choice, Question, short
from agenda.collect.wording import Wording, wording_of
from agenda.names import Document
from agenda.pipeline import draft
from agenda.render import memory
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Problem, Stop, error
from agenda.wish import Understood, Wish

MOST_LINES, LONGEST = 40, 200
TOLD_BY = {
    "record/remarks": "record",
    "record/acknowledged": "record",
    "record/checkins": "checkin",
    "record/private/checkins": "checkin",
}
"""How the names of fields begin that only one kind of document has; the others are an agenda's."""
HALF = 0.5
"""Of the lines: where more are new, this is no copy of what the file makes."""


def tell_flattened(
    found: Understood[Answers],
    returned: Returned,
    about: Identity | None,
    now: datetime,
    resources: Resources,
) -> Iterator[Problem]:
    """Yield the fault, with the lines that the document did not have when it was sent out.

    Those of a document about somebody else help nobody. Whose it is it says itself, and where
    that was lost in printing, the lines that are known tell.
    """
    remembered = memory.recall(returned.about)
    said = (
        [wording_of(remembered)] if remembered
        else [_said(found.source, cast("Document", document), now, resources)
              for document in identifying.MAKERS]
    )  # fmt: skip
    digests = frozenset(memory.recall_digests(returned.about) or ())
    lines = [line for line in map(str.strip, returned.text.splitlines())
             if line and memory.digest(line) not in digests]  # fmt: skip
    unsaid = map(all, zip(*(one.new(lines) for one in said), strict=True))
    new = [line[:LONGEST] for line in compress(lines, unsaid)]
    others = about is not None and about.people != identifying.people(found.answers)
    if others or (about is None and len(new) > HALF * len(lines)):
        yield error(
            "returned-stranger",
            "the returned copy has no fields, and does not read like a document of this file",
            "name the answers file that it was made from, and ask for the copy to be saved"
            " instead of printed",
        )
        return
    new += chain.from_iterable(map(describe, returned.remarks))
    shown = "".join(f"\n  > {line}" for line in new[:MOST_LINES])
    if len(new) > MOST_LINES:
        shown += f"\n  and {len(new) - MOST_LINES} more lines"
    for problem in returned.problems:
        told = f"{problem.help}:{shown}" if shown and problem.rule == "flattened" else problem.help
        yield problem._replace(help=told)


def _said(source: Source, document: Document, now: datetime, resources: Resources) -> Wording:
    """Return all that the document says; nothing where this file makes none of that kind."""
    try:
        page = draft([source], Wish(now=now, document=document), resources).html
    except Stop:
        return wording_of(())
    root = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8"))
    metas = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("meta")}
    for counted in root.iter("ol"):  # a heading may stand before the number, in the same line
        for number, item in enumerate(counted.iterchildren("li"), 1):
            item.text = f"{number}. {item.text or ''}"
    text = " ".join([*(str(text) for text in root.itertext()), *metas.values()])
    return wording_of([metas.get("pages", ""), text])


# --- whether a copy was made from this file, as far as it says so itself ---------------


def question(answers: Answers, about: Identity | None) -> Question | None:
    """Ask about a copy that was not made from this file, as far as can be told."""
    faults = tuple(_differences(answers, about))
    if not faults:
        return None
    return Question(
        "returned-stranger",
        f"the returned copy {' and '.join(faults)}",
        "name the answers file that it was made from, or add --anyway",
        "leave this copy out",
        (Choice("take it all the same", ()),),
    )


def _differences(answers: Answers, about: Identity | None) -> Iterator[str]:
    if about is None:
        yield "does not say whose talk it is about"
        return
    if about.people != identifying.people(answers):
        yield "was made for other names"
    if about.meeting != identifying.meeting(answers):
        yield f"was made for a talk on {short(about.meeting)}" if about.meeting else "names no day"
    if about.version != identity.VERSION:
        yield "was made by another version of agenda, whose fields may mean something else"


def guess_document(returned: Returned) -> Identity:
    """Return what can be told of a copy that has lost what it said about itself."""
    names = returned.typed.keys()
    own = any(name.startswith("record/private/") for name in names)
    document = next((kind for begun, kind in TOLD_BY.items()
                     if any(name.startswith(begun) for name in names)), "agenda")  # fmt: skip
    return Identity(document, "me" if own else "manager", "", "")
