"""What is agreed in the talk and written down after it."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from agenda.answers.before import Action
from agenda.answers.part import Bare, Item, Part
from agenda.answers.texts import TEXT_OR_TEXTS, Day, Level, Line, Markdown, Prose


class Notes(Part):
    """What was written on the agenda during the talk."""

    since_last_time: Prose | None = None
    """Notes on the earlier actions."""
    aspirations: Prose | None = None
    """Notes on aspirations."""
    skills: Prose | None = None
    """Notes on skills."""
    next_months: Prose | None = None
    """Notes on the next 6 to 12 months."""
    agreements: Prose | None = None
    """Notes on who does what by when."""


class Summary(Part):
    """The talk in three paragraphs."""

    aspirations: Markdown | None = None
    """What was said about aspirations. Markdown."""
    skills: Markdown | None = None
    """What was said about skills. Markdown."""
    alignment: Markdown | None = None
    """What each expects, and what happens next. Markdown."""


class SkillLevel(Part):
    """A level that somebody gave a skill."""

    skill: Line
    """The name of the skill, or its id."""
    level: Level | None = None
    """A number or a name of the scale."""


class Expectations(Part):
    """What each expects of the other."""

    of_employee: tuple[Line, ...] = ()
    """What the manager expects of the employee."""
    of_manager: tuple[Line, ...] = ()
    """What the employee expects of the manager."""


class Decision(Item):
    """Something that was decided, above all the answer to an ask."""

    short: ClassVar[str] = "what"

    what: Line
    """What was decided."""
    status: Literal["agreed", "deferred", "declined"] = "agreed"
    """Agreed, put off, or declined."""
    ask: Line | None = None
    """The ask that it answers: its id."""
    because: Line | None = None
    """Why, in a few words."""
    revisit: Day | None = None
    """When it is looked at again."""


class Remark(Item):
    """Where one side sees it differently, or adds something."""

    short: ClassVar[str] = "what"

    what: Line
    """What is seen differently, or added."""
    who: Line | None = None
    """Whose words these are."""


class Sharing(Part):
    """Who may see the record, and until when."""

    with_: tuple[Line, ...] = Field(default=(), alias="with")
    """Who else may see it."""
    keep_until: Day | None = None
    """When it is to be deleted."""


class Acknowledged(Part):
    """When each side acknowledged the record."""

    employee: Day | None = None
    """When the employee did."""
    manager: Day | None = None
    """When the manager did."""


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
    """What only you see: a text, or several with names; notes may hold one for each section."""

    held: Day | None = None
    """When the talk took place; the meeting's date if absent."""
    attendees: tuple[Line, ...] = ()
    """Who took part; both people if absent."""
    notes: Notes | None = None
    """What was written during the talk."""
    summary: Summary | None = None
    """The talk in three paragraphs; they stand before the notes of each part."""
    manager_values: tuple[Line, ...] = ()
    """What the manager values."""
    manager_levels: tuple[SkillLevel, ...] = ()
    """The manager's own reading of the skills."""
    agreed_levels: tuple[SkillLevel, ...] = ()
    """What both settled on."""
    expectations: Expectations | None = None
    """What each expects of the other."""
    decisions: tuple[Decision, ...] = ()
    """What was decided."""
    actions: tuple[Action, ...] = ()
    """Who does what by when."""
    reservations: tuple[Remark, ...] = ()
    """Where one side sees it differently."""
    remarks: tuple[Remark, ...] = ()
    """What the manager adds or corrects."""
    next_check_in: Day | None = None
    """When the two meet again."""
    sharing: Sharing | None = None
    """Who may see this, and until when."""
    sent: Day | None = None
    """When the record went out."""
    acknowledged: Acknowledged | None = None
    """When each side acknowledged it."""
