"""What the form of the page is made of."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from agenda.answers.audience import is_private
from agenda.source.problems import Steps

FOLDED, OPENED = frozenset({"more", "record"}), frozenset({"record"})
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
START = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or several below a heading.

    `form` is that of the reference; a list has the form "rows", and its entries "row" where
    they are maps. `rest` are fields that few need; `marks` are those of the entries on the way.
    """

    form: str
    path: Steps
    label: str
    marks: tuple[str, ...] = ()
    help: str = ""
    example: str = ""
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    rest: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        """What it is called in the page: its path, as in a JSON Pointer."""
        return name_of(self.path)

    @property
    def key(self) -> str:
        """What it is recognised by when the page is drawn anew: its path, by marks of entries."""
        marks = iter(self.marks)
        return name_of(tuple(next(marks, "") if isinstance(step, int) else step
                             for step in self.path))  # fmt: skip

    @property
    def place(self) -> str:
        """Where it stands, as the page tells it to the server."""
        return json.dumps({"path": self.path, "marks": self.marks})

    @property
    def private(self) -> bool:
        """Whether only the writer sees it."""
        return is_private(self.path)

    @property
    def is_date(self) -> bool:
        """Whether the value is a date, as a box for dates can show."""
        return bool(DATE.fullmatch(self.value))

    @property
    def is_start(self) -> bool:
        """Whether the value is a date, or one with a time, as boxes for them can show."""
        return bool(START.fullmatch(self.value))

    @property
    def rest_filled(self) -> bool:
        """Whether the file says something that few need."""
        return any(part.filled for part in self.rest)

    @property
    def filled(self) -> bool:
        """Whether the file says something here."""
        return bool(self.value) or any(part.filled for part in (*self.parts, *self.rest))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its title, what it is good for, what is only to be thought about."""

    name: str
    title: str
    why: str
    thoughts: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def folded(self) -> bool:
        """Whether it is shut at first, as what few need, or what comes after the talk."""
        return self.name in FOLDED

    @property
    def filled(self) -> bool:
        """Whether it is open all the same: the record, once there is one."""
        return self.name in OPENED and any(part.filled for part in self.parts)


def name_of(path: Steps) -> str:
    """Return what the element of a path is called in the page."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in path)
