"""What a calendar shows of a cycle: the talk, the next check-in, and when actions are due.

Colleagues see calendars, so that the titles say no more than that there is a talk, unless they
are asked to describe it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.answers import Answers
from agenda.answers.cycle.standing import Standing, held, name_in, standing
from agenda.answers.texts import folded
from agenda.calendar.event import ACTION, CHECK_IN, MEETING, Event
from agenda.language.locale import Locale

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
    """Return the entries of a cycle: the employee's actions, or `everyones`."""
    neutral = words.say("Career check-in")
    names = words.listed((answers.employee.name, answers.manager.name))
    talk = words.say("Career conversation: %(names)s", names=names) if descriptive else neutral
    due = "" if descriptive else words.say("Career check-in: action due")
    actions = (_due(one, day, answers, due) for one, day in _dated(answers, everyones=everyones))
    events = (*_talks(answers, talk), *actions)
    return Entries(events, _seed(answers, events), neutral)


def _seed(answers: Answers, events: tuple[Event, ...]) -> str:
    day = (answers.meeting.day if answers.meeting else None) or held(answers)
    first = day or min((event.start for event in events), default=None)
    people = (answers.employee.name, answers.manager.name)
    return "\n".join((*map(folded, people), first.isoformat() if first else ""))


def _talks(answers: Answers, title: str) -> Iterator[Event]:
    meeting = answers.meeting
    if meeting and isinstance(meeting.start, datetime):
        start = _on_the_clock(meeting.start, meeting.timezone)
        yield Event(MEETING, title, start, meeting.minutes, meeting.place or "",
                    alarms=BEFORE_A_TALK)  # fmt: skip
    elif meeting and meeting.start:
        yield Event(MEETING, title, meeting.start, place=meeting.place or "", alarms=BEFORE_A_DAY)
    if answers.record and answers.record.next_check_in:
        yield Event(CHECK_IN, title, answers.record.next_check_in, alarms=BEFORE_A_DAY)


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


def _due(one: Standing, day: date, answers: Answers, neutral: str) -> Event:
    """Return an action's entry; one that says what somebody else does says who that is."""
    owner = name_in(one.action.owner, answers)
    other = "" if neutral or folded(owner) == folded(answers.employee.name) else owner
    title = neutral or one.action.what
    return Event(f"{ACTION}{one.id}", title, day, description=other, alarms=BEFORE_A_DAY)
