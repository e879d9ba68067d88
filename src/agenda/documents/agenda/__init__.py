"""The agenda: what both read before the talk, and write on during it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from agenda.documents.late import late
from agenda.source.problems import Problem, error

if TYPE_CHECKING:
    from agenda.answers import Answers
    from agenda.documents.agenda.compose import content, content_for_me
    from agenda.documents.agenda.types import Agenda, SharedAgenda

__all__ = ["Agenda", "SharedAgenda", "content", "content_for_me", "needs"]
__getattr__ = late(__name__, __all__)


def needs(answers: Answers) -> Iterator[Problem]:
    """Yield what an agenda cannot do without: one value, or a long term."""
    long_term = answers.aspirations.long_term if answers.aspirations else None
    if not answers.values and not long_term:
        yield error(
            "needs",
            "an agenda needs at least one value, or a long term",
            "write values: with one word that matters to you in work;"
            " or aspirations: with a long_term",
            path=("values",),
        )
