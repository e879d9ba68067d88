"""What a copy says about itself: enough to be recognised, and nothing that no page shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agenda.answers import identifying, identity
from career import answers_of, shared_of

SKILLS = "meeting: 2026-12-03 14:00\nskills: {current: [{name: Mentoring, id: m1}], future: [Sí]}\n"


def test_it_comes_back_as_it_went_out():
    one = identifying.of_agenda(answers_of(SKILLS), "manager")
    assert identity.told_by(one.told()) == one
    assert one.skills["m1"] == "Mentoring"
    assert one.meeting == "2026-12-03"


def test_what_tells_nothing_is_no_identity():
    assert identity.told_by({}) is None
    assert identity.told_by({"people": "x"}) is None


def test_names_are_told_apart_and_their_spacing_does_not_matter():
    head = "version: 1\nemployee: {}\nmanager: Grace Osei\n"
    ada, spaced, other = (
        identifying.people(answers_of("", head=head.format(name)))
        for name in ("Ada Park", "ADA   park", "Ada Parks")
    )
    assert ada == spaced
    assert ada != other
    assert "Ada" not in ada


def test_what_comes_in_after_a_record_was_sent_does_not_change_what_was_agreed():
    text = "record: {{expectations: {{of_employee: [Begin]}}{}}}\n"
    before = identifying.agreed(shared_of(text.format("")))
    for later in (", sent: 2026-12-04", ", acknowledged: {manager: 2026-12-07}", ", remarks: [x]",
                  ", reservations: [y]", ", private: mine", ", checkins: [{held: 2027-03-04}]",
                  ", feedback: {manager: {different: z}}"):  # fmt: skip
        assert identifying.agreed(shared_of(text.format(later))) == before, later
    assert identifying.agreed(shared_of(text.format(", next_check_in: 2027-05-18"))) != before


def test_a_record_that_went_out_before_there_were_milestones_is_the_same_one():
    """This is what the version before said of these answers."""
    text = """\
values: [craft]
skills: {current: [incident response]}
goals: [Run the review by 2027-06-30, {what: One rule, success: all use it}]
record:
  held: 2026-12-03
  decisions: [Shadow the round]
  actions: [{what: Do it, owner: manager, due: 2027-01-01}]
  next_check_in: 2027-06-03
"""
    assert identifying.agreed(shared_of(text)) == "ea66dc368e04ad8b"
    more = text.replace("success: all use it", "success: all use it, milestones: [A draft]")
    assert identifying.agreed(shared_of(more)) != "ea66dc368e04ad8b"


def test_a_long_name_is_cut_and_told_from_another_one_that_begins_like_it():
    long, other = "x" * 300, "x" * 299 + "y"
    assert len(identity.shortened(long)) <= identity.LONGEST
    assert identity.shortened(long) != identity.shortened(other)
    assert identity.shortened("x" * 200) == "x" * 200


LONG = st.builds(str.__mul__, st.text("a b", min_size=1, max_size=4), st.integers(1, 200))
"""Texts as long as asks may be, which are drawn seldom letter by letter."""


@given(st.dictionaries(st.text("ab/2", min_size=1, max_size=3), LONG))
def test_asks_of_any_length_are_told_whole_in_short_values(asks):
    told = identity.Identity("agenda", "manager", "x", "", asks=asks).told()
    assert max(map(len, told.values())) <= identity.LONGEST
    assert identity.told_by(told).asks == asks
