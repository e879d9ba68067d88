"""The command that asks for the talk."""

from __future__ import annotations

from typing import Any, cast

import click

from agenda.cli.batch import batch_of, tell_batch_and_leave
from agenda.cli.documents import produce_and_leave
from agenda.cli.group import cli
from agenda.cli.options import (
    EMBED,
    FILES,
    FOLDER,
    IF_CHANGED,
    LANGUAGE,
    OPEN,
    OUTPUT,
    PAPER,
    QUIET,
    REFERENCE,
    TEMPLATES,
    THEME,
    VERBOSE,
    make_request,
    of_many,
)  # fmt: skip
from agenda.cli.telling import or_leave
from agenda.names import FORMATS


@cli.command(moment="Ask")
@FILES
@click.option(
    "--tone",
    type=click.Choice(["warm", "formal"]),
    default="warm",
    show_default=True,
    help="How it is worded.",
)
@click.option(
    "--times",
    multiple=True,
    metavar="TIME",
    help="A time that would suit you, as '2026-12-03 14:00'; twice for two.",
)
@OUTPUT
@FOLDER
@click.option(
    "-f",
    "--format",
    "forms",
    multiple=True,
    type=click.Choice(["txt", "eml", *FORMATS]),
    help="txt, eml (a draft) or a format of documents, beside FILE; else text on stdout.",
)
@THEME
@TEMPLATES
@LANGUAGE
@PAPER
@REFERENCE
@EMBED
@OPEN
@IF_CHANGED
@of_many
@QUIET
@VERBOSE
def ask(forms: tuple[str, ...], times: tuple[str, ...], tone: str, **options: Any) -> None:
    """Write the message that asks your manager for the talk.

    It goes to stdout, to be pasted; that of several FILEs goes beside each, as career.ask.txt.
    It says what the talk is about and what it is not, offers --times if you name them, and
    gives two or three things to think about. With -o ask.eml it is a draft for your mail program.
    """
    from dataclasses import replace

    from agenda.commands import ask as job
    from agenda.documents.ask import read_times
    from agenda.outputs.beside import Where

    if len(forms) > 1:
        raise click.UsageError("-f can be said once here: make the others one at a time")
    form, chosen = or_leave(lambda: job.form_of(options["output"], *forms)), bool(forms)
    formats = () if form in job.FORMS else (form,)
    request = make_request({"formats": formats, **options}, "ask")
    offered = or_leave(lambda: read_times(times))
    wish = replace(request.wish, audience="manager", tone=cast("Any", tone), times=offered)
    if formats:
        produce_and_leave(replace(request, wish=wish), options)
    where = Where(options["output"], request.folder, request.terminal)
    asked = job.Asking(request.names, wish, request.resources, where, cast("Any", form), chosen)
    if options["if_changed"]:
        raise click.UsageError("--if-changed is for documents: leave it out, or choose one with -f")
    batch = batch_of(options)
    tell_batch_and_leave(job.ask(asked, batch), batch, options)
