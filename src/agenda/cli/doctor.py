"""The command that says what is installed and found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from agenda import __version__
from agenda.cli.group import cli
from agenda.cli.options import ANSWERS, OUTPUT_FORMAT, TEMPLATES
from agenda.cli.telling import put

if TYPE_CHECKING:
    from agenda.doctor.finding import Finding
    from agenda.resources import Resources

DAMAGED = 3
"""As after any other file that cannot be used."""


@cli.command(moment="Look up")
@click.argument("file", required=False, metavar="[FILE]", shell_complete=ANSWERS)
@click.option("--smtp", is_flag=True, help="Ask whether your mail server lets you in.")
@TEMPLATES
@OUTPUT_FORMAT
def doctor(file: str | None, smtp: bool, resources: Resources, output_format: str) -> None:
    """Say what is installed and found, and what mends what is missing.

    With FILE also whether it can be used, and whether there is a face for each of its
    characters; nothing of what it says is shown. Ends with the highest code of what is found: 0
    where nothing is missing or broken. No connection is opened but for --smtp.
    """
    try:
        from agenda.doctor import Examination
        from agenda.doctor import doctor as job
    except ImportError as fault:
        _show(f"agenda {__version__}", (_damaged(fault),), output_format)
        sys.exit(DAMAGED)
    found = job(Examination(file, resources, smtp))
    _show(f"agenda {__version__}, {found.head}", found.findings, output_format)
    sys.exit(found.code)


def _damaged(fault: ImportError) -> Finding:
    """Say what keeps even the doctor from work: a library that everything here is built on."""
    from agenda.doctor.finding import IN_THE_CLONE, Finding, State

    absent = isinstance(fault, ModuleNotFoundError) and fault.name
    said = f"{fault.name} is not installed" if absent else f"a library cannot be used: {fault}"
    state = State.MISSING if absent else State.BROKEN
    again = "pip install --force-reinstall ."
    return Finding(state, "agenda", said, IN_THE_CLONE, again, DAMAGED)


def _show(head: str, findings: tuple[Finding, ...], form: str) -> None:
    from agenda.cli import terminal

    shown = terminal.examined(head, findings, form)
    put(shown if form == "text" else shown.encode("utf-8", "backslashreplace"))
