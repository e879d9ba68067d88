"""The content of the manager's page: frozen, typed, nothing left to decide but how it looks."""

from __future__ import annotations

from typing import NamedTuple

from agenda.documents.entries import Moment


class Replies(NamedTuple):
    """How a yes, a smaller step and a good no sound."""

    yes: str
    smaller: str
    no: str


class Asked(NamedTuple):
    """Something asked of the manager, numbered as on the agenda, with what could be replied."""

    number: str
    what: str
    by: Moment | None
    replies: Replies


class Guide(NamedTuple):
    """The whole page.

    `name` is what the employee is called in a letter; `replies` are those to any ask, where
    the file has none yet.
    """

    title: str
    employee: str
    manager: str
    name: str
    when: Moment | None
    length: str
    footer: str
    asks: tuple[Asked, ...]
    replies: Replies
