"""What was found of one thing that `agenda` needs or can use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing is."""

    OK = "ok"
    NOTE = "note"
    """It is not there, and need not be."""
    MISSING = "missing"
    OLD = "old"
    BROKEN = "broken"
    """It is there, and cannot be used."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, how it is, what mends it, and what the run ends with for its sake.

    `cure` is a sentence, `command` is to be typed as it stands.
    """

    state: State
    name: str
    said: str
    cure: str = ""
    command: str = ""
    code: int = 0
