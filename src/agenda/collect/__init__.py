"""Brings what was typed into returned copies back into the answers file."""

from agenda.collect.result import Collected
from agenda.collect.run import Collecting, collect_copies

__all__ = ["Collected", "Collecting", "collect_copies"]
