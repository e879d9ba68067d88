"""Reads an answers file into a tree of places, and edits its text in place."""

from agenda.model.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from agenda.model.source.read import Source, Unreadable, read

__all__ = ["Entry", "Mapping", "Node", "Scalar", "Sequence", "Source", "Unreadable", "read"]
