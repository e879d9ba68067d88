"""The check-in: one sheet for the ten minutes of every quarter, with what is open on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agenda.documents.late import late

if TYPE_CHECKING:
    from agenda.documents.checkin.compose import content, content_for_me
    from agenda.documents.checkin.types import CheckIn, SharedCheckIn

__all__ = ["CheckIn", "SharedCheckIn", "content", "content_for_me"]
__getattr__ = late(__name__, __all__)
