"""The manager's page: how to hold the talk, for who has never had one. Of shared answers alone.

What composes it is imported when it is asked for, as with the agenda.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.documents.guide.compose import content
    from agenda.documents.guide.types import Guide

__all__ = ["Guide", "content"]


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f"{__name__}.{'types' if name == 'Guide' else 'compose'}")
    return getattr(module, name)
