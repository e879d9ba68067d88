"""Reads an answers file into a tree of places, and edits its text in place.

The reader is imported when it is asked for: field names and nodes do without YAML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agenda.source.nodes import Entry, Mapping, Node, Scalar, Sequence
    from agenda.source.reader import Source, Unreadable, read

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "Source", "Unreadable", "read"]


def __getattr__(name: str) -> Any:
    """Import the function or type that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.reader"), name)
