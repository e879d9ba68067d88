"""Documents of any kind, in any format, for any number of answers files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.commands import targets
from agenda.commands.ahead import overlapped
from agenda.commands.request import Request, Task
from agenda.commands.wish import Brief, Format, Wish
from agenda.outputs import files
from agenda.outputs.exits import Exit
from agenda.outputs.outcome import Outcome, stopped
from agenda.resources import Resources
from agenda.source.problems import Report, Stop

if TYPE_CHECKING:
    from agenda.source import Source

Given = tuple[str, bytes | Stop]
"""An answers file's name and its bytes, or why it could not be read."""


Advise = Callable[["Source", Wish, Resources], str]
"""What says, in one line, how the talk might become a better one."""


def produce(
    request: Request, advise: Advise, progress: Callable[[str], None] | None = None
) -> Iterator[Outcome]:
    """Make and write each document, and yield what came of it before the next is begun.

    A file with problems writes nothing; the others go on.
    """
    try:
        tasks = targets.tasks(request)
    except Stop as stop:
        yield stopped(stop)
        return
    for number, task in enumerate(tasks):
        if progress:
            progress(", ".join(map(files.shown, task.names)))
        yield _done(task, request, advise, first=not number)


def _done(task: Task, request: Request, advise: Advise, *, first: bool) -> Outcome:
    """Make every format before the first is written: all of them or none."""
    name, text = files.shown(task.names[0]), ""
    try:
        brief = _brief(task, request, advise, first=first)
        name, text = brief.origins[0].name, brief.origins[0].text
        made, reports = _made(brief, task, request)
        _write(made, request)
    except Stop as stop:
        return stopped(stop, name, text)
    paths = tuple(path for path, _ in made if path)
    stdout = b"".join(data for path, data in made if not path)
    return Outcome(Exit.DONE, reports, paths, stdout, (brief.advice,) if brief.advice else ())


def _brief(task: Task, request: Request, advise: Advise, *, first: bool) -> Brief:
    """Read the answers; the first time, while the writers load. Raises Stop."""
    given = [_given(name) for name in task.names]
    wish, resources = request.wish, request.resources
    if first:
        formats = [form for form, _ in task.targets]
        brief, _ = overlapped(
            lambda: _briefed(given, wish, resources, advise),
            lambda: load(formats, wish, resources),
        )
    else:
        brief = _briefed(given, wish, resources, advise)
    if isinstance(brief, Stop):
        raise brief
    return brief


def _given(name: str) -> Given:
    try:
        return files.shown(name), files.read(name)
    except Stop as stop:
        return files.shown(name), stop


def _briefed(given: list[Given], wish: Wish, resources: Resources, advise: Advise) -> Brief | Stop:
    from agenda.commands.contents import brief_of  # noqa: PLC0415 - half of what a run imports

    sources = [_source(name, data) for name, data in given]
    try:
        brief = brief_of(sources, wish, resources)
    except Stop as stop:
        return stop
    one, alone = sources[0], wish.document not in targets.JOINED
    if alone and not isinstance(one, Report):  # what looks back over several cycles has none
        brief = replace(brief, advice=advise(one, wish, resources))
    return brief


def _source(name: str, data: bytes | Stop) -> Source | Report:
    """Return the tree of a file, or the report of why there is none."""
    from agenda.source import read  # noqa: PLC0415

    try:
        if isinstance(data, Stop):
            raise data
        return read(data, name)
    except Stop as stop:
        (report,) = stop.reports(name)
        return report


def load(formats: list[Format], wish: Wish, resources: Resources) -> None:
    """Load all that documents in these formats need."""
    from agenda.commands.making import get_ready  # noqa: PLC0415 - the other half

    get_ready(formats, wish, resources)


def _made(
    brief: Brief, task: Task, request: Request
) -> tuple[list[tuple[Path | None, bytes]], tuple[Report, ...]]:
    from agenda.commands import making  # noqa: PLC0415

    draft = making.laid_out(brief, request.wish, request.resources)
    made = [(path, making.written(draft, form)) for form, path in task.targets]
    pdf = any(form == "pdf" for form, _ in task.targets)
    return made, making.noticed(brief, draft.theme, pdf=pdf)


def _write(made: list[tuple[Path | None, bytes]], request: Request) -> None:
    if request.folder:
        files.make(request.folder)
    private = request.wish.audience == "me"
    files.write([(path, data) for path, data in made if path], private=private)
