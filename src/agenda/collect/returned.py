"""What a returned copy holds, whichever program it came from: nothing is understood yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from agenda.source.problems import Problem, Stop, error

TICKED = "yes"
"""What a field holds that is ticked; one that is not holds nothing."""

LONGEST = 20_000
"""Of a text, in characters: more than any answers file takes, and than anybody types."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What was typed into a copy, and what the copy says about itself.

    `typed` has each field by its name with its text as typed, lines parted by a
    newline; an empty field has an empty text, a field that the copy has lost is not
    there. `about` is what `documents.identity` wrote into it, empty where that is gone.
    `problems` are what hinders or blurs the reading; `text` is that of the pages, where
    there are no fields to read.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    text: str = ""


def refuse(fault: str, cure: str) -> Stop:
    """Return the end of the work on a copy: `fault` goes on from what it is called."""
    return Stop(error("returned-copy", f"the returned copy {fault}", cure))
