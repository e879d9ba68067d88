"""Where each rule begins and ends to speak up, one case a line."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from agenda.coaching.case import Case
from agenda.coaching.rules import RULES
from career import HEAD, answers_of
from coaching.corpus import lists
from draws import grid
from ground import NOW

WARY = "private: {trust: low}\n"
TALK = "meeting: 2026-12-31\n"
RECORD = "record: {{held: 2026-11-20, {}}}\n"
BOTH = RECORD.format(
    "actions: [{what: x, owner: employee}, {what: y, owner: employee},"
    " {what: z, owner: manager, status: done}]"
)


def finds(name: str, text: str, now: datetime = NOW, head: str = HEAD) -> bool:
    rule = next(rule for rule in RULES if rule.name == name)
    return any(rule.check(Case(answers_of(text, head=head), now, lists("en"))))


@grid(
    ("name", "text", "found"),
    [
        ("outside-6-12-months", TALK + "goals: [{what: x, by: 2027-12-31}]\n", False),
        ("outside-6-12-months", TALK + "goals: [{what: x, by: 2028-01-01}]\n", True),
        ("outside-6-12-months", TALK + "goals: [{what: x, by: 2027-03-30}]\n", True),
        ("outside-6-12-months", TALK + "goals: [{what: x, by: 2027-03-31}]\n", False),
        ("outside-6-12-months", TALK + "goals: [{what: x, by: 2027-02-01}, y]\n", False),
        ("outside-6-12-months", TALK + "goals: [{what: x, by: 2026-12-30}]\n", True),
        ("pay-in-shared", "skills: {current: [Salary benchmarking]}\n", False),
        ("pay-in-shared", "achievements: [Grew the till from £310k to £365k]\n", False),
        ("judging-words", RECORD.format("expectations: {of_manager: [Only listen]}"), False),
        ("odd-date", "meeting: 2026-11-23 11:00\n", True),
        ("odd-date", "meeting: 2026-11-23 13:00\n", False),
        ("short-horizon", "aspirations: {horizon_years: 1}\n", True),
        ("short-horizon", "aspirations: {horizon_years: 2}\n", False),
        ("short-horizon", WARY + "aspirations: {horizon_years: 1}\n", False),
        ("no-long-arc", "values: [a]\n", True),
        ("no-long-arc", WARY + "values: [a]\n", False),
        ("missing-skill-list", WARY + "skills: {current: [a]}\n", False),
        ("missing-skill-list", WARY + "skills: {future: [a]}\n", True),
        ("too-many-values", "values: [a, b, c, d, e]\n", False),
        ("too-many-values", "values: [a, b, c, d, e, f]\n", True),
        ("too-many-goals", "goals: [a, b, c, {what: d, outcome: dropped}]\n", False),
        ("no-gap", "skills: {future: [{name: a, level: 3, target: 3}]}\n", True),
        ("no-gap", "skills: {future: [{name: a, level: 2, target: solid}]}\n", False),
        ("big-jump", "skills: {future: [{name: a, level: 1, target: 3}]}\n", True),
        ("big-jump", "skills: {future: [{name: a, level: 2, target: 3}]}\n", False),
        ("level-without-evidence", "skills: {current: [{name: a, level: 1}]}\n", False),
        ("level-without-evidence", "skills: {current: [{name: a, level: 2}]}\n", True),
        ("unused-future-skill", "skills: {future: [a]}\ngoals: [{what: b, serves: A}]\n", False),
        ("unused-future-skill", "skills: {future: [a]}\ngoals: [{what: b, skill: c}]\n", True),
        (
            "only-courses",
            "skills: {future: [{name: a, build_by: [{what: x, how: course}]}]}\n",
            True,
        ),
        (
            "only-courses",
            "skills: {future: [{name: a, build_by: [{what: A course, how: work}]}]}\n",
            False,
        ),
        ("stale-evidence", TALK + "achievements: [{what: x, when: 2025-12-31}]\n", True),
        ("stale-evidence", TALK + "achievements: [{what: x, when: 2026-01-01}]\n", False),
        ("no-long-arc", "values: [a]\naspirations: {clarity: exploring}\n", True),
        ("no-long-arc", "values: [a]\naspirations: {clarity: unknown}\n", False),
        ("no-long-arc", "values: [a]\naspirations: {directions: [Lead]}\n", False),
        ("no-long-arc", "goals: [a]\n", False),
        ("one-sided-values", "manager_prepare: [What you value in this team]\n", False),
        ("no-trade-off", "asks: [Give me four hours a week for the review]\n", True),
        ("no-trade-off", "asks: [{what: Tell me, kind: feedback}]\n", False),
        ("pay-in-shared", "asks: [{what: A course for 900 €, kind: budget}]\n", False),
        ("promotion-pitch", "achievements: [Promoted to lead in May]\n", False),
        (
            "promotion-pitch",
            RECORD.format("decisions: [We talk about a promotion in April]"),
            False,
        ),
        ("action-without-owner", RECORD.format("actions: [{what: x, status: done}]"), False),
        (
            "shared-owner",
            RECORD.format("attendees: [Grace Park], actions: [{what: x, owner: Grace Park}]"),
            False,
        ),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: Jo (the ward)}]"), False),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: The ward (Jo)}]"), True),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: Ben / Kate Hall}]"), True),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: QA/Test}]"), False),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: Stage/Sound Lead}]"), False),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: 'Jo, Bar/Kitchen'}]"), False),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: 'Jo, not the team'}]"), False),
        ("shared-owner", RECORD.format("actions: [{what: x, owner: 'Not just me, all'}]"), True),
        ("empty-superlative", "achievements: [{what: Lay bricks, result: 110 % effort}]\n", True),
        ("empty-superlative", "achievements: [{what: Lay 110 bricks, result: Great}]\n", False),
        ("one-sided-actions", RECORD.format("actions: [{what: x, owner: employee}]"), False),
        (
            "one-sided-actions",
            RECORD.format("actions: [{what: x, owner: Ada Park}, {what: y, owner: employee}]"),
            True,
        ),
        ("one-sided-actions", BOTH, False),
        ("no-next-check-in", RECORD.format("decisions: [x], next_check_in: 2027-06-03"), False),
        ("no-next-check-in", RECORD.format("decisions: [x], next_check_in: 2027-06-04"), True),
        ("late-record", "record: {held: 2026-11-20, decisions: [x]}\n", False),
        ("late-record", "record: {held: 2026-11-19, decisions: [x]}\n", True),
        ("late-record", "record: {held: 2026-11-01, sent: 2026-11-04, decisions: [x]}\n", False),
        ("carried-twice", "since_last_time: [{what: x, carried: 1}]\n", False),
        ("carried-twice", "since_last_time: [{what: x, carried: 2, status: done}]\n", False),
        (
            "named-colleague",
            "questions: [May I lead?]\nprivate: {other_people: [May Chen]}\n",
            True,
        ),
        (
            "named-colleague",
            "goals: [Ship it in May]\nprivate: {other_people: [May Chen]}\n",
            False,
        ),
        (
            "named-colleague",
            "goals: [Ask Dr Osman]\nprivate: {other_people: [Dr. Tomasz Wilk]}\n",
            False,
        ),
        (
            "named-colleague",
            "goals: [The plan]\nprivate: {other_people: [Tomasz Wilk - The lead]}\n",
            False,
        ),
        ("odd-date", "meeting: 2026-12-05\n", True),
        ("odd-date", "meeting: 2026-11-22\n", True),
        ("odd-date", "language: en-GB\nmeeting: {start: 2026-12-03, place: Lisbon}\n", True),
        (
            "odd-date",
            "language: en-GB\nmeeting: {start: 2026-12-03, place: 'Room 4, London'}\n",
            False,
        ),
        (
            "odd-date",
            "language: en-GB\nmeeting: {start: 2026-12-03, place: Building North}\n",
            False,
        ),
        ("odd-date", "language: en-GB\nmeeting: {start: 2026-12-03, place: Room Dublin}\n", False),
    ],
)
def test_a_rule_speaks_up_on_one_side_of_its_border(name, text, found):
    assert finds(name, text) is found


@grid(
    ("start", "zone", "severity"),
    [
        ("2026-11-24 11:00", "Europe/London", "warning"),
        ("2026-11-24 13:00", "Europe/London", "hint"),
        ("2026-11-24 12:30", "Europe/Berlin", "warning"),
        ("2026-11-26 11:59", "Europe/London", "hint"),
        ("2026-11-26 12:00", "Europe/London", None),
        ("2026-11-23 11:00", "Europe/London", None),
    ],
)
def test_how_late_it_is_depends_on_the_hour_and_the_zone(start, zone, severity):
    answers = answers_of(f"meeting: {{start: {start}, timezone: {zone}}}\n")
    rule = next(rule for rule in RULES if rule.name == "sent-too-late")
    found = [one.severity.value for one in rule.check(Case(answers, NOW))]
    assert found == ([severity] if severity else [])


def test_a_meeting_without_a_zone_is_on_the_clock_of_whoever_asks():
    now = datetime(2026, 12, 3, 13, 0, tzinfo=ZoneInfo("America/New_York"))
    assert finds("sent-too-late", "meeting: 2026-12-03 14:00\n", now)
    assert not finds("sent-too-late", "meeting: 2026-12-03 12:00\n", now)
