"""The manager's page: how to hold the talk, for who has never had one. Of shared answers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agenda.documents.late import late

if TYPE_CHECKING:
    from agenda.documents.guide.compose import content
    from agenda.documents.guide.types import Guide

__all__ = ["Guide", "content"]
__getattr__ = late(__name__, __all__)
