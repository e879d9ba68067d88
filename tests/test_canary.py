"""Privacy: a canary in every private field there is must reach no shared artefact.

The fields are found in the JSON schema, so a new one is covered the day it is added.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

import agenda
from agenda.commands import schema
from agenda.model import audience
from extracted import READERS
from ground import NOW

FORMATS = ("pdf", "docx", "html", "md")
BIRD = "canary"


def shapes() -> dict[str, Any]:
    return json.loads(schema.schema())


def written_out(shape: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and choose the map among the forms that a field may take."""
    while "$ref" in shape:
        shape = whole["$defs"][shape["$ref"].split("/")[-1]]
    for option in shape.get("anyOf", ()):
        found = written_out(option, whole)
        if found.get("type") in {"object", "array"}:
            return found
    return shape


def filled(
    shape: dict[str, Any], whole: dict[str, Any], path: tuple[str, ...], birds: list[str]
) -> Any:
    """Return a value for a field: a canary below `private`, else something valid."""
    shape = written_out(shape, whole)
    secret = audience.is_private(path)
    if "enum" in shape or "const" in shape:
        return shape.get("const") or shape["enum"][0]
    if choices := [option["enum"][0] for option in shape.get("anyOf", ()) if "enum" in option]:
        return choices[0]
    if shape.get("type") == "array":
        return [filled(shape["items"], whole, path, birds)]
    if shape.get("type") == "object":
        return of_object(shape, whole, path, birds)
    return canary(path, birds) if secret else plain_value(shape, path)


def of_object(
    shape: dict[str, Any], whole: dict[str, Any], path: tuple[str, ...], birds: list[str]
) -> Any:
    if "properties" in shape:
        return {
            key: filled(field, whole, (*path, key), birds)
            for key, field in shape["properties"].items()
        }
    return {"first": filled(shape["additionalProperties"], whole, (*path, "first"), birds)}


def canary(path: tuple[str, ...], birds: list[str]) -> str:
    birds.append(f"{BIRD}{len(birds):03d}x")
    return birds[-1]


KNOWN = {
    "language": "en", "theme": "classic", "timezone": "Europe/Berlin", "email": "ada@example.org",
    "start": "2026-12-03 14:00", "link": "https://example.com/", "level": "2", "expected": "3",
    "target": "3", "skill": "shared skill", "reason": "shared reason",
}  # fmt: skip


def plain_value(shape: dict[str, Any], path: tuple[str, ...]) -> str:
    options = (shape, *shape.get("anyOf", ()))
    kinds = {option.get("type") for option in options}
    if "date" in {option.get("format") for option in options}:
        return "2027-03-04"
    if path[-1] in KNOWN:
        return KNOWN[path[-1]]
    if path[-1] == "scale":
        return "scale"
    return "12" if "integer" in kinds else f"shared {path[-1]}"


def ids_apart(value: Any, counter: Iterator[int]) -> None:
    if isinstance(value, dict):
        if "id" in value:
            value["id"] = f"a{next(counter)}"
        for inner in value.values():
            ids_apart(inner, counter)
    elif isinstance(value, list):
        for inner in value:
            ids_apart(inner, counter)


@pytest.fixture(scope="module")
def full() -> tuple[agenda.model.source.Source, tuple[str, ...]]:
    """An answers file with every field there is, and the canaries in it."""
    whole = shapes()
    birds: list[str] = []
    answers = filled(whole, whole, (), birds)
    answers["skills"].pop("scale")
    ids_apart(answers, iter(range(1000)))
    return agenda.load(json.dumps(answers).encode()), tuple(birds)


@pytest.fixture(scope="module")
def for_manager(full) -> dict[str, bytes]:
    source, _ = full
    return {form: agenda.make(source, form, now=NOW) for form in FORMATS}


def streams(data: bytes) -> bytes:
    """Every part of a file, unpacked: PDF objects and streams, or the parts of a zip."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            inside = [obj.read_bytes() for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
            texts = [
                bytes(text)
                for obj in pdf.objects
                if isinstance(obj, pikepdf.Dictionary)
                for text in obj.values()
                if isinstance(text, pikepdf.String)
            ]
            return data + b"\n".join(inside + texts)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    return data


def test_there_are_canaries_at_every_depth(full):
    _, birds = full
    assert len(birds) > 30


def test_the_file_with_every_field_is_valid(full):
    source, _ = full
    errors = [problem for problem in agenda.check(source) if problem.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("form", FORMATS)
def test_no_canary_reaches_the_text_of_the_managers_copy(for_manager, form):
    assert BIRD not in READERS[form](for_manager[form])


@pytest.mark.parametrize("form", FORMATS)
def test_no_canary_reaches_streams_or_metadata_of_the_managers_copy(for_manager, form):
    raw = streams(for_manager[form])
    assert BIRD.encode() not in raw
    assert BIRD.encode("utf-16-be") not in raw
    assert BIRD.encode("utf-16-le") not in raw


@pytest.mark.parametrize("form", FORMATS)
def test_the_managers_copy_holds_shared_texts_all_the_same(for_manager, form):
    text = READERS[form](for_manager[form])
    assert "shared what" in text
    assert "shared example" in text


def test_without_the_removal_the_canaries_are_found(full, monkeypatch):
    """The tests above can fail: with the cut taken out, they would see the canaries."""
    source, _ = full
    monkeypatch.setattr(audience, "is_private", lambda path: False)
    leaked = agenda.make(source, "html", now=NOW)
    assert BIRD in READERS["html"](leaked)


@pytest.mark.parametrize("form", FORMATS)
def test_my_own_copy_holds_every_canary_that_an_agenda_shows(full, form):
    source, birds = full
    tree = source.tree.get("record")
    in_record = source.text[tree.span.start : tree.span.end]
    text = READERS[form](agenda.make(source, form, audience="me", now=NOW))
    missing = [bird for bird in birds if bird not in text and bird not in in_record]
    assert missing == []


def test_my_own_copy_says_private_in_title_and_on_every_page(full):
    source, _ = full
    data = agenda.make(source, "pdf", audience="me", now=NOW)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("PRIVATE")
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        assert "PRIVATE" in document[number].get_textpage().get_text_bounded()
    document.close()
