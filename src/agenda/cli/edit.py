"""The command that opens a page in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from agenda.cli.group import cli
from agenda.cli.options import ANSWERS, QUIET, TEMPLATES
from agenda.cli.telling import or_leave, say

if TYPE_CHECKING:
    from agenda.resources import Resources


@cli.command(moment="Write")
@click.argument("file", default="career.yaml", metavar="[FILE]", shell_complete=ANSWERS)
@click.option("--read-only", is_flag=True, help="Look only: nothing can be changed.")
@click.option("--no-open", is_flag=True, help="Open no browser; the address is printed.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; by default any free one."
)
@TEMPLATES
@QUIET
def edit(
    file: str, read_only: bool, no_open: bool, port: int, resources: Resources, quiet: bool
) -> None:
    """Edit FILE in a browser, with the document beside the questions.

    Without a name it is career.yaml; where there is none yet, the page begins it.

    The page writes the same file, in place; nothing leaves this machine. It ends with Ctrl-C,
    and when it has not been looked at for an hour.
    """
    from agenda.door.serve import Opening, serve
    from agenda.outputs import clock

    or_leave(clock.now)
    asked = Opening(
        name=file,
        resources=resources,
        now=clock.now,
        tell=say if no_open or not quiet else lambda _: None,
        show=(lambda _: None) if no_open else click.launch,  # type: ignore[arg-type]
        port=port,
        read_only=read_only,
    )
    or_leave(lambda: serve(asked))
