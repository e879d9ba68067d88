"""The command line: options in, exit code out. No logic, and nothing heavy to import."""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from agenda import __version__

if TYPE_CHECKING:
    from agenda.commands.prepare import Outcome, Request

INTERRUPTED = 130
USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="agenda")
def cli() -> None:
    """Prepare a career conversation with your manager.

    One small YAML file becomes the agenda that you both read beforehand.
    Begin with: agenda check career.yaml
    """


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="The file to write; its suffix chooses the format. - is stdout.",
)
@click.option("-O", "--output-dir", metavar="DIR", help="Put what is made into this folder.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["pdf", "docx", "html", "md"]),
    help="pdf (the default), docx, html or md; may repeat.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice(["manager", "me"]),
    default="manager",
    show_default=True,
    help="For your manager, or for you with your private notes.",
)
@click.option("--theme", metavar="NAME", help="The look, for example classic.")
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Look for templates, themes and catalogues here first.",
)
@click.option("--language", metavar="TAG", help="The document's language, for example de or en-US.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The size of the pages.")
@click.option("--reference-doc", metavar="DOCX", help="A Word file whose styles the docx takes.")
@click.option("--open", "opened", is_flag=True, help="Open what was made.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is being done.")
def prepare(**options: Any) -> None:
    """Write the agenda, beside each FILE, as career.agenda.pdf.

    FILE is an answers file, a folder of them, or - for stdin.
    """
    from agenda.commands import prepare as job

    codes = [0]
    for outcome in job.prepare(_request(options), _say if options["verbose"] else None):
        _tell(outcome, quiet=options["quiet"], opened=options["opened"])
        codes.append(outcome.code)
    sys.exit(max(codes))


def _request(options: dict[str, Any]) -> Request:
    """Freeze the options; a fault among them ends the run as wrong usage."""
    from pathlib import Path

    from agenda.commands import clock, files
    from agenda.commands.prepare import Request
    from agenda.commands.wish import Wish

    folder, templates, reference = (
        Path(options[name]) if options[name] else None
        for name in ("output_dir", "templates", "reference_doc")
    )
    wish = _or_leave(
        lambda: Wish(
            now=clock.now(),
            audience=options["audience"],
            theme=options["theme"],
            templates=templates,
            language=options["language"],
            paper=options["paper"],
            reference=files.read_whole(reference) if reference else None,
        )
    )
    return Request(
        names=options["files"],
        wish=wish,
        output=options["output"],
        folder=folder,
        formats=options["formats"],
        terminal=sys.stdout is not None and sys.stdout.isatty(),
        reference=reference,
    )


def _or_leave(build: Any) -> Any:
    """Return what `build` makes, or show the problems that keep it from it and leave."""
    from agenda.commands.exits import code
    from agenda.model.problems import Report, Stop

    try:
        return build()
    except Stop as stop:
        _show((Report("", "", stop.problems),))
        sys.exit(code(stop.problems))


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations in CI.",
)
@click.option("--strict", is_flag=True, help="Let warnings and hints fail too.")
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Look for themes and catalogues here first.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
def check(
    files: tuple[str, ...], output_format: str, strict: bool, templates: str | None, quiet: bool
) -> None:
    """Show every problem of each FILE at once, with its place and its cure."""
    from pathlib import Path

    from agenda import terminal
    from agenda.commands import check as job

    outcome = job.check(files, Path(templates) if templates else None, strict=strict)
    shown = terminal.shown(outcome.reports, output_format)
    _put(shown if output_format == "text" else shown.encode("utf-8", "backslashreplace"))
    for report in outcome.reports:
        if not report.problems and not quiet:
            _say(f"{report.name}: no problems")
    sys.exit(outcome.code)


@cli.command()
def schema() -> None:
    """Print the JSON schema of the answers file, for completion in editors."""
    from agenda.commands import schema as job

    _put(job.schema().encode())


def _tell(outcome: Outcome, *, quiet: bool, opened: bool) -> None:
    """Show what was made and what went wrong."""
    _show(outcome.reports)
    if outcome.stdout:
        _put(outcome.stdout)
    for path in outcome.written:
        if not quiet:
            _say(f"wrote {path}")
        if opened:
            click.launch(str(path))


def _show(reports: tuple[Any, ...]) -> None:
    from agenda import terminal

    with suppress(OSError):  # where stderr is closed or full, the exit code has to do
        click.echo(terminal.shown(reports), nl=False, err=True)


def _start_quickly() -> None:
    """Spare a short run what it does not need: a tenth of its time.

    Imports make no garbage worth looking for so often; and no plugin of pydantic's
    is searched for, nor sees the answers.
    """
    gc.set_threshold(50_000, 20, 20)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


def _say(line: str) -> None:
    from agenda import terminal

    with suppress(OSError):
        click.echo(terminal.visible(line), err=True)


def _put(asked_for: str | bytes) -> None:
    """Put it on stdout; leave where that cannot be, without a word if nobody reads on."""
    from agenda.commands.exits import Exit
    from agenda.model.problems import Report, error

    try:
        if sys.stdout is None:  # closed before Python began
            raise OSError(errno.EBADF, "it is closed")
        click.echo(asked_for, nl=False)
    except OSError as fault:
        why = f"stdout could not be written: {fault.strerror}"
        told = error("unwritable", why, "check where it leads, and that there is room")
        _show(() if isinstance(fault, BrokenPipeError) else (Report("", "", (told,)),))
        sys.exit(Exit.FILE)


def main() -> None:
    """Run the command line and leave with its exit code."""
    _start_quickly()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whose encoding may not have every character
            stream.reconfigure(errors="backslashreplace")
    try:
        _run()
    finally:
        gc.freeze()  # what is left goes with the process; nobody need look for cycles in it


def _run() -> None:
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as left:
        sys.exit(left.exit_code)
    except click.ClickException as fault:
        fault.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        # Not sys.exit: CPython may remember the interrupt and die of the signal instead.
        os._exit(INTERRUPTED)
