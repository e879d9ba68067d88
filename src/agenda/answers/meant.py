"""What was meant by a key that is not known where it stands: another name, or another place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from agenda.answers.shape import homes, is_list, keys_at, wanted_at
from agenda.source.line import as_key
from agenda.source.problems import Problem, Steps, closest

SURE = 0.85
"""How alike two words are that nobody takes for two, as 'skills' and 'skill'."""
NEAR = 0.75
PROSE = 4
"""A key of so many words is a text with a colon in it."""
GOES_ON = (
    "if this goes on with the text above, move it to the right; if it is a text of its own, put all"
    " of it in quotes"
)
MOST_HOMES, LONGEST_LIST = 2, 12
MOST_ASKED = 100
"""Of so many wrong keys of a file it is looked for what they mean: each takes some milliseconds."""
UNASKED = "agenda fields explains which keys there are"
"""The cure of all others."""
SYNONYMS = {
    "when": ("by", "due", "start", "held", "revisit", "meeting"),
    "date": ("by", "due", "start", "when", "held", "revisit", "meeting"),
    "deadline": ("by", "due"),
    "until": ("by", "due", "keep_until"),
    "due": ("by", "when"),
    "due_date": ("by", "due"),
    "by": ("due", "when"),
    "time": ("start", "meeting"),
    "datetime": ("start", "meeting"),
    "begin": ("start",),
    "start": ("meeting",),
    "duration": ("minutes",),
    "length": ("minutes",),
    "where": ("place", "setting"),
    "room": ("place",),
    "location": ("place", "setting"),
    "zone": ("timezone",),
    "tz": ("timezone",),
    "title": ("what", "role", "name"),
    "name": ("what", "role", "skill", "employee"),
    "text": ("what", "name", "role"),
    "description": ("what", "meaning", "why"),
    "goal": ("what", "goals"),
    "ask": ("what", "asks"),
    "task": ("what",),
    "action": ("what", "actions"),
    "todo": ("what", "actions"),
    "value": ("name", "values"),
    "position": ("role",),
    "job": ("role",),
    "mail": ("email",),
    "e-mail": ("email",),
    "since": ("in_role_since",),
    "boss": ("manager",),
    "supervisor": ("manager",),
    "me": ("employee",),
    "who": ("owner", "attendees"),
    "assignee": ("owner",),
    "responsible": ("owner",),
    "state": ("status", "outcome"),
    "status": ("outcome",),
    "result": ("outcome", "success"),
    "measure": ("success",),
    "metric": ("success",),
    "rating": ("level",),
    "proof": ("evidence",),
    "reason": ("why",),
    "benefit": ("helps_team",),
    "vision": ("long_term", "aspirations"),
    "horizon": ("horizon_years",),
    "years": ("horizon_years",),
    "next_meeting": ("next_check_in",),
    "participants": ("attendees",),
    "lang": ("language",),
    "mitarbeiter": ("employee",),
    "mitarbeiterin": ("employee",),
    "vorgesetzter": ("manager",),
    "vorgesetzte": ("manager",),
    "führungskraft": ("manager",),
    "chef": ("manager",),
    "chefin": ("manager",),
    "sprache": ("language",),
    "termin": ("meeting", "start"),
    "treffen": ("meeting",),
    "gespräch": ("meeting",),
    "datum": ("by", "due", "start", "when", "held", "revisit", "meeting"),
    "wann": ("by", "due", "start", "when", "held", "meeting"),
    "bis": ("by", "due", "keep_until"),
    "uhrzeit": ("start", "meeting"),
    "dauer": ("minutes",),
    "ort": ("place",),
    "raum": ("place",),
    "rolle": ("role",),
    "stelle": ("role",),
    "werte": ("values",),
    "wert": ("name", "values"),
    "ziele": ("goals",),
    "ziel": ("what", "goals"),
    "bitten": ("asks",),
    "bitte": ("what", "asks"),
    "wünsche": ("asks",),
    "fragen": ("questions",),
    "erfolge": ("achievements",),
    "fähigkeiten": ("skills",),
    "kompetenzen": ("skills",),
    "stufe": ("level",),
    "beispiel": ("example",),
    "bedeutung": ("meaning",),
    "privat": ("private",),
    "notizen": ("notes",),
    "sorgen": ("worries",),
    "was": ("what",),
    "wer": ("owner",),
    "warum": ("why",),
    "aufgabe": ("what",),
}
"""Names that people write for fields, and those that a place may have for them, the first first."""
WORD = re.compile(r"[^\W\d_]+")
FILLING = frozenset(
    {"a", "an", "the", "my", "our", "your", "first", "second", "next", "target", "planned", "final",
     "exact", "main", "no", "nr", "mein", "meine", "meiner", "unser", "unsere", "erste", "zweite",
     "nächste", "geplant", "geplante"}
)  # fmt: skip
"""Words that people write beside the name of a field."""


class _Elsewhere(NamedTuple):
    """A key that other maps know; `sure` where it is no guess at a slip."""

    name: str
    maps: tuple[Steps, ...]
    sure: bool

    def belongs(self, place: Steps) -> str:
        """Say where it belongs, and how to write it there: 'under aspirations:'."""
        margin = "at the margin, among the first keys of the file"
        named = (
            "under " + " ".join(f"{key}:" for key in one) if one else margin for one in self.maps
        )
        said = f"belongs {' or '.join(named)}"
        plain = not any(len(one) != 1 or is_list(wanted_at(one)) for one in self.maps)
        if place or not plain:
            return said
        above = f'"{self.maps[0][0]}:"' if len(self.maps) == 1 else "one of them"
        return (
            f"{said} write {above} on the line above, if it is not there yet, and begin this line"
            " with 2 spaces"
        )


def meant_key(key: str, place: Steps) -> str:
    """Return the cure for a key that the map at `place` does not know."""
    if inner := _of_part(key, place):
        return f"write {inner.name}: instead; it {inner.belongs(place)}"
    if name := meant_here(key, place):
        small = key != name and key.casefold() == name
        return f"names are written small: {name}:" if small else f"write {name}: instead"
    elsewhere, known = _elsewhere(key), sorted(keys_at(place))
    near = closest(key, known)
    if elsewhere and elsewhere.name == key:
        return f"{key} {elsewhere.belongs(place)}"
    if elsewhere and not place and (elsewhere.sure or not near):
        return f"write {elsewhere.name}: instead; it {elsewhere.belongs(place)}"
    if near or len(key.split()) >= PROSE:
        return f"write {near}: if that is meant" if near else GOES_ON
    here = ".".join(step for step in place if isinstance(step, str))
    return f"use one of: {', '.join(known)}; {f'agenda fields {here}'.strip()} explains them"


def worth_asking(keys: Iterable[str]) -> frozenset[str]:
    """Return those of the wrong keys of a file whose meaning is looked for."""
    return frozenset(islice(dict.fromkeys(keys), MOST_ASKED))


def parts_in_doubt(problems: Iterable[Problem]) -> frozenset[Steps]:
    """Return the parts of the file of which nobody knows what they say, because of errors."""
    wrong = [one for one in problems if one.help != UNASKED]
    return frozenset(map(_part_in_doubt, wrong))


def _part_in_doubt(problem: Problem) -> Steps:
    """Return the part of the file that an error is about.

    It is an entry of a list, or what stands under one or two keys; for an unknown key the map
    that it stands in, or the part of the file that was meant.
    """
    path = problem.path
    if problem.rule == "unknown-key":
        path = path[:-1] or _meant_at_margin(str(path[-1]))
    listed = next((at for at, step in enumerate(path) if isinstance(step, int)), 1)
    return path[: listed + 1]


def _meant_at_margin(key: str) -> Steps:
    """Return the part of the file that an unknown key at its margin may be."""
    if name := meant_here(key, ()):
        return (name,)
    elsewhere = _elsewhere(key)
    return elsewhere.maps[0][:1] if elsewhere else (closest(key, keys_at(())) or key,)


@lru_cache(maxsize=2 * MOST_ASKED)
def meant_here(key: str, place: Steps) -> str:
    """Return the key of this map that is surely meant, or an empty text."""
    if name := spelled(key, place):
        return name
    known = keys_at(place)
    for word in (as_key(key), *_words(key)):
        if name := next((one for one in (word, *SYNONYMS.get(word, ())) if one in known), ""):
            return name
    return ""


def spelled(word: str, place: Steps) -> str:
    """Return the key of this map that a word is but for its case and a slip, or an empty text."""
    known, folded = keys_at(place), as_key(word)
    if folded in known:
        return folded
    near = closest(word, known)
    alike = near and (_alike(folded, near) >= SURE or sorted(near) == sorted(folded))
    return near if alike else ""


def _words(key: str) -> list[str]:
    """Return the word of a key that may name the field, where the others add nothing to it."""
    words = [word for word in WORD.findall(key.casefold()) if word not in FILLING]
    return words if len(words) == 1 else []


def _of_part(key: str, place: Steps) -> _Elsewhere | None:
    """Return the key of a part of this map that is meant by both names: 'private notes'."""
    first, *more = WORD.findall(key.casefold())[:PROSE] or [""]
    part = spelled(first, place) if more else ""
    name = meant_here("_".join(more), (*place, part)) if part else ""
    return _Elsewhere(name, ((*place, part),), sure=True) if name else None


def _elsewhere(key: str) -> _Elsewhere | None:
    """Return the key of one or two other maps that is meant: the same, a synonym, or a near one."""
    few, folded = _in_few_maps(), as_key(key)
    if name := next((one for one in (folded, *SYNONYMS.get(folded, ())) if one in few), ""):
        return _Elsewhere(name, few[name], sure=True)
    near = closest(folded, few)
    alike = near and _alike(near, folded) >= NEAR
    return _Elsewhere(near, few[near], sure=False) if alike else None


@cache
def _in_few_maps() -> dict[str, tuple[Steps, ...]]:
    """Return the keys that tell where they belong, each with the one or two maps that know it."""
    every = {name: tuple(_outermost(maps)) for name, maps in homes().items()}
    return {name: maps for name, maps in every.items() if len(maps) <= MOST_HOMES}


def _outermost(maps: tuple[Steps, ...]) -> Iterator[Steps]:
    """Yield the maps that are in no other one of these: 'by' is a goal's before a milestone's."""
    for one in maps:
        if not any(other != one and one[: len(other)] == other for other in maps):
            yield one


def _alike(first: str, second: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - 5 ms that only a misspelt word costs

    return SequenceMatcher(None, first, second).ratio()
