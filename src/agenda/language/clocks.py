"""The clocks of a time zone: when they are put forward or back, and what that does to a time."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

STEP = timedelta(days=7)
"""So far apart offsets are looked at; no zone has changed its clocks twice in a week."""
SECOND = timedelta(seconds=1)


class Change(NamedTuple):
    """Clocks are set anew: the moment, in UTC, the offsets on both sides, the new one's name."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str

    @property
    def onset(self) -> datetime:
        """What the clock shows when it is set anew."""
        return (self.at + self.before).replace(tzinfo=None)


class Doubt(NamedTuple):
    """A time that does not exist (`missing`) or comes twice, and both ways to read it.

    `first` and `second` are in UTC, the earlier one first; `change` is why.
    """

    missing: bool
    first: datetime
    second: datetime
    change: Change


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[Change]:
    """Yield each change of the clocks between two moments in UTC."""
    moments = [first]
    while last - moments[-1] > STEP:
        moments.append(moments[-1] + STEP)
    for early, late in pairwise((*moments, last)):
        if _offset(zone, early) != _offset(zone, late):
            yield _between(zone, early, late)


def _between(zone: ZoneInfo, early: datetime, late: datetime) -> Change:
    """Halve the time between two moments until the change is known to the second."""
    before, after = _offset(zone, early), _offset(zone, late)
    while late - early > SECOND:
        middle = early + (late - early) // 2 // SECOND * SECOND
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    return Change(late, before, after, late.astimezone(zone).tzname() or "")


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def doubt(local: datetime, zone: ZoneInfo) -> Doubt | None:
    """Return what is in doubt about a time on the clocks of a zone, or None where nothing is."""
    before, after = (
        local.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1)
    )
    if before == after:
        return None
    moments = sorted(local.replace(tzinfo=UTC) - offset for offset in (before, after))
    change = _between(zone, moments[0] - SECOND, moments[1])
    return Doubt(before < after, moments[0], moments[1], change)


# --- how long something takes, on a clock that may be set anew meanwhile ---------------


def end_of(start: datetime, minutes: int) -> datetime:
    """Return the end on the clock of the start; nothing ends after the last day there is."""
    try:
        if start.tzinfo is None:
            return start + timedelta(minutes=minutes)
        end = start.astimezone(UTC) + timedelta(minutes=minutes)
        return end.astimezone(start.tzinfo)
    except OverflowError:
        return datetime.max.replace(tzinfo=start.tzinfo)


# --- how far days lie apart, in months -------------------------------------------------


def months_later(on: date, months: int) -> date | None:
    """Return the same day some months later, or the last one of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days; negative where `last` is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
