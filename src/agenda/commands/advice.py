"""The one line that a document's command says of coaching."""

from __future__ import annotations

from agenda.coaching.engine import Choice
from agenda.commands.coach import Coaching, coached, counted
from agenda.commands.settings import settings
from agenda.commands.sound import reading_of
from agenda.commands.wish import Wish
from agenda.model.answers import validate
from agenda.model.problems import Stop
from agenda.model.source import Source


def advice(source: Source, wish: Wish) -> str:
    """Return how much `agenda check` would say of the file, or an empty text.

    What keeps it from being told, a settings file for instance, is told there too.
    """
    try:
        chosen = settings(source.name)
        found = validate(source.tree, reading_of(source.tree, wish.folders))
        if found.answers is None:
            return ""
        wanted = Coaching(wish.now, wish.folders, Choice(chosen.select, chosen.ignore))
        said = counted(coached(source, found.sound, found.answers, wanted).problems)
    except Stop:
        said = "coaching did not work"
    return f"{source.name}: {said}, see agenda check" if said else ""
