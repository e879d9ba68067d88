"""What changes in a file, as a unified diff, for a terminal."""

from __future__ import annotations

import click

from agenda.cli.terminal.text import visible

COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def difference(diff: str) -> str:
    """Return a unified diff whose lines move no cursor; click takes the colours out of a pipe."""
    return "".join(f"{_line(line)}\n" for line in diff.split("\n")[:-1])


def _line(line: str) -> str:
    bold = line.startswith(("+++", "---"))
    return click.style(visible(line), fg=None if bold else COLOURS.get(line[:1]), bold=bold)
