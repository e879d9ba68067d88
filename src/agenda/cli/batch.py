"""Many files at once: how far they are, and what came of them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import click

from agenda.cli.options import NOTED
from agenda.cli.telling import say, show, tell

if TYPE_CHECKING:
    from pathlib import Path

    from agenda.batch import Batch
    from agenda.outputs.outcome import Outcome

CLEAR = "\r\x1b[K"


class _Bar:
    """How far a run is, on a terminal: drawn below what is said, with rate and time left."""

    def __init__(self) -> None:
        self.shown: Any = None
        self._done = 0

    def begin(self, total: int) -> None:
        """Show it: there are many files, and somebody looks on."""
        self._started = time.monotonic()
        bar: Any = click.progressbar(
            length=total,
            file=sys.stderr,
            show_pos=True,
            item_show_func=lambda rate: rate or "",
        )
        self.shown = bar.__enter__()

    def tick(self) -> None:
        """One more is done."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._started, 0.001)
        self.shown.update(1, f"{rate:.1f} a second")

    def finish(self) -> None:
        """Leave it as it is, and go on below."""
        if self.shown:
            self.shown.render_finish()

    def clear(self) -> None:
        """Make room for a line; the next tick draws it again."""
        if self.shown:
            with suppress(OSError):
                click.echo(CLEAR, nl=False, err=True)


def batch_of(options: dict[str, Any]) -> Batch:
    """Take from the options how many files are made at a time. A wrong one ends the run."""
    from agenda.batch import Batch

    report, size, seconds = (options.pop(name, None) for name in ("report", "jobs", "timeout"))
    if report is not None and not report.lower().endswith(".json"):
        raise click.UsageError(f"{report} is not the name of a report: end it in .json")
    batch = Batch(
        size=size,
        seconds=seconds,
        cluster=_cluster(options),
        notes=partial(getattr, options["resources"], "doubts"),
    )
    if options.get("verbose"):
        batch.name = say
    context = click.get_current_context()
    context.meta[REPORT] = report
    if sys.stderr is not None and sys.stderr.isatty() and not options.get("quiet"):
        bar = context.meta[BAR] = _Bar()
        batch.begin, batch.tick = bar.begin, bar.tick
    return batch


def _cluster(options: dict[str, Any]) -> tuple[str, bool] | None:
    address, insecure = (options.pop(name, None) for name in ("cluster", "insecure_cluster"))
    if address and len(options["resources"].folders) > 1:
        raise click.UsageError("a cluster has its own templates: leave --templates out")
    if insecure and not address:
        raise click.UsageError("--insecure-cluster says how to reach one: name it with --cluster")
    return (address, bool(insecure)) if address else None


BAR, REPORT = f"{__name__}.bar", f"{__name__}.report"


def tell_batch_and_leave(
    outcomes: Iterable[Outcome], batch: Batch, options: dict[str, Any]
) -> NoReturn:
    """Show what came of each file, and in the end of all; leave with the highest code."""
    quiet, codes = options["quiet"], [0]
    bar = click.get_current_context().meta.get(BAR) or _Bar()
    with summing_up(batch, quiet=quiet):
        for outcome in _whole(outcomes):
            if outcome.reports or outcome.said:
                bar.clear()
            tell(outcome, quiet=quiet, opened=options.get("opened", False), listed=not bar.shown)
            codes.append(outcome.code)
    sys.exit(max(codes))


def _whole(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield what came of each file, and what keeps a run from going on: a cluster that is not."""
    from agenda.outputs.outcome import outcome_of
    from agenda.source.problems import Stop

    try:
        yield from outcomes
    except Stop as stop:
        yield outcome_of(stop)


@contextmanager
def summing_up(batch: Batch, *, quiet: bool, made: str = "made") -> Iterator[None]:
    """Say in the end what came of many files, also where the run is interrupted."""
    meta = click.get_current_context().meta
    try:
        yield
    finally:
        if bar := meta.get(BAR):
            bar.finish()
        meta[NOTED] = tuple(batch.noted)
        if batch.in_workers and not quiet:
            for line in _table(batch, made):
                say(line)
        if meta[REPORT] and batch.total:
            _write_report(meta[REPORT], batch)


def _table(batch: Batch, made: str) -> Iterator[str]:
    counts = batch.states
    rest = batch.total - len(batch.finished)
    words = {"made": made}
    for state, count in (*counts.items(), *([("not finished", rest)] if rest else ())):
        yield f"{words.get(state, state):<18}{count:>6}"
    took = max(time.monotonic() - batch.started, 0.001)
    yield f"{len(batch.finished)} files in {took:.1f} s, {len(batch.finished) / took:.1f} a second"


def _write_report(name: str, batch: Batch) -> None:
    """Write what came of each file; it quotes the answers, so it is for their owner alone."""
    from pathlib import Path

    from agenda.batch import state
    from agenda.cli.terminal import as_json, entries
    from agenda.outputs import files
    from agenda.source.problems import Stop

    found = [
        {
            "file": file,
            "state": state(result),
            "code": int(result.code),
            "written": _texts(result.written),
            "unchanged": _texts(result.kept),
            "problems": entries(result.reports),
        }
        for file, result in batch.finished
    ]
    told = {"files": batch.total, **batch.states, "each": found}
    try:
        files.write([(Path(name), as_json(told).encode("utf-8", "backslashreplace"))], private=True)
    except Stop as stop:
        show(stop.reports())


def _texts(paths: tuple[Path, ...]) -> list[str]:
    return [str(path) for path in paths]
