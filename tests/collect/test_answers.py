"""The boxes below an ask: what was ticked is what was decided."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import agenda
from agenda.answers.identity import told_by
from agenda.answers.part import made_id
from agenda.collect import readback
from agenda.collect.asked import read_answer
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source.nodes import at, plain
from commands.command_line import ran
from copies import FILLED
from draws import few
from ground import NOW

SHADOW, READ, MEET = (
    "Let me shadow the January planning round",
    "Read my first draft of the review",
    "Introduce me to the lead of the data platform",
)
FILE = f"""\
version: 1
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
values: [craft]
asks:
  - what: {SHADOW}
    already_helps: The first two sessions
  - {READ} by 2027-02-01
  - id: meet
    what: {MEET}
"""
IDS = {SHADOW: made_id(SHADOW), READ: made_id(READ), MEET: "meet"}


def named(ask: str, box: str) -> str:
    return f"record/decisions/{IDS[ask]}/{box}"


def collected(
    folder: Path, typed: dict[str, str], form: str = "docx", file: str = FILE, *more, was=FILE
):
    """Fill in a copy of what the file was, collect it into `file`, and return how that went."""
    answers = folder / "career.yaml"
    answers.write_text(file, "utf-8")
    sent = agenda.make(agenda.load(was.encode()), form, now=NOW)
    copy = folder / f"back.{form}"
    copy.write_bytes(FILLED[form](sent, typed))
    return ran("collect", answers, copy, "--write", *more)


def decisions(folder: Path):
    node = at(
        understand(load(str(folder / "career.yaml")), Resources()).tree, ("record", "decisions")
    )
    return [] if node is None else plain(node)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_is_ticked_is_decided(form, tmp_path):
    typed = {
        named(SHADOW, "smaller"): "yes",
        named(READ, "yes"): "yes",
        named(MEET, "not_now"): "yes",
        named(MEET, "because"): "they are reorganising",
        named(MEET, "revisit"): "2027-04-01",
    }
    assert collected(tmp_path, typed, form).code == 0
    assert decisions(tmp_path) == [
        {"what": "The first two sessions", "ask": IDS[SHADOW], "status": "agreed"},
        {"what": READ, "ask": IDS[READ], "status": "agreed"},
        {"what": MEET, "ask": "meet", "status": "deferred", "because": "they are reorganising",
         "revisit": "2027-04-01"},
    ]  # fmt: skip
    once = (tmp_path / "career.yaml").read_bytes()
    again = ran("collect", tmp_path / "career.yaml", tmp_path / f"back.{form}", "--write")
    assert again.code == 0
    assert (tmp_path / "career.yaml").read_bytes() == once


def test_not_now_without_a_day_is_a_no(tmp_path):
    collected(tmp_path, {named(MEET, "not_now"): "yes"})
    assert decisions(tmp_path) == [{"what": MEET, "ask": "meet", "status": "declined"}]


def test_a_smaller_step_that_was_written_in_is_the_decision(tmp_path):
    collected(tmp_path, {named(READ, "smaller"): "yes", named(READ, "which"): "the first page"})
    assert decisions(tmp_path) == [{"what": "the first page", "ask": IDS[READ], "status": "agreed"}]


def test_a_choice_between_boxes_says_which_day_goes_with_neither():
    said = {"yes": "yes", "not_now": "yes", "revisit": "in spring"}
    (asked,) = read_answer("read", said, {}, Resources().locale("en", None))
    left = ", without 'in spring', which is not one date"
    assert [one.said for one in asked.choices] == [f"take it for 'yes'{left}",
                                                   f"take it for 'not now'{left}"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"yes": "yes", "not_now": "yes"}, "'yes' and 'not now' are ticked"),
        ({"because": "no budget"}, "no box is ticked"),
        ({"smaller": "yes"}, "nothing says which"),
        ({"not_now": "yes", "revisit": "in spring"}, "'in spring' is not a date"),
    ],
)
def test_what_is_not_clear_is_asked_about_and_nothing_of_it_is_lost(typed, said, tmp_path):
    done = collected(tmp_path, {named(READ, box): text for box, text in typed.items()})
    assert done.code == 1
    assert said in done.err
    assert all(text in done.err for text in typed.values() if text != "yes")
    assert decisions(tmp_path) == []


def test_a_decision_that_stands_otherwise_is_asked_about(tmp_path):
    ours = f"record:\n  decisions:\n    - what: {MEET}\n      ask: meet\n      status: declined\n"
    done = collected(tmp_path, {named(MEET, "yes"): "yes"}, "docx", FILE + ours)
    assert done.code == 1
    assert "is 'declined' in the file, and 'agreed' in the copy" in done.err
    assert (
        collected(tmp_path, {named(MEET, "yes"): "yes"}, "docx", FILE + ours, "--theirs").code == 0
    )
    assert decisions(tmp_path) == [{"what": MEET, "ask": "meet", "status": "agreed"}]


def test_of_two_decisions_on_one_ask_the_one_that_says_the_same_is_compared(tmp_path):
    ours = (
        f"record:\n  decisions:\n    - {{what: A call, ask: meet, status: declined}}\n"
        f"    - {{what: {MEET}, ask: meet}}\n"
    )
    done = collected(tmp_path, {named(MEET, "yes"): "yes"}, "docx", FILE + ours)
    assert (done.code, len(decisions(tmp_path))) == (0, 2)


def test_a_decision_in_its_short_form_takes_in_what_it_lacks(tmp_path):
    ours = f"record:\n  decisions:\n    - {READ}\n"
    typed = {named(READ, "yes"): "yes", named(READ, "because"): "gladly"}
    assert collected(tmp_path, typed, "docx", FILE + ours).code == 0
    assert decisions(tmp_path) == [{"what": READ, "ask": IDS[READ], "because": "gladly"}]


def test_the_copy_tells_what_was_asked_where_the_file_has_it_no_longer(tmp_path):
    gone = FILE.replace(f"  - {READ} by 2027-02-01\n", "")
    assert collected(tmp_path, {named(READ, "yes"): "yes"}, "docx", gone).code == 0
    assert decisions(tmp_path)[0]["what"] == READ


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_long_ask_that_the_file_has_no_longer_keeps_all_its_words(tmp_path, form):
    long = (
        "Let me shadow " + "the quarterly planning of the storage team, and then " * 9 + "tell you"
    )
    was = FILE.replace(MEET, long)
    assert collected(tmp_path, {named(MEET, "yes"): "yes"}, form,
                     FILE.partition("  - id: meet")[0], was=was).code == 0  # fmt: skip
    assert decisions(tmp_path)[0]["what"] == long


def test_a_copy_of_my_own_has_no_boxes():
    mine = agenda.make(agenda.load(FILE.encode()), "docx", audience="me", now=NOW)
    assert not [name for name in readback.read_back(mine).typed if "decisions" in name]
    assert told_by(readback.read_back(mine).about).copy == "me"


@few(6)
@given(
    ticks=st.dictionaries(
        st.sampled_from([SHADOW, READ, MEET]), st.sampled_from(["yes", "not_now"])
    ),
    reason=st.sampled_from(["", "R&D <1% #x: - y", "später, „vielleicht“"]),
)
def test_whatever_is_ticked_comes_back(ticks, reason, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    typed = {named(ask, box): "yes" for ask, box in ticks.items()}
    typed |= {named(ask, "because"): reason for ask, box in ticks.items() if box == "not_now"}
    assert collected(folder, typed).code == 0
    said = {one["what"]: (one["status"], one.get("because", "")) for one in decisions(folder)}
    assert said == {
        ask: ("agreed", "") if box == "yes" else ("declined", reason) for ask, box in ticks.items()
    }
