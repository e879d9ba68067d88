"""What came of a run, on stderr and stdout."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from agenda.outputs.outcome import Outcome

Built = TypeVar("Built")


def tell(
    outcome: Outcome, *, quiet: bool = False, opened: bool = False, listed: bool = True
) -> None:
    """Show what was made and what went wrong; what was written is `listed` where that helps."""
    show(outcome.reports)
    if outcome.stdout:
        put(outcome.stdout)
    for line in () if quiet else (*(_listed(outcome) if listed else ()), *outcome.said):
        say(line)
    for path in outcome.written if opened else ():
        click.launch(str(path))


def _listed(outcome: Outcome) -> Iterator[str]:
    yield from (f"wrote {path}" for path in outcome.written)
    yield from (f"{path} is as it was" for path in outcome.kept)


def tell_and_leave(outcome: Outcome, *, quiet: bool = False) -> None:
    """Show what came of a run and leave with its code."""
    tell(outcome, quiet=quiet)
    sys.exit(outcome.code)


def tell_each_and_leave(
    outcomes: Iterable[Outcome], *, quiet: bool = False, opened: bool = False
) -> NoReturn:
    """Show what came of each file before the next is begun, and leave with the highest code."""
    codes = [0]
    for outcome in outcomes:
        tell(outcome, quiet=quiet, opened=opened)
        codes.append(outcome.code)
    sys.exit(max(codes))


def or_leave(build: Callable[[], Built]) -> Built:
    """Return what `build` makes, or show the problems that keep it from it and leave."""
    from agenda.outputs.outcome import code
    from agenda.source.problems import Stop

    try:
        return build()
    except Stop as stop:
        show(stop.reports())
        sys.exit(code(stop.problems))


def show(reports: tuple[Any, ...]) -> None:
    """Put problems on stderr."""
    from agenda.cli import terminal

    with suppress(OSError):  # where stderr is closed or full, the exit code has to do
        click.echo(terminal.shown(reports), nl=False, err=True)


def say(line: str) -> None:
    """Put one line on stderr."""
    from agenda.cli import terminal

    with suppress(OSError):
        click.echo(terminal.visible(line), err=True)


def put(asked_for: str | bytes) -> None:
    """Put it on stdout; leave where that cannot be, without a word if nobody reads on."""
    try:
        if sys.stdout is None:  # closed before Python began
            raise OSError(errno.EBADF, "it is closed")
        click.echo(asked_for, nl=False)
    except OSError as fault:
        _leave_unwritten(fault)


def _leave_unwritten(fault: OSError) -> NoReturn:
    from agenda.outputs.outcome import Exit
    from agenda.source.problems import Report, error

    why = f"stdout could not be written: {fault.strerror}"
    told = error("unwritable", why, "check where it leads, and that there is room")
    show(() if isinstance(fault, BrokenPipeError) else (Report("", "", (told,)),))
    sys.exit(Exit.FILE)
