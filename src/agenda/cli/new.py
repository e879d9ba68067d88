"""`agenda new`: where everything begins, with a file to fill in or with an interview."""

from __future__ import annotations

from typing import Any

import click

from agenda.cli import completion
from agenda.cli.group import cli
from agenda.cli.options import ANSWERS, QUIET, TEMPLATES, on_a_terminal
from agenda.cli.telling import or_leave, tell_and_leave


@cli.command(moment="Start")
@click.argument("name", required=False, metavar="[FILE]", shell_complete=ANSWERS)
@click.option("--guided", "size", flag_value="guided", help="Be asked in the terminal.")
@click.option("--minimal", "size", flag_value="minimal", help="The fewest lines, no comments.")
@click.option("--full", "size", flag_value="full", help="An example of everything there is.")
@click.option(
    "--language",
    metavar="TAG",
    shell_complete=completion.languages,
    help="Of the file and its documents, for example de.",
)
@click.option("--formal", is_flag=True, help="Address your manager formally, as German Sie.")
@click.option("--manager", metavar="NAME", help="With whom you talk.")
@click.option("--schema", is_flag=True, help="Put the schema for your editor beside it.")
@TEMPLATES
@QUIET
def new(name: str | None, quiet: bool, **options: Any) -> None:
    """Begin an answers file, career.yaml, with the questions that matter.

    Each question has a gap, <…>, to put your own words in. Language, paper, time zone and your
    name are proposed where this computer knows them. Nothing that is there is replaced.

    With --guided you are asked one thing after the other. Each answer is in the file at once;
    stop when you like, and the same command goes on at the first question that is open.
    """
    from agenda.commands.new import Beginning, new

    options["size"] = options["size"] or "normal"
    asked = Beginning(name, terminal=on_a_terminal(), **options)
    if asked.size == "guided":
        from agenda.door.interview import interview
        from agenda.outputs import clock

        tell_and_leave(interview(asked, or_leave(clock.now)), quiet=quiet)
    tell_and_leave(new(asked), quiet=quiet)
