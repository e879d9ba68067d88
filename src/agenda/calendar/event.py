"""What stands in a calendar: an entry, before it has a form and a number of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Event:
    """An entry: a talk, a check-in, or the day an action or a milestone is due.

    `id` tells it from the others of its cycle and stays when everything else changes. `start`
    is a day, or a time; a time has a ZoneInfo, or none and is then on the clock of whoever
    looks. `alarms` say how long before the start a reminder comes. `opens` is the seed of the
    cycle whose talk this will be: there it is the same entry.
    """

    id: str
    title: str
    start: date
    minutes: int = 0
    place: str = ""
    description: str = ""
    alarms: tuple[timedelta, ...] = ()
    opens: str = ""


MEETING, CHECK_IN = "meeting", "check-in"
"""The ids of what a cycle has one of."""
ACTION, MILESTONE = "action ", "milestone "
"""How the id of the entry of one begins; its own id follows."""
