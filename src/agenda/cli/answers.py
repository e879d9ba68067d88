"""The commands that read answers files, edit them, or write new ones."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from agenda.cli import completion
from agenda.cli.batch import batch_of, summing_up, tell_batch_and_leave
from agenda.cli.group import Command, cli
from agenda.cli.options import (
    ANSWERS,
    FILE,
    FILES,
    FOLDER,
    OUTPUT_FORMAT,
    QUIET,
    TEMPLATES,
    VERBOSE,
    of_many,
    where_of,
)  # fmt: skip
from agenda.cli.telling import or_leave, put, say, show

if TYPE_CHECKING:
    from agenda.resources import Resources

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


@cli.command(cls=WithSince, moment="Check")
@FILES
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations in CI.",
)
@click.option("--strict", is_flag=True, help="Let warnings and hints fail too.")
@click.option("--all", "every", is_flag=True, help="Show every hint, not the most useful three.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help="Use only this rule; may repeat.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULE",
    shell_complete=completion.rules,
    help="Leave a rule out; may repeat.",
)
@click.option(
    "--since",
    multiple=True,
    metavar="FILE...",
    shell_complete=ANSWERS,
    help="The answers of the cycles before; name them last.",
)
@click.option("--pages", is_flag=True, help="Lay the agenda out, and count its pages.")
@TEMPLATES
@of_many
@QUIET
@VERBOSE
def check(files: tuple[str, ...], output_format: str, quiet: bool, **options: Any) -> None:
    """Show every problem of each FILE, and what would help the talk.

    Errors come first, then at most three hints; agenda rules explains them. A comment
    `# agenda: ignore[RULE]` silences a rule on its line, and agenda.toml beside the file or
    in your configuration folder for good.
    """
    from agenda.cli import terminal
    from agenda.commands.check import Checking
    from agenda.commands.check import check as job
    from agenda.outputs import clock

    batch = batch_of(options)
    asked = Checking(files, or_leave(clock.now), **options)
    with summing_up(batch, quiet=quiet, made="without problems"):
        outcome = job(asked, batch)
    shown = terminal.shown(outcome.reports, output_format)
    put(shown if output_format == "text" else shown.encode("utf-8", "backslashreplace"))
    fine = [f"{report.name}: no problems" for report in outcome.reports if not report.problems]
    for line in (*fine, *outcome.said):
        if not quiet:
            say(line)
    sys.exit(outcome.code)


@cli.command(moment="Look up")
@click.argument("name", required=False, metavar="[RULE]", shell_complete=completion.rules)
def rules(name: str | None) -> None:
    """List the rules that agenda check coaches by, or explain one RULE."""
    from agenda.cli import terminal
    from agenda.commands.rules import find_rule

    if name is None:
        from agenda.coaching.rules import by_theme

        put(terminal.rules(by_theme()))
    else:
        put(terminal.rule_page(or_leave(lambda: find_rule(name))))


@cli.command(moment="Check")
@FILE
@OUTPUT_FORMAT
def audience(file: str, output_format: str) -> None:
    """Show who will see each field of FILE.

    That is your manager, you, a calendar or an e-mail.
    """
    from agenda.cli import terminal
    from agenda.commands.audience import audience

    found = audience(file)
    show(found.reports)
    if not found.reports:
        shown = terminal.audiences(found.fields, output_format)
        put(shown if output_format == "text" else shown.encode("utf-8", "backslashreplace"))
    sys.exit(found.code)


@cli.command(moment="Send")
@FILES
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    shell_complete=ANSWERS,
    help="The file to write, a .yaml; - is stdout.",
)
@FOLDER
@TEMPLATES
@of_many
@QUIET
def share(files: tuple[str, ...], **options: Any) -> None:
    """Write what others may see of FILE, as career.shared.yaml.

    It goes beside each FILE: a valid answers file without private parts and without comments, for
    a folder of your manager's or of a people team.
    """
    from agenda.commands.share import Sharing, share

    batch = batch_of(options)
    outcomes = share(Sharing(files, options["resources"], where_of(options)), batch)
    tell_batch_and_leave(outcomes, batch, options)


@cli.command("next", moment="Next")
@FILES
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    shell_complete=completion.folders,
    help="The new file, a .yaml; - is stdout. It must not exist.",
)
@FOLDER
@click.option("--manager", metavar="NAME", help="A new manager, who takes over what is open.")
@click.option("--keep-private", is_flag=True, help="Carry your private notes over too.")
@TEMPLATES
@of_many
@QUIET
def next_cycle(files: tuple[str, ...], quiet: bool, **options: Any) -> None:
    """Write the next cycle's file, with what is still open.

    People, values, direction and skills go on as they stand, to be questioned afresh; goals
    that were not reached and every open action go on too.
    """
    from agenda.commands.next import NextCycle, next_cycle

    batch = batch_of(options)
    asked = NextCycle(files, where=where_of(options), **options)
    tell_batch_and_leave(next_cycle(asked, batch), batch, {"quiet": quiet})


@cli.command(moment="Look up")
@click.argument("path", default="", metavar="[PATH]", shell_complete=completion.fields)
@click.option(
    "--language",
    metavar="TAG",
    default="en",
    shell_complete=completion.languages,
    help="The language, for example de.",
)
@click.option("--formal", is_flag=True, help="In German, say Sie.")
@OUTPUT_FORMAT
@TEMPLATES
def fields(
    path: str, language: str, formal: bool, output_format: str, resources: Resources
) -> None:
    """Explain what can be written in an answers file, or at one PATH.

    PATH is a name as goals, or the way to one below it as goals.first_step.
    """
    from agenda.cli import terminal
    from agenda.commands.fields import fields

    told = or_leave(lambda: fields(path, resources, language, "formal" if formal else "informal"))
    shown = terminal.field(told, output_format)
    put(shown if output_format == "text" else shown.encode("utf-8", "backslashreplace"))


@cli.command(moment="Look up")
def schema() -> None:
    """Print the JSON schema of the answers file, for your editor."""
    from agenda.commands import schema as job

    put(job.schema().encode())
