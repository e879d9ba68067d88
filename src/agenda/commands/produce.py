"""Documents of any kind, in any format, for any number of answers files: made, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from agenda import targets
from agenda.fork import run_ahead
from agenda.outputs import files
from agenda.outputs.outcome import Exit, Outcome, outcome_of
from agenda.pipeline import Advise, get_ready
from agenda.source.problems import Stop
from agenda.targets import Request, Task
from agenda.wish import Brief, Understood, Wish
from agenda.work import Given, compose_from, make

if TYPE_CHECKING:
    from agenda.answers import Answers


def produce(
    request: Request, advise: Advise, progress: Callable[[str], None] | None = None
) -> Iterator[Outcome]:
    """Make and write each document, and yield what came of it before the next is begun.

    A file with problems writes nothing; the others go on.
    """
    try:
        tasks = targets.tasks(request)
    except Stop as stop:
        yield outcome_of(stop)
        return
    for number, task in enumerate(tasks):
        if progress:
            progress(", ".join(map(files.display_name, task.names)))
        yield _done(task, request, advise, first=not number)


def _done(task: Task, request: Request, advise: Advise, *, first: bool) -> Outcome:
    """Make every format before the first is written: all of them or none."""
    name, text = "".join(map(files.display_name, task.names[:1])), ""
    formats = [form for form, _ in task.targets]
    try:
        brief, advice = _brief(task, request, advise, first=first)
        name, text = brief.origins[0].name, brief.origins[0].text
        made = make(brief, formats, request.wish, request.resources)
        if request.folder:
            files.make(request.folder)
        written = [(path, made.documents[form]) for form, path in task.targets if path]
        files.write(written, private=request.wish.private)
    except Stop as stop:
        return outcome_of(stop, name, text)
    stdout = b"".join(made.documents[form] for form, path in task.targets if not path)
    paths = tuple(path for path, _ in written)
    return Outcome(Exit.DONE, made.reports, paths, stdout, tuple(advice))


def _brief(
    task: Task, request: Request, advise: Advise, *, first: bool
) -> tuple[Brief, Iterator[str]]:
    """Read the answers; the first time, while the writers load. Raises Stop.

    The line on coaching, where there is one, is thought of while the document is written.
    """
    given = [_given(name) for name in task.names]
    formats = [form for form, _ in task.targets]

    def briefed() -> Iterator[Any]:
        advice: list[Callable[[], str]] = []

        def postpone(found: Understood[Answers], wish: Wish) -> str:
            advice.append(partial(advise, found, wish))
            return ""

        yield _briefed(given, request, postpone)
        yield from filter(None, (said() for said in advice))

    def ready() -> None:
        get_ready(formats, request.wish, request.resources)

    results = run_ahead(briefed, ready)[0] if first else briefed()
    brief = next(results)
    if isinstance(brief, Stop):
        raise brief
    return brief, results


def _given(name: str) -> Given:
    try:
        return files.display_name(name), files.read(name)
    except Stop as stop:
        return files.display_name(name), stop


def _briefed(given: list[Given], request: Request, advise: Advise) -> Brief | Stop:
    try:
        return compose_from(given, request.wish, request.resources, advise)
    except Stop as stop:
        return stop
