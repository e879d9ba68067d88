"""Lines to copy: how to write what stands there in another shape, with the words that are there."""

from __future__ import annotations

from itertools import islice
from typing import Any

from agenda.answers.audience import is_private
from agenda.answers.meant import MOST_ASKED, meant_here
from agenda.answers.shape import Model, fields, is_list, keys_at, model_in, wanted_at
from agenda.source.line import in_quotes
from agenda.source.nodes import Node, plain, steps
from agenda.source.problems import Steps, shorten

MOST_LINES, LONGEST = 3, 200
"""So many entries of a list are shown, and so much of a text is repeated."""


def in_one(around: Node, path: Steps) -> str:
    """Return how to write keys of a map that mean the same field; nothing where it is one."""
    place, name = path[:-1], meant_here(str(path[-1]), path[:-1])
    said = {key: plain(node) for key, node in islice(steps(around), MOST_ASKED)
            if name and name in (key, meant_here(str(key), place))}  # fmt: skip
    if len(said) < 2:  # noqa: PLR2004 - it and another
        return ""
    if is_list(wanted_at((*place, name))):
        return f"write {name}: once, and below it a line for each, beginning with - "
    if name in said and str(path[-1]) in keys_at((*place, name)):
        return f"{path[-1]} belongs under {name}: so begin this line with 2 spaces, below that one"
    if name in said:
        return f"{name}: stands here too; put there what this says, or take one of them out"
    if is_private(place):
        return f"write {name}: once, with all of it"
    texts = [text for text in said.values() if isinstance(text, str)]
    whole = shorten(" ".join(texts), LONGEST) or "…"
    return f"write one line in place of {', '.join(f'{key}:' for key in said)}\n{name}: {whole}"


def as_entry(around: Node, path: Steps) -> str:
    """Return how to write an entry of a list that begins with its own words, not with a field."""
    place, key = path[:-1], str(path[-1])
    model = model_in(wanted_at(path[:-1]))
    known = {step for step, _ in steps(around)} - {key}
    if not place or not isinstance(place[-1], int) or not model or meant_here(key, place):
        return ""
    value = plain(next(node for step, node in steps(around) if step == key))
    if is_private(place) or (known and (value or model.short in known)):
        return ""
    lines = [f"{model.short}: {key}"] if known else _entry(model, "", key, value)
    return "\n".join(["if these are your own words, write them so:", *lines])


def as_items(given: dict[str, Any], place: Steps) -> str:
    """Return how the names of a map are written as a list: as one item, or as one each."""
    model = model_in(wanted_at(place))
    if model and fields(model).keys() & given:
        first, *more = (f"{key}: {_part(value)}" for key, value in given.items())
        lines = [f"- {first}", *(f"  {line}" for line in more)]
        return "\n".join(["begin the first line with - , also where it is the only one:", *lines])
    shown = [line for key, value in [*given.items()][:MOST_LINES]
             for line in _entry(model, meant_here(key, place), key, value)]  # fmt: skip
    return "\n".join(["write one line for each, beginning with -:", *shown])


def _entry(model: Model | None, meant: str, key: str, value: object) -> list[str]:
    """Return the lines of a name with a text behind it, as an entry of a list."""
    key, text = _part(key), _part(value)
    if not _flat(value):
        return [f"- {key}"]
    if meant:
        return [f"- {meant}: {text}"]
    if model and model.beside:
        name = model.beside[-1 if " " in text else 0]
        return [f"- {model.short}: {key}", f"  {name}: {text}"]
    whole = f"{key}: {text}"
    return [f"- {in_quotes(whole)}" if '"' in whole or "\\" in whole else f'- "{whole}"']


def _flat(value: object) -> str:
    """Return the texts in a value as one."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return "; ".join(f"{key} {_flat(text)}".strip() for key, text in value.items())
    return "; ".join(map(_flat, value)) if isinstance(value, list) else ""


def _part(value: object) -> str:
    text = _flat(value)
    return text if 0 < len(text) <= LONGEST else "…"
