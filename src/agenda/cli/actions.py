"""The commands about actions: what is open, and that one is closed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from agenda.cli.group import cli
from agenda.cli.options import (
    EMBED,
    FILE,
    FILES,
    FOLDER,
    FORMATS,
    LANGUAGE,
    OPEN,
    OUTPUT,
    PAPER,
    QUIET,
    REFERENCE,
    TEMPLATES,
    THEME,
    VERBOSE,
    given,
    make_request,
    on_a_terminal,
    with_options,
)
from agenda.cli.telling import or_leave, put, say, show, tell_and_leave

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agenda.answers.cycle.wanted import Wanted

    Command = Callable[..., None]

WHICH = (
    click.option(
        "--whose", metavar="NAME", default="",
        help="Those of one person; or manager, employee, nobody.",
    ),
    click.option(
        "--until", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]),
        help="Those due by 2027-01-31.",
    ),
    click.option("--overdue", is_flag=True, help="Those that are late."),
)  # fmt: skip
PLACES = ("output", "output_dir", "formats")
"""What asks for a document: any of these."""
LOOKS = ("theme", "language", "paper", "reference_doc", "embed_fonts", "opened", "verbose")
"""What can be said of a document alone."""


def _of_actions(command: Command) -> Command:
    document = (OUTPUT, FOLDER, FORMATS, THEME, TEMPLATES, LANGUAGE, PAPER, REFERENCE, EMBED, OPEN)
    return with_options(command, FILES, *WHICH, *document)


@cli.command(moment="Follow up")
@_of_actions
@click.option(
    "--output-format",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="For people, for a spreadsheet, or for programs.",
)
@QUIET
@VERBOSE
def actions(whose: str, until: datetime | None, overdue: bool, **options: Any) -> None:
    """List what is open across FILEs, by due date.

    Each with whose it is, and from which talk. With -o, -O or -f it is a document: person by
    person, to go through or to hand on, with nothing that is private.
    """
    from agenda.answers.cycle.wanted import Wanted

    wanted = Wanted(whose, until.date() if until else None, overdue)
    if any(options[name] for name in PLACES):
        _write(wanted, options)
    _list(wanted, options)


def _write(wanted: Wanted, options: dict[str, Any]) -> NoReturn:
    from dataclasses import replace

    from agenda.cli.documents import produce_and_leave

    if given(["output_format"]):
        raise click.UsageError("--output-format is of the list on stdout: leave it out, or -o")
    request = make_request({"audience": "manager", **options}, "actions")
    produce_and_leave(replace(request, wish=replace(request.wish, wanted=wanted)), options)


def _list(wanted: Wanted, options: dict[str, Any]) -> NoReturn:
    from agenda.answers.cycle.wanted import Wanted
    from agenda.cli import terminal
    from agenda.commands.actions import actions
    from agenda.outputs import clock

    if look := given(LOOKS):
        raise click.UsageError(f"{look} is of a document: name one with -o")
    form, now = options["output_format"], or_leave(clock.now)
    listing = actions(options["files"], now.date(), options["resources"], wanted)
    show(listing.reports)
    shown = terminal.listed(listing.entries, form)
    put(shown if form == "text" else shown.encode("utf-8", "backslashreplace"))
    if not listing.entries and not listing.code and not options["quiet"]:
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
