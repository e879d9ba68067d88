"""What was meant by a key that is not known where it stands: another name, or another place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agenda.answers.shape import homes, keys_at
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
}
"""Names that people write for fields, and those that a place may have for them, the first first."""


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A key that other maps know; `sure` where it is no guess at a slip."""

    name: str
    maps: tuple[Steps, ...]
    sure: bool

    @property
    def maps_named(self) -> str:
        """Where it belongs: 'under record: actions:'."""
        margin = "at the margin, among the first keys of the file"
        named = (
            "under " + " ".join(f"{key}:" for key in one) if one else margin for one in self.maps
        )
        return " or ".join(named)


def meant_key(key: str, place: Steps) -> str:
    """Return the cure for a key that the map at `place` does not know."""
    if name := meant_here(key, place):
        small = key != name and key.casefold() == name
        return f"names are written small: {name}:" if small else f"did you mean {name}?"
    elsewhere, known = _elsewhere(key), sorted(keys_at(place))
    near = closest(key, known)
    if elsewhere and elsewhere.name == key:
        return f"{key} belongs {elsewhere.maps_named}"
    if elsewhere and not place and (elsewhere.sure or not near):
        return f"did you mean {elsewhere.name}? it belongs {elsewhere.maps_named}"
    if near or len(key.split()) >= PROSE:
        return f"did you mean {near}?" if near else GOES_ON
    here = ".".join(step for step in place if isinstance(step, str))
    listed = f"use one of: {', '.join(known)}; {f'agenda fields {here}'.strip()} explains them"
    if place and isinstance(place[-1], int):
        return f"put the whole text in quotes if the colon is a part of it; else {listed}"
    return listed


def part_in_doubt(problem: Problem) -> Steps:
    """Return the part of the file of which nobody knows what it says, because of an error.

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
    """Return the words of a key that may name the field: the last one first, no number."""
    words = re.findall(r"[^\W\d_]+", key.casefold())
    return words[::-1] if len(words) < PROSE else []


def _elsewhere(key: str) -> _Elsewhere | None:
    """Return the key of one or two other maps that is meant: the same, a synonym, or a near one."""
    few = {name: maps for name, maps in homes().items() if len(maps) <= MOST_HOMES}
    folded = as_key(key)
    if name := next((one for one in (folded, *SYNONYMS.get(folded, ())) if one in few), ""):
        return _Elsewhere(name, few[name], sure=True)
    near = closest(folded, few)
    return _Elsewhere(near, few[near], sure=False) if _alike(near, folded) >= NEAR else None


def _alike(first: str, second: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - 5 ms that only a misspelt word costs

    return SequenceMatcher(None, first, second).ratio()
