"""The one line that a document's command says of coaching.

It is said where the answers are read, and imports what it needs there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agenda.kinds import KINDS
from agenda.source.problems import Stop
from agenda.wish import Understood, Wish

if TYPE_CHECKING:
    from agenda.answers import Answers
    from agenda.source import Source


def advice(found: Understood[Answers], wish: Wish) -> str:
    """Return how much `agenda check` would say of the file, or an empty text.

    Of a message that asks for a talk it is whether this is the time for one. What keeps it
    from being told, a settings file for instance, is told there too.
    """
    from agenda.coaching.coach import Coaching, coach_answers, count_problems  # noqa: PLC0415
    from agenda.coaching.engine import Choice  # noqa: PLC0415
    from agenda.coaching.settings import read_settings  # noqa: PLC0415

    source = found.source
    if KINDS[wish.document].asks:
        return _on_trust(source)
    try:
        chosen = read_settings(source.name)
        answers = found.answers if found.tree == source.tree else _whole(found)
        if answers is None:
            return ""
        wanted = Coaching(wish.now, found.resources.folders, Choice(chosen.select, chosen.ignore))
        said = count_problems(coach_answers(source, source.tree, answers, wanted).problems)
    except Stop:
        said = "coaching did not work"
    return f"{source.name}: {said}, see agenda check" if said else ""


def _whole(found: Understood[Answers]) -> Answers | None:
    """Return the answers with what was cut for the document: coaching is for who wrote it."""
    from agenda.answers import validate  # noqa: PLC0415

    tree = found.source.tree
    return validate(tree, found.resources.reading(tree)).answers


def _on_trust(source: Source) -> str:
    """Suggest something else where trust is low; the message itself does not know of it."""
    from agenda.source.nodes import Scalar, at  # noqa: PLC0415

    trust = at(source.tree, ("private", "trust"))
    if not isinstance(trust, Scalar) or trust.text.strip() != "low":
        return ""
    return (
        f"{source.name}: trust is low between you; a talk about one skill may be a better"
        " beginning, see agenda rules low-trust"
    )
