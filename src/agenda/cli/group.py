"""The command `agenda` itself; the other modules add what stands below it, when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from importlib import import_module
from itertools import groupby
from typing import Any

import click

from agenda import __version__
from agenda.cli.guesses import no_command
from agenda.cli.telling import put

MOMENTS = {
    "Start": "new",
    "Write": "edit",
    "Check": "check",
    "Ask": "ask",
    "Prepare": "prepare",
    "Send": "send",
    "Collect": "collect",
    "Follow up": "followup",
    "Every quarter": "checkin",
    "Next": "next",
    "Look back": "progress",
    "Look up": "fields",
}
"""The moments of a year, in order, each with the command that leads it in --help."""
HOMES = {
    command: module
    for module, commands in {
        "actions": "actions done",
        "answers": "audience check fields next rules schema share",
        "ask": "ask",
        "calendar": "calendar",
        "collect": "collect",
        "doctor": "doctor",
        "documents": "checkin exercise followup guide prepare progress",
        "edit": "edit",
        "new": "new",
        "send": "send",
    }.items()
    for command in commands.split()
}
"""The module of each command: a run imports that of its own."""
LONG = 200
"""More characters than a command's line has: it is wrapped and not cut."""


def _help(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    _answer(context, context.get_help, wanted=wanted)


def _version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    _answer(context, lambda: f"agenda, version {__version__}", wanted=wanted)


def _answer(context: click.Context, text: Callable[[], str], *, wanted: bool) -> None:
    """Put what was asked for on stdout, where a full disk is told as for any other output."""
    if wanted and not context.resilient_parsing:
        put(f"{text()}\n")
        context.exit()


EXAMPLES = {
    "files": "career.yaml",
    "file": "career.yaml",
    "copies": "returned.pdf",
    "id": "book-the-room-5f1c, as agenda actions career.yaml names it",
}
"""What may stand for an argument, by its name."""


class Command(click.Command):
    """A command that says when in a year it is wanted, and whose help goes out as all else."""

    def __init__(self, *args: Any, moment: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.moment = moment

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; where one is missing, show how the whole line looks."""
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter as missing:
            named = [EXAMPLES[one.name] for one in self.params if one.name in EXAMPLES]
            line = f"For example: {' '.join(['agenda', str(self.name), *named])}"
            raise click.MissingParameter(line, missing.ctx, missing.param) from None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.callback = _help
        return option


class _Group(Command, click.Group):
    command_class = Command

    @property
    def commands(self) -> MutableMapping[str, click.Command]:
        """All commands, imported by now."""
        for module in dict.fromkeys(HOMES.values()):
            import_module(f"agenda.cli.{module}")
        return self._imported

    @commands.setter
    def commands(self, known: MutableMapping[str, click.Command]) -> None:
        self._imported = known

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take in a command of a module that is being imported."""
        self._imported[name or str(cmd.name)] = cmd

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None where there is none that is called so."""
        if module := HOMES.get(cmd_name):
            import_module(f"agenda.cli.{module}")
        return self._imported.get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's
        """Return the names of the commands in the order of a year."""
        order = [*MOMENTS, ""]
        leading = set(MOMENTS.values())
        return sorted(
            self.commands,
            key=lambda name: (order.index(self._moment(name)), name not in leading, name),
        )

    def _moment(self, name: str) -> str:
        return str(getattr(self.commands[name], "moment", ""))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Put each command below its moment, and what they do in one column."""
        names = self.list_commands(ctx)
        width = max(map(len, names))
        formatter.write_paragraph()
        for moment, found in groupby(names, self._moment):
            formatter.write_heading(moment)
            with formatter.indentation():
                formatter.write_dl(
                    [
                        (name.ljust(width), self.commands[name].get_short_help_str(LONG))
                        for name in found
                    ]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; raise UsageError with what was meant."""
        name = args[0]
        if not (name in HOMES or name.startswith("-") or ctx.resilient_parsing):
            raise click.UsageError(no_command(name, HOMES), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Prepare a career conversation with your manager, and keep what comes of it.

    One small YAML file becomes the agenda that you both read beforehand, and the
    record of what you agreed. For the first talk:

    \b
        agenda new
        agenda check career.yaml
        agenda prepare career.yaml
    """  # noqa: D301 - the mark tells Click to leave the lines
