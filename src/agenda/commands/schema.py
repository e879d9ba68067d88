"""`agenda schema`: the answers file as a JSON schema, for completion in editors."""

from __future__ import annotations

import json
from typing import Any

from agenda.answers import Answers
from agenda.answers.reference import field_docs
from agenda.answers.shape import Model, maps

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """Return the JSON schema (draft 2020-12), with meaning and example of each field."""
    described = Answers.model_json_schema(by_alias=True)
    models = {model.__name__: model for _, model in maps()}
    for name, shape in {**described.get("$defs", {}), "Answers": described}.items():
        _describe(shape, models[name])
    whole = {"$schema": DIALECT, **described, "title": "Answers for a career conversation"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _describe(shape: dict[str, Any], model: Model) -> None:
    """Put each field's text into the shape, and into the written-out side of a short form."""
    docs = field_docs(model)
    for written in (shape, *shape.get("anyOf", ())):
        for key, field in written.get("properties", {}).items():
            field["description"], example = docs[key]
            if example:
                field["examples"] = [_value(example, listed=field.get("type") == "array")]


def _value(example: str, *, listed: bool) -> Any:
    if listed:
        return example.split("\n")
    return int(example) if example.isdecimal() else example
