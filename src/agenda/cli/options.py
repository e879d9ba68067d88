"""The options that several commands share, and the request that they make."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

import click

from agenda.cli.completion import files, folders, languages, themes
from agenda.names import FORMATS as FORMAT_NAMES
from agenda.names import READERS

if TYPE_CHECKING:
    from agenda.names import Document
    from agenda.outputs.beside import Where
    from agenda.resources import Resources
    from agenda.targets import Request

Command = TypeVar("Command", bound=Callable[..., None])

NOTED = f"{__name__}.noted"
"""Where it stands, in Click's context, what other processes have found wanting."""
ANSWERS = files(".yaml", ".yml")
"""What the tab key offers for an answers file."""

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=ANSWERS)
FILE = click.argument("file", metavar="FILE", shell_complete=ANSWERS)
OUTPUT = click.option(
    "-o",
    "--output",
    metavar="PATH",
    shell_complete=files(),
    help="The file to write; its suffix chooses the format. - is stdout.",
)
FOLDER = click.option(
    "-O",
    "--output-dir",
    metavar="DIR",
    shell_complete=folders,
    help="Put what is made into this folder.",
)
FORMATS = click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMAT_NAMES),
    help="pdf (the default), docx, html or md; may repeat.",
)
AUDIENCE = click.option(
    "--for",
    "audience",
    type=click.Choice(READERS),
    default="manager",
    show_default=True,
    help="For your manager, or for you with your private notes.",
)
THEME = click.option(
    "--theme", metavar="NAME", shell_complete=themes, help="The look, for example classic."
)


def _resources(context: click.Context, _option: click.Parameter, own: str | None) -> Resources:
    """Return where to look; in the end, say once what was wanting there."""
    from pathlib import Path

    from agenda.cli.telling import show
    from agenda.resources import Resources
    from agenda.source.problems import Report

    resources = Resources(Path(own) if own else None)

    def say_doubts() -> None:
        doubts = (*resources.doubts, *context.meta.get(NOTED, ()))
        if problems := dict.fromkeys(one for report in doubts for one in report.problems):
            show((Report("", "", tuple(problems)),))

    context.call_on_close(say_doubts)
    return resources


TEMPLATES = click.option(
    "--templates",
    "resources",
    metavar="DIR",
    callback=_resources,
    type=click.Path(exists=True, file_okay=False),
    help="Look for templates, themes and catalogues here first.",
)
LANGUAGE = click.option(
    "--language",
    metavar="TAG",
    shell_complete=languages,
    help="The document's language, for example de or en-US.",
)
PAPER = click.option("--paper", type=click.Choice(["a4", "letter"]), help="The size of the pages.")
REFERENCE = click.option(
    "--reference-doc",
    metavar="DOCX",
    shell_complete=files(".docx"),
    help="A Word file whose styles the docx takes.",
)
OUTPUT_FORMAT = click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
EMBED = click.option(
    "--embed-fonts", is_flag=True, help="Put the face of the PDF into the docx too."
)
FLAT = click.option("--flat", is_flag=True, help="Pages to write on by hand: lines, but no fields.")
OPEN = click.option("--open", "opened", is_flag=True, help="Open what was made.")
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say what is being done.")

JOBS = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 1000),
    help="How many files are made at a time; as many as there are cores.",
)
TIMEOUT = click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, 86400, min_open=True),
    help="How long one of many files may take: 60, if you don't say.",
)
REPORT = click.option(
    "--report",
    metavar="JSON",
    shell_complete=files(".json"),
    help="Write what came of each file to this .json too.",
)
IF_CHANGED = click.option(
    "--if-changed",
    is_flag=True,
    help="Make again only what would come out another than it is there.",
)
OF_MANY = (JOBS, TIMEOUT, REPORT)
CLUSTER = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Make them on other machines: tls://scheduler:8786, of Dask.",
)
INSECURE = click.option(
    "--insecure-cluster", is_flag=True, help="Reach other machines without TLS, as tcp://..."
)

OF_A_DOCUMENT = (
    FILES, OUTPUT, FOLDER, FORMATS, THEME, TEMPLATES, LANGUAGE, PAPER, REFERENCE, EMBED, FLAT, OPEN,
    QUIET, VERBOSE,
)  # fmt: skip


OF_A_PAGE = tuple(option for option in OF_A_DOCUMENT if option not in {FILES, FLAT})
"""What there is to say of a page to write on by hand."""


def of_a_document(command: Command) -> Command:
    """Give a command what every command that makes a document takes."""
    return with_options(command, *OF_A_DOCUMENT, IF_CHANGED, *OF_MANY, CLUSTER, INSECURE)


def of_a_page(command: Command) -> Command:
    """Give a command what one takes that makes a page of no answers file."""
    return with_options(command, *OF_A_PAGE)


def of_many(command: Command) -> Command:
    """Give a command what every command takes that does the same for many files."""
    return with_options(command, *OF_MANY)


def with_options(command: Command, *options: Callable[[Command], Command]) -> Command:
    """Give a command options, shown in this order."""
    for option in reversed(options):
        command = option(command)
    return command


def given(names: Collection[str]) -> str:
    """Return which of these is on the command line, as it is written there; '' where none is."""
    context = click.get_current_context()
    source, typed = context.get_parameter_source, click.core.ParameterSource.COMMANDLINE
    return next((one.opts[-1] for one in context.command.params
                 if one.name in names and source(str(one.name)) is typed), "")  # fmt: skip


def make_request(options: dict[str, Any], document: Document) -> Request:
    """Freeze the options; a fault among them ends the run as wrong usage."""
    from pathlib import Path

    from agenda.cli.telling import or_leave
    from agenda.outputs import clock, files
    from agenda.targets import Request
    from agenda.wish import Wish

    folder, reference = (
        Path(options[name]) if options[name] else None for name in ("output_dir", "reference_doc")
    )
    wish = or_leave(
        lambda: Wish(
            now=clock.now(),
            document=document,
            audience=options.get("audience", "me"),
            theme=options["theme"],
            language=options["language"],
            paper=options["paper"],
            reference=files.read_whole(reference) if reference else None,
            flat=options.get("flat", False),
            embed_fonts=options["embed_fonts"],
        )
    )
    return Request(
        names=options["files"],
        wish=wish,
        resources=options["resources"],
        output=options["output"],
        folder=folder,
        formats=options["formats"],
        terminal=on_a_terminal(),
        reference=reference,
        each_folder=options.get("each_folder", False),
    )


def where_of(options: dict[str, Any]) -> Where:
    """Take from the options where what is made should go."""
    from pathlib import Path

    from agenda.outputs.beside import Where

    output, folder = options.pop("output"), options.pop("output_dir")
    return Where(output, Path(folder) if folder else None, on_a_terminal())


def on_a_terminal() -> bool:
    """Whether stdout is a terminal, on which no document is put."""
    return sys.stdout is not None and sys.stdout.isatty()
