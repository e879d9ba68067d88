"""The commands that make a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import click

from agenda.cli.batch import batch_of, tell_batch_and_leave
from agenda.cli.group import cli
from agenda.cli.options import (
    AUDIENCE,
    given,
    make_request,
    of_a_document,
    of_a_page,
    on_a_terminal,
)
from agenda.cli.telling import or_leave, tell_each_and_leave

if TYPE_CHECKING:
    from agenda.names import Document
    from agenda.targets import Request

WITH_START = frozenset({"files", "start", "resources", "quiet", "verbose"})
"""What can be said beside `followup --start`, which makes no document."""


@cli.command(moment="Prepare")
@of_a_document
@AUDIENCE
def prepare(**options: Any) -> None:
    """Write the agenda, beside each FILE, as career.agenda.pdf.

    FILE is an answers file, a folder of them, or - for stdin.
    """
    _produce(options, "agenda")


@cli.command(moment="Prepare")
@of_a_document
def guide(**options: Any) -> None:
    """Write a page for your manager: how to hold this talk.

    It is beside each FILE, as career.guide.pdf, and made of nothing that is private. It says how
    a yes, a smaller step and a good no to each of your asks could sound, and goes with the
    e-mail where the file says meeting.kind: first, or with send --guide.
    """
    _produce({"audience": "manager", **options}, "guide")


@cli.command(moment="Start")
@of_a_page
@click.option("--formal", is_flag=True, help="Address you formally, as German Sie.")
def exercise(formal: bool, **options: Any) -> None:
    """Write the exercise to prepare with, on two pages to print.

    It is exercise.pdf, and needs no answers file. It asks what agenda new --guided and agenda
    edit ask, leaves room to write, and says where each answer goes in the file.
    """
    from dataclasses import replace

    from agenda.language.reading import nearest
    from agenda.outputs import computer

    request = make_request({"files": (), "audience": "manager", **options}, "exercise")
    proposed = computer.language()
    known = nearest(proposed, request.resources.languages)
    language = options["language"] or (proposed if known else None)
    wish = replace(request.wish, language=language)
    wish = replace(wish, formality="formal") if formal else wish
    produce_and_leave(replace(request, wish=wish), options)


@cli.command(moment="Follow up")
@of_a_document
@AUDIENCE
@click.option("--start", is_flag=True, help="Add a record to fill in, or what it lacks, to FILE.")
def followup(start: bool, **options: Any) -> None:
    """Write the follow-up record, beside each FILE: career.record.pdf.

    It says what you both agreed, from the `record` part of the answers file. After the
    talk, --start adds that part to the file, or what is missing of it, with what the
    file already knows.
    """
    if start:
        _start(options)
    _produce(options, "record")


def _start(options: dict[str, Any]) -> None:
    from agenda.commands.start import start
    from agenda.outputs import clock

    if other := given(options.keys() - WITH_START):
        raise click.UsageError(f"--start makes no document: leave {other} out")
    today = or_leave(clock.now).date()
    outcomes = start(options["files"], options["resources"], today, terminal=on_a_terminal())
    tell_each_and_leave(outcomes, quiet=options["quiet"])


@cli.command(moment="Every quarter")
@of_a_document
@AUDIENCE
def checkin(**options: Any) -> None:
    """Write the sheet for ten minutes every quarter: career.checkin.pdf.

    It shows what is open: milestones that are due by the next quarter, and the actions of both
    of you. What you write on it comes back with agenda collect.
    """
    _produce(options, "checkin")


@cli.command(moment="Look back")
@of_a_document
@click.option("--each-folder", is_flag=True, help="One report of each folder: a person's, each.")
def progress(**options: Any) -> None:
    """Write a report over several cycles, for you alone.

    How your direction, your skills, goals and actions have moved; two FILEs at least, in any
    order.
    """
    _produce(options, "progress")


def _produce(options: dict[str, Any], document: Document) -> None:
    produce_and_leave(make_request(options, document), options)


def produce_and_leave(request: Request, options: dict[str, Any]) -> NoReturn:
    """Make what is asked for, tell what came of each document, and leave with the code."""
    from dataclasses import replace

    from agenda.commands.advice import advice
    from agenda.commands.produce import produce
    from agenda.outputs import ledger

    batch = batch_of(options)
    if options.get("if_changed"):
        request = replace(request, known=ledger.load())
    outcomes = produce(request, None if options["quiet"] else advice, batch)
    tell_batch_and_leave(outcomes, batch, options)
