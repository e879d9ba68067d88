"""The command that brings back what was typed into returned copies."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

import click

from agenda.cli.completion import files
from agenda.cli.entry import INTERRUPTED
from agenda.cli.group import cli
from agenda.cli.options import FILE, QUIET, TEMPLATES, on_a_terminal
from agenda.cli.telling import or_leave, put, say, show, tell_and_leave

if TYPE_CHECKING:
    from agenda.collect import Collected, Collecting
    from agenda.collect.run import Settle
    from agenda.collect.types import Choice, Question


@cli.command(moment="Collect")
@FILE
@click.argument(
    "copies", nargs=-1, required=True, metavar="COPY...", shell_complete=files(".pdf", ".docx")
)
@click.option("--write", is_flag=True, help="Write it into FILE without asking once more.")
@click.option("--ours", is_flag=True, help="Where both differ, keep what FILE says.")
@click.option("--theirs", is_flag=True, help="Where both differ, take what the copy says.")
@click.option(
    "--remarks",
    type=click.Choice(["take", "leave"]),
    default=None,
    help="Take what is written outside the fields into the record, or leave it out.",
)
@click.option("--anyway", is_flag=True, help="Take copies made for other names or another day.")
@TEMPLATES
@QUIET
def collect(quiet: bool, write: bool, **options: Any) -> None:
    """Put what was typed into a returned COPY into the answers FILE.

    COPY is a PDF or a Word file. It shows what changes, and asks. Where the file and a copy
    differ, or two copies do, you choose; an empty field erases nothing, and what was typed into
    your own private copy stays private. Comments, tracked changes and whatever else is written
    outside the fields is shown, and you choose what becomes of it. The file as it was stays
    beside it with a ~ at its name's end.
    """
    from agenda.collect import collect_copies

    asked = _asked(options)
    found = or_leave(lambda: collect_copies(asked))
    show(found.reports)
    for line in () if quiet else found.said:
        say(line)
    if found.open:
        if asked.name != "-" and not quiet:
            _shown(found.diff)  # what is in no question would be seen nowhere else
        tell_and_leave(found.refused)
    if asked.name != "-" and found.changed:
        _agreed(found, write=write, quiet=quiet)
    tell_and_leave(found.written(), quiet=quiet)


def _asked(options: dict[str, Any]) -> Collecting:
    from agenda.collect import Collecting
    from agenda.outputs import clock

    if options["ours"] and options["theirs"]:
        raise click.UsageError("--ours and --theirs are both given: choose one of them")
    settle: Settle = "ours" if options["ours"] else "theirs" if options["theirs"] else "ask"
    return Collecting(
        name=options["file"],
        copies=options["copies"],
        now=or_leave(clock.now),
        settle=settle,
        remarks=options["remarks"] or "ask",
        tell=say,
        anyway=options["anyway"],
        decide=_decide if _somebody_there() else None,
        terminal=on_a_terminal(),
        resources=options["resources"],
    )


def _somebody_there() -> bool:
    """Whether there is a terminal on which a question can be read and answered."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _decide(name: str, question: Question) -> Choice | None:
    """Put a question on stderr; the first answer is to keep what is there."""
    for line in f"{name}: {question.fault}".splitlines():
        say(line)
    answers = {"1": None} | {str(at): choice for at, choice in enumerate(question.choices, 2)}
    for number, choice in answers.items():
        say(f"  {number}  {choice.said if choice else question.kept}")

    def chosen(answer: str) -> Choice | None:
        if answer.strip() in answers:
            return answers[answer.strip()]
        if question.reads and (typed := question.reads(answer)):
            return typed
        *others, last = answers
        numbers = f"{', '.join(others)} or {last}" if others else last
        raise click.UsageError(f"type {numbers}" + (", or a date" if question.reads else ""))

    ask = "Which one? Or type the date" if question.reads else "Which one?"
    try:
        return click.prompt(ask, value_proc=chosen, default="1", err=True)
    except click.Abort:
        _leave()


def _agreed(found: Collected, *, write: bool, quiet: bool) -> None:
    """Show what changes, and go on only where that is wanted."""
    if not (write and quiet):
        _shown(found.diff)
    if write:
        return
    if not _somebody_there():
        say(f"nothing was written; --write puts this into {found.file.name}")
        sys.exit(0)
    with suppress(click.Abort):
        if click.confirm(f"Write this into {found.file.name}?", err=True):
            return
    _leave()


def _shown(diff: str) -> None:
    from agenda.cli import terminal

    put(terminal.difference(diff))


def _leave() -> NoReturn:
    say("nothing was written")
    sys.exit(INTERRUPTED)  # who does not say yes has changed their mind
