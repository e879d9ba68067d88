"""The follow-up record: what both said, what they agreed on, and who does what by when.

Its functions are imported when they are asked for, so that who needs the types
alone does not wait for the model of the answers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.documents.record.compose import content, content_for_me, find_unsettled, needs
    from agenda.documents.record.types import Record, SharedRecord

__all__ = ["Record", "SharedRecord", "content", "content_for_me", "find_unsettled", "needs"]
MODULES = {
    "content": "compose",
    "content_for_me": "compose",
    "needs": "compose",
    "find_unsettled": "compose",
}
"""Where each is; the others are types."""


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{MODULES.get(name, 'types')}")
    return getattr(module, name)
