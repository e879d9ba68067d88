"""The lists of a language: a region's own come before those of its language."""

import pytest

from agenda.coaching.case import Text
from agenda.coaching.words import FILE, _parsed, keep_lists, load_words
from agenda.language import bundled
from career import FOLDERS


@pytest.fixture
def austrian(tmp_path):
    (folder := tmp_path / "locales" / "de-AT").mkdir(parents=True)
    (folder / "language.toml").touch()
    (folder / "coaching.toml").write_text('[course]\nfind = ["schulung"]\n', "utf-8")
    return load_words("de-AT", (tmp_path, *FOLDERS))


def test_a_region_inherits_the_lists_of_its_language(austrian):
    german = load_words("de", FOLDERS)
    assert austrian.language == "de-AT"
    assert (austrian.levels, austrian.capital_nouns) == (german.levels, True)
    assert austrian.lists.keys() == german.lists.keys()


def test_a_list_of_a_region_stands_in_place_of_that_of_its_language(austrian):
    words = Text((), "eine Schulung, ein Seminar").words
    assert austrian.says("course", words) == "Schulung"
    assert load_words("de-CH", FOLDERS).says("course", Text((), "ein Seminar").words) == "Seminar"
    assert austrian.says("course", Text((), "ein Seminar").words) == ""


def test_what_the_build_keeps_of_the_lists_is_what_they_say(tmp_path, monkeypatch):
    german = bundled.templates() / "locales" / "de" / FILE
    (file := tmp_path / "locales" / "de" / FILE).parent.mkdir(parents=True)
    file.write_bytes(german.read_bytes())
    (tmp_path / "compiled").mkdir()
    monkeypatch.setattr(bundled, "templates", lambda: tmp_path)
    ((kept, data),) = keep_lists(tmp_path).items()
    said = _parsed(file)
    kept.write_bytes(data)
    assert _parsed(file) == said
    kept.write_bytes(data.partition(b"\n")[0] + b'\n{"course": {}}')
    assert _parsed(file) == {"course": {}}
    file.write_text("[course]\nfind = []\n", "utf-8")
    assert _parsed(file) == {"course": {"find": []}}
