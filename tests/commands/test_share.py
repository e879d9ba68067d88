"""`agenda share`: the answers that others may have, and nothing else."""

from __future__ import annotations

import pytest

import agenda
from agenda.answers import audience
from agenda.answers.audience import Audience
from agenda.source import read
from agenda.source.nodes import plain
from commands.command_line import SMALL, inside, ran
from draws import one_in
from ground import GOOD, NOW, STORIES
from untraced import untraced

TOLD = (
    SMALL
    + """\
private: {notes: for myself}   # she must not know
goals:
  # what I fear
  - what: Sign it
    obstacle: They stall
    private: mine
record:
  held: 2026-11-20
"""
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(TOLD, "utf-8")
    return tmp_path


def test_it_stands_beside_the_answers_without_comments_and_private_parts(folder):
    assert ran("share", "career.yaml").err == "wrote career.shared.yaml\n"
    text = (folder / "career.shared.yaml").read_text("utf-8")
    assert not [secret for secret in ("#", "private", "mine", "stall", "know") if secret in text]
    assert plain(read(text.encode()).tree)["goals"] == [{"what": "Sign it"}]


@pytest.mark.parametrize(
    "path", one_in(4, [*GOOD, *STORIES[0], *STORIES[1]], lambda path: str(path)[-22:])
)
@untraced
def test_what_is_shared_of_a_sample_is_valid_and_makes_the_same_document(folder, path):
    done = ran("share", path, "-o", "shared.yaml")
    assert done.code == 0
    source, shared = agenda.load(path), agenda.load("shared.yaml")
    assert [
        one for one in agenda.check(shared, now=NOW, select=()) if one.severity == "error"
    ] == []
    assert plain(shared.tree) == plain(audience.seen_by(source.tree, Audience.MANAGER))
    assert agenda.make(shared, "md", now=NOW) == agenda.make(source, "md", now=NOW)


def test_nothing_is_shared_of_a_file_with_errors(folder):
    (folder / "career.yaml").write_text(TOLD + "gaols: []\n", "utf-8")
    assert ran("share", "career.yaml").code == 1
    assert sorted(inside(folder)) == ["career.yaml"]


def test_nothing_is_shared_that_repeats_a_private_passage(folder):
    secret = "I would rather not say this to anybody"
    text = TOLD.replace("for myself", secret).replace("Sign it", secret)
    (folder / "career.yaml").write_text(text, "utf-8")
    done = ran("share", "career.yaml")
    assert (done.code, "error[private-in-shared]" in done.err) == (1, True)
    assert sorted(inside(folder)) == ["career.yaml"]


@pytest.mark.parametrize("name", ["career.yaml", "./career.yaml"])
def test_the_answers_themselves_are_never_replaced(folder, name):
    before = inside(folder)
    assert ran("share", "career.yaml", "-o", name).code == 2
    assert inside(folder) == before


def test_a_file_of_another_kind_is_not_written(folder):
    assert ran("share", "career.yaml", "-o", "x.pdf").code == 2


def test_stdin_goes_to_stdout(folder):
    done = ran("share", "-", stdin=TOLD.encode())
    assert (done.code, b"private" in done.out, b"craft" in done.out) == (0, False, True)


def test_a_file_with_private_parts_is_not_replaced(folder):
    (folder / "2025.yaml").write_text(TOLD, "utf-8")
    done = ran("share", "career.yaml", "-o", "2025.yaml")
    assert done.code == 2
    assert "2025.yaml has private parts, and is not replaced" in done.err
    assert (folder / "2025.yaml").read_text("utf-8") == TOLD
    for _ in range(2):  # an earlier output may be replaced
        assert ran("share", "career.yaml").code == 0
