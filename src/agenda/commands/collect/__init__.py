"""Brings what was typed into returned copies back into the answers file."""

from agenda.commands.collect.result import Collected
from agenda.commands.collect.run import Collecting, collected

__all__ = ["Collected", "Collecting", "collected"]
