"""What the follow-up record says: both sides, what is agreed, and what is not yet."""

import pytest

from agenda.documents.record import Record, content, content_for_me, needs
from career import HEAD, answers_of, shared_of, speaking, texts

WORDS = speaking("en-GB")


def record_of(text: str, head: str = HEAD, tag: str = "en-GB") -> Record:
    return content(shared_of(text, head=head), speaking(tag))


def of_actions(actions: str, more: str = "") -> Record:
    return record_of(f"{more}record:\n  held: 2026-12-03\n  actions: {actions}\n")


# --- what it cannot do without, its head, its state ------------------------


def test_a_file_without_a_record_lacks_what_a_record_needs():
    (need,) = needs(answers_of("values: [craft]\n"))
    assert (need.rule, need.path) == ("needs", ())
    assert "agenda followup --start" in need.help


def test_a_record_part_is_enough():
    assert list(needs(answers_of("record: {held: 2026-12-03}\n"))) == []


def test_it_was_held_when_the_record_says_or_else_when_the_meeting_was_set():
    meeting = "meeting: 2026-12-03 14:00\n"
    assert record_of(f"{meeting}record: {{attendees: [A]}}\n").held.iso == "2026-12-03"
    assert record_of(f"{meeting}record: {{held: 2026-12-04}}\n").held.iso == "2026-12-04"
    assert record_of("record: {attendees: [A]}\n").held is None


@pytest.mark.parametrize(
    ("attendees", "shown"),
    [
        ("[]", ""),
        ("[ada park, manager]", ""),
        ("[Ada Park, Grace Osei, Femi Ade]", "Ada Park, Grace Osei and Femi Ade"),
        ("[Ada Park]", "Ada Park"),
    ],
)
def test_who_took_part_is_said_where_it_was_not_just_the_two(attendees, shown):
    assert record_of(f"record: {{held: 2026-12-03, attendees: {attendees}}}\n").attendees == shown


DRAFT = "Draft by Ada Park, for Grace Osei to correct."


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("", DRAFT),
        ("sent: 2026-12-04", f"{DRAFT} Sent on 4 December 2026."),
        (
            "sent: 2026-12-04, acknowledged: {manager: 2026-12-07}",
            f"{DRAFT} Sent on 4 December 2026. Grace Osei acknowledged it on 7 December 2026.",
        ),
        ("acknowledged: {manager: 2026-12-07, employee: 2026-12-08}", "Acknowledged by both."),
    ],
    ids=["draft", "sent", "acknowledged by one", "acknowledged"],
)
def test_the_state_is_visible(more, state):
    assert record_of(f"record: {{held: 2026-12-03, {more}}}\n").state == state


# --- what was said ---------------------------------------------------------


def test_a_summary_stands_before_the_notes_of_its_part():
    record = record_of(
        "record: {summary: {skills: Short.}, notes: {skills: longer, aspirations: a}}\n"
    )
    assert (record.skills_told.summary, record.skills_told.notes) == ("Short.", ("longer",))
    assert (record.aspirations.summary, record.aspirations.notes) == ("", ("a",))


def test_all_other_notes_belong_to_alignment():
    record = record_of("record: {notes: {agreements: c, next_months: b, since_last_time: a}}\n")
    assert record.alignment.notes == ("a", "b", "c")


def test_both_values_stand_side_by_side():
    record = record_of("values: [{name: Craft, meaning: Few parts}]\n"
                       "record: {manager_values: [Bad news early]}\n")  # fmt: skip
    (mine,), (theirs,) = record.values.employee, record.values.manager
    assert (mine.text, mine.detail, theirs.text) == ("Craft", "Few parts", "Bad news early")


def test_both_expectations_stand_side_by_side():
    record = record_of("record: {expectations: {of_employee: [a], of_manager: [b, c]}}\n")
    assert [one.text for one in record.expectations.employee] == ["a"]
    assert [one.text for one in record.expectations.manager] == ["b", "c"]


SKILLS = """\
skills:
  current:
    - {name: Estimating, id: est, level: 2, expected: solid, evidence: Said four weeks}
    - {name: Mentoring, level: 3}
  future:
    - {name: Strategy, was: Planning, level: 1, target: 3}
record:
  manager_levels:
    - {skill: est, level: 3}
    - {skill: planning, level: 2}
    - {skill: Letting go, level: 1}
  agreed_levels:
    - {skill: ESTIMATING, level: strong}
"""


