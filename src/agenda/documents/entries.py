"""Entries that several documents show: frozen, typed, nothing left to decide but how they look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a time: as people read it, and in ISO form."""

    text: str
    iso: str


@dataclass(frozen=True, slots=True)
class Note:
    """A text with a label, which may be empty."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """What a choice offers: the value that returns to the file, and what is read."""

    value: str
    text: str


Notes = tuple[Note, ...]
"""In a field called `notes`, these are the private ones; shared answers have none."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action and how it stands."""

    what: str
    owner: str
    due: Moment | None
    open: bool
    state: str
    detail: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class Owned:
    """The actions of one owner; the name is empty where nobody owns them yet."""

    owner: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Achievement:
    """Something that went well; `href` is empty where the link is no address."""

    what: str
    result: str
    when: Moment | None
    link: str
    href: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for the next 6 to 12 months, with how it is measured and how it begins."""

    what: str
    by: Moment | None
    details: tuple[Note, ...]
    notes: Notes
