"""Entries that several documents show: frozen, typed, nothing left to decide but how they look."""

from __future__ import annotations

from typing import NamedTuple


class Moment(NamedTuple):
    """A date or a time: as people read it, and in ISO form."""

    text: str
    iso: str


class Note(NamedTuple):
    """A text with a label, which may be empty."""

    label: str
    text: str


class Option(NamedTuple):
    """What a choice offers: the value that returns to the file, and what is read."""

    value: str
    text: str


Notes = tuple[Note, ...]
"""In a field called `notes`, these are the private ones; shared answers have none."""


class Action(NamedTuple):
    """An action and how it stands."""

    what: str
    owner: str
    due: Moment | None
    open: bool
    state: str
    detail: str
    notes: Notes


class Owned(NamedTuple):
    """The actions of one owner; the name is empty where nobody owns them yet."""

    owner: str
    actions: tuple[Action, ...]


class Achievement(NamedTuple):
    """Something that went well; `href` is empty where the link is no address."""

    what: str
    result: str
    when: Moment | None
    link: str
    href: str
    notes: Notes


class Milestone(NamedTuple):
    """A step on the way to a goal."""

    what: str
    by: Moment | None
    notes: Notes


class CheckIn(NamedTuple):
    """What was said in the ten minutes of a quarter, each under its label."""

    held: Moment | None
    said: tuple[Note, ...]
    notes: Notes


class Goal(NamedTuple):
    """A goal for the next 6 to 12 months, with how it is measured and how it begins."""

    what: str
    by: Moment | None
    milestones: tuple[Milestone, ...]
    details: tuple[Note, ...]
    notes: Notes
