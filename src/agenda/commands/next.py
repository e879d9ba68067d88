"""`agenda next`: the answers file of the next cycle, open actions and all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agenda.answers import Answers, SharedAnswers, validate
from agenda.answers.cycle.following import following
from agenda.answers.texts import one_line
from agenda.outputs import files
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import load, understand, understand_shared
from agenda.resources import Resources
from agenda.source import read
from agenda.source.bounds import unprintable
from agenda.source.folding import folded
from agenda.source.fresh import fresh
from agenda.source.problems import Problem, Report, Stop, has_errors, hint
from agenda.wish import Understood

NAMED_BY_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
OF_AN_EARLIER_CYCLE = re.compile(r"\.(\d{4}-\d\d|next)$")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class NextCycle:
    """What the command line asks for."""

    name: str
    resources: Resources
    output: str | None = None
    manager: str | None = None
    keep_private: bool = False
    terminal: bool = False


def next_cycle(request: NextCycle) -> Outcome:
    """Write the next cycle's answers file where there is none yet, or put it on stdout."""
    text = ""
    try:
        manager = _manager(request.manager)
        _fit(request)
        understood_as = understand if request.keep_private else understand_shared
        found = understood_as(load(request.name), request.resources)
        text = found.source.text
        made, on = _made(found, _another(manager, found.answers), request.resources)
        path = _path(request, on)
        if path:
            private = request.keep_private or files.own_only(request.name)
            files.create(path, made, private=private)
    except Stop as stop:
        return outcome_of(stop, files.display_name(request.name), text)
    reports = tuple(_reports(found))
    if path is None:
        return Outcome(reports=reports, stdout=made)
    return Outcome(reports=reports, written=(path,))


def _manager(name: str | None) -> str | None:
    """Return the new manager's name on one line. Raises Stop where it is none."""
    if name is None:
        return None
    told = one_line(name)
    if not told or any(map(_breaking, told)) or len(told) > LONGEST_NAME:
        raise wrong("--manager is not a name", 'write --manager "New Name"')
    return told


def _breaking(character: str) -> bool:
    return unprintable(character) or character in "\u2028\u2029"


def _another(name: str | None, answers: Answers) -> str | None:
    """Return the new manager. Raises Stop for whoever cannot be theirs: the employee."""
    if name and folded(name) in {"employee", "manager", folded(answers.employee.name)}:
        raise wrong(f"--manager {name} is nobody's name but a role, or the employee's own",
                    'write --manager "New Name"')  # fmt: skip
    return name


def _made(
    found: Understood[Answers] | Understood[SharedAnswers],
    manager: str | None,
    resources: Resources,
) -> tuple[bytes, date | None]:
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


def _to_stdout(request: NextCycle) -> bool:
    return request.output == files.STDOUT or (
        request.output is None and request.name == files.STDIN
    )


def _fit(request: NextCycle) -> None:
    if _to_stdout(request):
        if request.terminal:
            raise wrong("the new file would be written on the terminal", "name a file with -o")
    elif request.output and not request.output.lower().endswith(files.SUFFIXES):
        raise wrong(f"{request.output} is not the name of an answers file", "end it in .yaml")


def _path(request: NextCycle, on: date | None) -> Path | None:
    """Return where it goes: 2027-06.yaml beside 2026-12.yaml, career.2027-06.yaml elsewhere."""
    if _to_stdout(request):
        return None
    if request.output:
        return Path(request.output)
    origin = Path(request.name)
    stem = OF_AN_EARLIER_CYCLE.sub("", origin.stem)
    suffix = origin.suffix if origin.suffix in files.SUFFIXES else files.SUFFIXES[0]
    if not on:
        return origin.with_name(f"{stem}.next{suffix}")
    named = NAMED_BY_DATE.fullmatch(stem)
    day = on.isoformat() if named and named[1] else on.isoformat()[: len("2027-06")]
    return origin.with_name(f"{day if named else f'{stem}.{day}'}{suffix}")


def _reports(found: Understood[Answers] | Understood[SharedAnswers]) -> list[Report]:
    problems: tuple[Problem, ...] = found.problems
    if found.answers.record is None:
        said = hint(
            "no-record",
            "nothing was written down of this talk: what was agreed in it does not go on",
            "write record: first, for example with agenda followup --start",
        )
        problems = (*problems, said)
    return [Report(found.source.name, found.source.text, problems)] if problems else []
