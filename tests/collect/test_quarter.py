"""What is written on the sheet of a quarter, and on how the talk was, comes back into the file."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import agenda
from agenda.collect.quarter import BOXES, TEXTS, read_checkin
from agenda.collect.types import CheckIn, Question
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source.nodes import at, plain
from career import speaking
from commands.command_line import ran
from copies import FILLED
from ground import NOW

HEAD = """\
version: 1
language: en-GB
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
values: [craft]
"""
RECORD = "record:   # agreed\n  held: 2026-12-03\n"
NEW = "record/checkins/new"
SAID = {
    f"{NEW}/held": "4 March 2027",
    f"{NEW}/moved": "The outline: agreed\nand two teams have read it",
    f"{NEW}/stuck": "# the round",
    f"{NEW}/change": "- no more waiting",
    f"{NEW}/no": "yes",
}
WRITTEN = {
    "held": "2027-03-04",
    "moved": "The outline: agreed\nand two teams have read it",
    "stuck": "# the round",
    "change": "- no more waiting",
    "direction": "no",
}
FORMS = pytest.mark.parametrize("form", ["pdf", "docx"])


def collected(folder: Path, typed, form="docx", text=HEAD + RECORD, *more, **options):
    """Fill in a document of the file as it was at first, and collect it into `text`."""
    answers, copy = folder / "career.yaml", folder / f"back.{form}"
    answers.write_text(text, "utf-8")
    sent = agenda.make(agenda.load((HEAD + RECORD).encode()), form, now=NOW, **options)
    copy.write_bytes(FILLED[form](sent, typed))
    return ran("collect", answers, copy, "--write", *more)


def checked_in(folder: Path, typed, form="docx", text=HEAD + RECORD, *more, **options):
    return collected(folder, typed, form, text, *more, document="checkin", **options)


def said(folder: Path, *path: str):
    node = at(understand(load(str(folder / "career.yaml")), Resources()).tree, path)
    return None if node is None else plain(node)


@FORMS
def test_a_sheet_comes_back_as_a_check_in(tmp_path, form):
    assert checked_in(tmp_path, SAID, form).code == 0
    assert said(tmp_path, "record", "checkins") == [WRITTEN]
    assert "record:   # agreed\n" in (tmp_path / "career.yaml").read_text("utf-8")


def test_the_same_sheet_once_more_changes_nothing(tmp_path):
    checked_in(tmp_path, SAID)
    text = (tmp_path / "career.yaml").read_text("utf-8")
    again = checked_in(tmp_path, SAID, "pdf", text)
    assert (again.code, (tmp_path / "career.yaml").read_text("utf-8")) == (0, text)
    assert "it says all of this already" in again.err


def test_a_sheet_of_the_same_day_adds_what_is_lacking_and_asks_about_what_differs(tmp_path):
    here = RECORD + "  checkins:\n  -\n  - held: 2027-03-04\n    stuck: The budget\n"
    asked = checked_in(tmp_path, SAID, "docx", HEAD + here)
    assert asked.code == 1
    assert "record/checkins/2/stuck says 'The budget', and the copy '# the round'" in asked.err
    assert checked_in(tmp_path, SAID, "docx", HEAD + here, "--theirs").code == 0
    assert said(tmp_path, "record", "checkins")[-1] == WRITTEN


def test_a_sheet_of_another_day_is_another_check_in(tmp_path):
    here = RECORD + "  checkins: [{held: 2027-02-04, moved: Nothing}]\n"
    assert checked_in(tmp_path, SAID, "docx", HEAD + here).code == 0
    held = [one["held"] for one in said(tmp_path, "record", "checkins")]
    assert held == ["2027-02-04", "2027-03-04"]


def test_a_sheet_begins_a_record_where_there_is_none(tmp_path):
    assert checked_in(tmp_path, SAID, "docx", HEAD).code == 0
    assert said(tmp_path, "record") == {"checkins": [WRITTEN]}


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({f"{NEW}/held": ""}, "the check-in has no date, so it cannot be told from others"),
        ({f"{NEW}/held": "spring"}, "'spring' is not a date, in record/checkins/new/held"),
        ({f"{NEW}/yes": "yes"}, "'yes' and 'no' are ticked for whether it is still the right"),
    ],
)
def test_what_a_sheet_leaves_open_is_asked_about_and_nothing_is_written(tmp_path, typed, fault):
    done = checked_in(tmp_path, SAID | typed)
    assert (done.code, fault in done.err) == (1, True)
    assert (tmp_path / "career.yaml").read_text("utf-8") == HEAD + RECORD


@FORMS
def test_a_sheet_of_ones_own_stays_private(tmp_path, form):
    own = {name.replace("record/", "record/private/"): text for name, text in SAID.items()}
    assert checked_in(tmp_path, own, form, audience="me").code == 0
    assert said(tmp_path, "record", "checkins") is None
    told = said(tmp_path, "record", "private", "checkins")
    assert told.startswith("2027-03-04\nmoved: The outline: agreed\n")
    assert told.endswith("direction: no")


OWN = {name.replace("record/", "record/private/"): text for name, text in SAID.items()}
HELD = f"{NEW}/held".replace("record/", "record/private/")


def test_a_sheet_of_ones_own_goes_below_that_of_the_quarter_before(tmp_path):
    assert checked_in(tmp_path, OWN, audience="me").code == 0
    file = (tmp_path / "career.yaml").read_text("utf-8")
    assert checked_in(tmp_path, OWN | {HELD: "2027-06-03"}, "docx", file, audience="me").code == 0
    told = said(tmp_path, "record", "private", "checkins")
    assert told.count("moved: ") == 2
    assert "direction: no\n\n2027-06-03\nmoved: " in told


def test_a_sheet_of_ones_own_that_says_otherwise_of_the_same_day_is_asked_about(tmp_path):
    checked_in(tmp_path, OWN, audience="me")
    file = (tmp_path / "career.yaml").read_text("utf-8")
    stuck = {f"{NEW}/stuck".replace("record/", "record/private/"): "nothing"}
    assert checked_in(tmp_path, OWN | stuck, "docx", file, audience="me").code == 1
    assert (tmp_path / "career.yaml").read_text("utf-8") == file


def test_a_sheet_of_ones_own_that_says_no_more_than_its_day_changes_nothing(tmp_path):
    assert checked_in(tmp_path, {HELD: "2027-06-03"}, audience="me").code == 0
    assert (tmp_path / "career.yaml").read_text("utf-8") == HEAD + RECORD


def test_a_printed_sheet_shows_what_was_written_on_it(tmp_path):
    answers, copy = tmp_path / "career.yaml", tmp_path / "back.pdf"
    answers.write_text(HEAD + RECORD, "utf-8")
    sent = agenda.make(agenda.load(answers), "pdf", document="checkin", now=NOW)
    filled = FILLED["pdf"](sent, {f"{NEW}/stuck": "A pump that leaks"})
    with pikepdf.open(io.BytesIO(filled)) as pdf:
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        pdf.save(copy)
    done = ran("collect", answers, copy)
    assert (done.code, "> A pump that leaks" in done.err) == (1, True)
    assert "What has moved" not in done.err


TEXT = st.text("ab :#-\n", min_size=1, max_size=12).filter(str.strip)
FIELDS = st.dictionaries(st.sampled_from((*TEXTS, *BOXES)), TEXT)


@given(FIELDS, st.sampled_from(["", "2027-03-04", "3/4/2027", "soon"]))
def test_nothing_on_a_sheet_is_dropped_without_a_word(fields, day):
    """Each text is in the check-in, or in what is chosen when one is asked."""
    found = list(read_checkin(fields | ({"held": day} if day else {}), speaking("en")))
    texts = {key: text for key, text in fields.items() if key in TEXTS}
    meant = [one for one in found if isinstance(one, CheckIn)]
    asked = [one for one in found if isinstance(one, Question)]
    both = {*BOXES} <= fields.keys()
    if texts or len(fields.keys() & {*BOXES}) == 1:
        if not meant:
            chosen = next(one.reads for one in asked if one.reads)("2027-03-04")
            meant = [one for one in chosen.then if isinstance(one, CheckIn)]
        (checkin,) = meant
        assert texts.items() <= dict(checkin.said).items()
        assert ("direction" in dict(checkin.said)) == (len(fields.keys() & {*BOXES}) == 1)
    assert any("are ticked" in one.fault for one in asked) == both


# --- how the talk was -----------------------------------------------------------------

TALK = {
    "record/feedback/employee/helped": "You waited",
    "record/feedback/employee/different": "Skills first",
    "record/feedback/manager/different": "Two days: earlier\nand shorter",
}


@FORMS
def test_how_the_talk_was_comes_back_with_the_record(tmp_path, form):
    assert collected(tmp_path, TALK, form, document="record").code == 0
    assert said(tmp_path, "record", "feedback") == {
        "employee": {"helped": "You waited", "different": "Skills first"},
        "manager": {"different": "Two days: earlier\nand shorter"},
    }


def test_what_each_wanted_different_is_first_on_the_next_agenda(tmp_path):
    collected(tmp_path, TALK, document="record")
    text = (tmp_path / "career.yaml").read_text("utf-8")
    checked_in(tmp_path, SAID, "docx", text)
    assert ran("next", tmp_path / "career.yaml", "-o", tmp_path / "next.yaml").code == 0
    page = ran("prepare", tmp_path / "next.yaml", "-f", "md", "-o", "-").out.decode()
    section = page[page.index("Since last time") :]
    assert section.index("Skills first") < section.index("Two days: earlier")
    assert section.index("and shorter") < section.index("two teams have read it")


def test_a_record_that_changed_in_this_alone_is_still_the_one_that_was_acknowledged(tmp_path):
    """What comes in later changes nothing that was agreed."""
    text = HEAD + RECORD + "  feedback: {employee: {helped: x}}\n  checkins: [{held: 2027-03-04}]\n"
    signed = {"record/acknowledged/manager": "2026-12-10",
              "record/acknowledged/manager/yes": "yes"}  # fmt: skip
    assert collected(tmp_path, signed, "pdf", text, document="record").code == 0
    assert said(tmp_path, "record", "acknowledged") == {"manager": "2026-12-10"}


def test_two_ticks_are_settled_for_no_day_that_nobody_wrote():
    said = {"held": "3/4/2027", "moved": "The outline", "yes": "yes", "no": "yes"}
    asked = list(read_checkin(said, speaking("en")))
    assert [one.choices for one in asked if one.rule == "returned-answer"] == [()]
