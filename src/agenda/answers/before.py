"""What is prepared before the talk, with people, skills and goals from modules of their own.

A field's docstring is its meaning, and an example of it.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from agenda.answers.goals import Goal, Milestone
from agenda.answers.part import Item, Part
from agenda.answers.people import Meeting, Person
from agenda.answers.skills import (
    LONGEST_LEVEL,
    MOST_LEVELS,
    Building,
    CurrentSkill,
    FutureSkill,
    Skill,
    Skills,
)
from agenda.answers.texts import Day, Line, Markdown

__all__ = [
    "LONGEST_LEVEL",
    "MOST_CARRIED",
    "MOST_LEVELS",
    "Achievement",
    "Action",
    "ActionState",
    "Ask",
    "Aspirations",
    "Building",
    "CurrentSkill",
    "Direction",
    "FutureSkill",
    "Goal",
    "Meeting",
    "Milestone",
    "Person",
    "Skill",
    "Skills",
    "Value",
]
MOST_YEARS, MOST_DIRECTIONS, MOST_CARRIED = 50, 3, 99
ActionState = Literal["open", "done", "dropped"]


class Direction(Item):
    """A way the career might go."""

    short: ClassVar[str] = "role"

    role: Line
    """What you would do there.

    Lead of a small team
    """
    setting: Line | None = None
    """Where: the kind of team, house or field.

    four to six people, one shop
    """
    why: Line | None = None
    """What draws you there.

    I like the day on which somebody no longer needs me.
    """


class Aspirations(Part):
    """The long arc."""

    short: ClassVar[str] = "long_term"

    long_term: Markdown | None = None
    """Where you want to be in the long run, in your own words. *Emphasis*, lists and links are
    kept.

    In five years I want to lead a small team that newcomers ask to join.
    """
    horizon_years: Annotated[int, Field(ge=1, le=MOST_YEARS)] | None = None
    """How many years that looks ahead.

    5
    """
    clarity: Literal["clear", "exploring", "unknown"] | None = None
    """How sure you are of it. Not to know yet is a full answer: then your values lead.

    exploring
    """
    directions: Annotated[tuple[Direction, ...], Field(max_length=MOST_DIRECTIONS)] = ()
    """Two or three different futures that you could live with, five to ten years away."""
    energised_by: tuple[Line, ...] = ()
    """What gave you energy in the last six months.

    Training the two newcomers in May
    Taking the stock room apart and putting half of it back
    """
    drained_by: tuple[Line, ...] = ()
    """What took energy in the last six months.

    Eleven approvals by e-mail in October
    """


class Value(Item):
    """Something you value in work."""

    short: ClassVar[str] = "name"
    beside: ClassVar[tuple[str, ...]] = ("example",)

    name: Line
    """A word or two.

    Teaching
    """
    meaning: Line | None = None
    """What you mean by it.

    Afterwards somebody can do it alone.
    """
    example: Line | None = None
    """A moment that showed it.

    Sitting beside Femi in his first week and keeping my hands off the till
    """


class Achievement(Item):
    """Something that went well."""

    short: ClassVar[str] = "what"

    what: Line
    """What you did.

    Rewrote the sheet for the morning handover
    """
    result: Line | None = None
    """What came of it: what others can see or count.

    questions to the night shift down from nine a week to one
    """
    when: Day | None = None
    """The day, or about the day.

    2026-07-17
    """
    link: Line | None = None
    """Where it can be seen.

    https://example.com/handover
    """


class Ask(Item):
    """What you ask of your manager."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "by"

    what: Line
    """What your manager could do or allow. As a short text it may end in 'by 2027-01-29'.

    Let me sit in on the January budget round
    """
    by: Day | None = None
    """The day by which it would help.

    2027-01-29
    """
    kind: (
        Literal[
            "opportunity",
            "introduction",
            "feedback",
            "time",
            "budget",
            "sponsorship",
            "information",
        ]
        | None
    ) = None
    """What sort of help it is.

    opportunity
    """
    helps_team: Line | None = None
    """What is in it for the team.

    a second person can prepare the round
    """
    already_helps: Line | None = None
    """A smaller step that would help, if this one is too large.

    the first two sessions
    """
    trade_off: Line | None = None
    """What would be done less or later for it.

    the weekly orders; Femi takes them
    """


class Action(Item):
    """Who does what by when."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "due"

    what: Line
    """What is to be done, so that a third person understands it. As a short text it may end in
    'by 2027-01-31'.

    Invite Ada to the January budget round
    """
    owner: Line | None = None
    """Who does it: employee, manager, or a name.

    manager
    """
    due: Day | None = None
    """The day by which it is done.

    2027-01-15
    """
    status: ActionState = "open"
    """Whether it is open, done or dropped.

    open
    """
    reason: Line | None = None
    """Why it was dropped; wanted where it was.

    The round was put off to June
    """
    evidence: Line | None = None
    """Where it can be seen that it is done.

    Ada was there on 14 January
    """
    carried: Annotated[int, Field(ge=0, le=MOST_CARRIED)] = 0
    """How often it was carried over from an earlier talk; agenda next counts.

    1
    """
