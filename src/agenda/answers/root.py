"""The answers file as a whole."""

import re
from typing import Annotated, Any, Literal, NewType

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator
from pydantic_core.core_schema import ValidationInfo

from agenda.answers.afterwards import CheckIn, LastFeedback
from agenda.answers.before import (
    Achievement,
    Action,
    Ask,
    Aspirations,
    Goal,
    Meeting,
    Person,
    Skills,
    Value,
)
from agenda.answers.part import Bare
from agenda.answers.record import Record
from agenda.answers.texts import Line, Prose, fault
from agenda.language.reading import nearest
from agenda.source.problems import did_you_mean


def _version(value: Any) -> Any:
    if value not in ("1", 1):
        raise fault(
            "version",
            f"this file says version {value!r}, and only version 1 is known",
            "write version: 1, or use a newer agenda",
        )
    return 1


Version = Annotated[Literal[1], BeforeValidator(_version), WithJsonSchema({"const": 1})]


MOST_TO_PREPARE = 3
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class OnlyMine(Bare):
    """What stays with you: it is cut out before anything is made for your manager."""

    trust: Literal["low", "medium", "high"] | None = None
    """How far you can tell your manager something unfinished. Low brings advice, to you alone.

    medium
    """
    opening: Prose | None = None
    """How you open: your first sentence.

    Thank you for the hour; I have thought about where I am heading.
    """
    must_say: Prose | None = None
    """What you want to have said at the end.

    I would like to be asked before the teams of 2027 are drawn.
    """
    avoid_saying: Prose | None = None
    """What you do not want to say.

    Nothing about who got the corner shop. That is over.
    """
    worries: Prose | None = None
    """What worries you.

    That it sounds like leaving the shop.
    """
    promotion: Prose | None = None
    """What you think about a promotion. It belongs to a talk of its own.

    Not in this talk. Ask for a separate one in April.
    """
    pay: Prose | None = None
    """What you think about pay. It belongs to a talk of its own.

    Two years the same. Look up the new ranges before spring.
    """
    job_search: Prose | None = None
    """Whether you look elsewhere.

    Answered one letter in October. Not looking.
    """
    about_manager: Prose | None = None
    """What you know of your manager's wishes and limits.

    New to this, and careful with promises. Let the pauses be.
    """
    feedback_received: Prose | None = None
    """What others told you.

    Grace, June: I answer before the question is over.
    """
    other_people: tuple[Line, ...] = ()
    """Names that should stand in no text that others see.

    Tomasz Wilk
    """
    notes: Prose | None = None
    """Anything else.

    Ring the people team about the course first.
    """


class Answers(Bare):
    """One cycle of career conversations: what is prepared, what is private, what was agreed."""

    version: Version
    """The version of this kind of file. It is always 1.

    1
    """
    language: Line | None = None
    """The language of the documents: a short name, with a country where that matters.

    en-GB
    """
    formality: Literal["formal", "informal"] | None = None
    """How the documents speak to your manager where a language knows two ways, as German du and
    Sie.

    formal
    """
    paper: Literal["a4", "letter"] | None = None
    """The size of the pages; that of the language's country if it is left out.

    a4
    """
    theme: Line | None = None
    """The look of the documents.

    classic
    """
    employee: Person
    """Whose career it is: yours."""
    manager: Person
    """With whom you talk."""
    meeting: Meeting | None = None
    """When and where you talk."""
    aspirations: Aspirations | None = None
    """The long arc: where you want to be in the long run, and what gives you energy."""
    values: tuple[Value, ...] = ()
    """What matters to you at work, two to five values, each with a moment."""
    achievements: tuple[Achievement, ...] = ()
    """What went well in the last months."""
    skills: Skills | None = None
    """Two lists: what today's job needs, and what you need for where you want to be."""
    goals: tuple[Goal, ...] = ()
    """What you want to reach in the next 6 to 12 months, three at most."""
    asks: tuple[Ask, ...] = ()
    """What you ask of your manager, three at most."""
    questions: tuple[Line, ...] = ()
    """What you would like to hear from your manager; at least once, what they value.

    What do you value most in how I work today?
    """
    manager_prepare: Annotated[tuple[Line, ...], Field(max_length=MOST_TO_PREPARE)] = ()
    """Up to three things for your manager to think about beforehand; without them three good
    ones stand there.

    One skill you see me needing in two years
    """
    since_last_time: tuple[Action, ...] = ()
    """The actions of the talk before, and how they stand; agenda next writes them."""
    last_checkins: tuple[CheckIn, ...] = ()
    """The check-ins since the talk before; agenda next writes them."""
    last_feedback: LastFeedback | None = None
    """What each of you wanted different after the talk before; agenda next writes it."""
    private: OnlyMine | None = None
    """What stays with you: none of it is in any document, unless you make your own copy."""
    record: Record | None = None
    """What was agreed in the talk; agenda followup --start adds it afterwards."""

    @field_validator("language")
    @classmethod
    def _known_language(cls, tag: str, info: ValidationInfo) -> str:
        known = info.context.languages if info.context else ()
        if not LANGUAGE_TAG.fullmatch(tag) or (known and not nearest(tag, known)):
            cure = did_you_mean(tag, known) or f"write one of: {', '.join(known)}"
            raise fault("language", f"there is no language '{tag}'", cure)
        return tag

    @field_validator("theme")
    @classmethod
    def _known_theme(cls, name: str, info: ValidationInfo) -> str:
        known = info.context.themes if info.context else ()
        if known and name not in known:
            cure = did_you_mean(name, known) or f"write one of: {', '.join(known)}"
            raise fault("theme", f"there is no theme '{name}'", cure)
        return name


SharedAnswers = NewType("SharedAnswers", Answers)
"""Answers without anything private: only `audience.seen_by` makes the tree they come from."""
