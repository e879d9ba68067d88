"""What the list of open actions shows: person by person, what is late, and what was asked for."""

from __future__ import annotations

from datetime import date

from agenda.answers.cycle.joined import Cycle
from agenda.answers.cycle.wanted import Wanted
from agenda.documents.actions import content
from career import shared_of, speaking
from draws import grid

WORDS = speaking("en-GB")
TODAY = date(2027, 1, 8)
ALL = Wanted()
EARLIER = "meeting: 2026-06-03\nrecord: {actions: [{id: b, what: Before, due: 2027-01-07}]}\n"
NOW = """\
meeting: 2026-12-03
record:
  actions:
    - {what: Undated, owner: manager}
    - {what: Today, owner: employee, due: 2027-01-08, carried: 2}
    - {what: Done, status: done}
"""
OLD = "record: {actions: [{what: Old, due: 2026-12-01, carried: 1}]}\n"


def listed(*files, wanted=ALL):
    """Return the list of these files, each a person's: their name, and what it says."""
    head = "version: 1\nemployee: {}\nmanager: Grace Osei\n"
    cycles = [Cycle(name, shared_of(text, head=head.format(name))) for name, text in files]
    return content(cycles, TODAY, wanted, WORDS)


def test_people_come_by_name_and_what_is_open_of_each_by_its_day():
    made = listed(("Zoe", OLD), ("Ada", NOW), ("Ada", EARLIER))
    assert [(one.name, [entry.what for entry in one.entries]) for one in made.people] == [
        ("Ada", ["Before", "Today", "Undated"]), ("Zoe", ["Old"])]  # fmt: skip
    assert (made.heading, made.names) == ("Ada and Zoe", "Ada and Zoe")


def test_what_is_late_and_how_often_it_was_carried_is_said_and_counted():
    made = listed(("Zoe", OLD), ("Ada", NOW))
    (today, undated), (old,) = (one.entries for one in made.people)
    assert [(one.overdue, one.carried) for one in (today, undated, old)] == [
        (False, "carried over twice"), (False, ""), (True, "carried over once")]  # fmt: skip
    assert (made.day, made.tally) == ("8 January 2027", "3 open, 1 of them overdue")


def test_whose_it_is_and_by_when_may_be_open():
    (person,) = listed(("Zoe", "record: {actions: [{what: It}]}\n")).people
    (entry,) = person.entries
    assert (entry.owner, entry.due, person.talk) == ("", None, None)


def test_an_action_of_an_earlier_talk_says_of_which():
    (person,) = listed(("Ada", NOW), ("Ada", EARLIER)).people
    assert person.talk.text == "3 December 2026"
    assert [one.talk and one.talk.text for one in person.entries] == ["3 Jun 2026", None, None]


@grid(
    ("wanted", "found", "only"),
    [
        (ALL, ["Old", "Today", "Undated"], []),
        (Wanted("manager"), ["Undated"], ["only what the manager does"]),
        (Wanted(" Nobody"), ["Old"], ["only what nobody owns yet"]),
        (Wanted("Ada"), ["Today"], ["only what Ada does"]),
        (Wanted("employee", date(2027, 1, 8)), ["Today"],
         ["only what the employee does", "only what is due by 8 January 2027"]),
        (Wanted(overdue=True), ["Old"], ["only what is overdue"]),
    ],
)  # fmt: skip
def test_who_reads_a_part_of_it_is_told_which(wanted, found, only):
    made = listed(("Zoe", OLD), ("Ada", NOW), wanted=wanted)
    assert sorted(one.what for person in made.people for one in person.entries) == found
    assert list(made.only) == only


def test_with_nothing_open_it_says_whose_files_it_looked_into():
    made = listed(("Zoe", OLD), ("Ada", NOW), wanted=Wanted("nobody", overdue=True, until=TODAY))
    assert made.tally == "1 open, 1 of them overdue"
    none = listed(("Zoe", "values: [craft]\n"), ("Ada", "values: [craft]\n"))
    assert (none.heading, none.people, none.tally) == ("Ada and Zoe", (), "0 open")


def test_many_people_are_counted_at_the_top_and_named_below():
    made = listed(*((name, OLD) for name in ("Di", "Cy", "Bo", "Ada")))
    assert (made.heading, made.names) == ("4 people", "Ada, Bo, Cy and Di")
    assert [one.name for one in made.people] == ["Ada", "Bo", "Cy", "Di"]
