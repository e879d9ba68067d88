"""What the agenda says: order, defaults, dates, and that nothing on it is empty."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.documents.agenda import content, content_for_me, needs
from agenda.documents.agenda.types import Agenda, SinceLastTime
from agenda.documents.entries import Moment, Note
from agenda.documents.wording import sentence
from agenda.language.reading import reading
from career import (
    ENGLISH,
    FOLDERS,
    GERMAN,
    HEAD,
    SHAPES,
    answers_of,
    file_with,
    fullest,
    problems_of,
    shared_of,
    speaking,
)
from draws import grid
from ground import GOOD

WORDS = speaking("en-GB")


def agenda_of(text: str, tag: str = "en-GB", formality: Any = None, **more: Any) -> Agenda:
    return content(shared_of(text, **more), speaking(tag, formality))


def of_sample(path) -> Agenda:
    text = path.read_text("utf-8")
    tag = "de" if "language: de" in text else "en"
    return content(shared_of(text, reading(tag, FOLDERS), head=""), speaking(tag))


def parts(node: Any) -> Iterator[Any]:
    """Yield everything that an agenda holds, at any depth."""
    yield node
    below = [getattr(node, field.name) for field in fields(node)] if is_dataclass(node) else ()
    for inner in node if isinstance(node, tuple) else below:
        yield from parts(inner)


# --- what an agenda cannot do without --------------------------------------


def test_a_file_without_values_and_long_term_lacks_what_an_agenda_needs():
    (need,) = needs(answers_of(""))
    assert (need.rule, need.path) == ("needs", ("values",))
    assert "values:" in need.help


@pytest.mark.parametrize("text", ["values: [craft]\n", "aspirations: To teach\n"])
def test_one_value_or_a_long_term_is_enough(text):
    assert list(needs(answers_of(text))) == []


def test_the_schema_asks_for_none_of_it():
    assert problems_of("aspirations: {clarity: unknown}\n") == ()


# --- the head --------------------------------------------------------------


def test_the_head_says_who_with_whom_when_where_and_how_long():
    agenda = agenda_of("meeting: {start: 2026-12-03 14:00, place: Room 4, timezone: Europe/London,"
                       " minutes: 60}\n")  # fmt: skip
    assert (agenda.title, agenda.people) == ("Career conversation", "Ada Park with Grace Osei")
    assert agenda.when == Moment("Thursday, 3 December 2026, 14:00–15:00", "2026-12-03T14:00:00")
    assert (agenda.place, agenda.length) == ("Room 4 (Europe/London)", "60 minutes")
    assert agenda.footer == "Ada Park with Grace Osei, 3 December 2026"


def test_without_a_meeting_it_takes_45_minutes_and_names_no_date():
    agenda = agenda_of("values: [craft]\n")
    assert (agenda.length, agenda.when, agenda.place) == ("45 minutes", None, "")
    assert agenda.footer == "Ada Park with Grace Osei"


def test_an_open_hour_leaves_the_date_and_the_zone_says_nothing():
    agenda = agenda_of("meeting: {start: 2026-12-03, timezone: Europe/London}\n")
    assert (agenda.when, agenda.place) == (Moment("Thursday, 3 December 2026", "2026-12-03"), "")


def test_the_roles_stand_with_the_names():
    head = "version: 1\nemployee: {name: A, role: Engineer}\nmanager: B\n"
    agenda = agenda_of("", head=head)
    assert (agenda.employee.role, agenda.manager.role) == ("Engineer", "")


def test_a_shared_agenda_is_not_marked_private_and_that_for_me_is():
    assert agenda_of("").marking == ""
    assert content_for_me(answers_of(""), WORDS).marking == "PRIVATE: for Ada Park alone"


def test_what_is_written_on_a_copy_returns_to_the_part_that_it_belongs_to():
    assert agenda_of("").fields == ("record",)
    assert content_for_me(answers_of(""), WORDS).fields == ("record", "private")


# --- minutes ---------------------------------------------------------------


def minutes_of(agenda: Agenda) -> list[int]:
    sections = (agenda.since_last_time, agenda.aspirations, agenda.skills, agenda.next_months,
                agenda.closing)  # fmt: skip
    return [section.minutes for section in sections if section]


@given(st.integers(10, 480), st.booleans())
def test_the_sections_add_up_to_the_meeting(minutes, looking_back):
    earlier = "since_last_time: [x]\n" if looking_back else ""
    found = minutes_of(agenda_of(f"meeting: {{minutes: {minutes}}}\n{earlier}"))
    assert (sum(found), len(found)) == (minutes, 5 if looking_back else 4)


def test_a_first_conversation_has_no_look_back():
    assert agenda_of("").since_last_time is None


# --- nothing empty ---------------------------------------------------------


def assert_nothing_is_empty(agenda: Agenda) -> None:
    for part in parts(agenda):
        if type(part) is tuple:
            assert "" not in part
        if isinstance(part, (Note, Moment)):
            assert part.text.strip()
        if isinstance(part, SinceLastTime):
            assert part.actions or part.checkins or part.different or part.notes


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_nothing_on_the_agenda_of_a_sample_is_empty(path):
    assert_nothing_is_empty(of_sample(path))


@grid("path", SHAPES, ids=lambda path: "/".join(map(str, path)) or "root")
def test_nothing_on_an_agenda_is_empty_where_a_map_is_filled_no_more_than_it_must_be(path):
    assert_nothing_is_empty(content_for_me(answers_of(file_with(path), head=""), WORDS))


def test_nothing_is_empty_where_everything_is_filled():
    answers = answers_of(json.dumps(fullest()), head="")
    assert_nothing_is_empty(content_for_me(answers, WORDS))


def test_the_smallest_file_still_has_something_to_say_in_every_section():
    agenda = agenda_of("values: [craft]\n")
    assert agenda.before
    assert agenda.aspirations.questions
    assert agenda.skills.questions
    assert agenda.next_months.questions
    assert agenda.closing.rows


# --- defaults --------------------------------------------------------------


def test_three_things_to_think_about_stand_in_for_none():
    assert len(agenda_of("").before) == 3
    assert agenda_of("manager_prepare: [One thing]\n").before == ("One thing",)


def test_a_question_about_what_the_manager_values_stands_in_for_none():
    assert any("value" in question for question in agenda_of("").aspirations.questions)
    assert agenda_of("questions: [Why?]\n").aspirations.questions == ("Why?",)


def test_the_manager_is_addressed_as_the_file_says():
    asked = {
        formality: agenda_of("", "de", formality).before[0] for formality in ("formal", "informal")
    }
    assert asked == {
        "formal": "Was Sie an meiner Arbeit heute am meisten schätzen",
        "informal": "Was du an meiner Arbeit heute am meisten schätzt",
    }


@pytest.mark.parametrize(
    ("skills", "asked"),
    [
        ("", ["today", "could go"]),
        ("skills: {current: [x]}\n", ["could go"]),
        ("skills: {future: [x]}\n", ["today"]),
        ("skills: {current: [x], future: [y]}\n", []),
    ],
)
def test_a_missing_list_of_skills_leaves_a_question(skills, asked):
    questions = agenda_of(skills).skills.questions
    assert [word in question for word, question in zip(asked, questions, strict=True)] == [
        True for _ in asked
    ]


@pytest.mark.parametrize(("text", "asked"), [("", 1), ("goals: [x]\n", 0), ("asks: [x]\n", 0)])
def test_a_file_without_goals_and_asks_leaves_a_question(text, asked):
    assert len(agenda_of(text).next_months.questions) == asked


# --- since last time -------------------------------------------------------

ACTIONS = """\
since_last_time:
  - {what: a, status: done, owner: employee, evidence: a board slide}
  - {what: b, due: 2026-10-30, owner: Manager}
  - {what: c, status: dropped, reason: called off, evidence: x}
  - {what: d, carried: 1, owner: bo li}
  - {what: e, carried: 2}
