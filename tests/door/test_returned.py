"""A copy dropped on the page: taken, asked about, or turned away."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from agenda.collect import readback
from agenda.door import returned
from copies import FILLED, sent
from door.the_door import SMALL, Visitor, opened

RECORDED = SMALL + "record:\n  notes:\n    skills: Solid  # mine\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "career.yaml"
    made.write_text(SMALL, "utf-8")
    return made


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process do what another does for the page: that takes half a second to start."""

    def told(given: object) -> Any:
        return json.loads(json.dumps(given))

    monkeypatch.setattr(returned, "_apart", lambda asked: told(returned._run(told(asked))))
    monkeypatch.setattr(readback, "run_bounded", lambda job: job())


def dropped(visitor: Visitor, copy: bytes, name: str = "back.pdf", notes: int = 0) -> str:
    answer = visitor.ask("POST", f"collect?name={name}&notes={notes}", copy)
    assert answer.status == 200
    return answer.text


def test_what_a_copy_says_is_shown_and_then_written(path):
    copy = FILLED["pdf"](sent(path, "pdf"), {"record/notes/skills": "Strong on incidents"})
    with opened(path) as visitor:
        found = dropped(visitor, copy)
        assert "Strong on incidents" in found
        assert path.read_text("utf-8") == SMALL
        visitor.post("settle", {"chosen": {}, "write": True})
        assert "Strong on incidents" in path.read_text("utf-8")
        assert "craft  # the first" in path.read_text("utf-8")
        visitor.post("undo", {})
        assert path.read_text("utf-8") == SMALL


def test_where_both_differ_the_page_asks(path, read_here):
    path.write_text(RECORDED, "utf-8")
    copy = FILLED["docx"](sent(path, "docx"), {"record/notes/skills": "Strong"})
    with opened(path) as visitor:
        found = dropped(visitor, copy, "back.docx")
        key = found.partition('type="radio" name="')[2].partition('"')[0]
        visitor.post("settle", {"chosen": {}, "write": True})
        assert path.read_text("utf-8") == RECORDED
        answered = visitor.post("settle", {"chosen": {key: "0"}, "write": False}).text
        assert 'type="radio"' not in answered
        visitor.post("settle", {"chosen": {key: "0"}, "write": True})
        assert '"Strong"  # mine' in path.read_text("utf-8")


def test_ones_own_private_copy_waits_for_the_notes(path, read_here):
    own = sent(path, "pdf", audience="me")
    copy = FILLED["pdf"](own, {"record/private/notes/skills": "a private remark"})
    with opened(path) as visitor:
        hidden = dropped(visitor, copy)
        assert "private remark" not in hidden
        assert "Show my notes" in hidden
        assert "private remark" in dropped(visitor, copy, notes=1)


@pytest.mark.parametrize("named", [True, False])
def test_ones_own_copy_that_was_printed_waits_for_the_notes_too(path, named, read_here):
    own = FILLED["pdf"](sent(path, "pdf", audience="me"), {"record/private/notes/skills": "a bird"})
    with pikepdf.open(io.BytesIO(own)) as pdf, io.BytesIO() as printed:
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            del page.obj.Annots
        if not named:  # as printing leaves it
            del pdf.docinfo
        pdf.save(printed)
        copy = printed.getvalue()
    with opened(path) as visitor:
        hidden = dropped(visitor, copy)
        assert "bird" not in hidden
        assert "canary" not in hidden
        assert "Show my notes" in hidden
        assert "a bird" in dropped(visitor, copy, notes=1)


def test_a_copy_of_nothing_changes_nothing(path):
    with opened(path) as visitor:
        assert 'class="error"' in dropped(visitor, b"")
    assert path.read_text("utf-8") == SMALL


@pytest.mark.parametrize("copy", [
    b"%PDF-1.7\n" + b"[" * 100_000, b"PK\x03\x04" + bytes(1000), b"<script>alert(1)</script>",
    b"\x00" * 10_000,
], ids=["nested", "zip", "html", "zeros"])  # fmt: skip
def test_a_copy_that_is_none_changes_nothing(path, copy, read_here):
    with opened(path) as visitor:
        found = dropped(visitor, copy, "<b>evil.pdf")
        assert 'class="error"' in found
        assert "<b>evil" not in found
        assert "<script>" not in found
        visitor.post("settle", {"chosen": {}, "write": True})
    assert path.read_text("utf-8") == SMALL


def test_a_copy_that_takes_for_ever_is_given_up(path, monkeypatch):
    monkeypatch.setattr(returned, "SECONDS", 0.01)
    with opened(path) as visitor:
        assert "This copy could not be read." in dropped(visitor, sent(path, "docx"), "back.docx")
