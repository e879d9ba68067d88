"""The command line: options in, exit code out. No logic, and nothing heavy to import."""

from __future__ import annotations

from agenda.cli.entry import main
from agenda.cli.group import cli

__all__ = ["cli", "main"]
