"""The calendars made of answers: what is published, an invitation, a meeting called off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.answers import Answers
from agenda.answers.cycle.standing import Standing, held, milestones, name_in, standing
from agenda.answers.mailbox import Mailbox
from agenda.calendar.event import ACTION, CHECK_IN, MEETING, MILESTONE, Event
from agenda.calendar.ical import Calendar, Method, write_calendar
from agenda.language.locale import Locale
from agenda.source.folding import folded
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
    """Return the meeting, the next check-in and what has a date (METHOD:PUBLISH).

    `previous` is the calendar that is gone on from. Raises Stop where there is nothing to show,
    and NotOurs where `previous` is another file.
    """
    entries = list_entries(answers, words, descriptive=descriptive, everyones=everyones)
    if not entries.events:
        raise Stop(error(
            "needs",
            "there is nothing to put into a calendar: no meeting, no check-in, no milestone,"
            f" no open action{'' if everyones else ' of yours'} with a date",
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
    written before, if there is one: see `earlier.find_known`. The entry has the UID that it has
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


# --- what a calendar shows of a cycle: the talk, the next check-in, actions, and milestones ---


BEFORE_A_TALK = (timedelta(days=1), timedelta(minutes=15))
"""A day to read the agenda once more, and a quarter of an hour to get there."""
BEFORE_A_DAY = (timedelta(hours=15),)
"""At nine in the morning of the day before: an alarm at the start of a day comes at midnight."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What is to be put into a calendar.

    `seed` tells this cycle from others of the same two people; `neutral` is the title that
    says nothing.
    """

    events: tuple[Event, ...]
    seed: str
    neutral: str

    @property
    def meeting(self) -> Event | None:
        """The talk."""
        return next((event for event in self.events if event.id == MEETING), None)


def list_entries(
    answers: Answers, words: Locale, *, descriptive: bool = False, everyones: bool = False
) -> Entries:
    """Return the entries of a cycle: the employee's actions, or `everyones`, and milestones."""
    neutral = words.say("Career check-in")
    names = words.listed((answers.employee.name, answers.manager.name))
    talk = words.say("Career conversation: %(names)s", names=names) if descriptive else neutral
    due = "" if descriptive else words.say("Career check-in: action due")
    actions = (_due(one, day, answers, due) for one, day in _dated(answers, everyones=everyones))
    reached = "" if descriptive else words.say("Career check-in: milestone")
    events = (*_talks(answers, talk), *actions, *_milestones(answers, reached))
    return Entries(events, _seed(answers, events), neutral)


def _seed(answers: Answers, events: tuple[Event, ...]) -> str:
    day = (answers.meeting.day if answers.meeting else None) or held(answers)
    first = day or min((event.start for event in events), default=None)
    return _seed_on(first, answers)


def _seed_on(day: date | None, answers: Answers) -> str:
    people = (answers.employee.name, answers.manager.name)
    return "\n".join((*map(folded, people), day.isoformat() if day else ""))


def _talks(answers: Answers, title: str) -> Iterator[Event]:
    meeting = answers.meeting
    if meeting and isinstance(meeting.start, datetime):
        start = _on_the_clock(meeting.start, meeting.timezone)
        yield Event(MEETING, title, start, meeting.minutes, meeting.place or "",
                    alarms=BEFORE_A_TALK)  # fmt: skip
    elif meeting and meeting.start:
        yield Event(MEETING, title, meeting.start, place=meeting.place or "", alarms=BEFORE_A_DAY)
    if answers.record and (day := answers.record.next_check_in):
        opens = _seed_on(day, answers)
        yield Event(CHECK_IN, title, day, alarms=BEFORE_A_DAY, opens=opens)


def _on_the_clock(start: datetime, zone: str | None) -> datetime:
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

    return start.replace(tzinfo=ZoneInfo(zone)) if zone else start


def _dated(answers: Answers, *, everyones: bool) -> Iterator[tuple[Standing, date]]:
    """Yield what is open and has a date, with it; what nobody owns is not mine."""
    mine = folded(answers.employee.name)
    for one in standing(answers):
        wanted = everyones or folded(name_in(one.action.owner, answers)) == mine
        if wanted and one.open and one.action.due:
            yield one, one.action.due


def _milestones(answers: Answers, neutral: str) -> Iterator[Event]:
    """Yield the milestones of open goals that have a date: all of them are the employee's."""
    for name, one, goal in milestones(answers):
        if one.by:
            about = "" if neutral else goal.what
            title = neutral or one.what
            yield Event(f"{MILESTONE}{name}", title, one.by, description=about, alarms=BEFORE_A_DAY)


def _due(one: Standing, day: date, answers: Answers, neutral: str) -> Event:
    """Return an action's entry; one that says what somebody else does says who that is."""
    owner = name_in(one.action.owner, answers)
    other = "" if neutral or folded(owner) == folded(answers.employee.name) else owner
    title = neutral or one.action.what
    return Event(f"{ACTION}{one.id}", title, day, description=other, alarms=BEFORE_A_DAY)
