"""The content of a check-in: frozen, typed, nothing left to decide but how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NewType

from agenda.documents.entries import Action, Moment, Notes
from agenda.documents.entries import CheckIn as Earlier

if TYPE_CHECKING:
    from agenda.answers.identity import Identity


class Due(NamedTuple):
    """A milestone that is due by the next quarter, and the goal that it leads to."""

    what: str
    by: Moment | None
    goal: str
    notes: Notes


class CheckIn(NamedTuple):
    """The whole sheet, in the order in which it is read.

    `agreed` says which talk it follows; `long_term`, in Markdown, is the direction that it asks
    about, and `goals` are those that are open. `earlier` are the check-ins since that talk; `path`
    is where what is written on the sheet returns to.
    """

    title: str
    people: str
    employee: str
    manager: str
    agreed: str
    footer: str
    marking: str
    milestones: tuple[Due, ...]
    actions: tuple[Action, ...]
    earlier: tuple[Earlier, ...]
    long_term: str
    goals: tuple[str, ...]
    path: tuple[str, ...]
    identity: Identity


SharedCheckIn = NewType("SharedCheckIn", CheckIn)
"""A check-in that the manager may see: `content` makes it from shared answers alone."""
