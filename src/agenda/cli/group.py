"""The command `agenda` itself; the other modules add what stands below it."""

from __future__ import annotations

from collections.abc import Callable

import click

from agenda import __version__
from agenda.cli.telling import put


def _help(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    _answer(context, context.get_help, wanted=wanted)


def _version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    _answer(context, lambda: f"agenda, version {__version__}", wanted=wanted)


def _answer(context: click.Context, text: Callable[[], str], *, wanted: bool) -> None:
    """Put what was asked for on stdout, where a full disk is told as for any other output."""
    if wanted and not context.resilient_parsing:
        put(f"{text()}\n")
        context.exit()


class Command(click.Command):
    """A command whose help is put out as everything else is."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.callback = _help
        return option


class _Group(Command, click.Group):
    command_class = Command


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
    record of what you agreed. Begin with: agenda check career.yaml
    """
