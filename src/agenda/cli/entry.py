"""Where the program begins and how it ends."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress

import click

from agenda.cli.group import cli
from agenda.cli.telling import say

INTERRUPTED = 130
USAGE = 2


def _start_quickly() -> None:
    """Spare a short run what it does not need: a tenth of its time.

    Imports make no garbage worth looking for so often; and no plugin of pydantic's
    is searched for, nor sees the answers.
    """
    gc.set_threshold(50_000, 20, 20)
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


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
        with suppress(OSError):  # where stderr is full, the exit code has to do
            fault.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        # Not sys.exit: CPython may remember the interrupt and die of the signal instead.
        os._exit(INTERRUPTED)
