"""Questions on a terminal: each is put once, and no answer writes nothing."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from collect.word_copies import commented, edited, run, w
from commands.command_line import SMALL
from copies import FILLED, sent
from ground import UNWATCHED, terminal

NOTE = "record/notes/skills"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """An answers file and a copy that says something else."""
    answers = tmp_path / "career.yaml"
    answers.write_text(f"{SMALL}record: {{notes: {{skills: Ours}}}}\n", "utf-8")
    values = {NOTE: "Theirs", "record/next_check_in": "3/4/2027"}
    (tmp_path / "back.docx").write_bytes(FILLED["docx"](sent(answers, "docx"), values))
    return answers


@pytest.fixture
def remarked(asked: Path) -> Path:
    """The same copy with a comment, and a line that was typed below its first one."""

    def below(root):
        new = etree.Element(w("p"))
        new.append(run("typed below"))
        next(root.iter(w("p"))).addnext(new)

    copy = asked.with_name("back.docx")
    copy.write_bytes(commented(edited(copy.read_bytes(), below), "By May?", at="craft"))
    return asked


def typed(answers: Path, *lines: str) -> tuple[int, str]:
    """Run the command on a terminal of its own and answer what it asks, line by line."""
    ours, theirs = terminal()
    child = subprocess.Popen(
        [sys.executable, "-m", "agenda", "collect", "career.yaml", "back.docx"],
        cwd=answers.parent, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, **UNWATCHED},
    )  # fmt: skip
    os.close(theirs)
    shown, left, end = "", list(lines), time.monotonic() + 60
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                got = os.read(ours, 4096).decode("utf-8", "replace")
            except OSError:  # the other side has hung up
                break
            shown += got
            if left and shown.rstrip().endswith((":", "]:")):
                os.write(ours, left.pop(0).encode())
                shown += "\n"
    os.close(ours)
    return child.wait(), shown


def test_each_question_is_answered_by_a_number_and_the_whole_is_confirmed(asked):
    code, shown = typed(asked, "2\n", "3\n", "y\n")
    assert code == 0, shown
    assert "record/notes/skills says 'Ours', and the copy 'Theirs'" in shown
    assert "'3/4/2027' can be 2027-04-03 or 2027-03-04, in record/next_check_in" in shown
    text = asked.read_text("utf-8")
    assert "Theirs" in text
    assert 'next_check_in: "2027-03-04"' in text or "next_check_in: 2027-03-04" in text


def test_an_empty_answer_keeps_what_is_there(asked):
    code, shown = typed(asked, "\n", "\n")
    assert code == 0, shown
    assert "nothing to collect" in shown
    assert "Ours" in asked.read_text("utf-8")


@pytest.mark.parametrize("answers", [("2\n", "3\n", "n\n"), ("2\n", "\x04")])
def test_whoever_does_not_say_yes_has_written_nothing(asked, answers):
    before = asked.read_bytes()
    code, shown = typed(asked, *answers)
    assert code == 130, shown
    assert "nothing was written" in shown
    assert asked.read_bytes() == before


def test_a_date_can_be_typed_where_it_is_asked_for(asked):
    code, shown = typed(asked, "1\n", "18 May 2027\n", "y\n")
    assert code == 0, shown
    assert "Or type the date" in shown
    assert "2027-05-18" in asked.read_text("utf-8")


def test_a_date_that_is_none_can_be_typed_where_it_is_asked_for(asked):
    data = FILLED["docx"](sent(asked, "docx"), {"record/next_check_in": "early March"})
    asked.with_name("back.docx").write_bytes(data)
    code, shown = typed(asked, "y\n", "3 March 2027\n", "y\n")
    assert code == 0, shown
    assert "'early March' is not a date" in shown
    assert "type 1, or a date\r\n" in shown
    assert "2027-03-03" in asked.read_text("utf-8")


def test_what_is_no_answer_is_asked_for_again(asked):
    code, shown = typed(asked, "9\n", "1\n", "some day\n", "2027-05-18\n", "y\n")
    assert code == 0, shown
    assert "type 1, 2 or 3\r\n" in shown
    assert "type 1, 2 or 3, or a date" in shown
    assert "2027-05-18" in asked.read_text("utf-8")


def test_each_remark_is_shown_and_asked_about(remarked):
    code, shown = typed(remarked, "1\n", "1\n", "1\n", "2\n", "y\n")
    assert code == 0, shown
    heading, first = shown.index("Written outside the fields:"), shown.index("leave it out")
    assert heading < shown.index("+ typed below") < first
    assert "take it as a remark of manager" in shown
    text = remarked.read_text("utf-8")
    assert "By May?" in text
    assert "typed below" not in text
