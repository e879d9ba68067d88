"""The progress report: a direction, skills, goals and actions over several cycles.

It is for the employee, and keeps no score of anybody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agenda.documents.late import late

if TYPE_CHECKING:
    from agenda.documents.progress.compose import content, find_strangers
    from agenda.documents.progress.types import Progress

__all__ = ["Progress", "content", "find_strangers"]
__getattr__ = late(__name__, __all__)
