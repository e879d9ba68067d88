"""`agenda check`: every problem of every file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from agenda.commands import files
from agenda.commands.brief import placed, reading_of
from agenda.commands.exits import Exit, code
from agenda.commands.request import Outcome, stopped
from agenda.documents import agenda, record
from agenda.model import audience, bundled
from agenda.model.answers import Answers, validate
from agenda.model.cycle.standing import held
from agenda.model.problems import Problem, Report, Severity, Stop, hint, in_order
from agenda.model.source import Mapping, Source, read
from agenda.model.source.nodes import at


def check(
    names: tuple[str, ...], today: date, templates: Path | None = None, *, strict: bool = False
) -> Outcome:
    """Report on each file; a file without problems has an empty report."""
    try:
        found = tuple(files.inputs(names))
    except Stop as stop:
        return stopped(stop)
    folders = (*((templates,) if templates else ()), bundled.templates())
    reports = tuple(_report(name, folders, today) for name in found)
    codes = (code(report.problems, strict=strict) for report in reports)
    return Outcome(max(codes, default=Exit.DONE), reports)


def _report(name: str, folders: tuple[Path, ...], today: date) -> Report:
    shown = files.shown(name)
    try:
        answers = read(files.read(name), name)
        return Report(shown, answers.text, problems_of(answers, folders, today))
    except Stop as stop:
        return Report(shown, stop.text, stop.problems)


def problems_of(source: Source, folders: tuple[Path, ...], today: date) -> tuple[Problem, ...]:
    """Return every problem of the whole file, private parts included, and what is still open."""
    found = validate(source.tree, reading_of(source.tree, folders))
    problems = [*found.problems, *audience.repeated(source.tree)]
    if found.answers:
        problems += (replace(need, severity=Severity.HINT) for need in agenda.needs(found.answers))
        problems += _unset(source.tree)
        problems += _unwritten(found.answers, today)
    return in_order(placed(source.tree, problem) for problem in problems)


def _unset(tree: Mapping) -> Iterator[Problem]:
    if not at(tree, ("meeting",)):
        yield hint(
            "no-meeting",
            "no meeting is set: the agenda has 45 minutes and no date",
            "write meeting: and a date with a time, for example 2026-12-03 14:00",
        )


def _unwritten(answers: Answers, today: date) -> Iterator[Problem]:
    """Once the talk is over, what was agreed wants to be written down."""
    on = held(answers)
    if on and on < today:
        for need in record.needs(answers):
            yield replace(
                need,
                severity=Severity.HINT,
                message=f"the talk was on {on.isoformat()}, and nothing is written down of it yet",
            )
