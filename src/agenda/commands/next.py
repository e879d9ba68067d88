"""`agenda next`: the answers file of the next cycle, open actions and all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agenda.commands import files
from agenda.commands.brief import reading_of
from agenda.commands.reading import Understood, folders, shared, understood
from agenda.commands.request import Outcome, stopped
from agenda.commands.targets import STDOUT, wrong
from agenda.model.answers import Answers, SharedAnswers, validate
from agenda.model.answers.texts import one_line
from agenda.model.cycle.following import following
from agenda.model.problems import Problem, Report, hint
from agenda.model.problems import Stop as Stopped
from agenda.model.source import read
from agenda.model.source.fresh import fresh

NAMED_BY_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")


@dataclass(frozen=True, slots=True)
class NextCycle:
    """What the command line asks for."""

    name: str
    output: str | None = None
    manager: str | None = None
    keep_private: bool = False
    templates: Path | None = None
    terminal: bool = False


def next_cycle(request: NextCycle) -> Outcome:
    """Write the next cycle's answers file where there is none yet, or put it on stdout."""
    text = ""
    try:
        manager = _manager(request.manager)
        _fit(request)
        found = _understood(request)
        text = found.source.text
        made, on = _made(found, manager, request.templates)
        path = _path(request, on)
        if path:
            files.create(path, made, private=request.keep_private)
    except Stopped as stop:
        return stopped(stop, files.shown(request.name), text)
    reports = tuple(_reports(found))
    if path is None:
        return Outcome(reports=reports, stdout=made)
    return Outcome(reports=reports, written=(path,))


def _manager(name: str | None) -> str | None:
    """Return the new manager's name on one line. Raises Stop where it is none."""
    if name is None:
        return None
    if not one_line(name) or not one_line(name).isprintable():
        raise wrong("--manager names nobody", 'write --manager "New Name"')
    return one_line(name)


def _understood(request: NextCycle) -> Understood[Answers] | Understood[SharedAnswers]:
    """Read the answers without what is private, unless it is to be kept."""
    read_as = understood if request.keep_private else shared
    return read_as(request.name, request.templates)


def _made(
    found: Understood[Answers] | Understood[SharedAnswers],
    manager: str | None,
    templates: Path | None,
) -> tuple[bytes, date | None]:
    cycle = following(found.answers, found.words, manager)
    data = fresh(cycle.told).encode()
    _check(data, templates)
    return data, cycle.on


def _check(data: bytes, templates: Path | None) -> None:
    """Make sure that what was written can be read: a new manager's name comes from outside."""
    tree = read(data).tree
    problems = validate(tree, reading_of(tree, folders(templates))).problems
    if errors := [problem for problem in problems if problem.severity == "error"]:
        raise Stopped(*errors, name="<next cycle>", text=data.decode())


def _fit(request: NextCycle) -> None:
    to_stdout = request.output == STDOUT or (request.output is None and _stdin(request))
    if to_stdout and request.terminal:
        raise wrong("the new file would be written on the terminal", "name a file with -o")
    if request.output not in (None, STDOUT) and not str(request.output).lower().endswith(
        files.SUFFIXES
    ):
        raise wrong(f"{request.output} is not the name of an answers file", "end the name in .yaml")


def _stdin(request: NextCycle) -> bool:
    return request.name == files.STDIN


def _path(request: NextCycle, on: date | None) -> Path | None:
    """Return where it goes: 2027-06.yaml beside 2026-12.yaml, career.2027-06.yaml elsewhere."""
    if request.output == STDOUT or (request.output is None and _stdin(request)):
        return None
    if request.output:
        return Path(request.output)
    origin = Path(request.name)
    if not on:
        return origin.with_name(f"{origin.stem}.next{origin.suffix}")
    named = NAMED_BY_DATE.fullmatch(origin.stem)
    day = on.isoformat() if named and named[1] else f"{on:%Y-%m}"
    return origin.with_name(f"{day if named else f'{origin.stem}.{day}'}{origin.suffix}")


def _reports(found: Understood[Answers] | Understood[SharedAnswers]) -> list[Report]:
    problems: tuple[Problem, ...] = found.problems
    if found.answers.record is None:
        said = hint(
            "no-record",
            "nothing was written down of this talk: only what was open before goes on",
            "write record: first, for example with agenda followup --start",
        )
        problems = (*problems, said)
    return [Report(found.source.name, found.source.text, problems)] if problems else []
