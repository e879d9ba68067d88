"""The rules of a time zone as iCalendar writes them, right on the day of an event.

Outlook takes the last STANDARD and the last DAYLIGHT of a zone, with the rules that stand there
(MS-OXCICAL); others take them all (RFC 5545). So there is one of each, and both read the same.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agenda.language.clocks import Change, changes

if TYPE_CHECKING:
    from icalendar import Timezone

FIRST_YEAR, LAST_YEAR = 2, 9998
"""Beyond these, the offset of a zone would lead out of what a date can hold."""
AHEAD = 8
"""So many years tell the last Sunday of a month from the fourth."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK, LAST = 7, -1
NUMBERS = {1: 1, 8: 2, 15: 3, 22: 4, LAST: -1}
"""The number that a weekday has in its month, by the day on which such seven days begin."""


def rules(zone: ZoneInfo, start: datetime) -> Timezone:
    """Return a VTIMEZONE that is right for the year of an event, and for the next.

    Where clocks are set anew by no rule, as in Morocco for Ramadan, or by another one next year,
    it has the offset that the event has.
    """
    from icalendar import Timezone  # noqa: PLC0415 - 60 ms, and only this command writes one

    year = min(max(start.year, FIRST_YEAR + 1), LAST_YEAR - 1)
    made = Timezone()
    made.add("tzid", zone.key)
    yearly = _yearly(zone, year)
    for change, rule in yearly:
        onset = datetime.combine(rule.day(year - 1), change.onset.time())
        _add(made, change, onset, rule)
    if not yearly:
        offset = start.utcoffset() or timedelta()
        change = Change(start.astimezone(UTC), offset, offset, start.tzname() or "")
        _add(made, change, datetime(year - 1, 1, 1))
    return made


def _add(made: Timezone, change: Change, onset: datetime, rule: Rule | None = None) -> None:
    """Name by the direction: zones disagree on which of their times is the ordinary one."""
    from icalendar import TimezoneDaylight, TimezoneStandard  # noqa: PLC0415

    summer = change.after > change.before
    observance = TimezoneDaylight() if summer else TimezoneStandard()
    observance.add("dtstart", onset)
    observance.add("tzoffsetfrom", change.before)
    observance.add("tzoffsetto", change.after)
    if rule:
        observance.add("rrule", rule.written)
    if change.name:
        observance.add("tzname", change.name)
    made.add_component(observance)


# --- the rule by which clocks are set anew, as far as there is one ------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """On which day of a year: the weekday among seven days of a month.

    `first` is the first of these, or LAST for the last seven.
    """

    month: int
    weekday: int
    first: int

    def day(self, year: int) -> date:
        """Return the day in one year."""
        length = calendar.monthrange(year, self.month)[1]
        begin = date(year, self.month, length - WEEK + 1 if self.first == LAST else self.first)
        return begin + timedelta(days=(self.weekday - begin.weekday()) % WEEK)

    @property
    def written(self) -> dict[str, object]:
        """Return it as RRULE: by its number in the month where it has one, as Outlook wants it."""
        yearly: dict[str, object] = {"freq": "yearly", "bymonth": self.month}
        name = WEEKDAYS[self.weekday]
        if self.first in NUMBERS:
            return yearly | {"byday": f"{NUMBERS[self.first]}{name}"}
        return yearly | {"byday": name, "bymonthday": [*range(self.first, self.first + WEEK)]}


def _yearly(zone: ZoneInfo, year: int) -> list[tuple[Change, Rule]]:
    """Return the two changes of a year, each with its rule, where the next year follows it too."""
    years = [
        list(changes(zone, datetime(each, 1, 1, tzinfo=UTC), datetime(each + 1, 1, 1, tzinfo=UTC)))
        for each in range(year, min(year + AHEAD, LAST_YEAR))
    ]
    now = years[0]
    alike = [found for found in years if [*map(_kind, found)] == [*map(_kind, now)]]
    if len(now) != 2 or now[0].before != now[1].after or alike[:2] != years[:2]:  # noqa: PLR2004
        return []
    found = [
        (each[0], rule)
        for each in zip(*alike, strict=True)
        if (rule := _rule([change.onset.date() for change in each]))
    ]
    return found if len(found) == len(now) else []


def _kind(change: Change) -> tuple[object, ...]:
    return change.before, change.after, change.onset.month, change.onset.time()


def _rule(days: Sequence[date]) -> Rule | None:
    """Return the rule that the first two days follow, and the others for as long as can be."""
    first, last = min(day.day for day in days), calendar.monthrange(days[0].year, days[0].month)[1]
    begins = [*NUMBERS, *([first] if first + WEEK <= last else [])]
    rules = [Rule(days[0].month, days[0].weekday(), begin) for begin in begins]
    fit = [rule for rule in rules if all(rule.day(day.year) == day for day in days[:2])]
    known = [rule for rule in fit if rule.first in NUMBERS] or fit
    return max(known, key=lambda rule: [rule.day(day.year) == day for day in days], default=None)
