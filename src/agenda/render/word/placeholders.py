"""What Word shows in a control again when it is emptied: blank room, as at first.

Without these it would show 'Click or tap here to enter text', in its own language.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from agenda.render.word.control import Control
from agenda.render.word.controls import EM, RULE
from agenda.render.word.wml import Element, text, w

NAMESPACE = uuid5(NAMESPACE_URL, "career-agenda")


def glossary(controls: Iterable[Control]) -> Element | None:
    """Build the w:glossaryDocument with the placeholders of the controls, or None without any."""
    names = sorted({control.room for control in controls if control.room})
    parts = [_part(name) for name in names]
    return w("glossaryDocument", w("docParts", *parts)) if parts else None


def _part(name: str) -> Element:
    identity = f"{{{str(uuid5(NAMESPACE, name)).upper()}}}"
    said = w(
        "docPartPr",
        w("name", val=name),
        w("category", w("name", val="General"), w("gallery", val="placeholder")),
        w("behaviors", w("behavior", val="content")),
        w("guid", val=identity),
    )
    return w("docPart", said, w("docPartBody", w("p", w("r", _room(name)))))


def _room(name: str) -> Element:
    return w("tab") if name == RULE else text(EM * int(name.rpartition(" ")[2]))
