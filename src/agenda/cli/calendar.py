"""The command that brings what was prepared to a calendar."""

from __future__ import annotations

from typing import Any

import click

from agenda.cli.batch import batch_of, tell_batch_and_leave
from agenda.cli.completion import files
from agenda.cli.group import cli
from agenda.cli.options import FILES, FOLDER, LANGUAGE, QUIET, TEMPLATES, of_many, where_of
from agenda.cli.telling import or_leave


@cli.command(moment="Send")
@FILES
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    shell_complete=files(".ics"),
    help="The file to write, an .ics; - is stdout.",
)
@FOLDER
@click.option("--cancel", is_flag=True, help="Call the meeting off, instead.")
@click.option("--descriptive", is_flag=True, help="Show in the titles what it is about.")
@click.option(
    "--whose",
    type=click.Choice(["mine", "all"]),
    default="mine",
    show_default=True,
    help="Your open actions, or everybody's.",
)
@TEMPLATES
@LANGUAGE
@of_many
@QUIET
def calendar(files: tuple[str, ...], whose: str, **options: Any) -> None:
    """Write the meeting, the check-in and your due dates: career.ics.

    It goes beside each FILE. Import it again after a change: the entries move, and what is
    gone goes. The titles say nothing that colleagues should not see, unless you ask for
    --descriptive.
    """
    from agenda.commands.calendar import Publishing
    from agenda.commands.calendar import calendar as job
    from agenda.outputs import clock

    where, batch, quiet = where_of(options), batch_of(options), options.pop("quiet")
    now, everyones = or_leave(clock.now), whose == "all"
    asked = Publishing(files, now, where=where, everyones=everyones, **options)
    tell_batch_and_leave(job(asked, batch), batch, {"quiet": quiet})
