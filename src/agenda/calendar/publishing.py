"""The calendars made of answers: what is published, an invitation, a meeting called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from agenda.answers import Answers
from agenda.answers.mailbox import Mailbox
from agenda.calendar.entries import list_entries
from agenda.calendar.ical import Calendar, Method, write_calendar
from agenda.language.locale import Locale
from agenda.source.problems import Stop, error

NO_ZONE = (
    "no time zone is given: the entry has the time of whoever opens it;"
    " write timezone: Europe/Berlin under meeting"
)


def publish(
    answers: Answers,
    words: Locale,
    now: datetime,
    previous: bytes = b"",
    *,
    descriptive: bool = False,
    everyones: bool = False,
) -> bytes:
    """Return the meeting, the next check-in and the dated actions (METHOD:PUBLISH).

    `previous` is the calendar that is gone on from. Raises Stop where there is nothing to show,
    and NotOurs where `previous` is another file.
    """
    entries = list_entries(answers, words, descriptive=descriptive, everyones=everyones)
    if not entries.events:
        raise Stop(error(
            "needs",
            "there is nothing to put into a calendar: no meeting, no check-in, no open action"
            f"{'' if everyones else ' of yours'} with a date",
            "write meeting: and a date with a time, for example 2026-12-03 14:00"
            + ("" if everyones else "; --whose all takes your manager's actions too"),
        ))  # fmt: skip
    made = Calendar(Method.PUBLISH, entries.seed, entries.events, now, entries.neutral)
    return write_calendar(made, previous)


def call_off(
    answers: Answers,
    words: Locale,
    now: datetime,
    previous: bytes = b"",
    *,
    descriptive: bool = False,
) -> bytes:
    """Return that the meeting is called off (METHOD:CANCEL). Raises Stop where there is none."""
    entries = list_entries(answers, words, descriptive=descriptive)
    if not entries.meeting:
        fault = "there is no meeting that could be called off"
        cure = "write meeting: and the date that it had; without --cancel, it is taken out too"
        raise Stop(error("needs", fault, cure))
    people = _people(answers)
    made = Calendar(
        Method.CANCEL, entries.seed, (entries.meeting,), now, entries.neutral,
        organizer=people[0] if people else None, attendees=people[1:],
    )  # fmt: skip
    return write_calendar(made, previous)


def invite(
    answers: Answers,
    words: Locale,
    now: datetime,
    previous: bytes = b"",
    *,
    descriptive: bool = False,
) -> bytes:
    """Return the meeting as an invitation of the manager by the employee (METHOD:REQUEST).

    It is empty where an address or the hour is missing. `previous` is the calendar that was
    written before, if there is one: see `history.find_known`. The entry has the UID that it has
    there. Raises NotOurs where that is another file.
    """
    entries = list_entries(answers, words, descriptive=descriptive)
    people = _people(answers)
    if not (entries.meeting and isinstance(entries.meeting.start, datetime) and people):
        return b""
    made = Calendar(
        Method.REQUEST, entries.seed, (entries.meeting,), now, entries.neutral,
        organizer=people[0], attendees=people[1:],
    )  # fmt: skip
    return write_calendar(made, previous)


def without_zone(answers: Answers) -> Iterator[str]:
    """Yield what is to be said of an hour on nobody's clock."""
    meeting = answers.meeting
    if meeting and meeting.hours and not meeting.timezone:
        yield NO_ZONE


def _people(answers: Answers) -> tuple[Mailbox, ...]:
    """Return who invites and who is invited, or nobody where an address is missing."""
    employee, manager = answers.employee.mailbox, answers.manager.mailbox
    return (employee, manager) if employee and manager else ()
