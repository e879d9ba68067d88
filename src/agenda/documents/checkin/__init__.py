"""The check-in: one sheet for the ten minutes of every quarter, with what is open on it.

Its functions are imported when they are asked for, so that who needs the types
alone does not wait for the model of the answers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.documents.checkin.compose import content, content_for_me
    from agenda.documents.checkin.types import CheckIn, SharedCheckIn

__all__ = ["CheckIn", "SharedCheckIn", "content", "content_for_me"]
MODULES = {"content": "compose", "content_for_me": "compose"}
"""Where each is; the others are types."""


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{MODULES.get(name, 'types')}")
    return getattr(module, name)
