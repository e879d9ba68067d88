"""`agenda calendar`: the talk, the next check-in and the days actions are due, as an .ics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from agenda.answers import Answers
from agenda.answers.audience import Audience
from agenda.calendar.earlier import CALENDAR, NotOurs, find_previous
from agenda.calendar.publishing import call_off, publish, without_zone
from agenda.outputs import files
from agenda.outputs.beside import Where, for_each
from agenda.outputs.jobs import Run, in_turn
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import load, understand_part
from agenda.resources import Resources
from agenda.source.problems import Report, Stop
from agenda.wish import Understood


@dataclass(frozen=True, slots=True)
class Publishing:
    """What the command line asks for."""

    names: tuple[str, ...]
    now: datetime
    resources: Resources
    where: Where = field(default_factory=Where)
    cancel: bool = False
    descriptive: bool = False
    everyones: bool = False
    language: str | None = None


def calendar(asked: Publishing, run: Run = in_turn) -> Iterator[Outcome]:
    """Write the entries of each file, or call its meeting off, in place of what was written."""
    return for_each(asked.names, asked.where, CALENDAR, partial(_calendar, asked), run)


def _calendar(asked: Publishing, name: str, path: Path | None) -> Outcome:
    text = ""
    try:
        previous = find_previous(name, path, cancel=asked.cancel)
        found = understand_part(load(name), Audience.CALENDAR, asked.resources)
        text = found.source.text
        made = _made(asked, found, previous)
        doubts = tuple(one for one in found.problems if one.path[:1] == ("meeting",))
        reports = (Report(found.source.name, text, doubts),) if doubts else ()
        said = tuple(without_zone(found.answers))
        return asked.where.put(path, made, Outcome(reports=reports, said=said))
    except NotOurs:
        return outcome_of(
            wrong(f"{path} is no calendar that agenda wrote", "name another file with -o")
        )
    except Stop as stop:
        return outcome_of(stop, files.display_name(name), text)


def _made(asked: Publishing, found: Understood[Answers], previous: bytes) -> bytes:
    answers, words, now = found.answers, found.words, asked.now
    if asked.language:
        words = asked.resources.locale(asked.language, answers.formality)
    if asked.cancel:
        return call_off(answers, words, now, previous, descriptive=asked.descriptive)
    return publish(
        answers, words, now, previous, descriptive=asked.descriptive, everyones=asked.everyones
    )
