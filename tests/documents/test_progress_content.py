"""What the progress report says over several cycles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.cycle.joined import Cycle
from agenda.documents.progress import Progress, content, find_strangers
from agenda.documents.progress.skills import Step
from career import ENGLISH, GERMAN, shared_of, speaking, texts

WORDS = speaking("en-GB")
TODAY = date(2026, 11, 23)


def cycle(day: str, text: str = "", name: str = "", head: str = "", words: Any = None) -> Cycle:
    head = head or "version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"
    held = "" if "record:" in text else f"record: {{held: {day}}}\n" if day else ""
    answers = shared_of(text + held, words or ENGLISH, head=head)
    return Cycle(name or f"{day}.yaml", answers, words.level_names if words else ())


def report(*texts: str) -> Progress:
    """Return the report over cycles half a year apart, the first in May 2025."""
    days = [f"{2025 + place // 2}-{'05' if place % 2 == 0 else '11'}-20" for place in range(12)]
    cycles = [cycle(day, text.replace("DAY", day)) for day, text in zip(days, texts, strict=False)]
    return content(cycles, TODAY, WORDS)


# --- cycles that do not belong together ------------------------------------


def told(*cycles: Cycle) -> list[tuple[str, str]]:
    return [(name, problem.rule) for name, problem in find_strangers(cycles)]


def test_cycles_of_one_person_on_different_days_belong_together():
    assert told(cycle("2025-05-20"), cycle("2025-11-20")) == []


def test_another_persons_file_is_told_by_its_name():
    other = cycle("2025-11-20", head="version: 1\nemployee: Jo Blum\nmanager: Grace Osei\n")
    assert told(cycle("2025-05-20"), other) == [("2025-11-20.yaml", "another-person")]


def test_a_person_whose_name_and_address_changed_is_known_through_the_file_between():
    head = "version: 1\nemployee: {}\nmanager: Grace Osei\n"
    people = ["Ada Park", "{name: Ada Osei, email: a@b.org}", "{name: Ada Park, email: a@b.org}"]
    cycles = [cycle(f"2025-0{place + 1}-20", head=head.format(person))
              for place, person in enumerate(people)]  # fmt: skip
    assert told(*cycles) == []


def test_the_same_cycle_twice_is_told_once_and_names_the_other_file():
    twice = [cycle("2025-05-20", name="a.yaml"), cycle("2025-05-20", name="b.yaml")]
    ((name, problem),) = find_strangers(twice)
    assert (name, problem.rule, "a.yaml" in problem.message) == ("b.yaml", "same-cycle", True)


def test_a_file_without_a_day_cannot_be_put_in_order():
    assert told(cycle("", name="a.yaml"), cycle("2025-05-20")) == [("a.yaml", "needs")]


# --- head ------------------------------------------------------------------


def test_it_says_whose_way_it_is_over_how_long_and_with_whom():
    cycles = [cycle("2025-05-20"), cycle("2025-11-20", head="version: 1\nemployee: ADA PARK\n"
                                         "manager: Tom Haldane\n")]  # fmt: skip
    made = content(cycles, TODAY, WORDS)
    assert (made.employee, made.span) == ("ADA PARK", "May 2025 to November 2025")
    assert made.talks == "2 conversations with Grace Osei and Tom Haldane"
    assert made.marking == "PRIVATE: for ADA PARK alone"


# --- direction and values --------------------------------------------------


def test_the_direction_is_there_as_it_was_and_as_it_is():
    made = report(
        "aspirations: To teach\n", "", "aspirations: {long_term: To lead, clarity: clear}\n"
    )
    way = made.direction
    assert (way.then, way.now, way.unchanged) == ("To teach", "To lead", False)
    assert (way.then_on, way.now_on, way.clarity) == (
        "May 2025",
        "May 2026",
        "By now I am clear about this.",
    )


def test_the_same_words_are_no_change_however_their_lines_break():
    made = report(
        "aspirations: {long_term: To teach well}\n",
        "aspirations: {long_term: 'To\n teach   well'}\n",
    )
    assert made.direction.unchanged


def test_without_any_long_term_there_is_no_direction():
    assert report("values: [craft]\n", "values: [craft]\n").direction is None


def test_what_is_valued_says_since_when_and_until_when():
    made = report(
        "values: [Craft, Play]\n", "values: [craft, Candour]\n", "values: [CRAFT, Candour]\n"
    )
    assert [(one.name, one.when) for one in made.values] == [
        ("CRAFT", ""), ("Candour", "since Nov 2025"), ("Play", "until May 2025"),
    ]  # fmt: skip


# --- skills ----------------------------------------------------------------


def skill(name: str, level: Any, **more: Any) -> str:
    fields = {"name": name, "level": level, **more}
    listed = ", ".join(f"{key}: {value}" for key, value in fields.items())
    return f"skills: {{current: [{{{listed}}}]}}\n"


def rows(made: Progress) -> dict[str, tuple[str, ...]]:
    return {one.name: one.figures for table in made.skills.tables for one in table.skills}


def test_a_skill_is_one_row_over_all_cycles():
    made = report(skill("Estimating", 1), skill("estimating", 2), skill("Estimating", "solid"))
    assert rows(made) == {"Estimating": ("1", "2", "3")}
    assert made.skills.tables[0].cycles == ("May 2025", "Nov 2025", "May 2026")


def test_a_renamed_skill_goes_on_under_its_new_name():
    made = report(skill("Planning", 1), skill("Project work", 2, was="Planning"),
                  skill("Leading projects", 3, was="Project work"))  # fmt: skip
    assert rows(made) == {"Leading projects": ("1", "2", "3")}
    assert made.skills.tables[0].skills[0].earlier == "earlier: Planning, Project work"


def test_a_skill_that_moved_from_the_future_to_today_is_the_same():
    made = report("skills: {future: [{name: S, level: 1, target: 2}]}\n", skill("S", 2))
    assert rows(made) == {"S": ("1", "2")}


def test_the_agreed_level_counts_and_is_drawn_as_agreed():
    agreed = "record: {held: DAY, agreed_levels: [{skill: S, level: 3}]}\n"
    made = report(skill("S", 1) + agreed, skill("S", 2))
    (row,) = made.skills.tables[0].skills
    assert row.figures == ("3", "2")
    assert [point.agreed for point in row.chart.points] == [True, False]


def test_a_cycle_without_a_level_leaves_a_gap():
    (row,) = report(skill("S", 1), "", skill("S", 2)).skills.tables[0].skills
    assert row.figures == ("1", "–", "2")
    assert row.chart.points[1] is None


def test_scales_of_different_length_are_joined_by_share_and_the_report_says_so():
    four = "skills: {scale: [a, b, c, d], current: [{name: S, level: c, expected: d}]}\n"
    made = report(skill("S", 3), four)
    (row,) = made.skills.tables[0].skills
    assert (row.figures, row.aim) == (("3 of 5", "3 of 4"), "4 of 4")
    assert [round(point.share, 2) for point in row.chart.points] == [0.5, 0.67]
    assert "scale of its time" in made.skills.scales


def test_scales_of_one_length_need_no_word_about_it():
    assert report(skill("S", 3), skill("S", 4)).skills.scales == ""


@given(steps=st.integers(2, 12), data=st.data())
def test_a_share_runs_from_the_lowest_step_to_the_highest(steps, data):
    rank = data.draw(st.integers(1, steps))
    assert 0 <= Step(rank, steps).share <= 1
    assert (Step(1, steps).share, Step(steps, steps).share) == (0, 1)


def test_many_cycles_make_several_tables_and_lose_none():
    made = report(*(skill("S", 1 + place % 5) for place in range(8)))
    assert [len(table.cycles) for table in made.skills.tables] == [6, 2]
    figures = [figure for table in made.skills.tables for figure in table.skills[0].figures]
    assert figures == ["1", "2", "3", "4", "5", "1", "2", "3"]
    charts = [table.skills[0].chart for table in made.skills.tables]
    assert [len(chart.points) for chart in charts] == [8, 8], "a chart shows the whole way"


def test_a_german_files_names_are_read_as_the_steps_they_are():
    head = "version: 1\nlanguage: de\nemployee: Ada Park\nmanager: B\n"
    cycles = [cycle("2025-05-20", skill("S", "übend"), head=head, words=GERMAN),
              cycle("2025-11-20", skill("S", "solid"))]  # fmt: skip
    assert rows(content(cycles, TODAY, WORDS)) == {"S": ("2", "3")}


def test_a_chart_says_its_levels_in_words():
    (row,) = report(skill("Estimating", 1), skill("Estimating", 2)).skills.tables[0].skills
    assert row.chart.title == "Estimating: from 1 (May 2025) to 2 (Nov 2025)"


def test_a_chart_of_a_single_level_says_when_it_was():
    (row,) = report(skill("Estimating", 1), "").skills.tables[0].skills
    assert row.chart.title == "Estimating: 1 (May 2025)"


def test_a_new_skill_that_takes_an_old_name_is_a_skill_of_its_own():
    renamed, taken = "{name: Data analysis, was: Analysis, level: 3}", "{name: Analysis, level: 1}"
    later = f"skills: {{current: [{renamed}, {taken}]}}\n"
    assert rows(report(skill("Analysis", 2), later)) == {
        "Data analysis": ("2", "3"), "Analysis": ("–", "1"),
    }  # fmt: skip


def test_two_skills_that_change_names_are_told_apart():
    before = "skills: {current: [{name: A, level: 1}, {name: B, level: 5}]}\n"
    after = "skills: {current: [{name: A, was: B, level: 5}, {name: B, was: A, level: 1}]}\n"
    assert rows(report(before, after)) == {"B": ("1", "1"), "A": ("5", "5")}


def skills(*entries: str) -> str:
    return f"skills: {{current: [{', '.join(entries)}]}}\n"


LEADING = "{name: Leading, was: Planning, level: %s}"


def test_a_renaming_that_later_files_repeat_is_news_once():
    made = report(skill("Planning", 1), skills(LEADING % 2),
                  skills(LEADING % 3, "{name: Planning, level: 1}"),
                  skills(LEADING % 4, "{name: Planning, level: 2}"))  # fmt: skip
    assert rows(made) == {"Leading": ("1", "2", "3", "4"), "Planning": ("–", "–", "1", "2")}


def test_names_that_changed_places_once_do_so_once_though_later_files_repeat_it():
    before = skills("{name: A, level: 1}", "{name: B, level: 5}")
    after = skills("{name: A, was: B, level: 5}", "{name: B, was: A, level: 1}")
    assert rows(report(before, after, after, after)) == {
        "B": ("1", "1", "1", "1"), "A": ("5", "5", "5", "5"),
    }  # fmt: skip


def test_a_renaming_counts_where_the_cycle_that_brought_it_is_left_out():
    made = report(skill("Planning", 1), skills(LEADING % 3, "{name: Planning, level: 1}"))
    assert rows(made) == {"Leading": ("1", "3"), "Planning": ("–", "1")}


def test_a_level_of_an_old_name_is_that_of_whoever_has_the_name_today():
    agreed = "record: {held: DAY, agreed_levels: [{skill: Planning, level: 5}]}\n"
    both = skills(LEADING % 3, "{name: Planning, level: 1}") + agreed
    assert rows(report(skill("Planning", 1), both)) == {
        "Leading": ("1", "3"), "Planning": ("–", "5"),
    }  # fmt: skip
    assert rows(report(skill("Planning", 1), skills(LEADING % 3) + agreed)) == {
        "Leading": ("1", "5")
    }


def test_an_id_leads_further_than_a_name():
    first = skill("Estimating", 1, id="est")
    assert rows(report(first, skill("Guessing well", 2, id="est"))) == {"Guessing well": ("1", "2")}


def test_a_name_that_came_back_is_the_same_skill():
    made = report(skill("A", 1), skill("B", 2, was="A"), skill("A", 3))
    assert rows(made) == {"A": ("1", "2", "3")}


def test_a_skill_in_both_lists_is_one_row():
    both = "skills: {current: [{name: S, level: 2}], future: [{name: s, level: 2, target: 4}]}\n"
    made = report(both, both)
    assert rows(made) == {"s": ("2", "2")}
    assert made.skills.tables[0].skills[0].aim == "4"


# --- goals and actions -----------------------------------------------------


def test_goals_stand_by_what_became_of_them_each_once_as_last_seen():
    made = report(
        "goals: [{id: g, what: G, outcome: partial}, {what: A, outcome: dropped}]\n",
        "goals: [{id: g, what: G now, outcome: achieved}, B]\n",
    )
    assert [(one.what, one.outcome, one.cycle) for one in made.goals] == [
        ("G now", "achieved", "Nov 2025"), ("B", "open", "Nov 2025"), ("A", "dropped", "May 2025"),
    ]  # fmt: skip


def test_a_goal_that_is_given_the_id_of_an_achieved_one_takes_nothing_from_it():
    made = report(
        "goals: [{id: g1, what: Learn it, outcome: achieved}]\n",
        "goals: [{id: g1, what: Lead it}]\n",
    )
    assert [(one.what, one.outcome) for one in made.goals] == [
        ("Learn it", "achieved"),
        ("Lead it", "open"),
    ]


def test_a_goal_whose_action_is_done_is_achieved():
    done = "record: {held: DAY, actions: [{what: pass it, owner: employee, status: done}]}\n"
    (goal,) = report("goals: [Pass it by 2027-01-01]\n" + done, "").goals
    assert goal.outcome == "achieved"


FIRST = """\
record:
  held: DAY
  actions:
    - {id: a, what: A, owner: employee, due: 2025-06-01}
    - {id: b, what: B, owner: employee, due: 2025-07-01}
    - {id: m, what: M, owner: manager, due: 2025-08-01}
