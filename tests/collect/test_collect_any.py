"""Whatever is typed into the copies of whatever answers comes back as it was typed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import agenda
from agenda.answers.identity import told_by
from agenda.answers.texts import one_line
from agenda.collect import readback
from agenda.collect.fields import Kind, field
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source.folding import folded
from commands.command_line import ran
from copies import FILLED
from draws import few
from ground import NOW

YAML = (
    "- item", "key: value", "# comment", "|", "> folded", "&a *a", "*a", "!!str x", "{a: b}",
    "[x]", "'single'", '"double', "~", "null", "yes", "no", "1.10", "2026-13-01", "---", "...",
    "%YAML 1.1", "@at", "`tick`", "? key", "a: b: c", "tab\there", "ends in \\", "back\\slash",
    "=", "<<", "{{ x }}", "R&D <1% #x $5 a_b*c", "Łódź, Tiếng Việt", "Ελλάδα", "日本語", "مرحبا",
    "🚀 up", "e\u0301", "\u00a0x",
)  # fmt: skip
"""What means something in YAML, in a template or to a reader of PDFs."""
LETTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"),
    exclude_characters="\ufeff\u2003",  # marks of order, and of empty room
)
WORDS = st.text(LETTERS, min_size=1, max_size=24).map(one_line).filter(bool)
LINE = st.one_of(st.sampled_from(YAML), WORDS).map(one_line)
LINES = st.lists(LINE, min_size=1, max_size=4).map("\n".join)
NAME = st.text("abcdefghij ", min_size=3, max_size=12).map(one_line).filter(bool)
DAYS = st.dates(NOW.date().replace(year=2027), NOW.date().replace(year=2030)).map(str)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return an answers file as people write them: comments, flow and block, any line end."""
    text = json.dumps  # quoted
    names = draw(st.lists(NAME, min_size=2, max_size=2, unique_by=folded))
    skills = draw(st.lists(LINE, max_size=4, unique_by=folded))
    lines = [
        "version: 1   # of the format",
        f"employee: {text(names[0])}",
        f"manager: {{name: {text(names[1])}}}",
        "# the talk",
        "meeting: 2026-12-03 14:00",
        f"values: [{text(draw(LINE), ensure_ascii=False)}]   # one is enough",
    ]
    if skills:
        lines += ["skills:", "  future:   # where to", *(f"    - {text(one)}" for one in skills)]
    lines += draw(
        st.sampled_from(
            [[], ["record:"], ["record: {held: 2026-12-03}   # as planned"],
             ["record:", "  held: 2026-12-03", "  # to be filled in", "  notes:"],
             ["private:", "  worries: that it is late  # mine"]]
        )
    )  # fmt: skip
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (
        end.join(lines) + draw(st.sampled_from(["", end, end * 2 + "# the end" + end]))
    ).encode()


def typed_into(name: str, draw: st.DrawFn, names: list[str]) -> str:
    """Return something that belongs into a field."""
    kind = field(name, "agenda", "manager").kind  # type: ignore[union-attr]
    kinds: dict[Kind, st.SearchStrategy[str]] = {
        Kind.TEXT: LINES,
        Kind.LINES: LINES,
        Kind.LINE: LINE,
        Kind.LEVEL: st.sampled_from("12345"),
        Kind.OWNER: st.sampled_from(names),
        Kind.DAY: DAYS,
        Kind.TICK: st.just("yes"),
    }
    return draw(st.one_of(st.just(""), kinds[kind]) if kind is not Kind.LINE else kinds[kind])


@pytest.mark.parametrize(("form", "most"), [("pdf", 3), ("docx", 6)])
def test_what_was_typed_is_what_the_file_says_and_nothing_else_has_changed(form, most):
    @few(most)
    @given(st.data())
    def there_and_back(data: st.DataObject) -> None:
        written = data.draw(files())
        with tempfile.TemporaryDirectory() as folder:
            answers = Path(folder, "career.yaml")
            answers.write_bytes(written)
            found = understand(load(str(answers)), Resources()).answers
            people = [found.employee.name, found.manager.name]
            sent = agenda.make(agenda.load(answers), form, now=NOW)
            empty = readback.read_back(sent)
            about = told_by(empty.about)
            assert about is not None
            typed = {name: typed_into(name, data.draw, people) for name in empty.typed}
            copy = answers.with_name(f"back.{form}")
            copy.write_bytes(FILLED[form](sent, typed))
            done = ran("collect", answers, copy, "--write", "--theirs", "-q")
            assert done.code == 0, done.err
            check_lines(written, answers.read_bytes())
            if any(typed.values()):
                check_values(
                    understand(load(str(answers)), Resources()).answers, typed, about.skills
                )
            once = answers.read_bytes()
            assert ran("collect", answers, copy, "--write", "--theirs", "-q").code == 0
            assert answers.read_bytes() == once

    there_and_back()


def check_lines(before: bytes, after: bytes) -> None:
    """Every line of the file is there as it was, in its order, with its line end."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    if b"\r\n" in before:
        assert after.count(b"\n") == after.count(b"\r\n")
    rest = iter(after.split(end))
    for line in before.split(end):
        if line in (b"record:", b"  notes:", b"record: {held: 2026-12-03}   # as planned"):
            continue  # what was blank, or in braces, takes in what is new
        assert any(line == other for other in rest) or not line, line


def check_values(answers: Any, typed: dict[str, str], skills: dict[str, str]) -> None:
    record = answers.record
    for name, text in typed.items():
        place = name.split("/")[1:]
        if place[0] == "notes" and text:
            assert getattr(record.notes, place[1]) == text.strip()
        elif place[0] == "manager_values" and text:
            assert record.manager_values == entries(text)
        elif place[0] == "expectations" and text:
            assert getattr(record.expectations, place[1]) == entries(text)
        elif place[0] == "manager_levels" and text:
            levels = {one.skill: one.level for one in record.manager_levels}
            assert levels[skills[place[1]]] == text
        elif name == "record/next_check_in" and text:
            assert str(record.next_check_in) == text
        elif name == "record/sharing/with" and text:
            assert record.sharing.with_ == (answers.employee.name, answers.manager.name)
    check_actions(answers, typed)


def entries(text: str) -> tuple[str, ...]:
    """One line an entry; what stands twice counts once, where it stands first."""
    return tuple({folded(line): line for line in map(one_line, text.split("\n"))}.values())


def check_actions(answers: Any, typed: dict[str, str]) -> None:
    """Each row is an action; two rows of the same words are one, as the last one has it."""
    sides = {folded(answers.employee.name): "employee", folded(answers.manager.name): "manager"}
    wanted: dict[str, dict[str, str]] = {}
    for number in range(1, 7):
        row = f"record/actions/new{number}"
        if f"{row}/what" not in typed:
            break
        what = typed[f"{row}/what"]
        one = wanted.setdefault(folded(what), {"owner": "", "due": ""})
        owner, due = typed[f"{row}/owner"], typed[f"{row}/due"]
        one |= {"owner": sides[folded(owner)]} if owner else {}
        one |= {"due": due} if due else {}
    actions = {folded(one.what): one for one in answers.record.actions}
    assert {
        name: {"owner": one.owner or "", "due": str(one.due or "")} for name, one in actions.items()
    } == wanted
