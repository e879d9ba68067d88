"""The rules of a time zone as iCalendar writes them, for the days around an event.

icalendar has a writer of its own, which gives the onset of summer time on the new clock; RFC
5545, section 3.8.2.4 and the example in 3.6.5, want it on the old one. A reader that goes by
the rules and not by the zone's name would be an hour off.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agenda.language.clocks import Change, changes

if TYPE_CHECKING:
    from icalendar import Timezone

FIRST_YEAR, LAST_YEAR = 2, 9998
"""Beyond these, the offset of a zone would lead out of what a date can hold."""


def rules(zone: ZoneInfo, start: datetime) -> Timezone:
    """Return a VTIMEZONE that is right from the year before the event's to the year after it.

    Each change of the clocks is written out: a rule for all years would be a guess.
    """
    from icalendar import Timezone  # noqa: PLC0415 - 60 ms, and only this command writes one

    year = min(max(start.year, FIRST_YEAR + 1), LAST_YEAR - 1)
    first, last = datetime(year - 1, 1, 1, tzinfo=UTC), datetime(year + 2, 1, 1, tzinfo=UTC)
    found = list(changes(zone, first, last))
    there = first.astimezone(zone)
    offset = there.utcoffset() or first - first
    made = Timezone()
    made.add("tzid", zone.key)
    lowered = bool(found) and found[0].after < found[0].before
    _add(made, Change(first - offset, offset, offset, there.tzname() or ""), summer=lowered)
    for change in found:
        _add(made, change, summer=change.after > change.before)
    return made


def _add(made: Timezone, change: Change, *, summer: bool) -> None:
    """Name by the direction: zones disagree on which of their times is the ordinary one."""
    from icalendar import TimezoneDaylight, TimezoneStandard  # noqa: PLC0415

    observance = TimezoneDaylight() if summer else TimezoneStandard()
    observance.add("dtstart", change.onset)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    if change.name:
        observance.add("tzname", change.name)
    made.add_component(observance)
