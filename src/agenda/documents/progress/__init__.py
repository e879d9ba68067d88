"""The progress report: a direction, skills, goals and actions over several cycles.

It is for the employee, and keeps no score of anybody else. Its functions are imported
when they are asked for, so that who needs the types alone does not wait for the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.documents.progress.compose import content, find_strangers
    from agenda.documents.progress.types import Progress

__all__ = ["Progress", "content", "find_strangers"]


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{'types' if name == 'Progress' else 'compose'}")
    return getattr(module, name)