"""
SECOND = """\
since_last_time:
  - {id: a, what: A, owner: employee, status: done, evidence: seen}
  - {id: b, what: B, owner: employee, due: 2027-02-01, carried: 2}
  - {id: m, what: M, owner: manager, due: 2027-03-01, carried: 2}
record: {held: DAY, next_check_in: 2027-05-20, actions: [{what: N}]}
goals: [Run it by 2027-06-30]
"""


def test_my_actions_are_counted_and_say_how_often_they_were_carried():
    made = report(FIRST, SECOND)
    assert made.tally == "1 done, 1 open, 0 dropped; 1 of the open ones was carried over"
    assert [(one.what, one.state) for one in made.mine] == [
        ("B", "open, carried over twice"),
        ("A", "done"),
    ]


def test_no_score_is_kept_of_anybody_else():
    grace, nobody = report(FIRST, SECOND).others
    assert (grace.owner, nobody.owner) == ("Grace Osei", "")
    assert [(one.what, one.state) for one in grace.actions] == [("M", "open")]
    assert [(one.what, one.state) for one in nobody.actions] == [("N", "open")]


def test_what_comes_next_has_open_actions_goals_and_the_next_talk_by_date():
    assert [(one.on.iso, one.what, one.who) for one in report(FIRST, SECOND).coming] == [
        ("2027-02-01", "B", "Ada Park"),
        ("2027-03-01", "M", "Grace Osei"),
        ("2027-05-20", "Next conversation", ""),
        ("2027-06-30", "Run it", "Ada Park"),
    ]


def test_what_should_have_come_is_overdue_but_not_a_talk_that_is_past():
    past = ("record: {held: DAY, next_check_in: 2025-12-01, actions: [{what: A, due: 2026-01-15}],"
            " decisions: [{what: D, status: deferred, revisit: 2026-12-01}]}\n")  # fmt: skip
    assert [(one.what, one.late) for one in report("", past).coming] == [
        ("A", True), ("Deferred: D", False),
    ]  # fmt: skip


def test_a_goal_that_became_an_action_in_the_same_words_comes_once():
    action = "{what: Run it, owner: employee, due: 2027-03-01}"
    text = f"goals: [Run it by 2027-06-30]\nrecord: {{held: DAY, actions: [{action}]}}\n"
    assert [(one.on.iso, one.what) for one in report("", text).coming] == [("2027-03-01", "Run it")]


def test_what_went_well_is_gathered_newest_first_and_each_once():
    made = report(
        "achievements: [{what: Old, when: 2025-02-01}, Undated]\n",
        "achievements: [{what: New, when: 2025-10-01}, {what: old, when: 2025-02-01}]\n",
    )
    assert [one.what for one in made.achievements] == ["New", "old", "Undated"]


# --- privacy ---------------------------------------------------------------


SECRETS = (
    "values: [{name: V, private: secret}]",
    "private: {notes: secret}",
    "goals: [{what: G, obstacle: secret}]",
)


@pytest.mark.parametrize("part", SECRETS)
def test_nothing_private_of_any_cycle_is_in_it(part):
    assert not any("secret" in text for text in texts(report(f"{part}\n", f"{part}\n")))


def test_two_talks_in_one_month_are_told_apart_by_their_days():
    cycles = [cycle("2025-05-02", skill("S", 1)), cycle("2025-05-20", skill("S", 2))]
    assert content(cycles, TODAY, WORDS).skills.tables[0].cycles == ("2 May 2025", "20 May 2025")


def test_each_check_in_is_told_once_and_in_order_though_the_next_file_says_it_again():
    first = "record: {held: DAY, checkins: [{held: 2025-09-03, moved: First, direction: yes}]}\n"
    second = (
        "last_checkins: [{held: 2025-09-03, moved: First, direction: yes}]\n"
        "record: {held: DAY, checkins: [{held: 2026-02-05, stuck: Second}]}\n"
    )
    told = [[note.text for note in one.said] for one in report(first, second).checkins]
    assert told == [["First", "yes"], ["Second"]]


def test_the_milestones_to_come_of_an_open_goal_are_among_what_is_next():
    goals = "goals: [{what: Goal, milestones: [Before by 2026-03-01, After by 2027-03-01, Ever]}]\n"
    assert [(one.what, one.late) for one in report("", goals).coming] == [("After", False)]
    assert report("", goals.replace("Goal,", "Goal, outcome: dropped,")).coming == ()
