"""What is agreed in the talk and written down after it."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from agenda.answers.afterwards import CheckIn, Feedback
from agenda.answers.before import Action
from agenda.answers.part import Bare, Item, Part
from agenda.answers.texts import TEXT_OR_TEXTS, Day, Level, Line, Markdown, Prose


class Notes(Part):
    """What was written on the agenda during the talk."""

    since_last_time: Prose | None = None
    """What was said about the earlier actions.

    The outline came late, and was good.
    """
    aspirations: Prose | None = None
    """What was said about the long arc.

    Grace sees the team lead sooner than I do.
    """
    skills: Prose | None = None
    """What was said about skills.

    Budget first, then hiring.
    """
    next_months: Prose | None = None
    """What was said about the next 6 to 12 months.

    The spring sale is mine; the autumn one is open.
    """
    agreements: Prose | None = None
    """What was said about who does what by when.

    Grace asks about the course by Friday.
    """


class Summary(Part):
    """The talk in three paragraphs."""

    aspirations: Markdown | None = None
    """What was said about aspirations, in a short paragraph.

    Ada wants to lead a small team in about five years; Grace sees her there.
    """
    skills: Markdown | None = None
    """What was said about skills, in a short paragraph.

    Complaints are in good hands. The next thing to learn is planning a budget.
    """
    alignment: Markdown | None = None
    """What each expects, and what happens next, in a short paragraph.

    Ada plans the spring sale; Grace opens the budget round to her.
    """


class SkillLevel(Part):
    """A level that somebody gave a skill."""

    skill: Line
    """The name of the skill, or its id.

    Planning a budget
    """
    level: Level | None = None
    """A number or a name of the scale.

    2
    """


class Expectations(Part):
    """What each expects of the other."""

    of_employee: tuple[Line, ...] = ()
    """What the manager expects of the employee.

    Say early when the plan slips
    """
    of_manager: tuple[Line, ...] = ()
    """What the employee expects of the manager.

    An answer on the course by Friday
    """


class Decision(Item):
    """Something that was decided, above all the answer to an ask."""

    short: ClassVar[str] = "what"

    what: Line
    """What was decided.

    Ada sits in on the January budget round
    """
    status: Literal["agreed", "deferred", "declined"] = "agreed"
    """Whether it was agreed, put off (deferred) or declined.

    agreed
    """
    ask: Line | None = None
    """The ask that it answers, by the id of that ask.

    shadow
    """
    because: Line | None = None
    """Why it was decided so, in a few words.

    The planning rounds are full until April.
    """
    revisit: Day | None = None
    """The day on which it is looked at again.

    2027-05-18
    """


class Remark(Item):
    """Where one side sees it differently, or adds something."""

    short: ClassVar[str] = "what"

    what: Line
    """What is seen differently, or added.

    Half a day a month is thin.
    """
    who: Line | None = None
    """Whose words these are.

    Ada Park
    """


class Sharing(Part):
    """Who may see the record, and until when."""

    with_: tuple[Line, ...] = Field(default=(), alias="with")
    """Who else may see it.

    People team
    """
    keep_until: Day | None = None
    """The day on which it is deleted.

    2028-12-31
    """


class Acknowledged(Part):
    """When each side acknowledged the record."""

    employee: Day | None = None
    """The day on which the employee did.

    2026-12-09
    """
    manager: Day | None = None
    """The day on which the manager did.

    2026-12-10
    """


def _private_record(value: Any) -> Any:
    """Bring a text, a map of texts, and `notes` as a map of texts into one shape."""
    if isinstance(value, str):
        return {"": {"": value}}
    if not isinstance(value, dict):
        return value
    return {key: {"": text} if isinstance(text, str) else text for key, text in value.items()}


PrivateRecord = Annotated[
    dict[str, dict[str, Prose]],
    BeforeValidator(_private_record),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": TEXT_OR_TEXTS}]}
    ),
]
"""As any private part, and one map deeper, since a private copy's notes return to private/notes."""


class Record(Bare):
    """The follow-up record."""

    private: PrivateRecord = Field(default={}, validate_default=False)
    """What only you see: a text, or several with names; notes may hold one for each section.

    She went quiet when I named the team. Give it time.
    """

    held: Day | None = None
    """The day of the talk; the meeting's date if it is left out.

    2026-12-03
    """
    attendees: tuple[Line, ...] = ()
    """Who took part; both of you if it is left out.

    Ada Park
    Grace Osei
    """
    notes: Notes | None = None
    """What was written down during the talk."""
    summary: Summary | None = None
    """The talk in three short paragraphs; without one, the notes of that part stand there."""
    manager_values: tuple[Line, ...] = ()
    """What your manager values.

    Hearing bad news on the same day
    """
    manager_levels: tuple[SkillLevel, ...] = ()
    """How your manager reads your skills."""
    agreed_levels: tuple[SkillLevel, ...] = ()
    """What you both settled on."""
    expectations: Expectations | None = None
    """What each expects of the other."""
    decisions: tuple[Decision, ...] = ()
    """What was decided."""
    actions: tuple[Action, ...] = ()
    """Who does what by when."""
    checkins: tuple[CheckIn, ...] = ()
    """The ten minutes every quarter: what moved, what is stuck, what you change."""
    feedback: Feedback | None = None
    """How the talk was: what helped, and what to do differently next time."""
    reservations: tuple[Remark, ...] = ()
    """Where one of you sees it differently."""
    remarks: tuple[Remark, ...] = ()
    """What your manager adds or corrects."""
    next_check_in: Day | None = None
    """The day on which you meet again.

    2027-06-03
    """
    sharing: Sharing | None = None
    """Who may see this record, and until when."""
    sent: Day | None = None
    """The day on which the record went out.

    2026-12-04
    """
    acknowledged: Acknowledged | None = None
    """When each of you said: it took place, and this is a fair summary."""
