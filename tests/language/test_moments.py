"""Days and times as people type them are offered as they should be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.language.moments import meant_day, meant_start, the_moment
from draws import grid

DAYS = {
    "15/6/2027": "2027-06-15",
    "15.06.2027": "2027-06-15",
    "15.6.2027": "2027-06-15",
    "15.6.27": "2027-06-15",
    "15-06-2027": "2027-06-15",
    "June 15, 2027": "2027-06-15",
    "15 June 2027": "2027-06-15",
    "Jun 15 2027": "2027-06-15",
    "15-Jun-2027": "2027-06-15",
    "15th of June, 2027": "2027-06-15",
    "Tuesday, 15 June 2027": "2027-06-15",
    "15. Juni 2027": "2027-06-15",
    "15. März 2027": "2027-03-15",
    "2027/06/15": "2027-06-15",
    "2027.06.15": "2027-06-15",
    "2027-6-15": "2027-06-15",
    "20270615": "2027-06-15",
    "2027-06-15 14:00": "2027-06-15",
    "12/13/2027": "2027-12-13",
    "3/12/2026": "2026-12-03 or 2026-03-12",
    "03-12-2026": "2026-12-03 or 2026-03-12",
    "5/5/2027": "2027-05-05",
}
STARTS = {
    "3/12/2026 2pm": "2026-12-03 14:00 or 2026-03-12 14:00",
    "15/6/2027 9am": "2027-06-15 09:00",
    "2pm 15/6/2027": "2027-06-15 14:00",
    "2026-12-03 2pm": "2026-12-03 14:00",
    "2026-12-03 2 PM": "2026-12-03 14:00",
    "2026-12-03 2:30 pm": "2026-12-03 14:30",
    "2026-12-03 2.30 p.m.": "2026-12-03 14:30",
    "2026-12-03 12am": "2026-12-03 00:00",
    "2026-12-03 12pm": "2026-12-03 12:00",
    "2026-12-03 14h30": "2026-12-03 14:30",
    "2026-12-03 14h": "2026-12-03 14:00",
    "2026-12-03 14.30 Uhr": "2026-12-03 14:30",
    "2026-12-03 14 Uhr": "2026-12-03 14:00",
    "3.12.2026 um 14:30 Uhr": "2026-12-03 14:30",
    "3. Dezember 2026, 14.30 Uhr": "2026-12-03 14:30",
    "2026-12-03 noon": "2026-12-03 12:00",
    "2026-12-03 midnight": "2026-12-03 00:00",
    "2026-12-03, 14:00": "2026-12-03 14:00",
    "2026-12-03 at 14:00": "2026-12-03 14:00",
    "3 Dec 2026 at 2pm": "2026-12-03 14:00",
    "December 3, 2026 2 p.m.": "2026-12-03 14:00",
    "3/12/2026": "2026-12-03 or 2026-03-12",
    "15.06.2027": "2027-06-15",
    "Thu 3 Dec 2026 14:00": "2026-12-03 14:00",
    "Thurs, 3 December 2026 2pm": "2026-12-03 14:00",
    "Donnerstag, 3.12.2026": "2026-12-03",
    "Donnerstag, den 3.12.2026 um 14 Uhr": "2026-12-03 14:00",
    "Do., 3. Dez. 2026, 14:00": "2026-12-03 14:00",
    "3 December 2026 at 2": "2026-12-03 02:00 or 2026-12-03 14:00",
}
YEARLESS = {
    "3rd December at 2": "year-12-03 02:00 or year-12-03 14:00",
    "3. Dezember, 14 Uhr": "year-12-03 14:00",
    "Do 3.12. 14 Uhr": "year-12-03 14:00",
    "3 Dec": "year-12-03",
    "4/12 2pm": "year-12-04 14:00 or year-04-12 14:00",
}
TIMES = {
    "2pm": "14:00", "2:30 pm": "14:30", "14h30": "14:30", "14.30 Uhr": "14:30", "noon": "12:00",
    "14:00": "14:00", "9 Uhr": "09:00", "Thursday 2pm": "14:00", "12:15am": "00:15",
}  # fmt: skip
NEITHER = [
    "soon",
    "June 2027",
    "2027",
    "tomorrow",
    "",
    "1.2",
    "31/31/2027",
    "next spring",
    "Q2 2027",
]


@grid("text", DAYS)
def test_a_day_in_another_shape_is_offered_as_iso(text):
    assert meant_day(text) == f"did you mean {DAYS[text]}?"


@grid("text", STARTS)
def test_a_day_with_a_time_is_offered_with_it(text):
    assert meant_start(text) == f"did you mean {STARTS[text]}?"


@pytest.mark.parametrize("text", YEARLESS)
def test_a_day_without_a_year_is_offered_with_room_for_it(text):
    assert meant_start(text) == f"write {YEARLESS[text]}, with the year in figures"


def test_what_stands_behind_the_time_is_no_part_of_the_date():
    assert meant_start("3 Dec 2026, 2pm, room 4") == (
        "did you mean 2026-12-03 14:00? what else you say of it goes below it, as place: or"
        " minutes:"
    )


@grid("text", TIMES)
def test_a_time_alone_wants_its_date(text):
    assert meant_start(text) == f"write the date before it: year-month-day {TIMES[text]}"


@grid("text", NEITHER)
def test_what_is_neither_day_nor_time_is_no_guess(text):
    assert meant_day(text) == ""
    assert meant_start(text) == ""


@grid("zone", [" CET", "Z", "+01:00", "-0500", " UTC+1", " Europe/Berlin", " MEZ"])
def test_a_zone_behind_the_time_is_shown_its_field(zone):
    assert meant_start(f"2026-12-03 14:00{zone}") == (
        "did you mean 2026-12-03 14:00? its zone is written as timezone:, for example Europe/Berlin"
    )


@pytest.mark.parametrize("till", ["-15:00", " - 15:00", " to 15:00", "–15:00", " bis 15 Uhr"])
def test_an_end_behind_the_time_is_shown_the_field_of_minutes(till):
    assert meant_start(f"2026-12-03 14:00{till}") == (
        "did you mean 2026-12-03 14:00? how long it takes is written as minutes:"
    )


@pytest.mark.parametrize("text", ["2026-12-03 13pm", "2026-12-03 25h", "2026-12-03 2pm or 3pm"])
def test_a_time_that_is_none_or_several_is_no_guess(text):
    assert meant_start(text) == ""


@given(st.datetimes().filter(lambda at: at.year >= 1000))
def test_a_day_and_time_of_any_shape_are_read_back(at):
    wanted = f"did you mean {at:%Y-%m-%d %H:%M}?"
    for shape in (
        "%d %B %Y, %I:%M %p",
        "%d.%m.%Y %H.%M Uhr",
        "%Y/%m/%d %Hh%M",
        "%B %d, %Y at %H:%M",
    ):
        assert meant_start(at.strftime(shape)) == wanted


@given(st.text(max_size=80))
def test_any_text_is_answered(text):
    assert isinstance(meant_day(text) + meant_start(text), str)


@grid(
    ("text", "timed", "moment"),
    [
        ("12.12.2026 14 Uhr", True, "2026-12-12 14:00"),
        ("12.12.2026 14 Uhr", False, "2026-12-12"),
        ("30. Juni 2027", False, "2027-06-30"),
        ("03/04/2027", False, ""),
        ("2027-06-30", False, ""),
        ("12.12. 14 Uhr", True, ""),
        ("3 December 2026 at 2", True, ""),
        ("some day", True, ""),
    ],
)
def test_a_moment_is_offered_where_it_is_in_no_doubt(text, timed, moment):
    assert the_moment(text, timed=timed) == moment
