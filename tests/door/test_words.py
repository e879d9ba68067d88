"""What the page says, it says in the language of the file: no text of its own is outside of it.

The file is in a language of which every word begins with a mark. What on the page has none, and
is no word of the file, is in no catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import copy

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from agenda.answers.reference import every_field, reference
from agenda.resources import Resources
from agenda.source import Scalar
from agenda.source.nodes import walk
from copies import FILLED, sent
from door.the_door import SMALL, Visitor, opened
from ground import ROOT
from test_locales import messages, read_on

MARK = "¤"
WORD = re.compile(r"[^\W\d_]{2}")
NAMES = {"career.yaml", "PDF", "Word", "agenda", "ask/manager", "agenda/manager"}
MANAGERS = {"kind": "agenda", "for": "manager"}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    """Return resources with a language that marks all that goes through its catalogues."""
    folder = tmp_path_factory.mktemp("templates")
    place = folder / "locales" / "eo"
    place.mkdir(parents=True)
    copy(ROOT / "templates/locales/de/language.toml", place)
    for name in ("messages", "fields", "coaching"):
        known = read_po(BytesIO((ROOT / f"templates/locales/de/{name}.po").read_bytes()))
        made = Catalog(locale="eo")
        for one in known:
            if one.id:
                both = isinstance(one.id, tuple)
                made.add(one.id, tuple(map(with_mark, one.id)) if both else with_mark(one.id))
        with (place / f"{name}.po").open("wb") as file:
            write_po(file, made)
    return Resources(folder)


def with_mark(text: str) -> str:
    """Mark each sentence: the page takes some texts apart."""
    return MARK + text.replace(". ", f". {MARK}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "career.yaml"
    made.write_text(SMALL.replace("version: 1", "version: 1\nlanguage: eo"), "utf-8")
    return made


def unmarked(page: str, *own: str) -> list[str]:
    """Return the texts of a page that are neither marked nor the file's own."""
    own_words = " ".join(own)
    return [text for text in read_on(re.sub(' value="[^"]*"', "", page))
            if MARK not in text and WORD.search(text) and text not in NAMES
            and text not in own_words]  # fmt: skip


def words_of(visitor: Visitor) -> Iterator[str]:
    for path, node in walk(visitor.session.desk.read().tree):
        yield from map(str, path)
        if isinstance(node, Scalar):
            yield " ".join(node.text.split())


@pytest.mark.parametrize("notes", [0, 1])
def test_the_questions_are_in_the_catalogue(path, marked, notes):
    with opened(path, resources=marked) as visitor:
        page = visitor.get("").text + visitor.get("left", notes=notes).text
        text = " ".join(path.read_text("utf-8").split())
        assert unmarked(page, text, *words_of(visitor)) == []
        assert MARK in page


@pytest.mark.parametrize("notes", [0, 1])
def test_what_is_said_of_a_broken_file_is_in_the_language_it_was_in(path, marked, notes):
    with opened(path, resources=marked) as visitor:
        visitor.get("left")
        path.write_text(SMALL + "broken: [\n", "utf-8")
        text = " ".join((SMALL + "broken: [").split())
        said = visitor.get("left", notes=notes).text
        syntax = re.findall(r'</span> (.*?) <span class="cure">(.*?)</span>', said) if notes else []
        assert unmarked(said, text, *(part for both in syntax for part in both)) == []
        if not notes:
            assert unmarked(visitor.get("document", **MANAGERS).text) == []
        assert unmarked(visitor.get("").text, text) == []


def test_what_is_said_of_hidden_notes_is_in_the_catalogue(path, marked):
    text = path.read_text("utf-8")
    path.write_text(text.replace("craft", "secretive canary text of pay"), "utf-8")
    with opened(path, resources=marked) as visitor:
        assert f"{MARK}Something in your notes" in visitor.get("left").text
        assert unmarked(visitor.get("document", **MANAGERS).text) == []
        told = visitor.post("make", {"what": "docx", **MANAGERS}).told["wrong"]
        assert [one for one in told if not one["message"].startswith(MARK)] == []
        path.write_text(text + "canary\n", "utf-8")
        added = {"does": "add", "path": ["values"], "text": "calm"}
        (wrong,) = visitor.post("change", added).told["refused"]
        assert (wrong["message"][0], wrong["help"][0]) == (MARK, MARK)


@pytest.mark.slow
def test_what_is_said_of_a_copy_is_in_the_catalogue(path, marked):
    english = path.with_name("english.yaml")
    english.write_text(SMALL, "utf-8")
    own = sent(english, "docx", audience="me")
    back = FILLED["docx"](sent(english, "docx"), {"record/notes/skills": "Solid"})
    told = "back.docx: 1 new", "Solid", "record.notes.skills"  # so says the command
    with opened(path, resources=marked) as visitor:
        said = visitor.ask("POST", "collect?name=own.docx&notes=0", own).text
        assert unmarked(said, "own.docx") == []
        assert MARK in said
        said = visitor.ask("POST", "collect?name=back.docx&notes=0", back).text
        assert unmarked(said, *told) == []
        said = visitor.post("settle", {"chosen": {}, "write": True}).text
        assert unmarked(said, *told) == []


def test_a_text_that_is_too_long_is_refused_in_the_language_of_the_file(path, marked):
    was = path.read_text("utf-8")
    with opened(path, resources=marked) as visitor:
        told = {"text": was + "# " + "x" * 600_000, "was": was}
        (wrong,) = visitor.post("mend", told, notes=1).told["refused"]
        assert (wrong["message"][0], wrong["help"][0]) == (MARK, MARK)


def test_a_text_outside_the_catalogue_would_be_found():
    assert unmarked(f"<p>{MARK}Ada</p><p>Mine</p><p>Oops</p>", "Mine") == ["Oops"]


def test_whatever_one_may_choose_has_a_german_name():
    german = messages("de").keys()
    asked = {"clear", "exploring", "unknown", "1"}  # the exercise has sentences for these
    found = {one for field in every_field(reference()) for one in field.choices}
    assert found - german - asked == set()
