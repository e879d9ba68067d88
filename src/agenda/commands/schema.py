"""`agenda schema`: the answers file as a JSON schema, for completion in editors."""

from __future__ import annotations

import ast
import inspect
import json
from itertools import pairwise
from types import ModuleType
from typing import Any

from agenda.answers import Answers, before, part, record, root

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """Return the JSON schema (draft 2020-12). Each field's docstring is its description."""
    described = Answers.model_json_schema(by_alias=True)
    for name, shape in {**described.get("$defs", {}), "Answers": described}.items():
        _describe(shape, _field_docs(name))
    whole = {"$schema": DIALECT, **described, "title": "Answers for a career conversation"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _describe(shape: dict[str, Any], docs: dict[str, str]) -> None:
    """Put each field's text into the shape, and into the written-out side of a short form."""
    for written in (shape, *shape.get("anyOf", ())):
        for key, field in written.get("properties", {}).items():
            if text := docs.get(key) or docs.get(f"{key}_"):
                field["description"] = text


def _field_docs(name: str) -> dict[str, str]:
    """Return the docstrings under the fields of a model and of those it rests on."""
    modules: tuple[ModuleType, ...] = (part, before, record, root)
    model = next(found for module in modules if (found := getattr(module, name, None)))
    docs: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base.__module__.startswith("agenda."):
            docs |= _docs_of(base)
    return docs


def _docs_of(model: type) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(model)).body[0]
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    docs = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            told = text.value.value if isinstance(text.value, ast.Constant) else ""
            docs[ast.unparse(field.target)] = str(told)
    return docs
