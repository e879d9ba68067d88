"""The content of a list of open actions: frozen, typed, nothing left to decide but how it looks."""

from __future__ import annotations

from typing import NamedTuple

from agenda.documents.entries import Moment


class Entry(NamedTuple):
    """An open action; the owner's name is empty where nobody owns it yet.

    `carried` says how often it was put off; `talk` is that of the action where the person has
    had a later one.
    """

    what: str
    owner: str
    due: Moment | None
    overdue: bool
    carried: str
    talk: Moment | None


class Person(NamedTuple):
    """Whose talks the actions come from, by their due dates, and the last of these talks."""

    name: str
    talk: Moment | None
    entries: tuple[Entry, ...]


class Actions(NamedTuple):
    """The whole list: `heading` names the people, or says how many there are.

    `tally` counts what stands below; `only` says which actions were asked for, and is empty
    where all were.
    """

    title: str
    heading: str
    names: str
    day: str
    tally: str
    only: tuple[str, ...]
    footer: str
    people: tuple[Person, ...]

    @property
    def stated(self) -> bool:
        """Whether there is anything to say of how one of them stands."""
        return any(
            entry.overdue or entry.carried for person in self.people for entry in person.entries
        )
