"""The one line that a document's command says of coaching."""

from __future__ import annotations

from agenda.answers import validate
from agenda.coaching.coach import Coaching, coached, counted
from agenda.coaching.engine import Choice
from agenda.coaching.settings import settings
from agenda.commands.wish import Wish
from agenda.resources import Resources
from agenda.source import Scalar, Source
from agenda.source.nodes import at
from agenda.source.problems import Stop


def advice(source: Source, wish: Wish, resources: Resources) -> str:
    """Return how much `agenda check` would say of the file, or an empty text.

    Of a message that asks for a talk it is whether this is the time for one.

    What keeps it from being told, a settings file for instance, is told there too.
    """
    if wish.document == "ask":
        return _on_trust(source)
    try:
        chosen = settings(source.name)
        found = validate(source.tree, resources.reading(source.tree))
        if found.answers is None:
            return ""
        wanted = Coaching(wish.now, resources.folders, Choice(chosen.select, chosen.ignore))
        said = counted(coached(source, found.sound, found.answers, wanted).problems)
    except Stop:
        said = "coaching did not work"
    return f"{source.name}: {said}, see agenda check" if said else ""


def _on_trust(source: Source) -> str:
    """Suggest something else where trust is low; the message itself does not know of it."""
    trust = at(source.tree, ("private", "trust"))
    if not isinstance(trust, Scalar) or trust.text.strip() != "low":
        return ""
    return (
        f"{source.name}: trust is low between you; a talk about one skill may be a better"
        " beginning, see agenda rules low-trust"
    )
