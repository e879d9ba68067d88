"""The command line: options in, exit code out. No logic, and nothing heavy to import."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line and leave with its exit code.

    Imports make no garbage worth looking for as often as Python does, which takes a short run a
    tenth of its time: so that is said before there are any.
    """
    gc.set_threshold(200_000, 20, 20)
    from agenda.cli.entry import run

    run()
