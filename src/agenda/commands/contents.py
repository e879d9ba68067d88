"""What a document of any kind says: of one answers file, or of several together."""

from __future__ import annotations

from collections.abc import Sequence

from agenda.commands.brief import brief
from agenda.commands.progress import brief_together
from agenda.commands.targets import JOINED
from agenda.commands.wish import DOCUMENTS, Brief, Wish
from agenda.outputs.outcome import wrong
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Report, Several


def brief_of(given: Sequence[Source | Report], wish: Wish, resources: Resources) -> Brief:
    """Return what a document says; a report stands for an answers file that cannot be read.

    Raises Stop, with a report of each file that has problems; see `brief`.
    """
    if wish.document not in DOCUMENTS:
        raise wrong(f"there is no document '{wish.document}'", f"choose of {', '.join(DOCUMENTS)}")
    if wish.document == "ask" and wish.audience != "manager":
        raise wrong("the message that asks for the talk goes to your manager", "leave --for out")
    if wish.document in JOINED:
        return brief_together(given, wish, resources)
    if unread := [one for one in given if isinstance(one, Report)]:
        raise Several(*unread)
    sources = [one for one in given if isinstance(one, Source)]
    if len(sources) != 1:
        raise wrong(f"the {wish.document} is made of one answers file", "make them one at a time")
    return brief(sources[0], wish, resources)
