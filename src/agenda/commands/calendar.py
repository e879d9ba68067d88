"""`agenda calendar`: the talk, the next check-in and the days actions are due, as an .ics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from agenda.commands import files
from agenda.commands.beside import beside
from agenda.commands.history import CALENDAR, invited, known, published, replaced
from agenda.commands.outcome import Outcome, stopped, wrong
from agenda.commands.reading import Understood, folders, seen
from agenda.documents.calendar import Entries, content
from agenda.exchange.calendar import Calendar, Method, NotOurs, write
from agenda.exchange.earlier import later
from agenda.model import locale
from agenda.model.answers import Answers
from agenda.model.audience import Audience
from agenda.model.locale import Locale
from agenda.model.mailbox import Mailbox
from agenda.model.problems import Report, Stop, error

NO_ZONE = (
    "no time zone is given: the entry has the time of whoever opens it;"
    " write timezone: Europe/Berlin under meeting"
)


@dataclass(frozen=True, slots=True)
class Publishing:
    """What the command line asks for."""

    name: str
    now: datetime
    output: str | None = None
    cancel: bool = False
    descriptive: bool = False
    everyones: bool = False
    templates: Path | None = None
    language: str | None = None
    terminal: bool = False


def calendar(asked: Publishing) -> Outcome:
    """Write the entries, or that the meeting is called off, in place of what was written before."""
    text = ""
    try:
        path = beside(asked.name, asked.output, CALENDAR, terminal=asked.terminal)
        previous = _previous(asked, path)
        found = seen(asked.name, Audience.CALENDAR, asked.templates)
        text = found.source.text
        made = _made(asked, found, previous)
        if path:
            files.write([(path, made)])
    except NotOurs:
        return stopped(
            wrong(f"{path} is no calendar that agenda wrote", "name another file with -o")
        )
    except Stop as stop:
        return stopped(stop, files.shown(asked.name), text)
    said = tuple(without_zone(found.answers))
    doubts = tuple(one for one in found.problems if one.path[:1] == ("meeting",))
    reports = (Report(found.source.name, text, doubts),) if doubts else ()
    if path:
        return Outcome(reports=reports, written=(path,), said=said)
    return Outcome(reports=reports, stdout=made, said=said)


def invitation(
    answers: Answers,
    words: Locale,
    now: datetime,
    previous: bytes = b"",
    *,
    descriptive: bool = False,
) -> bytes:
    """Return the meeting as an invitation of the manager by the employee (METHOD:REQUEST).

    It is empty where an address or the hour is missing. `previous` is the calendar that was
    written before, if there is one: see `history.known`. The entry has the UID that it has
    there. Raises NotOurs where that is another file.
    """
    entries = content(answers, words, descriptive=descriptive)
    people = _people(answers)
    if not (entries.meeting and isinstance(entries.meeting.start, datetime) and people):
        return b""
    made = Calendar(
        Method.REQUEST, entries.seed, (entries.meeting,), now, entries.neutral,
        organizer=people[0], attendees=people[1:],
    )  # fmt: skip
    return write(made, previous)


def without_zone(answers: Answers) -> Iterator[str]:
    """Yield what is to be said of an hour on nobody's clock."""
    meeting = answers.meeting
    if meeting and meeting.hours and not meeting.timezone:
        yield NO_ZONE


def _previous(asked: Publishing, path: Path | None) -> bytes:
    """Return what is replaced; where nothing is, or the meeting is called off, what is known.

    A calendar goes on from its own entries; calling off goes on from what others have.
    """
    there = replaced(path) if path else b""
    if asked.cancel:
        return later(there, known(asked.name))
    return there or published(asked.name) or invited(asked.name)


def _made(asked: Publishing, found: Understood[Answers], previous: bytes) -> bytes:
    answers, words = found.answers, found.words
    if asked.language:
        words = locale.load(asked.language, answers.formality, folders(asked.templates))
    entries = content(answers, words, descriptive=asked.descriptive, everyones=asked.everyones)
    if asked.cancel:
        return write(_called_off(entries, answers, asked.now), previous)
    if not entries.events:
        raise Stop(error(
            "needs",
            "there is nothing to put into a calendar: no meeting, no check-in, no open action"
            f"{'' if asked.everyones else ' of yours'} with a date",
            "write meeting: and a date with a time, for example 2026-12-03 14:00"
            + ("" if asked.everyones else "; --whose all takes your manager's actions too"),
        ))  # fmt: skip
    return write(
        Calendar(Method.PUBLISH, entries.seed, entries.events, asked.now, entries.neutral), previous
    )


def _called_off(entries: Entries, answers: Answers, now: datetime) -> Calendar:
    if not entries.meeting:
        fault = "there is no meeting that could be called off"
        cure = "write meeting: and the date that it had; without --cancel, it is taken out too"
        raise Stop(error("needs", fault, cure))
    people = _people(answers)
    return Calendar(
        Method.CANCEL, entries.seed, (entries.meeting,), now, entries.neutral,
        organizer=people[0] if people else None, attendees=people[1:],
    )  # fmt: skip


def _people(answers: Answers) -> tuple[Mailbox, ...]:
    """Return who invites and who is invited, or nobody where an address is missing."""
    employee, manager = answers.employee.mailbox, answers.manager.mailbox
    return (employee, manager) if employee and manager else ()
