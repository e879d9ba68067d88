"""The JSON schema that editors use: valid, described, and of the same mind as the reader."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from agenda.commands.schema import schema
from career import SHAPES, Steps, file_with, fullest, keys_of, problems_of
from draws import grid
from ground import GOOD

HEAD = {"version": 1, "employee": "Ada Park", "manager": "Grace Osei"}
SHORT = [path for path, model in SHAPES.items() if model.short]


@cache
def described() -> dict[str, Any]:
    """Return the schema that the program writes."""
    return json.loads(schema())


@cache
def valid() -> Draft202012Validator:
    return Draft202012Validator(described())


def joined(path: Steps) -> str:
    return "/".join(map(str, path)) or "root"


def properties(node: Any, here: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property at every depth with its path."""
    if isinstance(node, list):
        for inner in node:
            yield from properties(inner, here)
    if isinstance(node, dict):
        for key, shape in node.get("properties", {}).items():
            yield f"{here}/{key}", shape
        for key, inner in node.items():
            yield from properties(inner, f"{here}/{key}")


def dated(value: Any) -> Any:
    """Return the value as JSON has it: a date is a text there."""
    if isinstance(value, date):
        return value.isoformat(sep=" ")[:16] if hasattr(value, "hour") else value.isoformat()
    if isinstance(value, dict):
        return {key: dated(inner) for key, inner in value.items()}
    return [dated(inner) for inner in value] if isinstance(value, list) else value


def test_the_schema_is_valid_draft_2020_12():
    assert described()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(described())


def test_every_property_at_every_depth_is_described():
    found = dict(properties(described()))
    assert len(found) > 100
    assert [path for path, shape in found.items() if not shape.get("description")] == []


def test_every_map_is_described():
    shapes = {"": described(), **described()["$defs"]}
    written_out = {name: (shape.get("anyOf") or [shape])[-1] for name, shape in shapes.items()}
    assert [name for name, shape in written_out.items() if not shape.get("description")] == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_schema_accepts_the_good_samples(path):
    with path.open(encoding="utf-8") as file:
        answers = dated(YAML(typ="safe").load(file))
    assert [fault.message for fault in valid().iter_errors(answers)] == []


def test_the_schema_accepts_a_file_with_every_key_that_there_is():
    assert [fault.message for fault in valid().iter_errors(fullest())] == []


@grid("path", SHORT, ids=joined)
def test_the_schema_offers_every_short_form(path):
    *above, last = path if isinstance(path[-1], str) else path[:-1]
    text = "2026-12-03"
    short = json.loads(file_with(tuple(above), **{last: text if path[-1] == last else [text]}))
    assert valid().is_valid(short)


@grid("path", [path for path in SHAPES if path not in SHORT and path], ids=joined)
def test_the_schema_offers_no_other_short_form(path):
    *above, last = path if isinstance(path[-1], str) else path[:-1]
    short = json.loads(file_with(tuple(above), **{last: "x" if path[-1] == last else ["x"]}))
    assert not valid().is_valid(short)


@grid("path", SHAPES, ids=joined)
def test_the_schema_accepts_the_least_that_each_map_holds(path):
    assert valid().is_valid(json.loads(file_with(path)))


@grid("path", SHAPES, ids=joined)
def test_the_schema_refuses_a_key_that_there_is_not(path):
    assert not valid().is_valid(json.loads(file_with(path, unknown="x")))


@pytest.mark.parametrize("key", HEAD)
def test_the_schema_requires_version_employee_and_manager(key):
    assert valid().is_valid(HEAD)
    assert not valid().is_valid({name: value for name, value in HEAD.items() if name != key})


def test_the_schema_requires_nothing_else():
    assert set(described()["required"]) == set(HEAD)


@grid("private", ["a text", {"a": "text", "b": "another"}])
@grid(
    "path", [path for path, model in SHAPES.items() if path and "private" in keys_of(model)],
    ids=joined,
)  # fmt: skip
def test_the_schema_offers_a_private_text_or_texts_in_every_map(path, private):
    assert valid().is_valid(json.loads(file_with(path, private=private)))


def test_the_schema_offers_private_notes_for_each_section_of_the_record():
    record = {"private": {"afterwards": "x", "notes": {"skills": "y"}}}
    assert valid().is_valid(HEAD | {"record": record})


@grid(
    "answers",
    [
        {"version": 2},
        {"paper": "a5"},
        {"values": "craft"},
        {"meeting": {"minutes": 5}},
        {"meeting": {"minutes": 481}},
        {"manager_prepare": ["a", "b", "c", "d"]},
        {"aspirations": {"clarity": "clearr"}},
        {"skills": {"current": [{"name": "x", "level": 0}]}},
        {"values": [{"meaning": "x"}]},
        {"private": {"trust": "some"}},
        {"record": {"actions": [{"what": "x", "status": "late"}]}},
        {"goals": [{"what": "x", "private": ["y"]}]},
    ],
    ids=str,
)
def test_schema_and_reader_refuse_the_same(answers):
    assert not valid().is_valid(HEAD | answers)
    assert problems_of(json.dumps(HEAD | answers), head="")


def test_the_schema_is_the_same_every_time():
    assert schema() == schema()
