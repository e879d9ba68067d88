"""The agenda: what both read before the talk, and write on during it.

What composes it is imported when it is asked for, so that who needs the types alone does not
wait for the model of the answers, nor `check` for either.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from agenda.source.problems import Problem, error

if TYPE_CHECKING:
    from agenda.answers import Answers
    from agenda.documents.agenda.compose import content, content_for_me
    from agenda.documents.agenda.types import Agenda, SharedAgenda

__all__ = ["Agenda", "SharedAgenda", "content", "content_for_me", "needs"]
MODULES = {"content": "compose", "content_for_me": "compose"}
"""Where each is; the others are types."""


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


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{MODULES.get(name, 'types')}")
    return getattr(module, name)
