"""`agenda next`: the answers file of the next cycle, open actions and all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from agenda.answers import Answers, SharedAnswers, validate
from agenda.answers.cycle.following import following
from agenda.answers.reading import read
from agenda.commands.new import manager_called
from agenda.outputs import files
from agenda.outputs.beside import Where, origin_of
from agenda.outputs.jobs import Job, Run, in_turn
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import load, understand, understand_shared
from agenda.resources import Resources
from agenda.source.folding import folded
from agenda.source.fresh import fresh
from agenda.source.problems import Problem, Report, Stop, has_errors, hint
from agenda.wish import Understood

NAMED_BY_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
OF_AN_EARLIER_CYCLE = re.compile(r"\.(\d{4}-\d\d|next)$")
Found = Understood[Answers] | Understood[SharedAnswers]


@dataclass(frozen=True, slots=True)
class NextCycle:
    """What the command line asks for."""

    names: tuple[str, ...]
    resources: Resources
    where: Where = field(default_factory=Where)
    manager: str | None = None
    keep_private: bool = False


def next_cycle(request: NextCycle, run: Run = in_turn) -> Iterator[Outcome]:
    """Write the next cycle of each file where there is none yet, or put it on stdout.

    A file with problems writes nothing; the others go on.
    """
    try:
        names = tuple(files.inputs(request.names))
        manager = None if request.manager is None else manager_called(request.manager)
        request.where.fit(len(names) > 1)
        for name in names:
            _fit(name, request.where)
    except Stop as stop:
        yield outcome_of(stop)
        return
    yield from run([Job(name, partial(_written, name, manager, request)) for name in names])


def _written(name: str, manager: str | None, request: NextCycle) -> Outcome:
    text = ""
    try:
        understood_as = understand if request.keep_private else understand_shared
        found = understood_as(load(name), request.resources)
        text = found.source.text
        made, on = _made(found, _another(manager, found.answers), request.resources)
        path = _path(name, request.where, on)
        if path:
            if request.where.folder:
                files.make(request.where.folder)
            files.create(path, made, private=request.keep_private or files.own_only(name))
    except Stop as stop:
        return outcome_of(stop, files.display_name(name), text)
    told = Outcome(reports=_reports(found))
    return told._replace(written=(path,)) if path else told._replace(stdout=made)


def _another(name: str | None, answers: Answers) -> str | None:
    """Return the new manager. Raises Stop for whoever cannot be theirs: the employee."""
    if name and folded(name) in {"employee", "manager", folded(answers.employee.name)}:
        raise wrong(f"--manager {name} is nobody's name but a role, or the employee's own",
                    'write --manager "New Name"')  # fmt: skip
    return name


def _made(found: Found, manager: str | None, resources: Resources) -> tuple[bytes, date | None]:
    cycle = following(found.answers, found.words, manager)
    data = fresh(cycle.told).encode()
    _check(data, resources)
    return data, cycle.on


def _check(data: bytes, resources: Resources) -> None:
    """Make sure that what was written can be read: a new manager's name comes from outside."""
    made = "<next cycle>"
    try:
        tree = read(data, made).tree
    except Stop as stop:
        raise Stop(*stop.problems, name=made, text=data.decode()) from None
    problems = validate(tree, resources.reading(tree)).problems
    if has_errors(problems):
        raise Stop(*problems, name=made, text=data.decode())


def _fit(name: str, where: Where) -> None:
    if where.is_stdout(name):
        if where.terminal:
            raise wrong("the new file would be written on the terminal", "name a file with -o")
    elif where.output and not where.output.lower().endswith(files.SUFFIXES):
        raise wrong(f"{where.output} is not the name of an answers file", "end it in .yaml")


def _path(name: str, where: Where, on: date | None) -> Path | None:
    """Return where it goes: 2027-06.yaml beside 2026-12.yaml, career.2027-06.yaml elsewhere."""
    if where.is_stdout(name):
        return None
    if where.output:
        return Path(where.output)
    origin = origin_of(name)
    origin = (where.folder or origin.parent) / origin.name
    stem = OF_AN_EARLIER_CYCLE.sub("", origin.stem)
    suffix = origin.suffix if origin.suffix in files.SUFFIXES else files.SUFFIXES[0]
    if not on:
        return origin.with_name(f"{stem}.next{suffix}")
    named = NAMED_BY_DATE.fullmatch(stem)
    day = on.isoformat() if named and named[1] else on.isoformat()[: len("2027-06")]
    return origin.with_name(f"{day if named else f'{stem}.{day}'}{suffix}")


def _reports(found: Found) -> tuple[Report, ...]:
    problems: tuple[Problem, ...] = found.problems
    if found.answers.record is None:
        problems += (hint(
            "no-record",
            "nothing was written down of this talk: what was agreed in it does not go on",
            "write record: first, for example with agenda followup --start",
        ),)  # fmt: skip
    return (Report(found.source.name, found.source.text, problems),) if problems else ()
