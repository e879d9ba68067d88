"""Meetings at hours that a clock leaves out, or shows twice."""

import pytest

from career import marked, problem_of, problems_of
from draws import grid


def at(start: str, zone: str) -> str:
    return f"meeting: {{start: {start}, timezone: {zone}}}\n"


@pytest.mark.parametrize(
    ("start", "zone", "said", "cure"),
    [
        ("2027-03-28 02:30", "Europe/Berlin", "clocks go from 02:00 to 03:00", "01:30 or 03:30"),
        ("2027-03-14 2:00", "America/New_York", "clocks go from 02:00 to 03:00", "01:00 or 03:00"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "from 02:00 to 02:30", "01:45 or 02:45"),
    ],
)
def test_an_hour_that_is_left_out_is_an_error_with_both_readings(start, zone, said, cure):
    assert marked(at(start, zone)) == [("no-such-time", start)]
    problem = problem_of(at(start, zone))
    assert said in problem.message
    assert cure in problem.help
    assert problem.severity == "error"


def test_an_hour_that_comes_twice_is_a_warning_with_both_moments():
    problem = problem_of(at("2026-10-25 02:30", "Europe/Berlin"))
    assert (problem.rule, problem.severity) == ("time-twice", "warning")
    assert "00:30 UTC and 01:30 UTC" in problem.message


@grid(
    "text",
    [
        at("2027-03-28 01:59", "Europe/Berlin"),
        at("2027-03-28 03:00", "Europe/Berlin"),
        at("2026-10-25 03:00", "Europe/Berlin"),
        at("2026-10-25 01:59", "Europe/Berlin"),
        at("2027-03-28", "Europe/Berlin"),
        at("2027-03-28 02:30", "Asia/Kolkata"),
        at("2027-03-28 02:30", "''"),
        at("0001-01-01 00:00", "Asia/Kolkata"),
        at("9999-12-31 23:59", "America/New_York"),
        "meeting: 2027-03-28 02:30\n",
    ],
)
def test_every_other_hour_is_a_good_one(text):
    assert problems_of(text) == ()


def test_what_is_no_time_or_no_zone_is_told_once():
    assert [one.rule for one in problems_of(at("2027-03-28 02:30", "Europe/Berln"))] == ["timezone"]
    assert [one.rule for one in problems_of(at("soon", "Europe/Berlin"))] == ["date"]


@pytest.mark.parametrize("start", ["2026-12-03 ١٤:00", "２０２６-12-03 14:00"])
def test_a_time_in_digits_of_another_script_is_told(start):
    told = f'meeting: {{start: "{start}", timezone: Europe/Berlin}}\n'
    assert [problem.rule for problem in problems_of(told)] == ["date"]
