"""The follow-up record: what both said, what they agreed on, and who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agenda.documents.late import late

if TYPE_CHECKING:
    from agenda.documents.record.compose import content, content_for_me, find_unsettled, needs
    from agenda.documents.record.types import Record, SharedRecord

__all__ = ["Record", "SharedRecord", "content", "content_for_me", "find_unsettled", "needs"]
__getattr__ = late(__name__, __all__)
