"""Write docs/commands.md out of the commands' own --help: `make docs`.

With --check nothing is written, and the exit code is 1 when the page is out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from agenda.cli import cli

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"

OPENING = """\
# The commands

Written by `make docs` out of `agenda --help`; change the texts in `src/agenda/cli.py`.
"""


def page(command: click.Command) -> str:
    """Return the whole page: the program, then its commands in the order of --help."""
    top = opened(command, "agenda", None)
    parts = [OPENING, *(section(context) for context in (top, *subcommands(top)))]
    return "\n".join(parts)


def subcommands(context: click.Context) -> Iterator[click.Context]:
    """Yield a context for each visible command below this one, at every depth."""
    if not isinstance(context.command, click.Group):
        return
    for name in context.command.list_commands(context):
        command = context.command.get_command(context, name)
        if command and not command.hidden:
            below = opened(command, name, context)
            yield below
            yield from subcommands(below)


def opened(command: click.Command, name: str, above: click.Context | None) -> click.Context:
    """Return a command's context with its own settings, without running or asking anything."""
    return command.make_context(name, [], above, resilient_parsing=True, terminal_width=80)


def section(context: click.Context) -> str:
    return f"## {context.command_path}\n\n```text\n{context.command.get_help(context)}\n```\n"


def main() -> int:
    """Write the page or check it, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when out of date")
    check = parser.parse_args().check
    text = page(cli)
    if check:
        current = PAGE.read_text("utf-8") if PAGE.exists() else ""
        if current != text:
            print(f"{PAGE.name} is out of date: run make docs", file=sys.stderr)
        return int(current != text)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