def test_each_skill_has_both_readings_and_the_agreed_one():
    estimating, mentoring = record_of(SKILLS).skills.current
    assert (estimating.mine.figures, estimating.theirs.figures) == ("2", "3")
    assert (estimating.agreed.figures, estimating.aim) == ("4", "3")
    assert estimating.evidence == "Said four weeks"
    assert (mentoring.theirs.figures, mentoring.agreed.figures) == ("", "")


def test_a_reading_finds_its_skill_by_name_by_id_and_by_its_old_name():
    skills = record_of(SKILLS).skills
    assert (skills.current[0].theirs.figures, skills.future[0].theirs.figures) == ("3", "2")


def test_a_reading_of_a_skill_that_nobody_named_is_shown_and_not_dropped():
    (other,) = record_of(SKILLS).skills.others
    assert (other.name, other.theirs.figures, other.mine.figures) == ("Letting go", "1", "")


def test_the_managers_column_is_there_only_where_the_manager_gave_a_reading():
    skills = record_of("skills: {current: [{name: X, level: 2}]}\nrecord: {held: 2026-12-03}\n")
    assert (skills.skills.levelled, skills.skills.theirs, skills.skills.agreed) == (
        True,
        False,
        False,
    )


def test_goals_stand_as_agreed_with_date_measure_and_first_step():
    record = record_of("goals: [{what: G, by: 2027-06-30, success: s, first_step: f, serves: x}]\n"
                       "record: {held: 2026-12-03}\n")  # fmt: skip
    (goal,) = record.goals
    assert (goal.what, goal.by.iso) == ("G", "2027-06-30")
    assert [note.label for note in goal.details] == ["Done when", "First step"]


def test_a_decision_says_how_it_was_settled_and_when_it_comes_back():
    record = record_of(
        "record: {decisions: [{what: D, status: deferred, revisit: 2027-05-18}, E]}\n"
    )
    assert [(one.what, one.status) for one in record.decisions] == [
        ("D", "deferred"),
        ("E", "agreed"),
    ]
    assert record.decisions[0].revisit.iso == "2027-05-18"


def test_a_goal_that_ended_later_says_so_and_is_shown_all_the_same():
    record = record_of("goals: [{what: G, outcome: dropped}, H]\nrecord: {held: 2026-12-03}\n")
    assert [[note.text for note in goal.details] for goal in record.goals] == [["dropped."], []]


# --- actions ---------------------------------------------------------------


def owners(record: Record) -> list[tuple[str, list[str]]]:
    return [(group.owner, [action.what for action in group.actions]) for group in record.actions]


def test_actions_are_grouped_by_owner_the_employee_first_and_nobody_last():
    record = of_actions("[{what: a}, {what: b, owner: Femi}, {what: c, owner: Grace Osei},"
                        " {what: d, owner: employee}, {what: e, owner: ada  park}]")  # fmt: skip
    assert owners(record) == [("Ada Park", ["d", "e"]), ("Grace Osei", ["c"]), ("Femi", ["b"]),
                              ("", ["a"])]  # fmt: skip


def test_an_owner_is_one_however_the_name_is_written():
    record = of_actions("[{what: a, owner: Petra  Lind}, {what: b, owner: petra lind}]")
    assert owners(record) == [("Petra Lind", ["a", "b"])]


def test_the_actions_of_one_owner_come_by_due_date_the_undated_last():
    record = of_actions("[{what: a, owner: employee}, b by 2027-03-01, {what: c, due: 2027-01-15},"
                        " {what: d, owner: employee, due: 2026-12-24}]")  # fmt: skip
    assert owners(record) == [("Ada Park", ["d", "a"]), ("", ["c", "b"])]


def test_an_action_says_how_it_stands():
    record = of_actions("[{what: a, owner: employee, status: done, evidence: seen},"
                        " {what: b, owner: employee, status: dropped, reason: moot},"
                        " {what: c, owner: employee, carried: 2}]")  # fmt: skip
    (group,) = record.actions
    assert {(one.state, one.detail) for one in group.actions} == {
        ("done", "seen"), ("dropped", "moot"), ("open, carried over twice", ""),
    }  # fmt: skip


EARLIER = """\
since_last_time:
  - {id: x1, what: Still open, owner: manager, carried: 1}
  - {id: x2, what: Done long ago, owner: manager, status: done}
  - {id: x3, what: Spoken of again, owner: employee, carried: 2}
"""


