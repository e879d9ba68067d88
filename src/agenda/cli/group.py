"""The command `agenda` itself; the other modules add what stands below it."""

from __future__ import annotations

import click

from agenda import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="agenda")
def cli() -> None:
    """Prepare a career conversation with your manager, and keep what comes of it.

    One small YAML file becomes the agenda that you both read beforehand, and the
    record of what you agreed. Begin with: agenda check career.yaml
    """
