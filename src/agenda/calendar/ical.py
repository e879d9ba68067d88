"""A calendar as bytes (RFC 5545 and 5546): entries that keep their names when they change.

A UID says nothing of what it names: it is made of digests, the first of the cycle, the second
of the entry in it. Which cycle that is, a file that is replaced tells: so an entry keeps its
UID whatever was moved or reworded meanwhile. SEQUENCE counts the changes, by the same file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from agenda.answers.mailbox import Mailbox, sendable
from agenda.calendar.earlier import (
    PRODID,
    Earlier,
    NotOurs,
    day_of,
    digest,
    read_calendar,
    says,
    sequence,
    uid,
)
from agenda.calendar.event import MEETING, Event
from agenda.calendar.zone import rules
from agenda.language.clocks import end_of

if TYPE_CHECKING:
    from icalendar import Component, vText
    from icalendar import Event as Entry

__all__ = ["Calendar", "Method", "NotOurs", "write_calendar"]

MADE_UP_FOR = timedelta(days=28)
"""A talk that fell through is made up for within weeks; the next one comes a month later, as
`cadence_months` says, or more."""
MOST_GONE = 500
IN_AN_ADDRESS = "!$'*+-._~=@"
"""What a mailto: address holds as it is, beside letters and digits: RFC 6068, section 2."""


IN_A_NAME = {ord('"'): "'", ord("\\"): "/"}


class Method(StrEnum):
    """What a calendar is for: somebody's own calendar, an invitation, or calling it off."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Entries of one cycle, for one purpose, as of a moment.

    `seed` tells the cycle from others where no earlier file does. `gone` is the title of an
    entry that is there no more. An invitation needs an organizer and attendees.
    """

    method: Method
    seed: str
    events: tuple[Event, ...]
    stamp: datetime
    gone: str = ""
    organizer: Mailbox | None = None
    attendees: tuple[Mailbox, ...] = ()


def write_calendar(calendar: Calendar, previous: bytes = b"") -> bytes:
    """Return the calendar, its lines ended by CR LF; `previous` is the file that it replaces.

    What says the same as in that file is the same to the byte, but in an invitation, which is
    always as of now. What stands there and is gone is written as cancelled, without its text.
    Raises NotOurs where the file is no calendar that was written here.
    """
    from icalendar import Calendar as Made  # noqa: PLC0415 - 60 ms, for two commands

    before = read_calendar(previous)
    if before and not _goes_on(before, calendar):
        before = None
    cycle = before.cycle if before else digest(calendar.seed)
    made = Made()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("method", calendar.method.value)
    for event in calendar.events:
        if isinstance(event.start, datetime) and isinstance(event.start.tzinfo, ZoneInfo):
            made.add_component(rules(event.start.tzinfo, event.start))
    for entry in (_entry(event, calendar, cycle) for event in calendar.events):
        made.add_component(_numbered(entry, calendar, before))
    if before and calendar.method is Method.PUBLISH:
        for entry in _gone(calendar, before, {_uid(event, cycle) for event in calendar.events}):
            made.add_component(_numbered(entry, calendar, before))
    return bytes(made.to_ical())


def _goes_on(before: Earlier, calendar: Calendar) -> bool:
    """Whether it is still the same cycle: it is another one when the talk was, and is set anew."""
    then = before.day(MEETING)
    now = next((day_of(event.start) for event in calendar.events if event.id == MEETING), None)
    over = then is not None and then < calendar.stamp.date()
    return not (then and now and over and now - then >= MADE_UP_FOR)


def _uid(event: Event, cycle: str) -> str:
    """Return the UID of an entry; the next talk has the one of its own cycle's."""
    opened = digest(event.opens) if event.opens else cycle
    return uid(cycle, event.id) if opened == cycle else uid(opened, MEETING)


def _numbered(entry: Entry, calendar: Calendar, before: Earlier | None) -> Component:
    """Give an entry its SEQUENCE and DTSTAMP."""
    old = before.entries.get(str(entry["UID"])) if before else None
    same = old is not None and says(old) == says(entry)
    stamp = calendar.stamp.astimezone(UTC)
    if old is not None and same and calendar.method is not Method.REQUEST:
        stamp = old.decoded("dtstamp")
    entry.add("dtstamp", stamp)
    entry.add("sequence", sequence(old) if old is not None and same else _raised(
        calendar.method, before, old))  # fmt: skip
    return entry


