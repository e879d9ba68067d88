"""Answers files in a few words, and the shape that the model gives them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from pydantic import BaseModel

from agenda.answers import Answers, SharedAnswers, audience, validate
from agenda.answers.audience import Audience
from agenda.answers.part import Bare
from agenda.language import bundled, locale
from agenda.language.locale import Locale
from agenda.language.reading import Reading, reading
from agenda.source import Mapping, read
from agenda.source.problems import Problem

FOLDERS = (bundled.templates(),)
ENGLISH = reading("en", FOLDERS, ("classic",))
GERMAN = reading("de", FOLDERS, ("classic",))
HEAD = "version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"


def tree_of(text: str, head: str = HEAD) -> Mapping:
    return read((head + text).encode()).tree


def answers_of(text: str, words: Reading = ENGLISH, head: str = HEAD) -> Answers:
    found = validate(tree_of(text, head), words)
    assert found.answers is not None, found.problems
    return found.answers


def shared_of(text: str, words: Reading = ENGLISH, head: str = HEAD) -> SharedAnswers:
    found = validate(audience.seen_by(tree_of(text, head), Audience.MANAGER), words)
    assert found.answers is not None, found.problems
    return found.answers


def problems_of(text: str, words: Reading = ENGLISH, head: str = HEAD) -> tuple[Problem, ...]:
    return validate(tree_of(text, head), words).problems


def problem_of(text: str, words: Reading = ENGLISH, head: str = HEAD) -> Problem:
    (problem,) = problems_of(text, words, head)
    return problem


def marked(text: str, words: Reading = ENGLISH, head: str = HEAD) -> list[tuple[str, str]]:
    """Return each problem's rule with the text that it marks."""
    whole = head + text
    return [
        (problem.rule, whole[problem.span.start : problem.span.end] if problem.span else "")
        for problem in problems_of(text, words, head)
    ]


def speaking(tag: str = "en-GB", formality: Any = None) -> Locale:
    return locale.load(tag, formality, FOLDERS)


Steps = tuple[str | int, ...]


def keys_of(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def inner(annotation: Any) -> type[Bare] | None:
    """Return the model in `Model`, `Model | None` or `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Bare):
        return annotation
    found = (inner(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in found if model), None)


def shapes(model: type[Bare] = Answers, here: Steps = ()) -> Iterator[tuple[Steps, type[Bare]]]:
    """Yield every map that a file can hold, with the path of the first of its kind."""
    yield here, model
    for key, field in keys_of(model).items():
        if below := inner(field.annotation):
            first: Steps = (0,) if "tuple" in str(field.annotation) else ()
            yield from shapes(below, (*here, key, *first))


NEEDED = {"version": 1, "held": "2027-03-04"}
"""What is needed and is more than a text."""


def smallest(model: type[Bare]) -> dict[str, Any]:
    """Return the least that this map has to hold."""
    needed = {key: field for key, field in keys_of(model).items() if field.is_required()}
    made: dict[str, Any] = {}
    for key, field in needed.items():
        below = inner(field.annotation)
        made[key] = smallest(below) if below else NEEDED.get(key, f"some {key}")
    return made


def fullest(model: type[Bare] = Answers, here: Steps = ()) -> dict[str, Any]:
    """Return a map with every key that it may hold; a list has one entry."""
    made: dict[str, Any] = {}
    for key, field in keys_of(model).items():
        if below := inner(field.annotation):
            listed = "tuple" in str(field.annotation)
            value = fullest(below, (*here, key, *((0,) if listed else ())))
            made[key] = [value] if listed else value
        else:
            made[key] = next(value for value in _values(field) if _sound(here, key, value))
    return made


def _values(field: Any) -> Iterator[Any]:
    """Yield what such a field may hold, in the hope that one is right."""
    choices = (get_args(part) for part in (field.annotation, *get_args(field.annotation)))
    yield from (found[0] for found in choices if found and isinstance(found[0], str))
    yield from ("Wort", "2026-11-20", 1, 30, ["Wort", "Wörter"])
    yield from ("Europe/Berlin", "a@example.org", "de", "classic", "x1")


def _sound(here: Steps, key: str, value: Any) -> bool:
    text = file_with(here, **{key: value})
    return validate(tree_of(text, ""), ENGLISH).answers is not None


def file_with(path: Steps, **more: Any) -> str:
    """Return the smallest file with a map at the path that holds `more` as well; as JSON."""
    return json.dumps(_filled(Answers, path, more), ensure_ascii=False)


def _filled(model: type[Bare], path: Steps, more: dict[str, Any]) -> dict[str, Any]:
    if not path:
        return smallest(model) | more
    key, rest = str(path[0]), path[1:]
    below = inner(keys_of(model)[key].annotation)
    assert below is not None
    listed = bool(rest) and isinstance(rest[0], int)
    value = _filled(below, rest[1:] if listed else rest, more)
    return smallest(model) | {key: [value] if listed else value}


def texts(node: Any) -> set[str]:
    """Return every text that a content object holds, at any depth."""
    if isinstance(node, str):
        return {node}
    below = [getattr(node, field.name) for field in fields(node)] if is_dataclass(node) else ()
    return {text for one in (node if isinstance(node, tuple) else below) for text in texts(one)}


SHAPES = dict(shapes())
answers_of("")  # pydantic builds its models at the first use, which would count as that test's time
