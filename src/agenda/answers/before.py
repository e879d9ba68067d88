"""What is prepared before the talk. A field's docstring is its description in the JSON schema."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from agenda.answers.mailbox import Mailbox
from agenda.answers.part import Item, Part
from agenda.answers.texts import Address, Day, Level, Line, Markdown, Start, Zone, fault
from agenda.language.clocks import end_of
from agenda.source.folding import folded

MOST_LEVELS, LONGEST_LEVEL, MOST_CARRIED = 12, 60, 99
Minutes = Annotated[int, Field(ge=10, le=480)]
ActionState = Literal["open", "done", "dropped"]


class Person(Item):
    """One of the two who talk."""

    short: ClassVar[str] = "name"

    name: Line
    """The name, as it should stand on the page."""
    call: Line | None = None
    """How one speaks to them in a letter; the whole name if absent.

    Grace
    """
    role: Line | None = None
    """What they do today."""
    email: Address | None = None
    """Where an e-mail reaches them."""
    pronouns: Line | None = None
    """How to speak of them."""
    in_role_since: Day | None = None
    """Since when they have had today's role."""

    @property
    def called(self) -> str:
        """How one speaks to them."""
        return self.call or self.name

    @property
    def mailbox(self) -> Mailbox | None:
        """Where an e-mail reaches them, with their name; None where the file does not say it."""
        return Mailbox(self.name, self.email) if self.email else None


class Meeting(Part):
    """When and where the two talk."""

    short: ClassVar[str] = "start"

    start: Start | None = None
    """Date and time, for example 2026-12-03 14:00; the date alone while the hour is open."""
    timezone: Zone | None = None
    """The IANA name of the place's time zone, for example Europe/Berlin."""
    minutes: Minutes = 45
    """How long it takes."""
    place: Line | None = None
    """A room, or how to call."""
    kind: Literal["first", "check-in", "annual"] | None = None
    """Whether it is the first such talk, one in between, or the yearly one."""
    cadence_months: Annotated[int, Field(ge=1, le=60)] = 6
    """How many months lie between two talks."""

    @property
    def day(self) -> date | None:
        """The date, without the time."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def hours(self) -> tuple[datetime, datetime] | None:
        """Begin and end on the clock of the place, or None while the hour is open."""
        if not isinstance(self.start, datetime):
            return None
        if not self.timezone:
            return self.start, end_of(self.start, self.minutes)
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

        start = self.start.replace(tzinfo=ZoneInfo(self.timezone))
        return self.start, end_of(start, self.minutes).replace(tzinfo=None)


class Direction(Item):
    """A way the career might go."""

    short: ClassVar[str] = "role"

    role: Line
    """What one would do there."""
    setting: Line | None = None
    """Where: the kind of team, house or field."""
    why: Line | None = None
    """What draws you there."""


class Aspirations(Part):
    """The long arc."""

    short: ClassVar[str] = "long_term"

    long_term: Markdown | None = None
    """Where you want to be in the long run, in your own words. Markdown."""
    horizon_years: Annotated[int, Field(ge=1, le=50)] | None = None
    """How many years that looks ahead."""
    clarity: Literal["clear", "exploring", "unknown"] | None = None
    """How sure you are of it. Unknown is a full answer: then values lead."""
    directions: Annotated[tuple[Direction, ...], Field(max_length=3)] = ()
    """Up to three ways you consider."""
    energised_by: tuple[Line, ...] = ()
    """What gave you energy in the last six months."""
    drained_by: tuple[Line, ...] = ()
    """What took energy in the last six months."""


class Value(Item):
    """Something you value in work."""

    short: ClassVar[str] = "name"

    name: Line
    """A word or two."""
    meaning: Line | None = None
    """What you mean by it."""
    example: Line | None = None
    """A moment that showed it."""


class Achievement(Item):
    """Something that went well."""

    short: ClassVar[str] = "what"

    what: Line
    """What you did."""
    result: Line | None = None
    """What came of it."""
    when: Day | None = None
    """When."""
    link: Line | None = None
    """Where it can be seen."""


class Building(Item):
    """A way to build a skill."""

    short: ClassVar[str] = "what"

    what: Line
    """What you will do."""
    how: Literal["work", "people", "course"] | None = None
    """By doing the work, from people, or in a course."""


class Skill(Item):
    """What the two lists of skills share."""

    short: ClassVar[str] = "name"

    name: Line
    """The skill."""
    level: Level | None = None
    """Where you see yourself: a number or a name of the scale."""
    evidence: Line | None = None
    """Where it can be seen."""
    was: Line | None = None
    """Its name in an earlier cycle."""


class CurrentSkill(Skill):
    """A skill that today's job needs."""

    expected: Level | None = None
    """The level that the job expects."""


class FutureSkill(Skill):
    """A skill that the future needs."""

    target: Level | None = None
    """The level you aim at."""
    why: Line | None = None
    """What it is for."""
    build_by: tuple[Building, ...] = ()
    """How you will build it."""


class Skills(Part):
    """Skills for today's job, and skills for where you want to be."""

    scale: tuple[Line, ...] = ()
    """The names of the levels, lowest first; a scale of five has names of its own."""
    current: tuple[CurrentSkill, ...] = ()
    """What the job needs today."""
    future: tuple[FutureSkill, ...] = ()
    """What the future needs."""

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


class Goal(Item):
    """What you want to reach in the next 6 to 12 months."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "by"

    what: Line
    """The goal. As a short text it may end in 'by 2027-04-30'."""
    by: Day | None = None
    """By when."""
    skill: Line | None = None
    """The skill that it builds."""
    success: Line | None = None
    """How both will see that it is reached."""
    first_step: Line | None = None
    """What you do in the first two weeks."""
    obstacle: Line | None = None
    """What could get in the way. Only you see it."""
    if_then: Line | None = None
    """If that happens, then what you do. Only you see it."""
    serves: Line | None = None
    """The value, direction or skill that it serves."""
    outcome: Literal["open", "achieved", "partial", "dropped"] | None = None
    """How it ended."""


class Ask(Item):
    """What you ask of your manager."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "by"

    what: Line
    """The ask. As a short text it may end in 'by 2027-01-31'."""
    by: Day | None = None
    """By when."""
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
    """What sort of help it is."""
    helps_team: Line | None = None
    """What is in it for the team."""
    already_helps: Line | None = None
    """A smaller yes that would already help."""
    trade_off: Line | None = None
    """What would be done less or later for it."""


class Action(Item):
    """Who does what by when."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "due"

    what: Line
    """What is to be done. As a short text it may end in 'by 2027-01-31'."""
    owner: Line | None = None
    """employee, manager, or a name."""
    due: Day | None = None
    """By when."""
    status: ActionState = "open"
    """Open, done or dropped."""
    reason: Line | None = None
    """Why it was dropped."""
    evidence: Line | None = None
    """Where it can be seen that it is done."""
    carried: Annotated[int, Field(ge=0, le=MOST_CARRIED)] = 0
    """How often it was carried to a next cycle."""
