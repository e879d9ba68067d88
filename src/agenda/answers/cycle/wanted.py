"""Which open actions somebody asks for. Nothing heavy to import: it is a part of a wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agenda.source.folding import folded

if TYPE_CHECKING:
    from agenda.answers.cycle.joined import OpenAction

NOBODY = "nobody"
ROLES = ("employee", "manager")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the open actions: all, those of one person, or those due by a day.

    Somebody is `whose` by name, the first will do, or by role: 'manager', 'employee', 'nobody'.
    """

    whose: str = ""
    until: date | None = None
    overdue: bool = False

    def has(self, entry: OpenAction) -> bool:
        """Whether an action is one of them."""
        due = entry.standing.action.due
        in_time = self.until is None or (due is not None and due <= self.until)
        return in_time and (entry.overdue or not self.overdue) and self._is_theirs(entry)

    def _is_theirs(self, entry: OpenAction) -> bool:
        wanted = folded(self.whose)
        if wanted in ROLES:
            wanted = folded(getattr(entry.cycle.answers, wanted).name)
        owner = folded(entry.owner or NOBODY)
        return not wanted or wanted == owner or wanted in owner.split()
