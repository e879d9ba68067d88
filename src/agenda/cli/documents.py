"""The commands that make a document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from agenda.cli.group import cli
from agenda.cli.options import AUDIENCE, of_a_document, requested
from agenda.cli.telling import say, tell

if TYPE_CHECKING:
    from agenda.commands.wish import Document


@cli.command()
@of_a_document
@AUDIENCE
def prepare(**options: Any) -> None:
    """Write the agenda, beside each FILE, as career.agenda.pdf.

    FILE is an answers file, a folder of them, or - for stdin.
    """
    _produce(options, "agenda")


@cli.command()
@of_a_document
@AUDIENCE
def followup(**options: Any) -> None:
    """Write the follow-up record, beside each FILE, as career.record.pdf.

    It says what you both agreed, from the `record` part of the answers file.
    """
    _produce(options, "record")


def _produce(options: dict[str, Any], document: Document) -> None:
    from agenda.commands.produce import produce

    codes = [0]
    for outcome in produce(requested(options, document), say if options["verbose"] else None):
        tell(outcome, quiet=options["quiet"], opened=options["opened"])
        codes.append(outcome.code)
    sys.exit(max(codes))
