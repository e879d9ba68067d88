"""The rules of every time zone there is, as iCalendar's readers and as Outlook takes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from agenda.calendar.event import MEETING, Event
from agenda.calendar.ical import Calendar, Method, write_calendar
from agenda.calendar.zone import rules
from draws import mostly_slow
from untraced import untraced

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
DAYS = [(2026, 12, 3), (2027, 3, 20), (2027, 7, 1), (2027, 10, 30), (2028, 4, 8)]
"""Of meetings: in both halves of the year, and where clocks are set anew about that time."""
EVERY_DAY = pytest.mark.parametrize("day", mostly_slow(DAYS, DAYS[3:4].__contains__))


def written(zone: str, start: datetime) -> icalendar.Timezone:
    return icalendar.Timezone.from_ical(rules(ZoneInfo(zone), start).to_ical())


def last_onset(part: icalendar.Component, local: datetime) -> datetime | None:
    """Return when a part of a zone began to hold for the last time before an hour, on its clock."""
    start = part.decoded("dtstart")
    if "rrule" not in part:
        return start if start <= local else None
    return rrulestr(part["rrule"].to_ical().decode(), dtstart=start).before(local, inc=True)


def offset(parts: list[icalendar.Component], local: datetime) -> timedelta:
    """Read the offset of an hour as RFC 5545 says: by the part that began last."""
    begun = [(onset, part) for part in parts if (onset := last_onset(part, local))]
    return max(begun, key=lambda one: one[0])[1].decoded("tzoffsetto")


def outlooks(zone: icalendar.Timezone) -> list[icalendar.Component]:
    """Return what Outlook takes of a zone: the last part of each kind."""
    return list({part.name: part for part in zone.subcomponents}.values())


@cache
def is_regular(zone: str, year: int) -> bool:
    """Whether clocks are set twice or not at all in a year, and likewise in the next."""
    clock = ZoneInfo(zone)
    seen = set()
    for each in (year, year + 1):
        begin = datetime(each, 1, 1, 12, tzinfo=UTC)
        hours = [(begin + timedelta(days=day)).astimezone(clock) for day in range(365)]
        seen.add(tuple(
            (hour.month, hour.utcoffset())
            for before, hour in pairwise(hours)
            if before.utcoffset() != hour.utcoffset()
        ))  # fmt: skip
    (only, *others) = seen
    return not others and len(only) in (0, 2)


@EVERY_DAY
@untraced
def test_every_zone_is_right_on_the_day_by_every_reading(day):
    wrong = []
    for zone in ZONES:
        start = datetime(*day, 14, tzinfo=ZoneInfo(zone))
        made, local = written(zone, start), start.replace(tzinfo=None)
        readings = {offset(made.subcomponents, local), offset(outlooks(made), local)}
        if readings != {start.utcoffset()}:
            wrong.append(zone)
    assert wrong == []


@EVERY_DAY
@untraced
def test_every_regular_zone_is_right_a_year_on_too(day):
    regular = [zone for zone in ZONES if is_regular(zone, day[0])]
    assert len(regular) > 500
    wrong = []
    for zone in regular:
        start = datetime(*day, 14, tzinfo=ZoneInfo(zone))
        made, later = written(zone, start), start.replace(year=day[0] + 1)
        local = later.replace(tzinfo=None)
        readings = {offset(made.subcomponents, local), offset(outlooks(made), local)}
        if readings != {later.utcoffset()}:
            wrong.append(zone)
    assert wrong == []


def test_a_zone_with_a_rule_has_two_parts_and_one_without_has_one():
    berlin = written("Europe/Berlin", datetime(2026, 12, 3, 14, tzinfo=ZoneInfo("Europe/Berlin")))
    assert [(part.name, part["rrule"].to_ical()) for part in berlin.subcomponents] == [
        ("DAYLIGHT", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        ("STANDARD", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    ]
    for zone in ("Asia/Kolkata", "Africa/Casablanca", "UTC"):
        made = written(zone, datetime(2026, 12, 3, 14, tzinfo=ZoneInfo(zone)))
        assert [(part.name, "rrule" in part) for part in made.subcomponents] == [
            ("STANDARD", False)]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "year", "rule"),
    [
        ("America/New_York", 2027, "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"),
        ("Australia/Sydney", 2027, "FREQ=YEARLY;BYDAY=1SU;BYMONTH=4"),
        ("Europe/Berlin", 2027, "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),  # three years in a row the 4th
        ("America/Santiago", 2026, "FREQ=YEARLY;BYDAY=1SU;BYMONTH=4"),
        ("America/Nuuk", 2029, "FREQ=YEARLY;BYDAY=SA;BYMONTHDAY=24,25,26,27,28,29,30;BYMONTH=3"),
    ],
)
def test_a_rule_is_the_one_that_holds_longest(zone, year, rule):
    made = written(zone, datetime(year, 6, 1, tzinfo=ZoneInfo(zone)))
    assert rule in {part["rrule"].to_ical().decode() for part in made.subcomponents}


def test_a_year_in_which_the_rule_changes_has_the_offset_of_the_day():
    start = datetime(2006, 7, 3, 14, tzinfo=ZoneInfo("America/New_York"))
    (part,) = written("America/New_York", start).subcomponents
    assert part.decoded("tzoffsetto") == timedelta(hours=-4)
    later = written("America/New_York", start.replace(year=2007, month=1))
    assert offset(later.subcomponents, datetime(2007, 1, 3, 14)) == timedelta(hours=-5)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.sampled_from(ZONES))
def test_any_day_of_any_zone_is_right_by_every_reading(moment, zone):
    start = moment.replace(hour=14, tzinfo=ZoneInfo(zone))
    made, local = written(zone, start), moment.replace(hour=14)
    assert offset(made.subcomponents, local) == start.utcoffset()
    assert offset(outlooks(made), local) == start.utcoffset()


def test_the_calendar_of_a_meeting_holds_them():
    start = datetime(2026, 12, 3, 14, tzinfo=ZoneInfo("Europe/Berlin"))
    talk = Event(MEETING, "Career check-in", start, 45)
    data = write_calendar(Calendar(Method.PUBLISH, "x", (talk,), start, "Career check-in"))
    assert data.count(b"RRULE:") == 2
