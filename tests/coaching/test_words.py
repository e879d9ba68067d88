"""The lists of a language: a region's own come before those of its language."""

import pytest

from agenda.coaching.case import Text
from agenda.coaching.words import load_words
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
