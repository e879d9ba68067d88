"""The answers file as a whole."""

import re
from typing import Annotated, Any, Literal, NewType

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator
from pydantic_core.core_schema import ValidationInfo

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


LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class OnlyMine(Bare):
    """What stays with you: it is cut out before anything is made for your manager."""

    trust: Literal["low", "medium", "high"] | None = None
    """How far you trust your manager with this talk."""
    opening: Prose | None = None
    """Your first sentence."""
    must_say: Prose | None = None
    """What you want to have said at the end."""
    avoid_saying: Prose | None = None
    """What you do not want to say."""
    worries: Prose | None = None
    """What worries you."""
    promotion: Prose | None = None
    """What you think about promotion. It belongs to a talk of its own."""
    pay: Prose | None = None
    """What you think about pay. It belongs to a talk of its own."""
    job_search: Prose | None = None
    """Whether you look elsewhere."""
    about_manager: Prose | None = None
    """What you know of your manager's wishes and limits."""
    feedback_received: Prose | None = None
    """What others told you."""
    other_people: tuple[Line, ...] = ()
    """Names that should not stand in a shared text."""
    notes: Prose | None = None
    """Anything else."""


class Answers(Bare):
    """One cycle of career conversations: what is prepared, what is private, what was agreed."""

    version: Version
    """The version of this format: 1."""
    language: Line | None = None
    """The language of the documents as a BCP 47 tag, for example en-GB or de."""
    formality: Literal["formal", "informal"] | None = None
    """How the documents speak to the manager where a language knows two ways."""
    paper: Literal["a4", "letter"] | None = None
    """The size of the pages; it follows the language's region if absent."""
    theme: Line | None = None
    """The look of the documents."""
    employee: Person
    """Whose career it is."""
    manager: Person
    """With whom they talk."""
    meeting: Meeting | None = None
    """When and where."""
    aspirations: Aspirations | None = None
    """The long arc."""
    values: tuple[Value, ...] = ()
    """What you value in work."""
    achievements: tuple[Achievement, ...] = ()
    """What went well."""
    skills: Skills | None = None
    """Skills for today's job, and skills for where you want to be."""
    goals: tuple[Goal, ...] = ()
    """The next 6 to 12 months."""
    asks: tuple[Ask, ...] = ()
    """What you ask of your manager."""
    questions: tuple[Line, ...] = ()
    """What you would like to hear from your manager."""
    manager_prepare: Annotated[tuple[Line, ...], Field(max_length=3)] = ()
    """Up to three things for your manager to think about beforehand."""
    since_last_time: tuple[Action, ...] = ()
    """The actions of the talk before, and how they stand."""
    private: OnlyMine | None = None
    """What stays with you."""
    record: Record | None = None
    """What was agreed."""

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
