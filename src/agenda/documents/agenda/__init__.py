"""The agenda: what both read before the talk, and write on during it."""

from agenda.documents.agenda.content import content, content_for_me, needs
from agenda.documents.agenda.types import Agenda, SharedAgenda

__all__ = ["Agenda", "SharedAgenda", "content", "content_for_me", "needs"]
