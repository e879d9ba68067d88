"""What a copy holds and nobody can take as it is: asked about in the same words everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from agenda.answers.texts import LONGEST
from agenda.collect.fields import Field
from agenda.collect.types import Choice, Question, Typed, short
from agenda.language.days import readings
from agenda.language.locale import Locale
from agenda.source.bounds import unprintable

LEFT_OUT, NO_DATE = "leave it out", "leave the date out"


def undated(
    place: str, text: str, days: Sequence[date], meant: Callable[[date], Typed], words: Locale
) -> Question:
    """Ask for a date that has no reading, or several: `meant` is what follows from a day."""
    said = short(text)
    both = " or ".join(day.isoformat() for day in days)
    fault = f"'{said}' can be {both}, in {place}" if days else f"'{said}' is not a date, in {place}"
    cure = "write it as year-month-day, " + (
        "or give the file a language with its region, as en-GB" if days
        else "for example 2027-01-13"
    )  # fmt: skip

    def chosen(day: date) -> Choice:
        return Choice(day.isoformat(), (meant(day),))

    def reads(answer: str) -> Choice | None:
        found = readings(answer, words)
        return chosen(found[0]) if len(found) == 1 else None

    return Question("returned-date", fault, cure, NO_DATE, tuple(map(chosen, days)), reads)


def unknown(name: str, text: str) -> Question:
    """Ask about a field that such a document does not have."""
    return Question(
        "returned-unknown",
        f"the field '{short(name)}' is none of this document; it holds '{short(text)}'",
        "collect the copy with the version of agenda that made it, or write it in by hand",
        LEFT_OUT,
    )


def find_unfit(field: Field, text: str) -> Question | None:
    """Return what keeps a text from being written into any answers file."""
    place = "/".join(("record", *field.steps))
    if len(text) > LONGEST:
        fault = f"{place} holds {len(text)} characters"
        return Question("too-large", fault, f"write at most {LONGEST}; that is two pages", LEFT_OUT)
    if any(map(unprintable, text)):
        fault = f"{place} holds a character that cannot be printed: '{short(text)}'"
        return Question("control-character", fault, "delete it in the copy and save it", LEFT_OUT)
    return None
