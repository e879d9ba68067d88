"""What came of a command. Nothing heavy to import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agenda.outputs.exits import Exit, code
from agenda.source.problems import Report, Stop, error


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its reports, what it says, what it wrote and puts on stdout, its code."""

    code: Exit = Exit.DONE
    reports: tuple[Report, ...] = ()
    written: tuple[Path, ...] = ()
    stdout: bytes = b""
    said: tuple[str, ...] = ()
    """What else there is to say, a line each: of what was changed, of coaching."""

    def and_then(self, other: Outcome) -> Outcome:
        """Return what came of both, one after the other; the higher code counts."""
        return Outcome(
            max(self.code, other.code),
            (*self.reports, *other.reports),
            (*self.written, *other.written),
            self.stdout + other.stdout,
            (*self.said, *other.said),
        )


def outcome_of(stop: Stop, name: str = "", text: str = "") -> Outcome:
    """Return what came of a run that ended there: `name` and `text` are those of its answers."""
    return Outcome(code(stop.problems), stop.reports(name, text))


def wrong(fault: str, cure: str) -> Stop:
    """Return the end of a run whose command line is wrong."""
    return Stop(error("usage", fault, cure))
