"""How a problem is cured on the page, where nobody sees a key of the file: by its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agenda.answers.questions import say
from agenda.door.parts import Part, Section, name_of
from agenda.source.problems import Problem, Severity, Steps

if TYPE_CHECKING:
    from agenda.language.locale import Locale

KEY = re.compile(r"\b([a-z][a-z_]+):")
"""A key, as a cure names it to those who write the file by hand."""
ANSWER = say("answer ‘%(question)s’")
UNASKED = ("map", "odd", "row")


@dataclass(frozen=True, slots=True)
class _Asked:
    label: str
    in_sight: bool


def by_questions(
    placed: Mapping[str, Iterable[Problem]], sections: Iterable[Section], words: Locale
) -> dict[str, list[Problem]]:
    """Return problems beside the questions that cure them, where their cures name a key.

    There the fault says enough; of a question that is folded away, the cure is told.
    """
    asked = {name: one for section in sections for name, one in _questions(section)}
    found: dict[str, list[Problem]] = {}
    for place, problems in placed.items():
        for one in problems:
            name = None if one.severity is Severity.ERROR else _meant(one, asked)
            there, told = place, one
            if name and (asked[name].in_sight or name == place):
                there, told = name, one._replace(help="")
            elif name:
                told = one._replace(help=words.say(ANSWER, question=asked[name].label))
            found.setdefault(there, []).append(told)
    return found


def _questions(section: Section) -> Iterator[tuple[str, _Asked]]:
    def all_of(parts: Iterable[Part], *, seen: bool) -> Iterator[tuple[str, _Asked]]:
        for part in parts:
            if part.form not in UNASKED:
                yield part.name, _Asked(part.label, seen)
            yield from all_of(part.parts, seen=seen)
            yield from all_of(part.rest, seen=False)

    return all_of(section.parts, seen=not section.folded)


def _meant(problem: Problem, asked: Mapping[str, _Asked]) -> str | None:
    """Return the name of the question that the keys of a cure lead to."""
    above: Steps = ()
    for key in KEY.findall(problem.help):
        for way in ((*problem.path, key), (*problem.path[:-1], key), (*above, key)):
            if name_of(way) in asked:
                return name_of(way)
        above = (*above, key)
    below = f"{name_of(above)}/"
    return next((name for name in asked if above and name.startswith(below)), None)
