"""Documents of any kind, in any format, for any number of answers files: made, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from agenda import targets
from agenda.ahead import get_readier, get_ready
from agenda.fork import run_ahead
from agenda.outputs import files, ledger
from agenda.outputs.jobs import Away, Job, Run, in_turn
from agenda.outputs.ledger import Trace
from agenda.outputs.outcome import Outcome, outcome_of
from agenda.pipeline import Advise
from agenda.source.problems import Stop
from agenda.targets import Request, Task
from agenda.wish import Brief, Understood, Wish
from agenda.work import Given, Made, Order, compose_from, make, warm

if TYPE_CHECKING:
    from agenda.answers import Answers


def produce(request: Request, advise: Advise | None, run: Run = in_turn) -> Iterator[Outcome]:
    """Make and write each document, and yield what came of it.

    A file with problems writes nothing; the others go on.
    """
    try:
        tasks = targets.tasks(request)
    except Stop as stop:
        yield outcome_of(stop)
        return
    jobs = [
        Job(
            ", ".join(task.names),
            partial(_done, task, request, advise, first=not number),
            begin=partial(_begun, task, request, advise),
        )
        for number, task in enumerate(tasks)
    ]
    formats = {form for task in tasks for form, _ in task.targets}
    traces: dict[str, Trace] = {}
    try:
        for outcome in run(jobs, partial(warm, formats, request.wish, request.resources)):
            traces |= outcome.traces
            yield outcome
    finally:  # also of an interrupted run
        if traces:
            ledger.save(traces)


def _done(task: Task, request: Request, advise: Advise | None, *, first: bool) -> Outcome:
    """Make every format before the first is written: all of them or none."""
    begun = _begun(task, request, advise, first=first)
    if isinstance(begun, Outcome):
        return begun
    made: Made | Stop
    try:
        made = make(begun.order, request.resources)
    except Stop as stop:
        made = stop
    outcome: Outcome = begun.finish(made)
    return outcome


def _begun(
    task: Task, request: Request, advise: Advise | None, *, first: bool = False
) -> Away | Outcome:
    """Return what is to be made, wherever that is, and what follows; or why it cannot be."""
    try:
        brief, advice = _brief(task, request, advise, first=first)
    except Stop as stop:
        return outcome_of(stop, "".join(map(files.display_name, task.names[:1])))
    known = ledger.made_from(request.known, task.targets)
    order = Order(brief, [form for form, _ in task.targets], request.wish, known)
    return Away(order, partial(_finished, task, request, brief, advice))


def _finished(
    task: Task, request: Request, brief: Brief, advice: Iterator[str], made: Made | Stop
) -> Outcome:
    """Write what was made."""
    paths = {form: path for form, path in task.targets if path}
    try:
        if isinstance(made, Stop):
            raise made
        if request.folder:
            files.make(request.folder)
        written = {paths[form]: data for form, data in made.documents.items() if form in paths}
        files.write(written.items(), private=request.wish.private)
    except Stop as stop:
        return outcome_of(stop, *next(((one.name, one.text) for one in brief.origins), ()))
    return Outcome(
        reports=made.reports,
        written=tuple(written),
        kept=tuple(path for path in paths.values() if path not in written),
        stdout=b"".join(made.documents[form] for form, path in task.targets if not path),
        traces=ledger.trace(
            (paths[form], digest, made.documents[form])
            for form, digest in made.digests.items()
            if form in paths and form in made.documents
        ),
        said=tuple(advice),
    )


def _brief(
    task: Task, request: Request, advise: Advise | None, *, first: bool
) -> tuple[Brief, Iterator[str]]:
    """Read the answers; the first time, while the writers load. Raises Stop.

    The line on coaching, where there is one, is thought of while the document is written.
    """
    given = [_given(name) for name in task.names]
    formats = [form for form, _ in task.targets]

    def briefed() -> Iterator[Any]:
        advice: list[Callable[[], str]] = []

        def postpone(found: Understood[Answers], wish: Wish) -> str:
            advice.extend([partial(advise, found, wish)] if advise else ())
            return ""

        yield _briefed(given, request, postpone)
        yield from filter(None, (said() for said in advice))

    asked = request.wish, request.resources
    ready = partial(get_ready, formats, *asked)
    results = run_ahead(briefed, ready, get_readier(*asked))[0] if first else briefed()
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
