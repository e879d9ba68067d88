"""A part of the answers as it is written in a file: the fields that say something, in order."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from agenda.answers.part import Bare
from agenda.source.fresh import Noted, Told

FIRST, LAST = "id", "private"
"""An id leads its entry, and what is private ends it."""


def spell(part: Bare) -> dict[str, Told]:
    """Return the fields of a part that say something, named as in the file.

    A default is left out, unless it was written.
    """
    fields = type(part).model_fields
    names = sorted(fields, key=lambda name: (name == LAST) - (name == FIRST))
    return {
        fields[name].alias or name: told(value)
        for name in names
        if (value := getattr(part, name)) not in (None, (), {})
        and (name in part.model_fields_set or value != fields[name].default)
    }


def shortly(part: Bare) -> Told:
    """Return a part as its short form where that says it all."""
    fields = spell(part)
    return fields[part.short] if set(fields) == {part.short} else dict(fields)


def told(value: Any) -> Told:
    """Return one value as it is written."""
    if isinstance(value, Bare):
        return shortly(value)
    if isinstance(value, tuple):
        return [told(item) for item in value]
    if isinstance(value, dict):
        return _private(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _private(texts: dict[str, Any]) -> Told:
    """Return private texts: a text without a name stands for the map."""
    if set(texts) == {""}:
        return told(texts[""])
    return {name: told(text) for name, text in texts.items() if text}


def noted(fields: dict[str, Told], name: str, beside: str) -> dict[str, Told]:
    """Return the fields with a comment beside one of them, where it is there."""
    if name not in fields or not beside:
        return fields
    return fields | {name: Noted(fields[name], beside=beside)}
