"""Gaps: found with their places, hinted at by check, and never in a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import agenda
from agenda.answers.gaps import GAP, gaps, tell, tell_signs, without_gaps
from agenda.kinds import KINDS
from agenda.source.nodes import plain
from agenda.source.problems import Stop, hint
from agenda.source.write import quoted
from career import HEAD, tree_of
from commands.command_line import ran
from ground import NOW

UNFINISHED = """\
version: 1
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
values:
  - name: craft
    example: The day on which <…> worked
goals:
  - what: <…>
    first_step: <…>
private:
  worries: <…>
record:
  held: 2026-12-03
  actions: [<…>]
"""
SHARED = [("values", 0, "example"), ("goals", 0, "what"), ("goals", 0, "first_step"),
          ("record", "actions", 0)]  # fmt: skip
MINE = [*SHARED[:3], ("private", "worries"), SHARED[3]]


def made(document: str, audience: str = "manager", text: str = UNFINISHED) -> list[tuple[str, int]]:
    """Return the gaps that keep a document from being made, each with its line."""
    source = agenda.load(text.encode())
    try:
        agenda.make(source, document=document, audience=audience, format="md", now=NOW)
    except Stop as stop:
        return [one.path for one in stop.problems if one.rule == "gap"]
    return []


def test_every_gap_is_found_with_its_place():
    found = gaps(tree_of(UNFINISHED, head=""))
    assert [gap.path for gap in found] == MINE
    assert [UNFINISHED[gap.span.start : gap.span.end] for gap in found] == [GAP] * len(MINE)


SIGNS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=8)


@given(SIGNS, SIGNS)
def test_a_gap_is_found_in_any_text(before, after):
    found = gaps(tree_of(f"values: [{quoted(before + GAP + after)}]\n"))
    assert [gap.path for gap in found] == [("values", 0)]


def test_what_is_named_by_a_gap_is_not_there_without_them():
    left = plain(without_gaps(tree_of(UNFINISHED, head="")))
    assert left["values"] == [{"name": "craft", "example": ""}]
    assert left["goals"] == []
    assert left["record"]["actions"] == []


def test_check_hints_at_each_and_coaches_only_about_what_is_written(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_text(UNFINISHED.split("record:", maxsplit=1)[0], "utf-8")
    run = ran("check", file, "--all")
    assert run.code == 0
    assert run.out.decode().count("hint[gap]") == 4
    assert "for example: Plan the spring sale" in run.out.decode()
    assert "warning" not in run.out.decode()
    assert "hint[no-first-step]" not in run.out.decode()


def test_signs_that_still_stand_around_a_text_are_hinted_at_and_an_address_is_none():
    text = """\
employee: <Ada Park>
values: [craft <or so>, "<3", <https://example.org>, <ada@example.org>, <b> and <c>]
private:
  worries: <that it is heard>
"""
    hints = list(tell_signs(tree_of(text, head="")))
    assert [(one.message, one.help) for one in hints] == [
        ("< and > still stand around employee", "write Ada Park"),
        ("< and > still stand around private.worries", "take both out"),
    ]


def test_a_file_that_only_lacks_a_name_passes_check(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_text(HEAD.replace("Grace Osei", GAP), "utf-8")
    run = ran("check", file)
    assert run.code == 0
    assert "manager is still to be filled in" in run.out.decode()


@pytest.mark.parametrize(
    ("document", "audience", "found"),
    [
        ("agenda", "manager", SHARED),
        ("agenda", "me", MINE),
        ("ask", "manager", []),
        ("record", "manager", []),
    ],
)
def test_a_document_has_none_that_its_reader_would_see(document, audience, found):
    assert made(document, audience) == found


def test_the_message_is_not_made_with_a_gap_that_its_reader_would_see():
    assert made("ask", text=HEAD.replace("Grace Osei", GAP)) == [("manager",)]


def test_a_gap_in_a_record_is_a_matter_of_its_kind(monkeypatch):
    strict = KINDS["record"]._replace(drafts=False)
    monkeypatch.setattr("agenda.pipeline.KINDS", {**KINDS, "record": strict})
    assert made("record") == SHARED


def test_nothing_is_written_where_a_gap_is_left(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_text(UNFINISHED, "utf-8")
    run = ran("prepare", file)
    assert run.code == 1
    assert "career.yaml:7:31: error[gap]: values[1].example is still to be filled in" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["career.yaml"]


def test_each_is_told_with_an_example():
    told = {one.path: one.help for one in tell(tree_of(UNFINISHED, head=""), hint)}
    assert (
        told["goals", 0, "what"]
        == "for example: Plan the spring sale from first draft to the last day"
    )
    assert told["private", "worries"].endswith(" - or take it out")
