"""`agenda actions`: what is open across answers files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agenda.answers import SharedAnswers
from agenda.answers.cycle.joined import Cycle, OpenAction, open_actions
from agenda.outputs import files
from agenda.outputs.outcome import Exit, code
from agenda.pipeline import load, understand_shared
from agenda.resources import Resources
from agenda.source.folding import folded
from agenda.source.problems import Report, Stop


@dataclass(frozen=True, slots=True)
class Listing:
    """What is open, and the reports of the files that could not be looked into."""

    code: Exit = Exit.DONE
    entries: tuple[OpenAction, ...] = ()
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the open actions: all, those of one person, or those due by a day.

    Somebody is `whose` by name, the first will do, or by role: 'manager', 'employee', 'nobody'.
    """

    whose: str = ""
    until: date | None = None
    overdue: bool = False

    def has(self, entry: OpenAction) -> bool:
        """Whether an action is one of them."""
        due = entry.standing.action.due
        in_time = self.until is None or (due is not None and due <= self.until)
        return in_time and (entry.overdue or not self.overdue) and self._is_theirs(entry)

    def _is_theirs(self, entry: OpenAction) -> bool:
        wanted = folded(self.whose)
        if wanted in {"employee", "manager"}:
            wanted = folded(getattr(entry.cycle.answers, wanted).name)
        owner = folded(entry.owner or "nobody")
        return not wanted or wanted == owner or wanted in owner.split()


def actions(
    names: tuple[str, ...], today: date, resources: Resources, wanted: Wanted | None = None
) -> Listing:
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
    entries = filter((wanted or Wanted()).has, open_actions(cycles, today))
    return Listing(worst, tuple(entries), tuple(reports))
