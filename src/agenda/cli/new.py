"""`agenda new`: where everything begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agenda.cli.group import cli
from agenda.cli.options import TEMPLATES
from agenda.cli.telling import or_leave, tell_and_leave

if TYPE_CHECKING:
    from agenda.resources import Resources


@cli.command(moment="Start")
@click.argument("file", default="career.yaml", metavar="[FILE]")
@click.option(
    "--guided",
    is_flag=True,
    required=True,
    expose_value=False,
    help="Ask one question after the other in the terminal.",
)
@TEMPLATES
def new(file: str, resources: Resources) -> None:
    """Begin an answers FILE, career.yaml if none is named; with --guided, by an interview.

    Each answer is in the file at once. Stop when you like: the same command goes on at the
    first question that is open.
    """
    from agenda.door.interview import interview
    from agenda.outputs import clock

    tell_and_leave(interview(file, resources, or_leave(clock.now)))
