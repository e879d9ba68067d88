"""What the build keeps of the answers' types checks as they do, and is used for no others."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

import agenda
from agenda.answers import checker
from agenda.answers.root import Answers
from agenda.language.reading import Reading
from agenda.source import read
from agenda.source.nodes import plain
from agenda.source.problems import Stop
from ground import BAD, GOOD

READING = Reading(languages=("en", "de"), themes=("classic",))


class Bomb:
    def __reduce__(self):
        return pytest.fail, ("a pickle was read",)


@pytest.fixture
def place(tmp_path, monkeypatch) -> Iterator[Path]:
    """Where the build keeps the schema; nothing is there yet."""
    templates = tmp_path / "package"
    (templates / checker.READY).parent.mkdir(parents=True)
    monkeypatch.setattr(checker, "bundled", SimpleNamespace(templates=lambda: templates))
    checker.load_checker.cache_clear()
    yield templates / checker.READY
    checker.load_checker.cache_clear()


def found(check: Any, data: bytes) -> object:
    """Return the answers, or all that is wrong with them."""
    try:
        return check(plain(read(data).tree), context=READING)
    except ValidationError as fault:
        return [(one["type"], one["loc"], one.get("ctx")) for one in fault.errors()]
    except Stop:
        return None


def test_what_is_kept_checks_as_the_types_do(place, monkeypatch):
    place.write_bytes(checker.keep_schema())
    with monkeypatch.context() as refusing:
        refusing.setattr(checker, "_schema", lambda: pytest.fail("it was worked out anew"))
        check = checker.load_checker().validate_python
    for file in (*GOOD, *BAD):
        data = file.read_bytes()
        assert found(check, data) == found(Answers.model_validate, data)


def test_what_is_kept_says_nothing_of_this_run():
    kept = checker.keep_schema()
    assert f"{id(Answers)}".encode() not in kept
    assert kept == checker.keep_schema()


def test_whatever_stands_in_the_schema_is_of_the_modules_that_it_is_known_by():
    def modules(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            yield from (one for value in part.values() for one in modules(value))
        elif isinstance(part, list | tuple):
            yield from (one for value in part for one in modules(value))
        elif callable(part):
            yield part.__module__

    schema = pickle.loads(checker.keep_schema().partition(b"\n")[2])
    known = {f"agenda.answers.{name}" for name in checker.MODULES}
    assert set(modules(schema)) <= known


@pytest.mark.parametrize("changed", ["VERSION", "MODULES", "nothing there"])
def test_what_was_made_of_something_else_is_not_read(place, monkeypatch, changed):
    if changed != "nothing there":
        place.write_bytes(checker._made_of() + b"\n" + pickle.dumps(Bomb()))
        monkeypatch.setattr(checker, changed, "99.0" if changed == "VERSION" else ("root",))
    check = checker.load_checker().validate_python
    assert found(check, GOOD[0].read_bytes()) == found(Answers.model_validate, GOOD[0].read_bytes())


def test_what_stands_in_a_folder_of_the_users_is_never_read(tmp_path):
    own = tmp_path / checker.READY
    own.parent.mkdir()
    own.write_bytes(checker._made_of() + b"\n" + pickle.dumps(Bomb()))
    checker.load_checker.cache_clear()
    assert agenda.make(agenda.load(GOOD[0]), "md", templates=tmp_path)
