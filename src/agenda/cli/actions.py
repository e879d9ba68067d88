"""The commands about actions: what is open, and that one is closed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from agenda.cli.group import cli
from agenda.cli.options import FILE, FILES, QUIET, TEMPLATES, on_a_terminal
from agenda.cli.telling import or_leave, put, say, show, tell_and_leave

if TYPE_CHECKING:
    from datetime import datetime

    from agenda.resources import Resources


@cli.command(moment="Follow up")
@FILES
@click.option(
    "--whose", metavar="NAME", default="", help="Those of one person; or manager, employee, nobody."
)
@click.option(
    "--until", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="Those due by 2027-01-31."
)
@click.option("--overdue", is_flag=True, help="Those that are late.")
@click.option(
    "--output-format",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="For people, for a spreadsheet, or for programs.",
)
@TEMPLATES
@QUIET
def actions(
    files: tuple[str, ...],
    output_format: str,
    resources: Resources,
    quiet: bool,
    whose: str,
    until: datetime | None,
    overdue: bool,
) -> None:
    """List what is open across FILEs, by due date.

    Each with whose it is, and from which talk.
    """
    from agenda.cli import terminal
    from agenda.commands.actions import Wanted, actions
    from agenda.outputs import clock

    now = or_leave(clock.now)
    wanted = Wanted(whose, until.date() if until else None, overdue)
    listing = actions(files, now.date(), resources, wanted)
    show(listing.reports)
    shown = terminal.listed(listing.entries, output_format)
    put(shown if output_format == "text" else shown.encode("utf-8", "backslashreplace"))
    if not listing.entries and not listing.code and not quiet:
        say("nothing of that is open" if wanted != Wanted() else "nothing is open")
    sys.exit(listing.code)


@cli.command(moment="Follow up")
@FILE
@click.argument("id", metavar="ACTION")
@click.option("--evidence", metavar="TEXT", help="Where it can be seen that it is done.")
@click.option("--dropped", is_flag=True, help="It will not be done; give a --reason.")
@click.option("--reason", metavar="TEXT", help="Why it was dropped.")
@TEMPLATES
@QUIET
def done(file: str, quiet: bool, **options: Any) -> None:
    """Close one ACTION in FILE, done or dropped.

    ACTION is its id, as `agenda actions` shows it; the beginning of one will do.
    """
    from agenda.commands.done import Closing, done

    closing = Closing(file, terminal=on_a_terminal(), **options)
    tell_and_leave(done(closing), quiet=quiet)
