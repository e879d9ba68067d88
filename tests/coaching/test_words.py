"""The lists of a language: a region's own come before those of its language."""

import os
import pickle
import subprocess
import sys

import pytest

from agenda.coaching import words
from agenda.coaching.case import Text
from agenda.coaching.tokens import words_of
from agenda.coaching.words import FILE, LISTS, keep_lists, load_words
from agenda.language import bundled
from career import FOLDERS
from coaching.corpus import FILES, corpus
from ground import UNWATCHED


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
    text = Text((), "eine Schulung, ein Seminar").words
    assert austrian.says("course", text) == "Schulung"
    assert load_words("de-CH", FOLDERS).says("course", Text((), "ein Seminar").words) == "Seminar"
    assert austrian.says("course", Text((), "ein Seminar").words) == ""


@pytest.fixture(scope="module")
def ready():
    """What the build keeps of the lists, by the names of its files."""
    return {place.name: data for place, data in keep_lists(bundled.templates()).items()}


@pytest.fixture
def built(ready, tmp_path, monkeypatch):
    """The lists of the program in another place, and what the build keeps of them."""
    for file in bundled.templates().glob(f"locales/*/{FILE}"):
        (place := tmp_path / "locales" / file.parent.name).mkdir(parents=True)
        (place / FILE).write_bytes(file.read_bytes())
        (place / "language.toml").touch()
    (tmp_path / "compiled").mkdir()
    for name, data in ready.items():
        (tmp_path / "compiled" / name).write_bytes(data)
    monkeypatch.setattr(bundled, "templates", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize("tag", ["en", "de"])
def test_what_the_build_keeps_of_the_lists_finds_what_they_say(built, tag):
    with pytest.MonkeyPatch.context() as refusing:
        refusing.setattr(words, "_read", lambda _: pytest.fail("the lists were read anew"))
        kept = load_words(tag, (built,))
    (built / words.READY.format(tag)).unlink()
    read = load_words(tag, (built,))
    assert kept.lists.keys() == read.lists.keys() == LISTS
    assert (kept.language, kept.capital_nouns) == (read.language, read.capital_nouns)
    sentences = [one for file in FILES if file.parent.name == tag for one in corpus(file).matches]
    for text in map(words_of, sentences[::20]):
        for name in LISTS:
            assert sorted(kept.found(name, text)) == sorted(read.found(name, text))


def test_what_the_build_keeps_is_the_same_in_every_run():
    code = (
        "from agenda.coaching.words import FILE, _phrases, _read, bundled\n"
        "lists, _ = _read(bundled.templates() / 'locales' / 'de' / FILE)\n"
        "print(_phrases(lists)['judging-words'].pack())"
    )
    seeds = [{**os.environ, **UNWATCHED, "PYTHONHASHSEED": seed} for seed in "12"]
    packed = {subprocess.check_output([sys.executable, "-c", code], env=seed) for seed in seeds}
    assert len(packed) == 1


class Bomb:
    def __reduce__(self):
        return pytest.fail, ("a pickle was read",)


@pytest.mark.parametrize("changed", ["the lists", "what reads them", "whose they are"])
def test_what_was_made_of_something_else_is_not_read(built, monkeypatch, changed):
    file, kept = built / "locales" / "de" / FILE, built / words.READY.format("de")
    kept.write_bytes(kept.read_bytes().partition(b"\n")[0] + b"\n" + pickle.dumps(Bomb()))
    if changed == "the lists":
        file.write_text('[course]\nfind = ["schulung"]\n', "utf-8")
    elif changed == "what reads them":
        monkeypatch.setattr(words, "MODULES", ("words",))
    else:
        monkeypatch.setattr(bundled, "templates", lambda: built / "other")
    assert load_words("de", (built,)).says("course", words_of("eine Schulung")) == "Schulung"
