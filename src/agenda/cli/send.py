"""The command that sends: as a draft for a mail program, or through a server."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from agenda.cli.batch import batch_of, tell_batch_and_leave
from agenda.cli.completion import files
from agenda.cli.entry import INTERRUPTED
from agenda.cli.group import cli
from agenda.cli.options import (
    FILES,
    FOLDER,
    LANGUAGE,
    PAPER,
    QUIET,
    TEMPLATES,
    THEME,
    of_many,
    where_of,
)
from agenda.cli.telling import or_leave, say, show, tell_and_leave
from agenda.names import SENT

if TYPE_CHECKING:
    from agenda.commands.send import Sending


@cli.command(moment="Send")
@FILES
@click.option(
    "--document",
    type=click.Choice(SENT),
    default=SENT[0],
    show_default=True,
    help="What is attached, as a PDF made afresh.",
)
@click.option("--cc", multiple=True, metavar="ADDRESS", help="Who gets a copy; may repeat.")
@click.option("--smtp", is_flag=True, help="Send it now, through your mail server.")
@click.option("-y", "--yes", is_flag=True, help="Send without asking once more.")
@click.option(
    "--in-reply-to",
    metavar="ID",
    shell_complete=files(".eml"),
    help="The Message-ID of the e-mail that this one answers, or its .eml file.",
)
@click.option("--no-invitation", is_flag=True, help="Leave the calendar entry out.")
@click.option(
    "--guide/--no-guide",
    default=None,
    help="Add the page on how to hold the talk, or leave it out of a first one.",
)
@click.option("--mark-sent", is_flag=True, help="Write into the record when it was sent.")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    shell_complete=files(".eml"),
    help="The draft to write, a .eml; - is stdout.",
)
@FOLDER
@THEME
@TEMPLATES
@LANGUAGE
@PAPER
@of_many
@QUIET
def send(quiet: bool, smtp: bool, yes: bool, **options: Any) -> None:
    """Write an e-mail with the agenda of each FILE: career.agenda.eml.

    It is a draft that opens in your mail program, addressed, with the PDF and an invitation to
    the meeting; where the file says meeting.kind: first, with a page on how to hold the talk
    too. With --smtp that of one FILE is sent at once, after one question: through the
    server that config.toml in your configuration folder names, or AGENDA_SMTP_URL. Private
    parts are never in it.
    """
    from agenda.commands.send import make_ready, send_now, write_drafts

    if yes and not smtp:
        raise click.UsageError("--yes answers the question of --smtp: add that, or leave it out")
    if options["guide"] and options["document"] != SENT[0]:
        raise click.UsageError(f"--guide goes with the {SENT[0]}: leave it or --document out")
    asked = _asked(options, smtp=smtp)
    if not smtp:
        batch = batch_of(options)
        tell_batch_and_leave(write_drafts(asked, batch), batch, {"quiet": quiet})
    letter = or_leave(lambda: make_ready(asked))
    show(letter.post.reports)
    for line in letter.notes if yes else letter.lines:
        say(line)
    if not yes:
        _confirm()
    tell_and_leave(send_now(letter, asked, _password), quiet=quiet)


def _asked(options: dict[str, Any], *, smtp: bool) -> Sending:
    from agenda.commands.send import Sending
    from agenda.outputs import clock
    from agenda.wish import Wish

    wish = Wish(
        now=or_leave(clock.now),
        document=options["document"],
        theme=options["theme"],
        language=options["language"],
        paper=options["paper"],
    )
    return Sending(
        names=options["files"],
        wish=wish,
        resources=options["resources"],
        cc=options["cc"],
        in_reply_to=options["in_reply_to"],
        where=where_of(options),
        smtp=smtp,
        invite=not options["no_invitation"],
        guide=options["guide"],
        mark_sent=options["mark_sent"],
    )


def _confirm() -> None:
    """Ask once; an end of stdin is no yes."""
    with suppress(OSError):  # where stderr is full, nobody can be asked
        try:
            if click.confirm("Send it?", err=True):
                return
        except click.Abort:
            say("")
            if sys.stdin is None or not sys.stdin.isatty():
                nobody = "nobody is there to be asked, and nothing was sent: --yes sends it unasked"
                raise click.UsageError(nobody) from None
    say("nothing was sent; --yes sends without this question")
    sys.exit(INTERRUPTED)  # who does not say yes has changed their mind


def _password(words: str) -> str | None:
    """Ask for a password without showing it; nobody there has none."""
    from getpass import GetPassWarning
    from warnings import catch_warnings, simplefilter

    try:
        with catch_warnings():
            simplefilter("error", GetPassWarning)  # where it could not be hidden
            return str(
                click.prompt(words, hide_input=True, err=True, default="", show_default=False)
            )
    except click.Abort:
        return None
    except GetPassWarning:
        say("")
        return None
