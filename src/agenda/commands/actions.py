"""`agenda actions`: what is open across answers files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agenda.answers import SharedAnswers
from agenda.answers.cycle.joined import Cycle, OpenAction, open_actions
from agenda.answers.cycle.wanted import Wanted
from agenda.outputs import files
from agenda.outputs.outcome import Exit, code
from agenda.pipeline import load, understand_shared
from agenda.resources import Resources
from agenda.source.problems import Report, Stop


@dataclass(frozen=True, slots=True)
class Listing:
    """What is open, and the reports of the files that could not be looked into."""

    code: Exit = Exit.DONE
    entries: tuple[OpenAction, ...] = ()
    reports: tuple[Report, ...] = ()


def actions(names: tuple[str, ...], today: date, resources: Resources, wanted: Wanted) -> Listing:
    """Return the open actions by due date; a file with problems does not hide the others'."""
    try:
        found = tuple(files.inputs(names))
    except Stop as stop:
        return Listing(code(stop.problems), reports=stop.reports())
    cycles: list[Cycle[SharedAnswers]] = []
    reports: list[Report] = []
    for name in found:
        try:
            read = understand_shared(load(name), resources)
            cycles.append(Cycle(read.source.name, read.answers))
        except Stop as stop:
            reports += stop.reports(files.display_name(name))
    worst = max((code(report.problems) for report in reports), default=Exit.DONE)
    entries = filter(wanted.has, open_actions(cycles, today))
    return Listing(worst, tuple(entries), tuple(reports))
