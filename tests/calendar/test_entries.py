"""What a calendar shows: titles, days, whose actions."""

from datetime import UTC, date, datetime

import pytest

from agenda.calendar.publishing import list_entries
from career import GERMAN, answers_of, speaking

FULL = """\
meeting: {start: 2026-12-03 14:00, timezone: Europe/Berlin, minutes: 30, place: Room 4}
since_last_time: [{id: a1, what: Old, owner: employee, due: 2026-12-24},
  {id: a2, what: Closed, owner: employee, due: 2026-12-24, status: done}]
record:
  held: 2026-12-03
  next_check_in: 2027-06-03
  actions: [{what: Mine, owner: Ada Park, due: 2027-01-31}, {what: Undated, owner: employee},
    {what: Hers, owner: manager, due: 2027-02-28}, {what: Nobody's, due: 2027-03-31},
    {what: Dropped, owner: employee, due: 2027-03-31, status: dropped, reason: moot}]
"""


def shown(text=FULL, words=None, **options):
    events = list_entries(answers_of(text), words or speaking(), **options).events
    return [(event.title, event.start) for event in events]


def test_titles_say_nothing_unless_they_are_asked_to():
    assert {title for title, _ in shown(everyones=True)} == {
        "Career check-in", "Career check-in: action due"}  # fmt: skip


def test_mine_is_what_has_my_name_is_open_and_has_a_date_and_what_was_carried():
    assert shown(descriptive=True) == [
        ("Career conversation: Ada Park and Grace Osei", list_entries(
            answers_of(FULL), speaking()).meeting.start),
        ("Career conversation: Ada Park and Grace Osei", date(2027, 6, 3)),
        ("Old", date(2026, 12, 24)),
        ("Mine", date(2027, 1, 31)),
    ]  # fmt: skip


def test_all_have_their_owner_beside_what_they_do():
    events = list_entries(answers_of(FULL), speaking(), descriptive=True, everyones=True).events
    assert [(one.title, one.description) for one in events[2:]] == [
        ("Old", ""), ("Mine", ""), ("Hers", "Grace Osei"), ("Nobody's", "")]  # fmt: skip
    neutral = list_entries(answers_of(FULL), speaking(), everyones=True).events
    assert {one.description for one in neutral} == {""}


GOALS = """\
meeting: 2026-12-03
goals:
  - {what: Done, outcome: achieved, milestones: [Long there by 2026-12-11]}
  - {what: Run the review, milestones: [
      First draft by 2027-01-29, {id: seen, what: Seen by three, by: 2027-03-26}, Undated]}
"""


def milestones(text, **options):
    events = list_entries(answers_of(text), speaking(), **options).events[1:]
    return [(one.id, one.title, one.start, one.description) for one in events]


def test_each_milestone_of_an_open_goal_that_has_a_date_is_an_entry():
    shown = milestones(GOALS, descriptive=True)
    assert [entry[1:] for entry in shown] == [
        ("First draft", date(2027, 1, 29), "Run the review"),
        ("Seen by three", date(2027, 3, 26), "Run the review"),
    ]
    assert [entry[1:] for entry in milestones(GOALS)] == [
        ("Career check-in: milestone", date(2027, 1, 29), ""),
        ("Career check-in: milestone", date(2027, 3, 26), ""),
    ]


def test_a_milestone_stays_the_same_entry_when_it_moves_is_reworded_or_another_goal_ends():
    ids = [entry[0] for entry in milestones(GOALS)]
    assert len({*ids}) == 2
    for changed in (
        GOALS.replace("2027-01-29", "2027-02-26").replace("2027-03-26", "2027-04-30"),
        GOALS.replace("Seen by three", "Read by four"),
        GOALS.replace("Run the review", "Lead the review"),
        GOALS.replace("outcome: achieved, ", "outcome: dropped, "),
    ):
        assert [entry[0] for entry in milestones(changed)] == ids
    assert [entry[0] for entry in milestones(GOALS.replace("outcome: achieved, ", ""))][1:] == ids


def test_the_meeting_has_its_place_its_minutes_and_its_moment():
    meeting = list_entries(answers_of(FULL), speaking()).meeting
    assert (meeting.place, meeting.minutes) == ("Room 4", 30)
    assert meeting.start.astimezone(UTC) == datetime(2026, 12, 3, 13, tzinfo=UTC)


@pytest.mark.parametrize("start", ["2026-12-03", "2026-12-03 14:00"])
def test_a_meeting_without_a_zone_has_none_and_one_without_an_hour_is_a_day(start):
    ((_, at),) = shown(f"meeting: {start}\n")
    assert at == (datetime(2026, 12, 3, 14) if ":" in start else date(2026, 12, 3))


def test_german_calendars_are_german():
    titles = {title for title, _ in shown(words=speaking("de"))}
    assert titles == {"Entwicklungsgespräch", "Entwicklungsgespräch: Vereinbarung fällig"}
    assert GERMAN
