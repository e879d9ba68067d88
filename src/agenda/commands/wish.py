"""What is asked for, and what passes from the answers to the page. Nothing heavy to import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from agenda.model import bundled
from agenda.model.problems import Path as Place
from agenda.model.problems import Problem, Span

if TYPE_CHECKING:
    from agenda.documents.agenda.types import Agenda
    from agenda.model.locale import Formality, Paper

Format = Literal["pdf", "docx", "html", "md"]
FORMATS: tuple[Format, ...] = ("pdf", "docx", "html", "md")
For = Literal["manager", "me"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document is wanted; what is None follows from the answers."""

    now: datetime
    audience: For = "manager"
    theme: str | None = None
    templates: Path | None = None
    language: str | None = None
    paper: Paper | None = None
    reference: bytes | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where templates, themes and catalogues are looked for, in that order."""
        own = (self.templates,) if self.templates else ()
        return (*own, bundled.templates())


@dataclass(frozen=True, slots=True)
class Brief:
    """What a document says and how its answers want it: all that the page is made from.

    `text` is that of the answers file, for the places of problems; `unusual` maps each
    character beyond Latin to the first place where the reader meets it.
    """

    content: Agenda
    language: str
    formality: Formality | None
    theme: str
    paper: Paper | None
    problems: tuple[Problem, ...]
    text: str
    unusual: dict[str, tuple[Place, Span]]
