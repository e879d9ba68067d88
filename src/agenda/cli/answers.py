"""The commands that read answers files, edit them, or write new ones."""

from __future__ import annotations

import sys

import click

from agenda.cli.group import cli
from agenda.cli.options import FILES, QUIET, TEMPLATES
from agenda.cli.telling import put, say


@cli.command()
@FILES
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations in CI.",
)
@click.option("--strict", is_flag=True, help="Let warnings and hints fail too.")
@TEMPLATES
@QUIET
def check(
    files: tuple[str, ...], output_format: str, strict: bool, templates: str | None, quiet: bool
) -> None:
    """Show every problem of each FILE at once, with its place and its cure."""
    from pathlib import Path

    from agenda import terminal
    from agenda.commands import check as job

    outcome = job.check(files, Path(templates) if templates else None, strict=strict)
    shown = terminal.shown(outcome.reports, output_format)
    put(shown if output_format == "text" else shown.encode("utf-8", "backslashreplace"))
    for report in outcome.reports:
        if not report.problems and not quiet:
            say(f"{report.name}: no problems")
    sys.exit(outcome.code)


@cli.command()
def schema() -> None:
    """Print the JSON schema of the answers file, for completion in editors."""
    from agenda.commands import schema as job

    put(job.schema().encode())
