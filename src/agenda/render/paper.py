"""The paper a document is laid out for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Paper = Literal["a4", "letter"]

SIZES: Mapping[Paper, tuple[float, float]] = MappingProxyType(
    {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
)
"""Width and height of each paper in millimetres."""
