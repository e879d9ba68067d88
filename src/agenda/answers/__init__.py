"""What an answers file means: its types and their checks, who sees what, and its cycles.

What needs the models is imported when it is asked for: who reads a document's identity or an
address does without.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.answers.audience import seen_by
    from agenda.answers.root import Answers, SharedAnswers
    from agenda.answers.validation import Needs, Validated, accept, narrow, place_problem, validate

__all__ = [
    "Answers",
    "Needs",
    "SharedAnswers",
    "Validated",
    "accept",
    "narrow",
    "place_problem",
    "seen_by",
    "validate",
]
MODULES = {"Answers": "root", "SharedAnswers": "root", "seen_by": "audience"}
"""Where each is; the others are of `validation`."""


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{MODULES.get(name, 'validation')}"), name)
