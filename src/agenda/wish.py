"""What is asked for, and what passes from step to step of the run. Nothing heavy to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from agenda.documents.message import Tone
from agenda.language.reading import DEFAULT
from agenda.names import Document, For
from agenda.source.problems import Problem, Report, Span, Steps

if TYPE_CHECKING:
    from agenda.answers import Answers
    from agenda.answers.cycle.joined import Cycle
    from agenda.answers.cycle.wanted import Wanted
    from agenda.language.catalogue import Formality
    from agenda.language.locale import Locale, Paper
    from agenda.render.theme import Theme
    from agenda.resources import Resources
    from agenda.source import Mapping as Tree
    from agenda.source import Source

THEME = "classic"
"""The look of a document for which nobody wants another one."""
Some = TypeVar("Some", bound="Answers", covariant=True)  # noqa: PLC0105


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document is wanted; what is None follows from the answers."""

    now: datetime
    document: Document = "agenda"
    audience: For = "manager"
    theme: str | None = None
    language: str | None = None
    paper: Paper | None = None
    reference: bytes | None = None
    flat: bool = False
    """Whether it is plain pages, with room to write and no fields."""
    embed_fonts: bool = False
    """Whether a Word file brings its face along."""
    formality: Formality | None = "informal"
    """How a page addresses its reader that is made of no answers: they say it for all others."""
    tone: Tone = "warm"
    times: tuple[datetime, ...] = ()
    """How the message is worded that asks for the talk, and up to two times that it offers."""
    wanted: Wanted | None = None
    """Which open actions a list of them has: all, if it is not said."""

    @property
    def private(self) -> bool:
        """Whether what is made is for the writer alone."""
        return self.audience == "me"


@dataclass(frozen=True)
class Understood(Generic[Some]):
    """An answers file that nothing keeps from being used, as one reader sees it.

    `name` is that for messages; `tree` is what the answers were made of, and `problems` are
    warnings and hints.
    """

    name: str
    source: Source
    tree: Tree
    answers: Some
    problems: tuple[Problem, ...]
    resources: Resources

    @cached_property
    def words(self) -> Locale:
        """The file's own language, for what is written into it."""
        return self.spoken(None)

    def spoken(self, language: str | None) -> Locale:
        """Return how a document of it speaks; its levels have the names of the file's scale."""
        tag = language or self.answers.language or DEFAULT
        words = self.resources.locale(tag, self.answers.formality)
        return replace(words, level_names=self.resources.reading(self.tree).level_names)

    @property
    def cycle(self) -> Cycle[Some]:
        """The file as one of several."""
        from agenda.answers.cycle.joined import Cycle  # noqa: PLC0415 - few files have others

        return Cycle(self.name, self.answers, self.resources.reading(self.tree).level_names)


@dataclass(frozen=True, slots=True)
class Origin:
    """An answers file that a document is made from, and what was noticed in it.

    `text` is there for the places of problems; `unusual` maps each character beyond
    Latin to the first place where the reader meets it.
    """

    name: str
    text: str
    problems: tuple[Problem, ...] = ()
    unusual: Mapping[str, tuple[Steps, Span]] = field(default_factory=dict)


class Brief(NamedTuple):
    """What a document says and how its answers want it: all that the page is made from.

    `content` is that of the document's own kind, for instance an `Agenda`.
    """

    content: object
    language: str
    formality: Formality | None
    theme: str
    paper: Paper | None
    origins: tuple[Origin, ...]
    advice: str = ""
    """What is said, in one line, of how the talk might become a better one."""


class Draft(NamedTuple):
    """A document before it is given a format: its HTML, and how that is to look.

    `reports` are warnings on templates of the user's own, and `own` the names of all files of
    theirs that it is made with.
    """

    html: str
    theme: Theme
    paper: Paper
    wish: Wish
    reports: tuple[Report, ...] = ()
    own: tuple[str, ...] = ()
