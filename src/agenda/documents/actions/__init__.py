"""The open actions of one team or person, over many answers files: a list to go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agenda.documents.late import late

if TYPE_CHECKING:
    from agenda.documents.actions.compose import content
    from agenda.documents.actions.types import Actions

__all__ = ["Actions", "content"]
__getattr__ = late(__name__, __all__)
