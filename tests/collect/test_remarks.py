"""What is written outside the fields is shown, and goes into the record where that is wanted."""

from __future__ import annotations

import io
import tempfile
import zlib
from base64 import b85encode
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from agenda.answers.texts import one_line
from agenda.collect import readback
from agenda.collect.readback import Remark
from agenda.collect.remarks import compare
from agenda.pipeline import load, understand
from agenda.render import memory
from agenda.resources import Resources
from cases import Case, each
from collect.test_collect import flattened
from collect.test_collect_any import LINE
from collect.word_copies import (
    DOCUMENT,
    W,
    changed,
    commented,
    control,
    edited,
    filled,
    paragraph,
    run,
    saved_by_libreoffice,
    tracked,
    w,
)
from commands.command_line import Ran, ran
from copies import FILLED, sent
from draws import few, one_in
from ground import GOOD, ending
from render.word.word_pages import parts

HEAD = """\
version: 1
language: en-GB
employee: Ada Park
manager: Grace Osei
meeting: 2026-11-16 14:00
aspirations: {long_term: I want to lead a team.}
values: [craft]
skills:
  future: [Strategy]
goals:
  - Run the spring capacity review by 2027-06-30
"""
GOAL = "Run the spring capacity review by 30 June 2027"
NOTE = "record/notes/skills"
HEADING = "Written outside the fields:"


def collected(answers: Path, data: bytes, *options: str, form: str = "docx") -> Ran:
    copy = answers.with_name(f"back.{form}")
    copy.write_bytes(data)
    return ran("collect", answers, copy, "--write", *options)


def shown(answers: Path, data: bytes, form: str = "docx") -> list[str]:
    """Return what is shown under the heading; nothing is written while it is open."""
    done = collected(answers, data, form=form)
    assert answers.read_text("utf-8") == HEAD
    if HEADING not in done.err:
        assert done.code == 0, done.err
        return []
    assert done.code == 1
    assert "returned-outside" in done.err
    after = done.err.partition(HEADING)[2].splitlines()[1:]
    return [line[2:] for line in takewhile(lambda line: line.startswith("  "), after)]


def record(answers: Path):
    found = understand(load(str(answers)), Resources()).answers.record
    assert found is not None
    return found


# --- Word: what is typed -------------------------------------------------------------------


def typed_below(root: etree._Element) -> None:
    new = etree.Element(w("p"))
    new.append(run("typed below the goal"))
    paragraph(root, "Run the spring").addnext(new)


def edit(root: etree._Element) -> None:
    found = next(one for one in root.iter(w("t")) if "spring" in (one.text or ""))
    found.text = found.text.replace("spring", "autumn")


def typed_beside(root: etree._Element) -> None:
    control(root, NOTE).getparent().append(run(" beside the field"))


def delete(root: etree._Element) -> None:
    found = paragraph(root, "lead a team")
    found.getparent().remove(found)


def add_row(root: etree._Element) -> None:
    row = next(root.iter(w("tbl"))).find(w("tr"))
    new = etree.fromstring(etree.tostring(row))
    cell = new.find(w("tc"))
    cell[:] = [etree.Element(w("p"))]
    cell[0].append(run("a row of my own"))
    new[:] = [cell, etree.fromstring(etree.tostring(cell))]
    row.addnext(new)


