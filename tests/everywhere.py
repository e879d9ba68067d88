"""Answers with every field that there is, found in the JSON schema: a new one is among them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from agenda.commands import schema

Path = tuple[str, ...]
Say = Callable[[Path], str]
"""What a field says that may hold any text."""
KNOWN = {
    "language": "en", "theme": "classic", "timezone": "Europe/Berlin", "email": "ada@example.org",
    "start": "2026-12-03 14:00", "link": "https://example.com/", "level": "2", "expected": "3",
    "target": "3", "skill": "shared skill", "reason": "shared reason",
}  # fmt: skip
"""Fields that ask for more than a text."""


def answers(say: Say, **known: str) -> dict[str, Any]:
    """Return the answers of a file with every field, each list with one entry.

    `known` are other values for fields that ask for more than a text.
    """
    whole = json.loads(schema.schema())
    answers: dict[str, Any] = _Filling(whole, say, KNOWN | known).of(whole, ())
    answers["skills"].pop("scale")
    _ids_apart(answers, iter(range(1000)))
    return answers


@dataclass(frozen=True)
class _Filling:
    """What fields are filled with, by the schema that has them."""

    whole: dict[str, Any]
    say: Say
    known: dict[str, str]

    def of(self, shape: dict[str, Any], path: Path) -> Any:
        shape = self._written_out(shape)
        if "enum" in shape or "const" in shape:
            return shape.get("const") or shape["enum"][0]
        if choices := [option["enum"][0] for option in shape.get("anyOf", ()) if "enum" in option]:
            return choices[0]
        if shape.get("type") == "array":
            return [self.of(shape["items"], path)]
        if "properties" in shape:
            return {key: self.of(field, (*path, key)) for key, field in shape["properties"].items()}
        if shape.get("type") == "object":
            return {"first": self.of(shape["additionalProperties"], (*path, "first"))}
        return self._leaf(shape, path)

    def _written_out(self, shape: dict[str, Any]) -> dict[str, Any]:
        """Follow references, and choose the map among the forms that a field may take."""
        while "$ref" in shape:
            shape = self.whole["$defs"][shape["$ref"].split("/")[-1]]
        for option in shape.get("anyOf", ()):
            found = self._written_out(option)
            if found.get("type") in {"object", "array"}:
                return found
        return shape

    def _leaf(self, shape: dict[str, Any], path: Path) -> str:
        options = (shape, *shape.get("anyOf", ()))
        if "private" in path:
            return self.say(path)
        if "date" in {option.get("format") for option in options}:
            return "2027-03-04"
        if path[-1] in self.known:
            return self.known[path[-1]]
        if "integer" in {option.get("type") for option in options}:
            return "12"
        return self.say(path)


def _ids_apart(value: Any, counter: Iterator[int]) -> None:
    if isinstance(value, dict):
        if "id" in value:
            value["id"] = f"a{next(counter)}"
        for inner in value.values():
            _ids_apart(inner, counter)
    elif isinstance(value, list):
        for inner in value:
            _ids_apart(inner, counter)
