"""Brings what was typed into returned copies back into the answers file."""

from agenda.commands.collect.run import Collected, Collecting, collected

__all__ = ["Collected", "Collecting", "collected"]
