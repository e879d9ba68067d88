"""The fields of a PDF: named by the path of their value, called as people call them, and light."""

from __future__ import annotations

import io
import json
import re

import pikepdf
import pytest

import agenda
from agenda.source.pointer import MAX_LENGTH, steps_of
from cases import SHARED, Case, each
from copies import fields_of
from ground import GOOD, NOW
from render.test_pdf import made

FULL = next(path for path in GOOD if path.stem == "full")
FLAT = {"exercise", "ask", "guide", "actions"}
"""The kinds that nobody fills in."""
MULTILINE, COMBO = 1 << 12, 1 << 17


@pytest.fixture(scope="module")
def full():
    with pikepdf.open(io.BytesIO(Case("agenda", (FULL,)).made("pdf"))) as pdf:
        yield pdf


def widgets(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {str(one.T): one for one in pdf.Root.AcroForm.Fields}


def test_an_agenda_has_room_for_all_that_a_record_needs():
    names = set(fields_of(Case("agenda", (FULL,)).made("pdf")))
    assert names >= {
        "record/notes/aspirations", "record/notes/skills", "record/notes/next_months",
        "record/notes/agreements", "record/manager_values", "record/expectations/of_employee",
        "record/expectations/of_manager", "record/next_check_in", "record/sharing/with",
        *(f"record/actions/new{number}/{part}"
          for number in range(1, 5) for part in ("what", "owner", "due")),
    }  # fmt: skip
    assert sum(name.startswith("record/manager_levels/") for name in names) == 5


@each(one for one in SHARED if one.document not in FLAT)
def test_every_field_has_a_name_that_leads_back_and_a_label_of_its_own(case: Case):
    with pikepdf.open(io.BytesIO(case.made("pdf"))) as pdf:
        if "/AcroForm" not in pdf.Root:
            assert case.document == "record"  # acknowledged by both: nothing is left to fill in
            return
        found = widgets(pdf)
        assert all(len(name) <= MAX_LENGTH and steps_of(name) for name in found)
        labels = [str(one.TU) for name, one in found.items()]
        assert all(label and "/" not in label for label in labels)
        assert len(labels) == len(set(labels))


def test_labels_tell_which_row_and_which_form_a_date_has(full):
    found = widgets(full)
    assert str(found["record/actions/new2/due"].TU) == "Alignment, By: action 2 (year-month-day)"
    assert str(found["record/next_check_in"].TU) == "Alignment, We meet again on (year-month-day)"
    assert str(found["record/manager_values"].TU) == "Aspirations, What Grace values"
    assert (
        str(found["record/decisions/let-me-shadow-th-ae76/yes"].TU)
        == "The next 6 to 12 months, A1, yes"
    )


def test_a_field_is_called_by_its_section_and_by_a_label_around_it():
    section = "<section><h2>{}</h2><p><label>Moved {}</label></p></section>"
    fields = ("<select name='a'><option>x</option></select> on", "<textarea name='b'>y</textarea>")
    body = "".join(map(section.format, ("Where we are", "Is it right?"), fields))
    with pikepdf.open(io.BytesIO(made(body))) as pdf:
        called = [str(one.TU) for one in pdf.Root.AcroForm.Fields]
    assert called == ["Where we are, Moved on", "Is it right? Moved"]


def test_texts_wrap_choices_are_choices_and_a_tick_is_a_box(full):
    found = widgets(full)
    assert int(found["record/notes/skills"].Ff) & MULTILINE
    assert int(found["record/actions/new1/what"].Ff) & MULTILINE
    owner = found["record/actions/new1/owner"]
    assert (str(owner.FT), int(owner.Ff) & COMBO) == ("/Ch", COMBO)
    assert [[str(part) for part in option] for option in owner.Opt] == [
        ["", ""], ["Ada Park", "Ada Park"], ["Grace Osei", "Grace Osei"],
    ]  # fmt: skip
    assert str(found["record/sharing/with"].FT) == "/Btn"


def test_what_is_typed_is_of_one_size_that_is_easy_to_read(full):
    told = (
        re.search(rb"([\d.]+) Tf", bytes(field.get("/DA", b"")))
        for field in widgets(full).values() if str(field.FT) != "/Btn"
    )  # fmt: skip
    sizes = {found[1] for found in told if found}
    assert len(sizes) == 1
    assert 9 <= float(sizes.pop()) <= 9.5


def test_fields_are_reached_in_the_order_of_the_page(full):
    assert all(str(page.obj.get("/Tabs")) == "/S" for page in full.pages)


def test_all_fields_share_one_small_face(full):
    found = widgets(full)
    faces = {bytes(one.DA).split(b"Tf")[0].split()[-2] for one in found.values() if "/FT" in one
             and str(one.FT) in ("/Tx", "/Ch") and str(one.T) != "agenda"}  # fmt: skip
    (face,) = faces
    font = full.Root.AcroForm.DR.Font[face.decode()]
    assert "Agenda-Fields" in str(font.BaseFont)
    data = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert len(data) < 70_000


def test_every_letter_of_western_and_central_europe_can_be_typed(full):
    font = next(one for one in full.Root.AcroForm.DR.Font.values() if "Fields" in str(one.BaseFont))
    known = font.ToUnicode.read_bytes().lower()
    for letter in "AzßÆœŁőřŞğ€„”–ΩЖếự":
        assert b"<%s>" % letter.encode("utf-16-be").hex().encode() in known, letter


def test_the_copy_carries_what_it_is_recognised_by_and_nobody_sees_it(full):
    carrier = widgets(full)["agenda"]
    assert int(carrier.F) == 2
    told = json.loads(str(carrier.V))
    assert told == json.loads(str(full.docinfo["/Agenda"]))
    assert (told["document"], told["copy"], told["meeting"]) == ("agenda", "manager", "2026-12-03")
    assert told["skill/mentoring-2fc5"] == "Mentoring"
    assert "Ada" not in str(carrier.V)
    assert len(told["people"]) == 16


def test_flat_pages_have_room_to_write_and_no_fields():
    data = agenda.make(agenda.load(FULL), "pdf", now=NOW, flat=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert len(pdf.pages) == 2
    assert len(data) < 60_000


def test_a_copy_of_ones_own_has_its_fields_under_private():
    own = fields_of(Case("agenda", (FULL,), "me").made("pdf"))
    assert own
    assert all(name.startswith("record/private/") for name in own)
    assert "record/private/sharing/with" not in own


def test_a_record_that_both_have_acknowledged_has_nothing_to_fill_in():
    from ground import STORIES

    assert fields_of(Case("record", (STORIES[0][0],)).made("pdf")) == {}
    assert set(fields_of(Case("record", (STORIES[0][2],)).made("pdf"))) == {
        "record/remarks", "record/reservations",
        *(f"record/acknowledged/{side}{end}" for side in ("employee", "manager")
          for end in ("", "/yes")),
        *(f"record/feedback/{side}/{what}" for side in ("employee", "manager")
          for what in ("helped", "different")),
    }  # fmt: skip
