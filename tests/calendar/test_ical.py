"""Calendars: what is put in is read back by a reader that is not ours, at the right moment."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import example, given
from hypothesis import strategies as st

from agenda.answers.mailbox import Mailbox
from agenda.calendar.event import CHECK_IN, MEETING, Event
from agenda.calendar.ical import Calendar, Method, NotOurs, write_calendar
from draws import grid, one_in
from untraced import untraced

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
TALK = Event(MEETING, "Career check-in", datetime(2026, 12, 3, 14, tzinfo=BERLIN), 45, "Room 4")
CHECK = Event(CHECK_IN, "Career check-in", date(2027, 6, 3), alarms=(timedelta(hours=15),))
ACTION = Event("action a1", "Sign it", date(2027, 1, 31))
ADA, GRACE = Mailbox("Ada Park", "ada@example.com"), Mailbox("Grace Osei", "grace@example.org")
SMALL = Calendar(Method.PUBLISH, "x", (TALK, CHECK, ACTION), NOW, "Career check-in")
PLACES = count()
NAUGHTY = ["\r\nATTENDEE:mailto:eve@example.org", "\nEND:VEVENT", ";", ",", ":", "\\", "\\n", '"',
           "^n", "^'", "\u2028", "\x85", "\x0b", "ü", "職", "👩‍💻", " "]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(NAUGHTY), st.text(st.characters(exclude_categories=["Cs"]))),
    max_size=6,
).map("".join)


def entries(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).events


def uids(data: bytes) -> list[str]:
    return [str(one["UID"]) for one in entries(data)]


def counts(data: bytes) -> list[int]:
    return [int(one["SEQUENCE"]) for one in entries(data)]


def on(calendar: Calendar, *events: Event, **more: object) -> Calendar:
    return replace(calendar, events=events, stamp=LATER, **more)


# --- the right moment ------------------------------------------------------

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
         "Europe/Dublin", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Chatham"]  # fmt: skip


def elsewhere(data: bytes, zone: str) -> bytes:
    """Call the zone by a new name, that nobody knows: only the rules in the file are left."""
    assert b"BEGIN:VTIMEZONE" in data
    return data.replace(zone.encode(), f"Somewhere/{next(PLACES)}".encode())


@pytest.mark.parametrize("zone", one_in(4, ZONES))
@pytest.mark.parametrize("known", [True, False], ids=["by its name", "by its rules"])
@untraced
def test_an_event_is_at_its_moment_in_every_week_of_a_year(zone, known):
    for week in range(0, 53):
        start = datetime(2027, 1, 1, 10, tzinfo=ZoneInfo(zone)) + timedelta(weeks=week)
        data = write_calendar(on(SMALL, replace(TALK, start=start)))
        (read,) = entries(data if known else elsewhere(data, zone))
        assert read["DTSTART"].dt.astimezone(UTC) == start.astimezone(UTC)
        assert read["DTEND"].dt.astimezone(UTC) == start.astimezone(UTC) + timedelta(minutes=45)


@pytest.mark.parametrize("zone", one_in(3, ZONES[:3]))
@untraced
def test_an_event_is_at_its_moment_in_the_hours_around_a_change(zone):
    for day in (date(2027, 3, 14), date(2027, 3, 28), date(2027, 4, 4), date(2027, 10, 3),
                date(2027, 10, 31), date(2027, 11, 7)):  # fmt: skip
        for minutes in range(0, 360, 15):
            moment = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
            start = (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)
            if start.fold:
                continue  # no local time can say so, and none is written
            data = write_calendar(on(SMALL, replace(TALK, start=start)))
            (read,) = entries(elsewhere(data, zone))
            assert read["DTSTART"].dt.astimezone(UTC) == start.astimezone(UTC)


def test_other_readers_find_it_on_its_day():
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(write_calendar(SMALL)))
    (talk,) = found.at((2026, 12, 3))
    assert talk["DTSTART"].dt.astimezone(UTC) == datetime(2026, 12, 3, 13, tzinfo=UTC)
    assert [str(one["SUMMARY"]) for one in found.at((2027, 1, 31))] == ["Sign it"]
    assert found.at((2027, 2, 1)) == []


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (datetime(2027, 3, 28, 1, 45), 45, datetime(2027, 3, 28, 1, 30)),
        (datetime(2026, 10, 25, 1, 45), 45, datetime(2026, 10, 25, 0, 30)),
        (datetime(2026, 10, 25, 1, 45), 105, datetime(2026, 10, 25, 1, 30)),
    ],
    ids=["into summer", "into the first 2:30", "into the second 2:30"],
)
def test_a_meeting_takes_its_minutes_when_clocks_are_set_anew_meanwhile(start, minutes, end):
    talk = replace(TALK, start=start.replace(tzinfo=BERLIN), minutes=minutes)
    (read,) = entries(write_calendar(on(SMALL, talk)))
    begin = read["DTSTART"].dt.astimezone(UTC)
    ends = (begin + read["DURATION"].dt) if "DURATION" in read else read["DTEND"].dt.astimezone(UTC)
    assert ends == end.replace(tzinfo=UTC)


def test_without_a_zone_the_hour_is_on_the_clock_of_whoever_looks():
    data = write_calendar(on(SMALL, replace(TALK, start=datetime(2026, 12, 3, 14))))
    assert b"DTSTART:20261203T140000\r\n" in data
    assert b"VTIMEZONE" not in data


@given(
    st.datetimes(timezones=st.sampled_from([*map(ZoneInfo, (*ZONES, "UTC"))])), st.integers(10, 480)
)
def test_any_time_that_a_file_can_say_is_written(start, minutes):
    talk = replace(TALK, start=start.replace(second=0, microsecond=0, fold=0), minutes=minutes)
    data = write_calendar(on(SMALL, talk))
    assert write_calendar(on(SMALL, talk), data) == data


@pytest.mark.parametrize("day", [date.min, date.max])
def test_any_day_is_written(day):
    assert entries(write_calendar(on(SMALL, replace(CHECK, start=day))))[0]["DTSTART"].dt == day


# --- texts -----------------------------------------------------------------


def one_line(said: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", said).strip()


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("C:\\Notes and \\new", "\\N", "a;b,c\\", "\\n")
def test_no_text_is_more_than_a_text(title, place, what, name):
    events = (replace(TALK, title=title, place=place), replace(ACTION, title=what))
    people = {"organizer": Mailbox(name, ADA.address), "attendees": (Mailbox(name, GRACE.address),)}
    for method in (Method.PUBLISH, Method.REQUEST):
        data = write_calendar(on(SMALL, *events, method=method, **people))
        first, second = entries(data)
        assert [str(first["SUMMARY"]), str(second["SUMMARY"])] == [one_line(title), one_line(what)]
        assert str(first.get("LOCATION", "")) == one_line(place)
        plain = entries(write_calendar(on(SMALL, *events[:1], method=method, **people)))[0]
        assert set(first) - {"LOCATION"} == set(plain) - {"LOCATION"} <= {
            "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CLASS", "STATUS",
            "TRANSP", "ATTENDEE", "ORGANIZER"}  # fmt: skip
        if method is Method.REQUEST:
            wanted = " ".join(one_line(name).split()).replace('"', "'").replace("\\", "/")
            assert first["ORGANIZER"].params.get("CN", "") == wanted
            assert str(first["ATTENDEE"]) == "mailto:grace@example.org"
        assert write_calendar(replace(on(SMALL, *events, method=method, **people)), data) == data
        lines = data.split(b"\r\n")
        assert b"\n" not in b"".join(lines)
        assert max(map(len, lines)) <= 75


def test_an_address_with_marks_is_an_address_still():
    odd = Mailbox("Ada", "a%b?c@exämple.org")
    data = write_calendar(on(SMALL, TALK, method=Method.REQUEST, organizer=odd, attendees=(GRACE,)))
    assert str(entries(data)[0]["ORGANIZER"]) == "mailto:a%25b%3Fc@xn--exmple-cua.org"


@pytest.mark.parametrize("name", ["\\", "Ada\\", 'A "B\\', "a\\:b;c,d", "^n^'"])
def test_a_name_swallows_nothing_of_what_follows(name):
    people = {"organizer": Mailbox(name, ADA.address), "attendees": (Mailbox(name, GRACE.address),)}
    (entry,) = entries(write_calendar(on(SMALL, TALK, method=Method.REQUEST, **people)))
    assert str(entry["ORGANIZER"]) == "mailto:ada@example.com"
    assert str(entry["ATTENDEE"]) == "mailto:grace@example.org"
    assert entry["ATTENDEE"].params["CN"] == name.replace('"', "'").replace("\\", "/")


# --- names and counts ------------------------------------------------------


def test_the_same_again_is_the_same_to_the_byte_whenever_it_is_written():
    first = write_calendar(SMALL)
    assert write_calendar(replace(SMALL, stamp=LATER), first) == first == write_calendar(SMALL)


def test_a_uid_says_nothing_and_is_its_own():
    names = uids(write_calendar(SMALL))
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]{16}@agenda", name) for name in names)


def test_what_was_moved_keeps_its_uid_and_is_counted():
    first = write_calendar(SMALL)
    moved = replace(TALK, start=TALK.start + timedelta(days=7))
    second = write_calendar(on(SMALL, ACTION, CHECK, moved, seed="y"), first)
    assert uids(second) == uids(first)[::-1]
    assert counts(second) == [0, 0, 1]
    third = write_calendar(on(SMALL, replace(ACTION, title="Sign both"), CHECK, moved), second)
    assert (uids(third), counts(third)) == (uids(second), [1, 0, 1])


def test_what_is_gone_is_cancelled_without_its_text_and_stays_so():
    first = write_calendar(SMALL)
    second = write_calendar(on(SMALL, TALK, CHECK), first)
    gone = entries(second)[2]
    assert (str(gone["UID"]), gone["STATUS"], gone["SEQUENCE"]) == (uids(first)[2], "CANCELLED", 1)
    assert b"Sign it" not in second
    assert write_calendar(on(SMALL, TALK, CHECK), second) == second
    assert counts(write_calendar(SMALL, second)) == [0, 0, 2]


def test_the_next_cycle_has_names_of_its_own_and_cancels_nothing():
    first = write_calendar(SMALL)
    after = datetime(2027, 5, 1, tzinfo=UTC)
    talk = replace(TALK, start=datetime(2027, 6, 3, 14, tzinfo=BERLIN))
    other = write_calendar(replace(SMALL, events=(talk,), seed="y", stamp=after), first)
    assert set(uids(other)) & set(uids(first)) == set()
    assert len(uids(other)) == 1


def test_a_talk_that_fell_through_is_the_same_talk_weeks_later():
    first, after = write_calendar(SMALL), datetime(2026, 12, 5, tzinfo=UTC)
    talk = replace(TALK, start=TALK.start + timedelta(days=20))
    assert (
        uids(write_calendar(replace(SMALL, events=(talk,), stamp=after), first))[0]
        == uids(first)[0]
    )


def test_calling_off_has_the_uid_and_a_higher_count_and_what_follows_one_higher_still():
    first = write_calendar(SMALL)
    off = write_calendar(
        on(SMALL, TALK, method=Method.CANCEL, organizer=ADA, attendees=(GRACE,)), first
    )
    (entry,) = entries(off)
    assert (uids(off), counts(off), entry["STATUS"]) == (uids(first)[:1], [1], "CANCELLED")
    assert b"METHOD:CANCEL\r\n" in off
    assert b"VALARM" not in off
    assert counts(write_calendar(SMALL, off)) == [2, 2, 2]
    assert counts(write_calendar(on(SMALL, TALK, method=Method.CANCEL))) == [1]


def test_an_invitation_has_the_uid_of_the_entry_and_is_as_of_now():
    asked = on(SMALL, TALK, method=Method.REQUEST, organizer=ADA, attendees=(GRACE,))
    first = write_calendar(SMALL)
    for data in (write_calendar(asked), write_calendar(asked, first)):
        (entry,) = entries(data)
        assert (uids(data), counts(data)) == (uids(first)[:1], [0])
        assert entry["DTSTAMP"].dt == LATER
        assert str(entry["ORGANIZER"]) == "mailto:ada@example.com"
        assert dict(entry["ATTENDEE"].params) == {
            "CN": "Grace Osei", "PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT",
            "RSVP": "TRUE"}  # fmt: skip
        assert "CLASS" not in entry


OURS = write_calendar(SMALL)
BROKEN = {
    "another program's": OURS.replace(b"//agenda//EN", b"//other//EN"),
    "no calendar": b"version: 1\n",
    "bytes": bytes(range(256)),
    "cut off": OURS[:300],
    "without a count": OURS.replace(b"SEQUENCE:0\r\n", b""),
    "a count that is none": OURS.replace(b"SEQUENCE:0", b"SEQUENCE:x"),
    "a count below zero": OURS.replace(b"SEQUENCE:0", b"SEQUENCE:-1"),
    "an endless count": OURS.replace(b"SEQUENCE:0", b"SEQUENCE:" + b"9" * 5000),
    "no day": OURS.replace(b"DTSTART;VALUE=DATE:20270603", b"DTSTART:never"),
    "a name of others": re.sub(rb"UID:[^\r]*", b"UID:1@example.org", OURS),
    "a to-do": OURS.replace(b"VEVENT", b"VTODO"),
    "two calendars": OURS + OURS,
    "large": OURS + b" " * 1024 * 1024,
    "nested": b"BEGIN:VCALENDAR\r\n" * 5000,
}


@grid("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_was_not_written_here_is_not_replaced(data):
    with pytest.raises(NotOurs):
        write_calendar(SMALL, data)
