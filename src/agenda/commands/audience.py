"""`agenda audience`: who will see which field of an answers file."""

from __future__ import annotations

from dataclasses import dataclass

from agenda.answers.audience import Seen, readers
from agenda.answers.reading import read
from agenda.outputs import files
from agenda.outputs.outcome import Exit, outcome_of
from agenda.source.problems import Report, Stop


@dataclass(frozen=True, slots=True)
class Audiences:
    """Every field of a file with its readers, or the reports of why it cannot be told."""

    code: Exit = Exit.DONE
    fields: tuple[Seen, ...] = ()
    reports: tuple[Report, ...] = ()


def audience(name: str) -> Audiences:
    """Return who sees each field that says something."""
    try:
        return Audiences(fields=readers(read(files.read(name), name).tree))
    except Stop as stop:
        ended = outcome_of(stop, files.display_name(name))
        return Audiences(ended.code, reports=ended.reports)
