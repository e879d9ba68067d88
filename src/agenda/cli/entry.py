"""Where the program begins and how it ends."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

from agenda.cli.group import cli
from agenda.cli.telling import say

INTERRUPTED = 130
USAGE = 2


def run() -> None:
    """Run the command line and leave with its exit code."""
    # No plugin of pydantic's is searched for, nor sees the answers.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    sys.stdout, sys.stderr = _dependable(sys.stdout), _dependable(sys.stderr)
    try:
        _run()
    finally:
        _forget_unwritten()
        gc.freeze()  # what is left goes with the process; nobody need look for cycles in it


def _dependable(stream: TextIO) -> TextIO:
    """Return a stream that takes every character, and writes all of a text or raises OSError.

    Where Python runs unbuffered, nothing stands between the text and the system, which may
    take half of it without a word.
    """
    if not isinstance(stream, io.TextIOWrapper):  # a closed one is None
        return stream
    if isinstance(stream.buffer, io.RawIOBase):
        encoding, whole = stream.encoding, io.BufferedWriter(stream.detach())
        stream = io.TextIOWrapper(whole, encoding, line_buffering=True)
    stream.reconfigure(errors="backslashreplace")
    return stream


def _forget_unwritten() -> None:
    """Let Python not write again, when it ends, what could not be written.

    It would say so in its own words, and end with a code of its own. Whoever wrote has told
    the fault by now, so what is left goes where everything may go.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


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
        atexit._run_exitfuncs()
        os._exit(INTERRUPTED)
