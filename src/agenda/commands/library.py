"""The library face: `agenda.load`, `agenda.check`, `agenda.make`."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from os import PathLike
from pathlib import Path

from agenda.answers.cycle.joined import Cycle
from agenda.answers.reading import read
from agenda.coaching.checkup import check_answers, check_rule_names
from agenda.coaching.coach import Coaching
from agenda.coaching.engine import Choice
from agenda.documents.message import Tone
from agenda.language.locale import Paper
from agenda.names import Document, For, Format
from agenda.outputs import clock, files
from agenda.outputs.outcome import wrong
from agenda.pipeline import draft, understand, write
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Problem
from agenda.wish import Wish


def load(answers: str | PathLike[str] | bytes) -> Source:
    """Read an answers file from its path, or from its bytes.

    Raises Stop, with its problems, when it cannot be read or is no YAML map.
    """
    if isinstance(answers, bytes):
        return read(answers)
    name = str(answers)
    return read(files.read(name), name)


def check(
    answers: Source,
    *,
    now: datetime | None = None,
    earlier: Sequence[Source] = (),
    every: bool = False,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Return every problem of the answers, ordered by place, and then what coaching says.

    Of that, the warnings and at most the three most useful hints, or all of it with `every`.
    `earlier` holds the cycles before; `select` and `ignore` name rules. `now` says what is late;
    it is the clock's when absent. Raises Stop when a rule is unknown, or an earlier cycle has
    errors.
    """
    chosen = Choice(None if select is None else frozenset(select), frozenset(ignore))
    check_rule_names({"select": select or (), "ignore": ignore})
    resources = _bundled()
    before = tuple(Cycle(source.name, understand(source, resources).answers) for source in earlier)
    wanted = Coaching(now or clock.now(), resources.folders, chosen, every=every, earlier=before)
    return check_answers(answers, wanted, resources).problems


def make(  # noqa: PLR0913 - as many as the command has options
    answers: Source | Sequence[Source],
    format: Format = "pdf",
    *,
    document: Document = "agenda",
    audience: For = "manager",
    theme: str | None = None,
    templates: str | PathLike[str] | None = None,
    language: str | None = None,
    paper: Paper | None = None,
    reference: bytes | None = None,
    flat: bool = False,
    embed_fonts: bool = False,
    tone: Tone = "warm",
    times: Sequence[datetime] = (),
    now: datetime | None = None,
) -> bytes:
    """Return a document as bytes in one format: 'pdf', 'docx', 'html' or 'md'.

    `document` is 'exercise', 'ask', 'agenda', 'guide', 'record', 'checkin', 'progress' or
    'actions'. The first is made of no answers: `()`; 'progress' of those of two cycles or more, for
    the employee alone, and 'actions' of any number of people's.
    `tone` and `times` are for what asks.
    A `flat` document has room to write, and no fields. With `embed_fonts` a Word file brings its
    face along. `templates` is a folder: what stands in
    it goes before what comes with the program.

    The same arguments give the same bytes when `now` (with a time zone) is
    given; it is the clock's otherwise. Raises Stop with every problem that keeps
    the document from being made.
    """
    wish = Wish(
        now=now or clock.now(),
        document=document,
        audience=audience,
        theme=theme,
        language=language,
        paper=paper,
        reference=reference,
        flat=flat,
        embed_fonts=embed_fonts,
        tone=tone,
        times=tuple(times),
    )
    if templates is not None and not os.path.isdir(templates):  # noqa: PTH112 - any text will do
        fault = f"there is no folder '{os.fspath(templates)}' with templates"
        raise wrong(fault, "name a folder that is there, or leave templates out")
    sources = (answers,) if isinstance(answers, Source) else tuple(answers)
    resources = _bundled() if templates is None else Resources(Path(templates))
    return write(draft(sources, wish, resources), format)


@cache
def _bundled() -> Resources:
    """Return what comes with the program, which is loaded once. A user's folder may change."""
    return Resources()
