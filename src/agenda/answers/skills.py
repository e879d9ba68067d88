"""Skills for today's job and for the future. A field's docstring is its meaning, and an example."""

from typing import ClassVar, Literal

from pydantic import field_validator

from agenda.answers.part import Item, Part
from agenda.answers.texts import Level, Line, fault
from agenda.source.folding import folded

MOST_LEVELS, LONGEST_LEVEL = 12, 60


class Building(Item):
    """A way to build a skill."""

    short: ClassVar[str] = "what"

    what: Line
    """What you will do.

    Draft the plan for the spring sale
    """
    how: Literal["work", "people", "course"] | None = None
    """By doing the work, from people, or in a course.

    work
    """


class Skill(Item):
    """What the two lists of skills share."""

    short: ClassVar[str] = "name"
    beside: ClassVar[tuple[str, ...]] = ("level", "evidence")

    name: Line
    """The skill, in a few words.

    Handling complaints
    """
    level: Level | None = None
    """Where you see yourself today: a number or a name of the scale.

    4
    """
    evidence: Line | None = None
    """Where it can be seen: one thing that happened.

    All refunds in May were settled within two days
    """
    was: Line | None = None
    """What it was called in an earlier file, where you have renamed it.

    Complaints
    """


class CurrentSkill(Skill):
    """A skill that today's job needs."""

    expected: Level | None = None
    """The level that the job asks for.

    4
    """


class FutureSkill(Skill):
    """A skill that the future needs."""

    name: Line
    """The skill, in a few words.

    Planning a budget
    """
    level: Level | None = None
    """Where you see yourself today: a number or a name of the scale.

    2
    """
    evidence: Line | None = None
    """Where it can be seen: one thing that happened.

    Ordered the stock for the summer fair and stayed within the sum
    """
    target: Level | None = None
    """The level you aim at.

    3
    """
    why: Line | None = None
    """What it is for.

    Whoever leads a team answers for its money.
    """
    build_by: tuple[Building, ...] = ()
    """How you will build it: by work and from people rather than only in courses."""


class Skills(Part):
    """Skills for today's job, and skills for where you want to be."""

    scale: tuple[Line, ...] = ()
    """Names of the levels, lowest first. Without it there are five: learning, practising, solid,
    strong, teaching others.

    beginning
    able
    confident
    teaching
    """
    current: tuple[CurrentSkill, ...] = ()
    """What your job needs today, three or four of them."""
    future: tuple[FutureSkill, ...] = ()
    """What the place you want to get to will need, two or three of them."""

    @field_validator("scale")
    @classmethod
    def _two_levels(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len({folded(name) for name in names}) != len(names) or len(names) == 1:
            raise fault(
                "scale",
                "the scale needs at least two names, each different",
                "write them lowest first: [learning, practising, solid]",
            )
        if len(names) > MOST_LEVELS or max(map(len, names), default=0) > LONGEST_LEVEL:
            raise fault(
                "scale",
                "the scale is too long to be drawn",
                f"give it at most {MOST_LEVELS} names of up to {LONGEST_LEVEL} characters",
            )
        return names
