"""`agenda schema`: the answers file as a JSON schema, for completion in editors."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

from agenda.answers import Answers, before, part, record, root
from agenda.answers.reference import field_docs

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """Return the JSON schema (draft 2020-12). Each field's docstring is its description."""
    described = Answers.model_json_schema(by_alias=True)
    for name, shape in {**described.get("$defs", {}), "Answers": described}.items():
        _describe(shape, name)
    whole = {"$schema": DIALECT, **described, "title": "Answers for a career conversation"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _describe(shape: dict[str, Any], name: str) -> None:
    """Put each field's text into the shape, and into the written-out side of a short form."""
    modules: tuple[ModuleType, ...] = (part, before, record, root)
    docs = field_docs(next(getattr(module, name) for module in modules if hasattr(module, name)))
    for written in (shape, *shape.get("anyOf", ())):
        for key, field in written.get("properties", {}).items():
            field["description"], example = docs[key]
            if example:
                field["examples"] = [example]
