"""`agenda fields`: what can be written in an answers file, in plain words, with examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from agenda.answers.audience import Audience
from agenda.answers.meant import meant_key
from agenda.answers.reference import Field, Form, at, reference, sample
from agenda.language.catalogue import Formality
from agenda.language.locale import Locale
from agenda.outputs.outcome import wrong
from agenda.resources import Resources
from agenda.source.fresh import fresh
from agenda.source.nodes import Plain

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Told:
    """A field in the words of a language.

    `facts` are what there is to know of it, each with its name; `below` are the fields of a
    map, each with its meaning; `example` is how it would stand in a file.
    """

    path: str
    meaning: str
    facts: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    example: str


def fields(
    path: str, resources: Resources, language: str = "en", formality: Formality | None = None
) -> Told:
    """Return what there is to say of the field at a path, or of the file as a whole for ''.

    Raises Stop, wrong usage, where there is no such field, or no such language.
    """
    return tell(find(path), resources.help(language, formality))


def find(path: str) -> Field:
    """Return the field that is named as people do: goals, goals.by, goals[1].by, goals/by.

    Raises Stop, wrong usage, where there is none.
    """
    found = reference()
    for step in filter(None, re.split(r"[./]|\[\d+\]", path.strip())):
        below = {field.key: field for field in found.fields}
        if step not in below:
            above = ".".join(found.path)
            cure = meant_key(step, found.path) if below else f"{above} has no fields below it"
            raise wrong(f"there is no field '{path}'", cure)
        found = below[step]
    return found


def tell(field: Field, words: Locale) -> Told:
    """Return what there is to say of a field."""
    say = words.say
    facts = {
        say("Form"): _form(field, say),
        say("One of"): ", ".join(field.choices),
        say("Wanted"): say("yes, in every file") if field.required and len(field.path) == 1 else "",
        say("Without it"): field.default,
        say("Short"): say("a text alone stands for %(field)s", field=field.short)
        if field.short
        else "",
        say("Seen by"): _readers(field, say),
    }
    return Told(
        path=".".join(field.path),
        meaning=say(field.meaning),
        facts=tuple((name, fact) for name, fact in facts.items() if fact and field.path),
        below=tuple((below.key, say(below.meaning)) for below in field.fields),
        example=fresh(_in_place(field, sample(field, say))) if field.path else "",
    )


def _in_place(field: Field, value: Plain) -> dict[str, Plain]:
    """Return the file that holds nothing but a value of the field."""
    *above, last = field.path
    here = {last: value}
    for depth in range(len(above), 0, -1):
        outer = at(field.path[:depth])
        here = {field.path[depth - 1]: [here] if outer and outer.many else here}
    return here


def _form(field: Field, say: Say) -> str:
    forms: Mapping[Form, str] = {
        "map": say("fields of its own"),
        "line": say("a text"),
        "text": say("a text, of several lines if you like"),
        "markdown": say("a text, of several paragraphs if you like"),
        "date": say("a date: year-month-day"),
        "start": say("a date, with the time behind it"),
        "number": say("a whole number"),
        "choice": say("one of some words"),
        "level": say("a number, or a name of the scale"),
        "zone": say("a continent and a city"),
        "address": say("an e-mail address"),
        "id": say("small letters, digits and hyphens"),
        "private": say("a text, or several with names"),
    }
    form = forms[field.form]
    return say("a list; each entry: %(form)s", form=form) if field.many else form


def _readers(field: Field, say: Say) -> str:
    if not field.readers:
        return say("only you")
    beside = {
        Audience.CALENDAR: say("whoever sees the calendar entry"),
        Audience.EMAIL: say("whoever reads the e-mail"),
    }
    return ", ".join((say("you and your manager"), *(beside[one] for one in field.readers[1:])))
