"""What the sheet of a quarter shows: what is open, and what is due by the next one."""

from __future__ import annotations

from datetime import date

import agenda
from agenda.documents.checkin import content, content_for_me
from career import answers_of, shared_of, speaking
from ground import NOW

WORDS = speaking("en-GB")
TODAY = date(2027, 3, 4)
FILE = """\
meeting: 2026-12-03
aspirations: {long_term: To *lead* a team}
since_last_time: [{id: a1, what: Old, owner: manager}, {id: a2, what: Closed, status: done}]
goals:
  - {what: Ended, outcome: dropped, milestones: [Never by 2027-03-05]}
  - {what: Review, milestones: [
      Far by 2027-06-05, Near by 2027-06-04, Late by 2027-01-29, Some day]}
record:
  actions: [{what: Mine, owner: employee, due: 2027-04-01, private: {fear: psst}}]
  checkins: [{held: 2027-02-05, change: x}, {held: 2027-01-05, moved: y, private: hush}]
"""


def test_milestones_are_those_of_open_goals_until_the_next_quarter_by_their_day():
    sheet = content(shared_of(FILE), TODAY, WORDS)
    assert [(one.what, one.goal) for one in sheet.milestones] == [
        ("Late", "Review"), ("Near", "Review"), ("Some day", "Review")]  # fmt: skip


def test_it_shows_the_open_actions_of_both_the_direction_and_the_goals_it_asks_about():
    sheet = content(shared_of(FILE), TODAY, WORDS)
    assert [(one.what, one.owner) for one in sheet.actions] == [
        ("Old", "Grace Osei"), ("Mine", "Ada Park")]  # fmt: skip
    assert (sheet.long_term, sheet.goals) == ("To *lead* a team", ("Review",))
    assert sheet.agreed == "What we agreed on 3 December 2026"
    assert [one.held.iso for one in sheet.earlier] == ["2027-01-05", "2027-02-05"]


def test_notes_stand_under_their_entries_in_my_own_copy_alone():
    mine, shared = content_for_me(answers_of(FILE), TODAY, WORDS), content(
        shared_of(FILE), TODAY, WORDS)  # fmt: skip
    for sheet, notes in ((mine, [["psst"], ["hush"]]), (shared, [[], []])):
        found = (sheet.actions[1].notes, sheet.earlier[0].notes)
        assert [[note.text for note in one] for one in found] == notes
    assert (shared.marking, "PRIVATE" in mine.marking) == ("", True)
    assert mine.path == ("record", "private", "checkins", "new")


def test_a_file_without_a_talk_has_a_sheet_all_the_same():
    sheet = content(shared_of("values: [craft]\n"), TODAY, WORDS)
    assert (sheet.milestones, sheet.actions, sheet.agreed) == ((), (), "What we agreed")


def test_an_action_without_owner_or_date_says_so():
    text = (
        "version: 1\nemployee: Ada Park\nmanager: Grace Osei\nmeeting: 2026-06-03\n"
        "record: {actions: [Ask two carriers]}\n"
    )
    made = agenda.make(agenda.load(text.encode()), "md", document="checkin", now=NOW).decode()
    (row,) = (line for line in made.splitlines() if "Ask two carriers" in line)
    assert "No owner yet" in row
    assert "Not yet agreed" in row
