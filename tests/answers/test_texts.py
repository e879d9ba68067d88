"""Each kind of text a field can hold: how it is read, and how its faults are told."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.before import Meeting
from agenda.answers.texts import one_line
from career import answers_of, marked, problem_of
from draws import grid
from ground import ending


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# --- lines and longer texts ------------------------------------------------


def test_a_line_takes_line_breaks_for_spaces():
    answers = answers_of("values:\n- name: |\n    no\n    surprises\n")
    assert answers.values[0].name == "no surprises"


def test_a_line_keeps_its_no_break_space():
    assert one_line("  10\u00a0000 \t rows ") == "10\u00a0000 rows"


@given(st.text())
def test_a_line_has_no_line_break_and_no_space_at_its_ends(text):
    line = one_line(text)
    assert not {"\n", "\r", "\t"} & set(line)
    assert one_line(line) == line == line.strip(" ")


def test_prose_keeps_its_lines_whatever_newline_the_file_has():
    answers = answers_of('private: {notes: "one\\r\\ntwo\\rthree\\n"}\n')
    assert answers.private.notes == "one\ntwo\nthree"


def test_markdown_keeps_its_paragraphs():
    answers = answers_of("aspirations: |\n  one\n\n  - two\n")
    assert answers.aspirations.long_term == "one\n\n- two"


# --- dates -----------------------------------------------------------------


@given(st.dates())
def test_an_iso_date_is_a_date(on):
    assert answers_of(f"goals: [{{what: x, by: {on.isoformat()}}}]\n").goals[0].by == on


@pytest.mark.parametrize("written", ["soon", "2027-W17-5", "April 2027", "31/31/2027", "2027"])
def test_any_other_date_is_refused_with_the_form_to_write(written):
    problem = problem_of(f"goals: [{{what: x, by: {written}}}]\n")
    assert (problem.rule, problem.message) == ("date", f"'{written}' is not a date")
    assert problem.help == "write it as year-month-day, for example 2027-01-13"


@pytest.mark.parametrize("written", ["2026-02-29", "2027-04-31"])
def test_a_day_that_no_calendar_has_is_told_as_such(written):
    assert problem_of(f"goals: [{{what: x, by: {written}}}]\n").help == (
        "there is no such day in the calendar"
    )


@pytest.mark.parametrize("written", ["2026-13-01", "2026-00-10", "2026-01-32"])
def test_a_date_in_the_wrong_order_or_form_is_told_how_to_be_written(written):
    assert "year-month-day" in problem_of(f"goals: [{{what: x, by: {written}}}]\n").help


# --- when a meeting begins -------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["2026-12-03 14:05", "2026-12-03T14:05", "2026-12-03  14:05:00", "'2026-12-03 14:05 '"],
)
def test_a_meeting_begins_at_a_date_with_a_time(written):
    meeting = answers_of(f"meeting: {written}\n").meeting
    assert meeting.start == datetime(2026, 12, 3, 14, 5)
    assert meeting.day == date(2026, 12, 3)


def test_the_hour_of_a_meeting_may_be_open():
    meeting = answers_of("meeting: 2026-12-03\n").meeting
    assert (meeting.day, meeting.hours) == (date(2026, 12, 3), None)


def test_a_meeting_can_be_made_from_a_date():
    assert Meeting(start=date(2026, 12, 3)).day == date(2026, 12, 3)


def test_a_meeting_without_a_date_has_no_day():
    assert Meeting().day is None


def test_a_meeting_ends_after_its_minutes():
    meeting = answers_of("meeting: {start: 2026-12-03 23:30, minutes: 60}\n").meeting
    assert meeting.hours == (datetime(2026, 12, 3, 23, 30), datetime(2026, 12, 4, 0, 30))


def test_the_last_meeting_of_the_calendar_ends_with_it():
    _, end = answers_of("meeting: 9999-12-31 23:30\n").meeting.hours
    assert end == datetime.max


@grid(
    ("written", "place"),
    [
        ("2026-13-03 14:00", "2026-13-03"),
        ("2026-12-03 24:00", "24:00"),
        ("2026-12-03 14:60", "14:60"),
        ("2026-12-03 2pm", "2026-12-03 2pm"),
        ("2026-12-03T14:00+01:00", "2026-12-03T14:00+01:00"),
        ("'14:00'", "'14:00'"),
        ("14:00", "14:00"),
    ],
)
def test_a_wrong_start_is_marked_where_it_is_wrong(written, place):
    assert marked(f"meeting: {written}\n") == [("date", place)]
    assert marked(f"meeting:\n  start: {written}\n") == [("date", place)]


def test_a_list_is_no_start_and_is_told_as_a_list():
    problem = problem_of("meeting: {start: [2026-12-03]}\n")
    assert (problem.rule, problem.message) == ("type", "a list stands where a date is wanted")


# --- zones, addresses, levels ----------------------------------------------


def test_a_time_zone_has_its_iana_name():
    assert answers_of("meeting: {timezone: ' Europe/Berlin'}\n").meeting.timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    "written", ["Europe", "/etc/passwd", "../../etc/passwd", "Mars/Base", "x" * 999, "CET+1", "é"]
)
def test_what_is_no_time_zone_is_refused(written):
    assert marked(f"meeting: {{timezone: {written}}}\n") == [("timezone", written)]


def test_a_mistyped_time_zone_is_proposed_right():
    assert problem_of("meeting: {timezone: Europe/Berln}\n").help == "did you mean Europe/Berlin?"


def test_a_time_zone_like_no_other_is_told_its_form():
    assert "for example Europe/Berlin" in problem_of("meeting: {timezone: home}\n").help


@pytest.mark.parametrize("written", ["ada@example.org", "a.p+x@mail.example.co.uk", "я@пример.рф"])
def test_an_address_is_taken(written):
    answers = answers_of(f"employee: {{name: A, email: {written}}}\n", head=NO_EMPLOYEE)
    assert answers.employee.email == written


@grid(
    "written",
    ["ada", "ada@example", "a b@example.org", "<a@b.org>", "a@b@c.d", "a@b.org, c@d.org",
     "a@b.org\nBcc: c@d.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(written):
    text = f"employee: {{name: A, email: {quoted(written)}}}\n"
    assert problem_of(text, head=NO_EMPLOYEE).rule == "email"


NO_EMPLOYEE = "version: 1\nmanager: Grace Osei\n"


@pytest.mark.parametrize("written", ["3", "solid", "' Solid '", "TEACHING OTHERS", "05"])
def test_a_level_is_a_number_or_a_name_and_is_kept_as_written(written):
    (skill,) = answers_of(f"skills: {{current: [{{name: x, level: {written}}}]}}\n").skills.current
    assert skill.level == written.strip("' ")


@pytest.mark.parametrize("written", ["a@" + "b" * 99_000, "@" * 50_000, "a@b." * 20_000])
def test_a_long_address_is_refused_at_once(written):
    with ending():
        problem_of(f"employee: {{name: A, email: {quoted(written)}}}\n", head=NO_EMPLOYEE)


def test_a_time_zone_of_many_parts_is_refused_before_it_is_looked_for():
    zone = "/".join("a" * 400)
    problem = problem_of(f"meeting: {{timezone: {zone}}}\n")
    assert problem.rule == "timezone"


def test_more_accents_on_a_letter_than_can_be_drawn_are_refused():
    problem = problem_of("questions: [" + quoted("a" + "\u0301" * 40) + "]\n")
    assert problem.rule == "control-character"
