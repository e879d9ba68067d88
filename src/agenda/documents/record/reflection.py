"""What the writer alone noted about the talk, each at its place. Shared answers have none of it."""

from __future__ import annotations

from agenda.answers.record import Record
from agenda.documents.entries import Note, Notes
from agenda.documents.wording import own

PLACES = frozenset({"since_last_time", "aspirations", "skills", "next_months", "agreements"})
"""The names under `private: notes:` that belong to a section; the fields of a private copy."""


def at_the_top(record: Record) -> Notes:
    """Return the reflection as a whole, and what belongs to no section."""
    loose = tuple(
        Note(_label(name, inner), text)
        for name, texts in record.private.items()
        for inner, text in texts.items()
        if text and not (name == "notes" and inner in PLACES)
    )
    return loose + own(record.notes) + own(record.summary)


def at(record: Record, *places: str) -> Notes:
    """Return what was noted in the rooms of a private copy for these places."""
    notes = record.private.get("notes", {})
    return tuple(Note("", notes[place]) for place in places if notes.get(place))


def _label(name: str, inner: str) -> str:
    return " ".join(part for part in (name, inner) if part).replace("_", " ")
