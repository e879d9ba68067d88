"""What was written and sent before of a meeting: by it an entry keeps its UID and is counted on.

There are two traces of it. The calendar beside the answers has every entry, and is the writer's
own; the invitation in an e-mail has the meeting alone, and is what others have. Neither can stand
for the other: who only ever sends would lose the meeting's name, who goes on from an invitation
the other entries.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.policy import compat32
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.calendar.event import MEETING
from agenda.outputs import files
from agenda.outputs.beside import FileKind, default
from agenda.outputs.outcome import wrong
from agenda.source.folding import composed
from agenda.source.problems import Stop

if TYPE_CHECKING:
    from icalendar import Calendar, Component

CALENDAR = FileKind(".ics", (".ics",), "a calendar")
MESSAGE = FileKind(".agenda.eml", (".eml",), "an e-mail")
LARGEST = 1024 * 1024
PRODID = "-//career-agenda//agenda//EN"
UID = re.compile(r"([0-9a-f]{16})-[0-9a-f]{16}@agenda")
MOST_CHANGES = 2**31 - 1
"""RFC 5545, section 3.3.8: the largest integer."""
SAID = ("DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS")
"""What an entry says; the rest is how a program treats it."""
TEXTS = frozenset({"SUMMARY", "LOCATION", "DESCRIPTION"})
"""Those that are compared as they are read: icalendar does not write each as it was."""


class NotOurs(ValueError):  # noqa: N818 - it says what the file is
    """The file is no calendar that was written here."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The entries of a calendar by their UIDs, and the cycle that all of these begin with."""

    cycle: str
    method: str
    entries: dict[str, Component]

    @property
    def highest(self) -> int:
        """The largest SEQUENCE."""
        return max(sequence(entry) for entry in self.entries.values())

    def day(self, name: str) -> date | None:
        """Return the day of the entry with that id."""
        entry = self.entries.get(uid(self.cycle, name))
        return day_of(entry.decoded("dtstart")) if entry else None


def invitation_in(raw: bytes) -> bytes:
    """Return the invitation in a message, or nothing where it has none that can be found."""
    with suppress(RecursionError):  # of a message in a message in a message
        for part in message_from_bytes(raw, policy=compat32).walk():
            if part.get_content_type() == "text/calendar":
                found = part.get_payload(decode=True)
                return found if isinstance(found, bytes) else b""
    return b""


def digest(text: str) -> str:
    """Return 16 hex digits: enough to tell entries apart; they show nobody what stands there."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def uid(cycle: str, name: str) -> str:
    """Return the UID of an entry of a cycle."""
    return f"{cycle}-{digest(f'{cycle} {name}')}@agenda"


def read_calendar(data: bytes) -> Earlier | None:
    """Return what a calendar holds, or None of no bytes; raises NotOurs."""
    if not data.strip():
        return None
    if len(data) > LARGEST:
        raise NotOurs
    try:
        return _read(data)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError):
        raise NotOurs from None


def later(published: bytes, invited: bytes) -> bytes:
    """Return which of two calendars a next one goes on from: what is published, or an invitation.

    What was sent to others counts where the two name the meeting differently, or where it is
    as new. Raises NotOurs where the first is another one's; the second is then one's own.
    """
    ours = read_calendar(published)
    try:
        theirs = read_calendar(invited)
    except NotOurs:  # it came out of a message that was changed by hand
        return published
    if ours is None or theirs is None:
        return published if theirs is None else invited
    return published if ours.cycle == theirs.cycle and ours.highest > theirs.highest else invited


def _read(data: bytes) -> Earlier:
    from icalendar import Calendar, Event, Timezone  # noqa: PLC0415 - 60 ms

    made = Calendar.from_ical(data)
    if not isinstance(made, Calendar) or str(made["PRODID"]) != PRODID:
        raise NotOurs
    if any(not isinstance(part, Event | Timezone) for part in made.subcomponents):
        raise NotOurs
    return _counted(made, [part for part in made.subcomponents if isinstance(part, Event)])


def _counted(made: Calendar, events: list[Component]) -> Earlier:
    """Raises NotOurs where anything is missing that each entry was written with."""
    entries = {str(event["UID"]): event for event in events}
    cycle = _cycle(entries)
    for event in events:
        if not (
            0 <= sequence(event) < MOST_CHANGES and isinstance(event.decoded("dtstamp"), datetime)
        ):
            raise NotOurs
        day_of(event.decoded("dtstart"))
    return Earlier(cycle, str(made["METHOD"]), entries)


def _cycle(entries: dict[str, Component]) -> str:
    """Return the cycle whose entries these are: of the next ones there is the talk alone."""
    found: dict[str, list[str]] = {}
    for name in entries:
        if not (match := UID.fullmatch(name)):
            raise NotOurs
        found.setdefault(match[1], []).append(name)
    talks = {one: day_of(entries[names[0]].decoded("dtstart"))
             for one, names in found.items() if names == [uid(one, MEETING)]}  # fmt: skip
    own = [one for one in found if one not in talks] or sorted(talks, key=talks.__getitem__)[:1]
    if len(own) != 1:
        raise NotOurs
    return own[0]


def sequence(entry: Component) -> int:
    """Return how often an entry was changed."""
    return int(entry.decoded("sequence"))


def day_of(start: date) -> date:
    """Return the day that a day or a time is on."""
    return date(start.year, start.month, start.day)


def says(entry: Component) -> list[str]:
    """Return what people would see changed in an entry."""
    return [
        composed(
            f"{name}:{entry[name]}" if name in TEXTS else entry.content_line(name, entry[name])
        )
        for name in SAID
        if name in entry
    ]


# --- where it lies -----------------------------------------------------------------------


def read_replaced(path: Path) -> bytes:
    """Return what is at the place of a calendar, a byte more than one may have at the most.

    Raises Stop where that is no file, or cannot be read.
    """
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a name is too long
        return b""
    if not os.path.isfile(path):  # noqa: PTH113
        raise wrong(f"{path} is no file", "name another one with -o")
    return files.read_up_to(path, LARGEST + 1)


def find_published(name: str) -> bytes:
    """Return the calendar beside the answers, if one lies there that was written by us."""
    found = b""
    if name != files.STDIN:
        with suppress(Stop, NotOurs):
            found = read_replaced(default(name, CALENDAR))
            read_calendar(found)
            return found
    return b""


def is_beside(name: str, message: Path | None) -> bool:
    """Whether a message is where it is looked for later."""
    return name != files.STDIN and message == default(name, MESSAGE)


def find_invited(name: str, message: Path | None = None) -> bytes:
    """Return the newest invitation in the message beside the answers, and in the one named."""
    beside = default(name, MESSAGE) if name != files.STDIN else None
    found = b""
    for path in dict.fromkeys((beside, message)):
        if path and os.path.isfile(path):  # noqa: PTH113
            found = later(found, invitation_in(files.read_whole(path)))
    return found


def find_known(name: str, message: Path | None = None) -> bytes:
    """Return what an invitation, or calling it off, goes on from: the newest that others have."""
    return later(find_published(name), find_invited(name, message))


def find_previous(name: str, path: Path | None, *, cancel: bool = False) -> bytes:
    """Return what is replaced; where nothing is, or the meeting is called off, what is known.

    A calendar goes on from its own entries; calling off goes on from what others have.
    """
    there = read_replaced(path) if path else b""
    if cancel:
        return later(there, find_known(name))
    return there or find_published(name) or find_invited(name)