def frame(root: etree._Element) -> None:
    box = etree.fromstring(
        f'<w:r xmlns:w="{W}"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>in a frame</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph(root, "Run the spring").append(box)


def sign(root: etree._Element) -> None:
    tick = etree.fromstring(f'<w:r xmlns:w="{W}"><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')
    paragraph(root, "Run the spring").append(tick)


def split(root: etree._Element) -> None:
    """Part a text in runs, as spelling does; nothing is changed."""
    found = next(one for one in root.iter(w("t")) if "spring" in (one.text or "")).getparent()
    words = found.find(w("t")).text
    found.addnext(run(words[5:]))
    found.find(w("t")).text = words[:5]


def retype(root: etree._Element) -> None:
    """Let a program set quotes and dashes."""
    for one in root.iter(w("t")):
        one.text = (one.text or "").replace("’", "'").replace("–", "-")


EDITS: dict[str, tuple[Callable[[etree._Element], None], list[str]]] = {
    "a paragraph": (typed_below, ["+ typed below the goal"]),
    "a word": (edit, [f"- {GOAL}", f"+ {GOAL.replace('spring', 'autumn')}"]),
    "beside a field": (typed_beside, ["+ beside the field"]),
    "a deletion": (delete, ["- I want to lead a team."]),
    "a row": (add_row, ["+ a row of my own", "+ a row of my own"]),
    "a frame": (frame, ["+ in a frame"]),
    "a sign": (sign, [f"- {GOAL}", f"+ {GOAL}✓"]),
    "runs": (split, []),
    "quotes": (retype, []),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_is_changed_in_the_text_of_a_word_copy_is_shown_as_a_difference(answers, name):
    change, lines = EDITS[name]
    assert shown(answers, edited(sent(answers, "docx"), change)) == lines


@pytest.mark.parametrize("name", EDITS)
def test_a_copy_tells_its_own_changes_from_those_of_the_file_since(answers, name):
    change, lines = EDITS[name]
    data = edited(sent(answers, "docx"), change)
    answers.write_text(
        HEAD.replace("spring", "winter").replace("[craft]", "[craft, calm]"), "utf-8"
    )
    done = collected(answers, data, "--remarks", "leave")
    assert done.code == 0
    assert "winter" not in done.err
    kept = [line for line in lines if line != f"- {GOAL}"]  # the file does not say it any more
    assert all(f"\n  {line}" in done.err for line in kept)
    assert f"- {GOAL}" not in done.err
    assert ("there before is not known" in done.err) == (kept != lines)
    assert (HEADING in done.err) == bool(lines)


def test_headers_and_notes_at_the_foot_are_text_too(answers):
    data = sent(answers, "docx")
    footer = next(name for name in parts(data) if "footer" in name)
    notes = "word/footnotes.xml"
    relations = "word/_rels/document.xml.rels"
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>at the foot</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    related = parts(data)[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    foot = parts(data)[footer].replace(b"</w:p>", b"<w:r><w:t> in the footer</w:t></w:r></w:p>", 1)
    lines = shown(
        answers, changed(data, **{notes: note.encode(), relations: related, footer: foot})
    )
    assert "+ at the foot" in lines
    assert any("in the footer" in line for line in lines)


def test_a_figure_at_the_foot_of_a_page_is_text_and_the_number_of_the_page_is_not(answers):
    data = sent(answers, "docx")
    footer = next(name for name in parts(data) if "footer" in name)
    text = parts(data)[footer]
    assert text.count(b">1</w:t>") == 2
    counted = text.replace(b">1</w:t>", b">12</w:t>")
    assert shown(answers, changed(data, **{footer: counted})) == []
    edited_too = counted.replace(b"2026", b"2027")
    lines = shown(answers, changed(data, **{footer: edited_too}))
    assert lines == ["- Ada Park with Grace Osei, 16 November 2026 # of #",
                     "+ Ada Park with Grace Osei, 16 November 2027 # of #"]  # fmt: skip


# --- Word: comments and tracked changes ----------------------------------------------------


@pytest.mark.parametrize("whole", [True, False], ids=["a range", "a place"])
def test_a_comment_is_shown_with_its_author_its_day_and_what_it_is_about(answers, whole):
    lines = shown(answers, commented(sent(answers, "docx"), "By May?", whole=whole))
    assert lines == [f"Grace, 2026-12-01, on “{GOAL}”: By May?"]


def test_an_answer_to_a_comment_is_about_it(answers):
    lines = shown(answers, commented(sent(answers, "docx"), "By May?", "June.", "Well."))
    assert lines == [
        f"Grace, 2026-12-01, on “{GOAL}”: By May?",
        "Ada Park, 2026-12-01, on “By May?”: June.",
        "Ada Park, 2026-12-01, on “By May?”: Well.",
    ]


def test_comments_are_taken_as_remarks_of_whoever_wrote_them(answers):
    data = commented(sent(answers, "docx"), "By May?", "June.")
    assert collected(answers, data, "--remarks", "take").code == 0
    assert [(one.what, one.who) for one in record(answers).remarks] == [
        (f"“{GOAL}”: By May?", "manager"),
        ("“By May?”: June.", "employee"),
    ]
    again = collected(answers, data)
    assert "nothing to collect: it says all of this already" in again.err
    assert HEADING not in again.err


def insert(root: etree._Element) -> None:
    paragraph(root, "Run the spring").append(tracked(", with Femi"))


def strike(root: etree._Element) -> None:
    """Take the goal away, word by word."""
    about = paragraph(root, "Run the spring")
    for one in about.findall(w("r")):
        words = "".join(one.itertext(w("t")))
        one.getparent().replace(one, tracked(words, "del"))


def insert_paragraph(root: etree._Element) -> None:
    new = etree.Element(w("p"))
    new.append(tracked("a new line"))
    paragraph(root, "Run the spring").addnext(new)


HEADED = "Grace Osei, 2026-12-01:"
TRACKED = {
    "an insertion": (insert, [HEADED, f"- {GOAL}", f"+ {GOAL}, with Femi"]),
    "a deletion": (strike, [HEADED, f"- {GOAL}"]),
    "a new line": (insert_paragraph, [HEADED, "+ a new line"]),
}


@pytest.mark.parametrize("name", TRACKED)
def test_a_tracked_change_is_shown_with_its_author(answers, name):
    change, lines = TRACKED[name]
    assert shown(answers, edited(sent(answers, "docx"), change)) == lines


def test_remarks_are_shown_in_the_order_of_the_document(answers):
    def change(root: etree._Element) -> None:
        insert(root)
        delete(root)

    data = commented(edited(sent(answers, "docx"), change), "Well said", at="craft")
    lines = shown(answers, data)
    places = [next(n for n, line in enumerate(lines) if words in line)
              for words in ("lead a team", "Well said", "with Femi")]  # fmt: skip
    assert places == sorted(places)


# --- what becomes of it --------------------------------------------------------------------


def test_an_edit_is_taken_as_a_note_of_its_part(answers):
    data = filled(edited(sent(answers, "docx"), edit), {"record/notes/next_months": "Fine"})
    assert collected(answers, data, "--remarks", "take").code == 0
    change = f"{GOAL} → {GOAL.replace('spring', 'autumn')}"
    assert record(answers).notes.next_months == f"Fine\n{change}"
    assert collected(answers, data).code == 0


def test_lines_that_were_added_together_are_one_note(answers):
    def change(root: etree._Element) -> None:
        add_row(root)
        for words in ("third", "second", "first"):
            new = etree.Element(w("p"))
            new.append(run(words))
            paragraph(root, "Run the spring").addnext(new)

    data = edited(sent(answers, "docx"), change)
    done = collected(answers, data, "--remarks", "take")
    assert "2 new" in done.err
    assert record(answers).notes.next_months == "first\nsecond\nthird"
    assert [one.what for one in record(answers).remarks] == ["a row of my own a row of my own"]


def test_what_is_left_is_shown_and_the_fields_are_taken(answers):
    data = filled(edited(sent(answers, "docx"), typed_below), {NOTE: "Typed"})
    done = collected(answers, data, "--remarks", "leave")
    assert done.code == 0
    assert "+ typed below the goal" in done.err
    assert "1 new, 1 left out" in done.err
    assert record(answers).notes.skills == "Typed"
    assert "typed below" not in answers.read_text("utf-8")


def test_it_is_shown_to_whoever_wants_to_hear_little(answers):
    data = edited(sent(answers, "docx"), typed_below)
    assert "+ typed below the goal" in collected(answers, data, "--remarks", "leave", "-q").err


def test_a_private_copy_is_compared_with_what_the_file_says_and_stays_private(answers):
    data = edited(sent(answers, "docx", audience="me"), typed_below)
    assert memory.recall(readback.read_back(data).about) is None
    assert collected(answers, data, "--remarks", "take").code == 0
    assert record(answers).private["notes"] == {"next_months": "typed below the goal"}
    assert (record(answers).notes, record(answers).remarks) == (None, ())


OTHERWISE: dict[str, tuple[dict[str, str], str]] = {
    "another region": ({"language": "en-US"}, HEAD),
    "another language": ({"language": "de"}, HEAD),
    "an older state": ({}, HEAD.replace("a team.", "two teams.")),
    "goals since": ({}, HEAD + "".join(f"  - Goal {number}\n" for number in range(40))),
}


@pytest.mark.parametrize(
    ("name", "old"),
    [*((name, False) for name in OTHERWISE), ("another language", True), ("goals since", True)],
)
def test_a_private_copy_that_was_made_otherwise_gives_its_fields_alone(answers, name, old):
    options, now = OTHERWISE[name]
    data = filled(sent(answers, "docx", audience="me", **options),
                  {"record/private/notes/skills": "Typed"})  # fmt: skip
    answers.write_text(now, "utf-8")
    done = collected(answers, without_memory(data) if old else data, "--remarks", "take")
    assert done.code == 0, done.err
    assert done.err.count("warning[returned-uncompared]") == 1
    assert HEADING not in done.err
    assert record(answers).private["notes"] == {"skills": "Typed"}


@pytest.mark.parametrize("case", [Case("agenda", (path,), "me") for path in GOOD], ids=str)
def test_a_private_copy_of_any_sample_is_told_by_its_digest(tmp_path, case):
    answers = tmp_path / case.paths[0].name
    answers.write_bytes(case.paths[0].read_bytes())
    done = collected(answers, case.made("docx"))
    assert (done.code, "warning" in done.err, HEADING in done.err) == (0, False, False)


def without_memory(data: bytes) -> bytes:
    custom = parts(data)["docProps/custom.xml"].replace(b"agenda.lines/", b"agenda.linen/")
    custom = custom.replace(b"agenda.said", b"agenda.sed")
    return changed(data, **{"docProps/custom.xml": custom})


def test_a_copy_of_an_older_version_is_compared_where_it_was_made_from_the_same(answers):
    data = without_memory(edited(sent(answers, "docx"), typed_below))
    assert shown(answers, data) == ["+ typed below the goal"]
    assert "says today" in collected(answers, data, "--remarks", "leave").err
    untouched = collected(answers, without_memory(sent(answers, "docx")))
    assert "nothing to collect" in untouched.err
    assert "warning" not in untouched.err


def test_of_one_that_was_made_from_something_else_it_is_said_that_it_cannot_be(answers):
    data = without_memory(edited(sent(answers, "docx"), typed_below))
    answers.write_text(HEAD.replace("[Strategy]", "[Strategy, Mentoring]"), "utf-8")
    done = collected(answers, data)
    assert done.code == 0
    assert "warning[returned-uncompared]" in done.err
    assert HEADING not in done.err


# --- PDF -----------------------------------------------------------------------------------


def annotated(data: bytes, *notes: dict[str, object]) -> bytes:
    """Put notes on the first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for told in notes:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Rect=told.pop("Rect", [100, 100, 120, 120]), **told
            )
            pdf.pages[0].Annots.append(pdf.make_indirect(note))
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


NAME = pikepdf.Name
PDF_NOTES = {
    "a note": ({"Subtype": NAME.Text, "Contents": "Well\rsaid", "T": "Grace",
                "M": "D:20261201100000+01'00'"}, ["Grace, 2026-12-01, page 1: Well", "  said"]),
    "free text": ({"Subtype": NAME.FreeText, "Contents": "Typed"}, ["page 1: Typed"]),
    "a highlight": ({"Subtype": NAME.Highlight, "Contents": "This!", "T": "G"},
                    ["G, page 1: This!"]),
    "rich text": ({"Subtype": NAME.FreeText, "RC": "<body><p>Rich <b>text</b></p></body>"},
                  ["page 1: Rich text"]),
    "UTF-8": ({"Subtype": NAME.Text, "Contents": "Größe 信頼".encode()}, ["page 1: Größe 信頼"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PDF_NOTES)
def test_what_is_written_on_a_page_is_shown(answers, name):
    note, lines = PDF_NOTES[name]
    assert shown(answers, annotated(sent(answers, "pdf"), dict(note)), "pdf") == lines


def test_a_mark_without_words_is_shown_and_asks_nothing(answers):
    data = annotated(sent(answers, "pdf"), {"Subtype": NAME.StrikeOut})
    done = collected(answers, data, form="pdf")
    assert done.code == 0
    assert "  page 1: strikeout, without words" in done.err


@pytest.mark.parametrize("kind", [NAME.FreeText, NAME.Stamp])
def test_words_that_are_only_drawn_are_shown(answers, kind):
    with pikepdf.open(io.BytesIO(sent(answers, "pdf"))) as pdf:
        font = pikepdf.Dictionary(Type=NAME.Font, Subtype=NAME.Type1, BaseFont=NAME.Helvetica)
        look = pdf.make_stream(
            b"BT /F 9 Tf 2 14 Td (Could it be) Tj 0 -10 Td (done by May?) Tj ET",
            Type=NAME.XObject, Subtype=NAME.Form, BBox=[0, 0, 100, 30],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
        )  # fmt: skip
        note = pikepdf.Dictionary(
            Type=NAME.Annot, Subtype=kind, Rect=[100, 100, 200, 130], T="Grace",
            AP=pikepdf.Dictionary(N=look),
        )  # fmt: skip
        pdf.pages[0].Annots.append(pdf.make_indirect(note))
        made = io.BytesIO()
        pdf.save(made)
    lines = ["Grace, page 1: Could it be", "  done by May?"]
    assert shown(answers, made.getvalue(), "pdf") == lines


def test_the_window_of_a_note_and_a_link_say_nothing(answers):
    data = annotated(
        sent(answers, "pdf"),
        {"Subtype": NAME.Popup, "Contents": "x"},
        {"Subtype": NAME.Link, "Contents": "x"},
    )
    assert shown(answers, data, "pdf") == []


def test_notes_on_pages_are_taken_from_top_to_bottom(answers):
    data = annotated(
        sent(answers, "pdf"),
        {"Subtype": NAME.FreeText, "Contents": "lower", "Rect": [9, 10, 99, 30]},
        {"Subtype": NAME.Text, "Contents": "upper", "T": "Femi", "Rect": [9, 700, 99, 720]},
    )
    assert shown(answers, data, "pdf") == ["Femi, page 1: upper", "page 1: lower"]
    assert collected(answers, data, "--remarks", "take", form="pdf").code == 0
    assert [(one.what, one.who) for one in record(answers).remarks] == [("upper", "Femi")]
    assert record(answers).notes.agreements == "lower"


DRAWN = ["Drawn by Fill and Sign", "No.", "OK", "lead", "?!", "-", "3", "spring", "skills", "By",
         "2027"]  # fmt: skip


@pytest.mark.parametrize("words", DRAWN)
def test_what_was_drawn_on_a_page_is_shown(answers, words):
    with pikepdf.open(io.BytesIO(sent(answers, "pdf"))) as pdf:
        font = pikepdf.Dictionary(
            Type=NAME.Font, Subtype=NAME.Type1, BaseFont=NAME.Helvetica,
            Encoding=NAME.WinAnsiEncoding,
        )  # fmt: skip
        page = pdf.pages[0]
        page.add_resource(font, NAME.Font, NAME.Signed)
        page.contents_add(f"BT /Signed 12 Tf 100 60 Td ({words}) Tj ET".encode())
        made = io.BytesIO()
        pdf.save(made)
    assert shown(answers, made.getvalue(), "pdf") == [f"+ {words}"]


def test_a_field_that_is_gone_from_a_pdf_is_told(answers):
    with pikepdf.open(io.BytesIO(sent(answers, "pdf"))) as pdf:
        lists = [pdf.Root.AcroForm.Fields, *(page.Annots for page in pdf.pages)]
        for listed in lists:
            for place in reversed(range(len(listed))):
                if listed[place].get("/T") == NOTE:
                    del listed[place]
        made = io.BytesIO()
        pdf.save(made)
    done = collected(answers, made.getvalue(), form="pdf")
    assert done.code == 0
    assert done.err.count("warning[returned-gone]") == 1
    assert f"the field {NOTE} is gone from the copy" in done.err


# --- any copy ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("audience", ["manager", "me"])
def test_a_copy_that_nobody_has_written_beside_shows_nothing(answers, form, audience):
    data = FILLED[form](sent(answers, form, audience=audience), {})
    assert shown(answers, data, form) == []


@each(Case("agenda", (path,)) for path in GOOD)
def test_no_copy_of_a_sample_shows_anything(tmp_path, case):
    answers = tmp_path / case.paths[0].name
    answers.write_bytes(case.paths[0].read_bytes())
    for form in ("pdf", "docx"):
        done = collected(answers, case.made(form), form=form)
        assert done.code == 0, done.err
        assert HEADING not in done.err
        assert "nothing to collect" in done.err


def test_a_copy_with_the_head_of_a_reference_shows_nothing(answers):
    reference = docx.Document()
    head = reference.sections[0].header
    head.paragraphs[0].text = "ACME, page 3"
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    sign = '</w:pict></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    head._element.append(etree.fromstring(f'<w:p xmlns:w="{W}">{box}{sign}</w:p>'))
    saved = io.BytesIO()
    reference.save(saved)
    answers.with_name("reference.docx").write_bytes(saved.getvalue())
    made = ran(
        "prepare", answers, "-f", "docx", "-o", answers.with_name("sent.docx"),
        "--reference-doc", answers.with_name("reference.docx"),
    )  # fmt: skip
    assert made.code == 0, made.err
    assert shown(answers, answers.with_name("sent.docx").read_bytes()) == []


def test_what_libreoffice_saves_anew_shows_nothing(answers, tmp_path):
    assert shown(answers, saved_by_libreoffice(sent(answers, "docx"), tmp_path)) == []


@pytest.mark.slow  # as some in test_programs
def test_libreoffice_keeps_comments_and_changes(answers, tmp_path):
    def change(root: etree._Element) -> None:
        insert(root)
        delete(root)
        sign(root)

    data = commented(edited(sent(answers, "docx"), change), "By May?", at="craft")
    lines = shown(answers, saved_by_libreoffice(data, tmp_path))
    # It takes a tracked change for what was typed where headings stand beside the text.
    assert set(lines) <= set(shown(answers, data))
    assert [line for line in lines if line.endswith(", with Femi✓")]
    assert {"- I want to lead a team.", "Grace, 2026-12-01, on “craft”: By May?"} <= set(lines)


WORDS = st.text(st.characters(categories=("Ll", "Lu", "Nd", "Lo")), min_size=3, max_size=20)


@st.composite
def changes(draw: st.DrawFn) -> Callable[[bytes], tuple[bytes, list[str]]]:
    """Return something that somebody does to a Word copy, and the words that they type."""
    words = draw(st.lists(WORDS, min_size=3, max_size=3, unique=True))
    where = draw(st.sampled_from(["Run the spring", "craft", "lead a team", "Strategy"]))
    kinds = draw(st.sets(st.sampled_from(["plain", "tracked", "below"])))
    noted = draw(st.booleans())

    def change(root: etree._Element) -> None:
        about = paragraph(root, where)
        if "plain" in kinds:
            about.append(run(f" {words[0]}"))
        if "tracked" in kinds:
            about.append(tracked(words[1]))
        if "below" in kinds:
            new = etree.Element(w("p"))
            new.append(run(words[2]))
            paragraph(root, "Run the spring").addnext(new)

    def made(data: bytes) -> tuple[bytes, list[str]]:
        data = edited(data, change)
        data = commented(data, words[0][::-1], at=where) if noted else data
        said = [word for word, kind in zip(words, ("plain", "tracked", "below"), strict=True)
                if kind in kinds]  # fmt: skip
        return data, [*said, *([words[0][::-1]] if noted else [])]

    return made


@few(4)
@given(changes(), st.dictionaries(st.sampled_from([NOTE, "record/manager_values"]), LINE))
def test_every_word_that_was_typed_into_a_word_copy_is_shown_or_taken(change, values):
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "career.yaml")
        answers.write_text(HEAD, "utf-8")
        data, words = change(filled(sent(answers, "docx"), values))
        left = collected(answers, data, "--remarks", "leave")
        assert left.code == 0, left.err
        assert all(word in left.err for word in words)
        assert (HEADING in left.err) == bool(words)
        taken = collected(answers, data, "--remarks", "take")
        assert taken.code == 0, taken.err
        text = answers.read_text("utf-8")
        assert all(word in text for word in words)
        again = collected(answers, data)
        assert "it says all of this already" in again.err, again.err


@few(4)
@given(st.lists(st.tuples(LINE, WORDS), max_size=4, unique_by=lambda one: one[0]))
def test_every_note_on_a_page_is_shown_and_taken(notes):
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder, "career.yaml")
        answers.write_text(HEAD, "utf-8")
        told = [{"Subtype": NAME.Text, "Contents": text, "T": who} for text, who in notes]
        data = annotated(sent(answers, "pdf"), *told)
        done = collected(answers, data, "--remarks", "take", form="pdf")
        assert done.code == 0, done.err
        assert all(who in done.err for _, who in notes)
        if notes:
            taken = {(one.what, one.who) for one in record(answers).remarks}
            assert taken == {(one_line(text), one_line(who)) for text, who in notes}


UNFIT = {
    "too long": "word " * 2200,
    "a control": "a bell \a rings",
    "accents": "e" + "\u0301" * 3 + "\u0300" * 30,
    "half a character": "x\ufffe",
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_remark_that_cannot_be_written_keeps_nothing_else_from_going_in(answers, name):
    notes = [{"Subtype": NAME.Text, "Contents": text, "T": "Grace"}
             for text in ("before", UNFIT[name], "after")]  # fmt: skip
    data = annotated(FILLED["pdf"](sent(answers, "pdf"), {NOTE: "Typed"}), *notes)
    done = collected(answers, data, "--remarks", "take", form="pdf")
    assert done.code == 0, done.err
    assert "outside the fields, was left out" in done.err
    assert "--remarks" in done.err
    assert "3 new, 1 left out" in done.err
    assert {one.what for one in record(answers).remarks} == {"before", "after"}
    assert record(answers).notes.skills == "Typed"


def test_a_note_that_has_no_room_left_is_told(answers):
    data = filled(edited(sent(answers, "docx"), typed_below),
                  {"record/notes/next_months": "full " * 1999})  # fmt: skip
    done = collected(answers, data, "--remarks", "take")
    assert done.code == 0, done.err
    assert "warning[too-large]" in done.err
    assert "'typed below the goal', outside the fields, was left out" in done.err


# --- fields that are lost ------------------------------------------------------------------


def stripped(data: bytes) -> bytes:
    """Leave the text alone, as an online editor does: no controls, no bookmarks."""

    def strip(root: etree._Element) -> None:
        for sdt in list(root.iter(w("sdt"))):
            parent, place = sdt.getparent(), sdt.getparent().index(sdt)
            parent[place : place + 1] = list(sdt.find(w("sdtContent")))
        for mark in [*root.iter(w("bookmarkStart")), *root.iter(w("bookmarkEnd"))]:
            mark.getparent().remove(mark)

    return edited(data, strip)


@pytest.mark.parametrize(("form", "lose"), [("docx", stripped), ("pdf", flattened)])
@pytest.mark.parametrize("now", [HEAD, HEAD.replace("spring", "winter")], ids=["as sent", "since"])
def test_of_a_copy_without_fields_the_lines_that_were_typed_are_shown(answers, form, lose, now):
    data = lose(FILLED[form](sent(answers, form), {NOTE: "Typed in vain"}))
    answers.write_text(now, "utf-8")
    done = collected(answers, data, form=form)
    assert done.code == 1
    assert "error[flattened]" in done.err
    shown_lines = [line.strip() for line in done.err.splitlines() if "> " in line]
    assert shown_lines == ["> Typed in vain"]
    assert answers.read_text("utf-8") == now


def test_what_is_beside_lost_fields_is_shown_with_them(answers):
    data = commented(stripped(edited(sent(answers, "docx"), insert)), "By May?")
    done = collected(answers, data, "--theirs")
    assert done.code == 1
    assert all(words in done.err for words in ("By May?", "with Femi", "Grace, 2026-12-01"))


# --- what no copy of ours holds ------------------------------------------------------------


def test_texts_are_compared_in_no_time_however_many_are_alike():
    lines = [Remark("word " * 50 + str(number % 7), place=number) for number in range(20_000)]
    sent_out = ["word " * 50 + str(number % 5) for number in range(20_000)]
    with ending(3):
        list(compare(lines, [(memory.digest(text), text) for text in sent_out]))


CROWDS = {
    "headings": '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    * 40_000,
    "ways to say nothing": '<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice/>'
    + "<mc:Fallback/>" * 20_000
    + "</mc:AlternateContent></w:r></w:p>",
    "texts in one run": f"<w:p><w:r>{'<w:t>x</w:t>' * 19_000}</w:r></w:p>",
    "frames": "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r>"
    "</w:p>" * 20_000,
    "changes within changes": '<w:p><w:ins w:id="1">' + '<w:ins w:id="2">' * 200
    + "<w:r><w:t>x</w:t></w:r>" * 19_000 + "</w:ins>" * 201 + "</w:p>",
    "empty fields in one another": "<w:p>"
    + '<w:sdt><w:sdtPr><w:tag w:val="record/notes/skills"/><w:showingPlcHdr/></w:sdtPr>'
      "<w:sdtContent>" * 110 + "<w:r/>" * 50_000 + "</w:sdtContent></w:sdt>" * 110 + "</w:p>",
}  # fmt: skip


@pytest.mark.parametrize("name", one_in(3, CROWDS))
def test_no_crowd_takes_long(answers, name):
    data = sent(answers, "docx")
    text = parts(data)[DOCUMENT].decode().replace("<w:sectPr", f"{CROWDS[name]}<w:sectPr", 1)
    with ending(6):
        collected(answers, changed(data, **{DOCUMENT: text.encode()}))
    assert answers.read_text("utf-8") == HEAD


def test_more_remarks_than_anybody_writes_keep_no_field_from_being_taken(answers):
    data = filled(sent(answers, "docx"), {NOTE: "Typed"})
    done = collected(answers, commented(data, *["x"] * 130), "--remarks", "take")
    assert done.code == 0, done.err
    assert "warning[returned-outside]" in done.err
    assert "has more than 120 remarks" in done.err
    assert 'skills: "Typed"' in answers.read_text("utf-8")


@pytest.mark.parametrize("audience", ["manager", "me"])
def test_more_changes_than_anybody_reads_keep_no_field_from_being_taken(answers, audience):
    field = NOTE if audience == "manager" else "record/private/notes/skills"
    data = filled(edited(sent(answers, "docx", audience=audience), crowd), {field: "Typed"})
    done = collected(answers, data, "--remarks", "take")
    assert done.code == 0, done.err
    assert "warning[returned-outside]" in done.err
    assert "Typed" in answers.read_text("utf-8")
    assert "line 1 " not in answers.read_text("utf-8")


def crowd(root: etree._Element) -> None:
    for number in range(130):
        new = etree.Element(w("p"))
        new.append(run(f"line {number} {'x' * 200}"))
        paragraph(root, "Run the spring").addnext(new)


@given(st.lists(LINE), st.dictionaries(st.sampled_from(["document", "people"]), LINE))
def test_what_is_remembered_is_recalled(lines, about):
    carried = memory.remember(about | {"copy": "manager"}, lines)
    assert all(len(piece) <= 200 for piece in carried.values() if piece not in about.values())
    assert memory.recall(carried) == tuple("\n".join(lines).split("\n"))


@given(st.lists(LINE, min_size=1))
def test_of_the_lines_of_a_word_copy_the_digests_alone_are_remembered(lines):
    carried = memory.remember_digests({"copy": "manager"}, lines)
    assert all(len(piece) <= 200 for piece in carried.values())
    assert memory.recall_digests(carried) == tuple(map(memory.digest, lines))
    assert memory.recall(carried) is None


@given(st.text(max_size=40))
def test_digests_that_are_none_are_not_recalled(text):
    assert memory.recall_digests({"lines/0": text}) is None or text


def test_what_is_deleted_from_a_word_copy_is_in_none_of_its_parts(answers):
    data = edited(sent(answers, "docx"), delete)
    words = b"lead a team"
    assert all(words not in part for part in parts(data).values())
    assert memory.recall(readback.read_back(data).about) is None


@given(st.lists(LINE))
def test_of_a_private_copy_a_digest_alone_is_remembered(lines):
    carried = memory.remember({"copy": "me"}, lines)
    assert carried.keys() == {"copy", "said"}
    assert len(carried["said"]) == 4
    assert memory.recall(carried) is None


@given(st.text(max_size=40))
def test_what_was_never_remembered_is_not_recalled(text):
    assert memory.recall({"text/0": text}) is None or text


def test_a_text_that_swells_beyond_measure_is_not_recalled():
    bomb = b85encode(zlib.compress(b"x" * 50 * 2**20, 9)).decode()
    assert memory.recall({"text/0": bomb}) is None