def test_what_is_still_open_of_last_time_is_not_forgotten():
    record = of_actions("[{id: x3, what: Spoken of again, owner: employee}]", EARLIER)
    assert owners(record) == [("Ada Park", ["Spoken of again"]), ("Grace Osei", ["Still open"])]


def test_an_action_that_stands_twice_counts_as_the_record_has_it():
    record = of_actions("[{id: x1, what: Still open, owner: manager, status: done}]", EARLIER)
    assert dict(owners(record))["Grace Osei"] == ["Still open"]
    states = [one.state for group in record.actions for one in group.actions]
    assert states == ["open, carried over twice", "done"]


# --- the end ---------------------------------------------------------------


def test_who_may_see_it_begins_with_the_two_and_names_each_once():
    sharing = record_of(
        "record: {sharing: {with: [Femi, Grace Osei], keep_until: 2028-01-31}}\n"
    ).sharing
    assert sharing.people == "Ada Park, Grace Osei and Femi"
    assert sharing.until.iso == "2028-01-31"


def test_nothing_agreed_about_sharing_is_not_taken_for_an_agreement():
    sharing = record_of("record: {held: 2026-12-03}\n").sharing
    assert (sharing.people, sharing.until) == ("", None)


def test_both_can_sign_and_the_fields_lead_back_into_the_file():
    end = record_of("record: {held: 2026-12-03}\n").acknowledgement
    assert end.open
    assert [one.field for one in end.signatures] == [
        ("record", "acknowledged", "employee"), ("record", "acknowledged", "manager"),
    ]  # fmt: skip


def test_what_both_have_acknowledged_leaves_no_room_to_write():
    both = "{manager: 2026-12-07, employee: 2026-12-08}"
    record = record_of(f"record: {{acknowledged: {both}}}\n")
    assert (record.acknowledgement.open, record.rooms) == (False, ())


def test_a_reply_goes_to_the_employees_address():
    head = "version: 1\nemployee: {name: Ada, email: ada@example.org}\nmanager: B\n"
    record = record_of("record: {held: 2026-12-03}\n", head)
    assert record.acknowledgement.email == "ada@example.org"


def test_a_german_record_speaks_german():
    record = record_of("record: {decisions: [{what: D, status: declined}]}\n", tag="de")
    assert (record.title, record.decisions[0].status) == ("Gesprächsprotokoll", "abgelehnt")


# --- for me ----------------------------------------------------------------

PRIVATE = """\
values: [{name: Craft, private: on a value}]
skills: {future: [{name: S, private: on a skill, build_by: [{what: w, private: on a way}]}]}
goals: [{what: G, private: on a goal, obstacle: an obstacle}]
private: {worries: at the root}
record:
  private: {reflection: It went well, notes: {skills: on skills, other: loose}}
  decisions: [{what: D, private: on a decision}]
  actions: [{what: A, private: on an action}]
  reservations: [{what: R, private: on a reservation}]
  manager_levels: [{skill: S, level: 2, private: on a reading}]
"""


def for_me() -> Record:
    return content_for_me(answers_of(PRIVATE), WORDS)


def test_my_own_record_adds_the_reflection_and_the_notes_of_what_it_shows():
    items = ("a value", "a skill", "a way", "a goal", "a decision", "an action", "a reservation")
    wanted = {"It went well", "on skills", "loose", "on a reading", *(f"on {one}" for one in items)}
    assert wanted <= texts(for_me())


def test_the_notes_of_a_section_stand_in_it():
    record = for_me()
    assert [note.text for note in record.skills_told.private] == ["on skills"]
    assert [(note.label, note.text) for note in record.reflection] == [
        ("reflection", "It went well"), ("notes other", "loose"),
    ]  # fmt: skip


def test_what_belongs_to_the_agenda_alone_is_not_printed_once_more():
    assert texts(for_me()) & {"at the root", "an obstacle"} == set()


def test_my_own_record_says_private_and_nobody_signs_it():
    record = for_me()
    assert record.marking == "PRIVATE: for Ada Park alone"
    assert (record.acknowledgement.open, record.rooms) == (False, ())


def test_the_managers_record_holds_nothing_private():
    shared = texts(record_of(PRIVATE))
    assert not any(text.startswith("on a") for text in shared)
    assert "It went well" not in shared