"""


def test_open_actions_come_first_and_otherwise_in_the_order_of_the_file():
    actions = agenda_of(ACTIONS).since_last_time.actions
    assert [action.what for action in actions] == ["b", "d", "e", "a", "c"]


def test_whoever_is_called_by_role_gets_their_name():
    actions = agenda_of(ACTIONS).since_last_time.actions
    assert [action.owner for action in actions] == ["Grace Osei", "bo li", "", "Ada Park", ""]


def test_an_action_says_how_it_stands_and_why():
    actions = agenda_of(ACTIONS).since_last_time.actions
    assert [(action.state, action.detail) for action in actions] == [
        ("open", ""),
        ("open, carried over once", ""),
        ("open, carried over twice", ""),
        ("done", "a board slide"),
        ("dropped", "called off; x"),
    ]
    assert actions[0].due == Moment("30 Oct 2026", "2026-10-30")


# --- aspirations -----------------------------------------------------------


@pytest.mark.parametrize(("years", "said"), [("1", "(the next year)"), ("6", "(the next 6 years)")])
def test_the_horizon_is_said_in_words(years, said):
    agenda = agenda_of(f"aspirations: {{long_term: x, horizon_years: {years}}}\n")
    assert agenda.aspirations.horizon == said


@pytest.mark.parametrize(
    ("clarity", "said"),
    [
        ("unknown", "I have no long-term plan yet. What I do know is what I value."),
        ("exploring", "I am still exploring this."),
        ("clear", ""),
        ("''", ""),
    ],
)
def test_how_sure_the_long_term_is_gets_said_where_it_is_worth_saying(clarity, said):
    assert agenda_of(f"aspirations: {{clarity: {clarity}}}\n").aspirations.clarity == said


def test_a_direction_says_where_and_why_as_sentences():
    agenda = agenda_of("aspirations: {directions: [{role: Lead, setting: four people,"
                       " why: I like it!}, Editor]}\n")  # fmt: skip
    assert [(way.role, way.detail) for way in agenda.aspirations.directions] == [
        ("Lead", "four people. I like it!"),
        ("Editor", ""),
    ]


@pytest.mark.parametrize(
    ("values", "bare"),
    [
        ("[craft, autonomy]", True),
        ("[craft, {name: autonomy, example: x}]", False),
        ("[{name: autonomy, meaning: x}]", False),
    ],
)
def test_values_without_more_to_say_fit_on_a_line(values, bare):
    assert agenda_of(f"values: {values}\n").aspirations.bare_values is bare


def test_a_value_with_a_private_note_needs_its_own_line_in_my_copy_alone():
    text = "values: [{name: craft, private: x}]\n"
    assert agenda_of(text).aspirations.bare_values
    assert not content_for_me(answers_of(text), WORDS).aspirations.bare_values


@given(st.lists(st.none() | st.dates(), max_size=8))
def test_the_newest_three_achievements_are_shown_and_undated_ones_last(dates):
    entries = [
        {"what": str(place)} | ({"when": when.isoformat()} if when else {})
        for place, when in enumerate(dates)
    ]
    shown = agenda_of(file_with((), achievements=entries), head="").aspirations.achievements
    dated = [place for place, when in enumerate(dates) if when]
    undated = [place for place, when in enumerate(dates) if not when]
    newest = sorted(dated, key=lambda place: (-dates[place].toordinal(), place))
    assert [int(entry.what) for entry in shown] == [*newest, *undated][:3]


def test_an_achievement_names_its_month():
    (entry,) = agenda_of("achievements: [{what: x, when: 2026-05-29}]\n").aspirations.achievements
    assert entry.when == Moment("May 2026", "2026-05-29")


@grid(
    ("link", "href"),
    [
        ("https://example.com/a", True),
        ("HTTP://example.com", True),
        ("mailto:ada@example.com", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("//example.com", False),
        ("the wiki, page 4", False),
        ("https:", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_a_link_leads_somewhere_only_where_it_is_an_address(link, href):
    text = file_with(("achievements", 0), link=link)
    (entry,) = agenda_of(text, head="").aspirations.achievements
    assert (entry.link, entry.href) == (link, link if href else "")


# --- skills ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("skill", "figures"),
    [
        ("level: 3, expected: 4", "3 (4)"),
        ("level: solid", "3"),
        ("expected: strong", "– (4)"),
        ("evidence: x", ""),
    ],
)
def test_a_skill_of_today_shows_its_level_and_the_expected_one(skill, figures):
    (shown,) = agenda_of(f"skills: {{current: [{{name: x, {skill}}}]}}\n").skills.current
    assert shown.figures == figures


@pytest.mark.parametrize(
    ("skill", "figures"),
    [
        ("level: 2, target: 4", "2 → 4"),
        ("level: 2", "2"),
        ("target: 4", "→ 4"),
        ("why: x", ""),
    ],
)
def test_a_skill_for_the_future_shows_its_level_and_its_target(skill, figures):
    (shown,) = agenda_of(f"skills: {{future: [{{name: x, {skill}}}]}}\n").skills.future
    assert shown.figures == figures


def test_a_skill_for_the_future_says_how_what_for_and_where_in_a_line_each():
    (shown,) = agenda_of("skills: {future: [{name: x, why: A lead says no, evidence: the July note,"
                         " build_by: [The review., {what: Watching, how: people}]}]}\n"
                         ).skills.future  # fmt: skip
    assert shown.built == (
        ("", "The review; Watching."), ("Why", "A lead says no."), ("Evidence", "the July note."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("skills", "shown"),
    [
        ("current: [x]", False),
        ("current: [{name: x, expected: 1}]", True),
        ("future: [{name: x, target: 1}]", True),
        ("future: [{name: x, level: 1}]", True),
        ("scale: [seed, tree], future: [x]", False),
    ],
)
def test_the_levels_are_named_where_one_is_given(skills, shown):
    assert bool(agenda_of(f"skills: {{{skills}}}\n").skills.legend) is shown


def test_a_scale_of_ones_own_is_the_legend_and_the_length_of_the_row():
    both = agenda_of("skills: {scale: [seed, tree], current: [{name: x, level: seed}]}\n").skills
    assert both.legend == ("seed", "tree")
    assert both.current[0].level.steps == 2


def test_a_skill_that_stands_in_both_lists_has_a_field_of_its_own_in_each():
    both = agenda_of("skills: {current: [Mentoring, {name: a, id: x}], future: [Mentoring,"
                     " {name: b, id: x}]}\n").skills  # fmt: skip
    ids = [skill.id for skill in (*both.current, *both.future)]
    assert len(set(ids)) == 4
    assert ids[1] == "x"


# --- goals and asks --------------------------------------------------------


def test_a_goal_says_when_it_is_done_how_it_begins_and_what_it_serves():
    told = "success: they plan on it, first_step: a page, serves: craft, skill: strategy"
    (goal,) = agenda_of(f"goals: [{{what: x, by: 2027-06-30, {told}}}]\n").next_months.goals
    assert goal.by == Moment("30 June 2027", "2027-06-30")
    assert goal.details == (
        Note("Done when", "they plan on it."),
        Note("First step", "a page."),
        Note("Leads towards", "craft, strategy."),
    )


def test_a_goal_without_what_it_serves_names_its_skill():
    (goal,) = agenda_of("goals: [{what: x, skill: strategy}]\n").next_months.goals
    assert goal.details == (Note("Leads towards", "strategy."),)


def test_an_ask_says_what_already_helps_what_the_team_gets_and_what_it_costs():
    (ask,) = agenda_of("asks: [{what: x, helps_team: b, already_helps: a, trade_off: c}]\n"
                       ).next_months.asks  # fmt: skip
    assert ask.details == (
        Note("A smaller step that would help", "a."),
        Note("For the team", "b."),
        Note("I would do less of", "c."),
    )


def test_a_short_form_says_its_date_once():
    (goal,) = agenda_of("goals: [Vortrag halten bis 2027-06-30]\n", words=GERMAN).next_months.goals
    assert (goal.what, goal.by.iso) == ("Vortrag halten", "2027-06-30")


@given(st.text(min_size=1))
def test_a_sentence_ends_once(text):
    ended = sentence(text)
    assert ended in (text, text + ".")
    assert sentence(ended) == ended


# --- room to write ---------------------------------------------------------


def test_an_agenda_of_more_than_one_page_has_a_row_more_for_actions():
    def rows(count: int) -> int:
        return len(agenda_of(f"values: [{', '.join('x' * count)}]\n").closing.rows)

    assert [rows(count) for count in (12, 13)] == [3, 4]


def test_the_rows_to_fill_in_have_names_of_their_own():
    assert agenda_of("").closing.rows == ("new1", "new2", "new3")


# --- pure ------------------------------------------------------------------


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_same_answers_give_the_same_content(path):
    assert of_sample(path) == of_sample(path)


def test_content_cannot_be_changed():
    agenda = agenda_of("")
    with pytest.raises(AttributeError):
        agenda.title = "x"
    assert agenda._replace(title="x") != agenda


def test_an_english_file_may_become_a_german_agenda():
    agenda = agenda_of("goals: [Give the talk by 2027-06-30]\n", "de", words=ENGLISH)
    assert agenda.title == "Entwicklungsgespräch"
    assert agenda.next_months.goals[0].by.text == "30. Juni 2027"


def test_the_head_of_these_files_is_sound():
    assert problems_of(HEAD, head="") == ()


def test_an_owner_named_in_another_spelling_is_written_as_the_file_writes_the_name():
    answers = shared_of("since_last_time: [{what: x, owner: ' ADA   park '}]\n")
    (action,) = content(answers, speaking()).since_last_time.actions
    assert action.owner == answers.employee.name
