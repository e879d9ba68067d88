"""Private is off at first: nothing of it is in any answer before notes are shown."""

from __future__ import annotations

import json

import pytest

import everywhere
from agenda.answers import audience
from door.the_door import SMALL, Visitor, opened

BIRD = "canarybird"
RECORD = {"what": "record", "kind": "agenda", "for": "manager"}


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "career.yaml"
    made.write_text(SMALL, "utf-8")
    return made


def look_at_everything(visitor: Visitor) -> None:
    for path in ("", "left", "page.js", "page.css"):
        visitor.get(path)
    for kind in ("ask", "agenda", "record"):
        visitor.get("document", kind=kind, **{"for": "manager"})
        visitor.get("pages", kind=kind, **{"for": "manager"})
        for what in ("draft", "calendar", "docx"):
            told = visitor.post("make", {"what": what, "kind": kind, "for": "manager"})
            for name in told.told["written"] if told.status == 200 else ():
                visitor.get(f"made/{name}")
    visitor.post("undo", {})


def test_no_answer_has_anything_private_before_notes_are_shown(tmp_path):
    path = tmp_path / "career.yaml"
    birds = everywhere.answers(
        lambda steps: f"{BIRD} {steps[-1]}" if audience.is_private(steps) else f"shared {steps[-1]}"
    )
    path.write_text(json.dumps(birds), "utf-8")
    with opened(path) as visitor:
        look_at_everything(visitor)
        assert [one for one in visitor.seen if BIRD.encode() in one] == []
        assert BIRD in visitor.get("left", notes=1).text
        agenda = visitor.get("document", kind="agenda", notes=1, **{"for": "me"}).text
        assert BIRD in agenda


def test_my_copy_and_private_fields_are_refused_while_notes_are_hidden(path):
    change = {"does": "write", "path": ["private", "pay"], "text": "x", "was": ""}
    with opened(path) as visitor:
        assert visitor.get("document", kind="agenda", **{"for": "me"}).status == 400
        assert visitor.get("pages", kind="agenda", **{"for": "me"}).status == 400
        told = {"what": "pdf", "kind": "agenda", "for": "me"}
        assert visitor.post("make", told).status == 400
        assert visitor.post("change", change).status == 400
        assert visitor.post("change", change, notes=1).told["theirs"].startswith("secretive")
        assert not any(b"canary" in one for one in visitor.seen[:-1])


def test_a_private_document_is_handed_out_only_where_notes_are_shown(path):
    with opened(path) as visitor:
        told = visitor.post("make", {"what": "docx", "kind": "agenda", "for": "me"}, notes=1).told
        assert told["written"] == ["career.agenda.PRIVATE.docx"]
        assert visitor.get("made/career.agenda.PRIVATE.docx").status == 404
        assert visitor.get("made/career.agenda.PRIVATE.docx", notes=1).status == 200


def test_a_private_passage_that_is_repeated_is_told_of_without_saying_it(path):
    path.write_text(SMALL.replace("craft", "secretive canary text of pay"), "utf-8")
    with opened(path) as visitor:
        left = visitor.get("left").text
        assert "Something in your notes" in left
        assert "private.pay" not in left
        answer = visitor.get("document", kind="agenda", **{"for": "manager"})
        assert answer.status == 409
        assert "private.pay" not in answer.text
        assert "private.pay" in visitor.get("left", notes=1).text


def test_what_rules_say_of_private_fields_waits_for_the_notes(path, coach):
    path.write_text(SMALL.replace("private:", "private:\n  trust: low\n  other_people: [Bo Ek]")
                    .replace("- craft", "- craft, as Bo Ek has it"), "utf-8")  # fmt: skip
    with opened(path) as visitor:
        hidden, shown = visitor.get("left").text, visitor.get("left", notes=1).text
    assert "trust is low" not in hidden
    assert "other_people" not in hidden
    assert "other_people" in shown


def test_what_is_wrong_with_private_fields_is_told_only_where_notes_are_shown(path):
    wrong = SMALL.replace("private:", "private:\n  canaryword: x")
    change = {"does": "add", "path": ["values"], "text": "calm"}
    with opened(path) as visitor:
        copy = visitor.post("make", {"what": "docx", "kind": "agenda", "for": "manager"}).told
        back = visitor.get(f"made/{copy['written'][0]}").body
        path.write_text(wrong, "utf-8")
        hidden = visitor.ask("POST", "collect?name=back.docx", back).text
        shown = visitor.ask("POST", "collect?name=back.docx&notes=1", back).text
        assert ("Show my notes" in hidden, "private" in hidden) == (True, False)
        assert ("Show my notes" in shown, "private" in shown) == (False, True)
        path.write_text(SMALL.replace("  pay:", "  a: !canaryword x\n  pay:"), "utf-8")
        for told in (visitor.post("change", change), visitor.post("make", RECORD),
                     visitor.ask("POST", "collect?name=back.docx", back)):  # fmt: skip
            assert "canaryword" not in told.text
            assert "Show my notes" in told.text
        assert "canaryword" in visitor.post("change", change, notes=1).text


def test_undoing_something_private_is_offered_only_where_it_is_shown(path):
    with opened(path) as visitor:
        visitor.change("write", "private", "opening", text="Thank you", notes=1)
        assert 'id="undo" disabled' in visitor.get("left").text
        assert 'id="undo">' in visitor.get("left", notes=1).text


def test_no_field_is_sent_to_anybody_who_checks_spelling_or_completes(path):
    with opened(path) as visitor:
        page = visitor.get("left", notes=1).text
    boxes = page.count("<input") + page.count("<textarea")
    boxes -= page.count('type="file"') + page.count('type="radio"')
    assert page.count('spellcheck="false"') >= boxes > 20
    assert page.count('autocomplete="off"') >= boxes


TEXTS = (
    "</textarea><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}",
    "{% raw %}", "javascript:alert(1)", "' onfocus=alert(1) '", "<!--",
    "\\u003cscript>", "&lt;b&gt;",
)  # fmt: skip


def test_no_value_leaves_its_place_in_the_page(path):
    with opened(path) as visitor:
        for text in TEXTS:
            path.write_text(json.dumps(saying(text)), "utf-8")
            drawn = visitor.get("document", kind="ask", **{"for": "manager"})
            for page in (visitor.get(""), visitor.get("left", notes=1), drawn):
                assert "<script>alert" not in page.text, text
                assert "<img src=x" not in page.text, text
                assert "</textarea><script" not in page.text, text


def saying(text: str) -> dict[str, object]:
    """Return answers that say this wherever they can."""
    return {
        "version": "1", "employee": text, "manager": {"name": text, "role": text},
        "values": [text], "aspirations": text, "meeting": text, "goals": [text],
        "questions": [text],
        "skills": {"scale": [text, "b"], "current": [{"name": "a", "level": text}]},
        "record": {"notes": {"skills": text}, "held": text, "private": {text: text}},
    }  # fmt: skip
