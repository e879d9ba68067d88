"""The open actions of one team or person, over many answers files: a list to go through.

Its functions are imported when they are asked for, so that who needs the types
alone does not wait for the model of the answers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.documents.actions.compose import content
    from agenda.documents.actions.types import Actions

__all__ = ["Actions", "content"]


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{'compose' if name == 'content' else 'types'}")
    return getattr(module, name)
