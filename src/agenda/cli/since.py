"""An option that takes several values: --since 2025-12.yaml 2026-06.yaml."""

from __future__ import annotations

import click

from agenda.cli.group import Command

SINCE = "--since"


class WithSince(Command):
    """Lets every name behind --since, up to the next option, be one of its values."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Say the option again before each further value: Click takes one at a time."""
        named = SINCE in args
        told: list[str] = []
        since = whole = False
        for arg in args:
            whole = whole or arg == "--"
            option = arg.startswith("-") and arg != "-"
            if not option and since and told[-1] != SINCE and not whole:
                told.append(SINCE)
            since = arg == SINCE or (since and not option)
            told.append(arg)
        try:
            return super().parse_args(ctx, told)
        except click.MissingParameter:
            if not named:
                raise
            fault = "--since took every name: put the file to check before it"
            raise click.UsageError(fault, ctx) from None
