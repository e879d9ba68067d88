"""`agenda check`: every problem of every file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from agenda.commands import files
from agenda.commands.brief import check as problems_of
from agenda.commands.exits import Exit, code
from agenda.commands.request import Outcome, stopped
from agenda.model import bundled
from agenda.model.problems import Report, Stop
from agenda.model.source import read


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