def _raised(method: Method, before: Earlier | None, old: Component | None) -> int:
    """A cancellation, which replaces all, is above all: what follows it can only go by it."""
    if method is Method.CANCEL:
        return before.highest + 1 if before else 1
    if before and (old is not None or before.method == Method.CANCEL):
        return (before.highest if old is None else sequence(old)) + 1
    return 0


def _gone(calendar: Calendar, before: Earlier, there: set[str]) -> Iterator[Entry]:
    """Yield what no longer is, so that importing takes it away; it says nothing but its day."""
    from icalendar import Event as Entry  # noqa: PLC0415

    gone = [(name, entry) for name, entry in before.entries.items() if name not in there]
    for name, old in gone[-MOST_GONE:]:
        entry = Entry()
        entry.add("uid", name)
        entry.add("dtstart", day_of(old.decoded("dtstart")))
        entry.add("summary", text(calendar.gone))
        entry.add("status", "CANCELLED")
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        yield entry


def _entry(event: Event, calendar: Calendar, cycle: str) -> Entry:
    from icalendar import Event as Entry  # noqa: PLC0415

    entry, called_off = Entry(), calendar.method is Method.CANCEL
    entry.add("uid", _uid(event, cycle))
    _time(entry, event)
    entry.add("summary", _literal(text(event.title)))
    for name, said in (("location", event.place), ("description", event.description)):
        if text(said):
            entry.add(name, _literal(text(said)))
    entry.add("status", "CANCELLED" if called_off else "CONFIRMED")
    entry.add("transp", "OPAQUE" if isinstance(event.start, datetime) else "TRANSPARENT")
    if calendar.method is Method.PUBLISH:
        # Colleagues see that one is busy. An invitation that is private confuses whoever
        # looks after the calendar of the one who is invited.
        entry.add("class", "PRIVATE")
        _remind(entry, event)
    else:
        _invite(entry, calendar)
    return entry


def _time(entry: Entry, event: Event) -> None:
    entry.add("dtstart", event.start)
    if not isinstance(event.start, datetime):
        if event.start < date.max:
            entry.add("dtend", event.start + timedelta(days=1))
        return
    end = end_of(event.start, event.minutes)
    if end.fold:  # the second time of its kind: only a duration can say so
        entry.add("duration", timedelta(minutes=event.minutes))
    else:
        entry.add("dtend", end)


def _remind(entry: Entry, event: Event) -> None:
    from icalendar import Alarm  # noqa: PLC0415

    for before in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", text(event.title))
        alarm.add("trigger", -before)
        entry.add_component(alarm)


def _invite(entry: Entry, calendar: Calendar) -> None:
    if not calendar.organizer:
        return
    entry.add("organizer", _address(calendar.organizer))
    for person in calendar.attendees:
        wanted = {"ROLE": "REQ-PARTICIPANT"}
        if calendar.method is Method.REQUEST:
            wanted |= {"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
        entry.add("attendee", _address(person), parameters=wanted)


def _address(person: Mailbox) -> object:
    """Return a mailto: address with its name.

    Quotes and backslashes are replaced: a parameter has no escape for them that all programs
    know, and some take a backslash for one, so that a name could swallow the colon after it.
    """
    from icalendar import vCalAddress  # noqa: PLC0415

    made = vCalAddress(f"mailto:{quote(sendable(person.address), safe=IN_AN_ADDRESS)}")
    name = " ".join(text(person.name).split()).translate(IN_A_NAME)
    if name:
        made.params["CN"] = name
    return made


def text(said: str) -> str:
    """Return a text as an entry can hold it: what breaks lines anywhere is a space."""
    return "".join(" " if _breaking(char) else char for char in said).strip()


def _literal(said: str) -> vText:
    r"""Return a text whose every character stays what it is.

    icalendar takes a `\N` in a text for a line break, as in C:\Notes.
    """
    from icalendar import vText as Text  # noqa: PLC0415

    class Literal(Text):
        """Escaped as RFC 5545 says, section 3.3.11."""

        def to_ical(self) -> bytes:
            """Return the text as it stands in a line."""
            return re.sub(r"[\\;,]", r"\\\g<0>", str(self)).encode()

    return Literal(said)


def _breaking(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
