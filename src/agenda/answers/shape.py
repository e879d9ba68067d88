"""The shape of an answers file, out of its types: what a map knows, and where a key belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, get_origin

from agenda.answers.part import Bare
from agenda.answers.root import Answers
from agenda.source.problems import Steps

Model = type[Bare]


@cache
def fields(model: Model) -> Mapping[str, Any]:
    """Return the keys of a map with what each may hold."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def model_in(annotation: Any) -> Model | None:
    """Find the map in `Model`, `Model | None` or `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Bare):
        return annotation
    inner = (model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)


def is_list(annotation: Any) -> bool:
    """Whether a list is wanted."""
    return get_origin(annotation) is tuple


def wanted_at(path: Iterable[str | int]) -> Any:
    """Return the type of what may stand at a path, for an item that of its list; or None."""
    annotation: Any = Answers
    for step in path:
        if isinstance(step, str):
            model = model_in(annotation)
            annotation = fields(model).get(step) if model else None
    return annotation


def keys_at(path: Iterable[str | int]) -> frozenset[str]:
    """Return the keys of the map at a path, or of each map in the list there; none of a text."""
    model = model_in(wanted_at(path))
    return frozenset(fields(model)) if model else frozenset()


@cache
def homes() -> dict[str, tuple[Steps, ...]]:
    """Return for each key the maps that know it, as their keys without positions."""
    found: dict[str, tuple[Steps, ...]] = {}
    for path, model in maps():
        for key in fields(model):
            found[key] = (*found.get(key, ()), path)
    return found


def maps(model: Model = Answers, here: Steps = ()) -> Iterator[tuple[Steps, Model]]:
    """Yield every map of a file, with its path: keys without positions in lists."""
    yield here, model
    for key, annotation in fields(model).items():
        if below := model_in(annotation):
            yield from maps(below, (*here, key))
