"""What is asked for, and what passes from the answers to the page. Nothing heavy to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from agenda.documents.message import Tone
from agenda.source.problems import Path as Place
from agenda.source.problems import Problem, Span

if TYPE_CHECKING:
    from agenda.language.locale import Formality, Paper

Format = Literal["pdf", "docx", "html", "md"]
FORMATS: tuple[Format, ...] = ("pdf", "docx", "html", "md")
For = Literal["manager", "me"]
Document = Literal["ask", "agenda", "record", "progress"]
DOCUMENTS: tuple[Document, ...] = ("ask", "agenda", "record", "progress")
"""The kinds of document; each has its template `documents/<kind>.html.j2`."""


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
    tone: Tone = "warm"
    times: tuple[datetime, ...] = ()
    """How the message is worded that asks for the talk, and up to two times that it offers."""


@dataclass(frozen=True, slots=True)
class Origin:
    """An answers file that a document is made from, and what was noticed in it.

    `text` is there for the places of problems; `unusual` maps each character beyond
    Latin to the first place where the reader meets it.
    """

    name: str
    text: str
    problems: tuple[Problem, ...] = ()
    unusual: Mapping[str, tuple[Place, Span]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
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
