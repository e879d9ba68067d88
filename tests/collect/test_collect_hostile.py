"""Copies and files that are not as they should be: told in words, and nothing is written."""

from __future__ import annotations

import io
import json
import os
import random
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from pikepdf import String

from agenda.pipeline import load, understand
from agenda.resources import Resources
from collect.word_copies import edited, tag, w
from commands.command_line import Ran, inside, ran
from copies import FILLED, sent
from ground import ROOT, ending

HEAD = """\
version: 1
language: en-GB
employee: Ada Park
manager: Grace Osei
meeting: 2026-11-16 14:00
values: [craft]
skills: {current: [{name: Mentoring, id: m1}]}
"""
NOTE, MENTORING = "record/notes/skills", "record/manager_levels/m1"
WHAT, OWNER, DUE = (f"record/actions/new1/{part}" for part in ("what", "owner", "due"))
ESCAPE = "\x1b]0;owned\x07\x1b[2J"


def back(answers: Path, values: Mapping[str, str], form: str = "docx", **options: str) -> Path:
    copy = answers.with_name(f"back.{form}")
    copy.write_bytes(FILLED[form](sent(answers, form, **options), values))
    return copy


def typed_raw(answers: Path, values: Mapping[str, str], **names: str) -> Path:
    """Type into a PDF what no viewer lets one type, and rename fields."""
    with pikepdf.open(io.BytesIO(sent(answers, "pdf"))) as pdf:
        for one in pdf.Root.AcroForm.Fields:
            name = str(one.T)
            if name in values:
                one["/V"] = String(b"\xfe\xff" + values[name].encode("utf-16-be", "surrogatepass"))
            if name in names:
                one["/T"] = String(names[name])
        copy = answers.with_name("raw.pdf")
        pdf.save(copy)
    return copy


def refused(answers: Path, copy: Path, *options: str, code: int = 1) -> str:
    """Collect, and see that it is refused in words, without a trace in the folder."""
    before = inside(answers.parent)
    done = ran("collect", answers, copy, "--write", *options)
    assert done.code == code, done.said
    assert "Traceback" not in done.said
    assert inside(answers.parent) == before
    return done.err


def taken(answers: Path, copy: Path, *options: str) -> Ran:
    done = ran("collect", answers, copy, "--write", *options)
    assert done.code == 0, done.said
    return done


def record(answers: Path):
    return understand(load(str(answers)), Resources()).answers.record


# --- values ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({MENTORING: "9"}, "'9' is no level of the scale, for Mentoring"),
        ({MENTORING: "3 of 5"}, "is no level of the scale"),
        ({MENTORING: "good"}, "is no level of the scale"),
        ({NOTE: "x" * 12_000}, "record/notes/skills holds 12000 characters"),
        ({NOTE: "a\x07b"}, "holds a character that cannot be printed"),
        ({NOTE: "half \ud83d"}, "holds a character that cannot be printed"),
        ({"record/next_check_in": "31 February 2027"}, "'31 February 2027' is not a date"),
        ({"record/next_check_in": "in May"}, "'in May' is not a date"),
        ({WHAT: "Draft it", DUE: "soon"}, "'soon' is not a date, in action 1 ('Draft it')"),
        ({OWNER: "Grace Osei", DUE: "2027-01-29"}, "does not say what is to be done"),
    ],
)
def test_what_cannot_be_understood_is_told_and_can_be_left_out(answers, values, fault):
    copy = typed_raw(answers, values | {"record/manager_values": "calm"})
    assert fault in refused(answers, copy)
    assert fault in refused(answers, copy, "--theirs")
    taken(answers, copy, "--ours")
    assert record(answers).manager_values == ("calm",)
    assert record(answers).manager_levels == ()


@pytest.mark.parametrize("text", ["3", "3 solid", "solid", "SOLID", "٣", " 3 "])
def test_a_level_may_be_a_number_a_name_or_both(answers, text):
    taken(answers, typed_raw(answers, {MENTORING: text}))
    assert [one.level for one in record(answers).manager_levels] == ["3"]


def test_an_owner_who_is_neither_stays_as_typed(answers):
    copy = back(answers, {WHAT: "Book a room", OWNER: "x"})
    copy.write_bytes(edited(copy.read_bytes(), lambda root: retyped(root, OWNER, "Femi Ade")))
    taken(answers, copy)
    assert [one.owner for one in record(answers).actions] == ["Femi Ade"]


def retyped(root, name: str, text: str) -> None:
    control = next(one for one in root.iter(w("sdt")) if tag(one) == name)
    (first, *_others) = control.iter(w("t"))
    first.text = text


def test_an_action_that_stands_twice_with_two_dates_is_asked_about(answers):
    again = {"record/actions/new2/what": "draft  IT", "record/actions/new2/due": "2027-02-01"}
    copy = back(answers, {WHAT: "Draft it", DUE: "2027-01-29"} | again)
    assert "the due of 'Draft it' is '2027-01-29', and" in refused(answers, copy)


def test_no_sequence_of_a_terminal_gets_out(answers):
    for values in ({MENTORING: ESCAPE}, {NOTE: f"a{ESCAPE}b"}, {"record/next_check_in": ESCAPE}):
        assert "\x1b" not in refused(answers, typed_raw(answers, values))
    shown = ran("collect", answers, typed_raw(answers, {NOTE: "a\u202eb\u2066c"}))
    assert "\u202e" not in shown.said
    answers.write_text(HEAD + 'record: {notes: {skills: "a\\e[2Jb"}}\n', "utf-8")
    assert "\x1b" not in ran("collect", answers, back_of(HEAD, answers, {NOTE: "c"})).said


def back_of(text: str, answers: Path, values: Mapping[str, str]) -> Path:
    other = answers.with_name("other.yaml")
    other.write_text(text, "utf-8")
    copy = back(other, values)
    other.unlink()
    return copy


# --- fields that are none of the copy's ------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "record/private/notes/skills", "private/worries", "manager_prepare", "employee/name",
        "record/acknowledged/manager", "record/summary/skills", "record/notes/other",
        "record/sent", "record/actions/new1/reason", "record/../private", "version",
    ],
)  # fmt: skip
def test_no_other_field_is_taken_from_a_managers_copy(answers, name):
    copy = typed_raw(answers, {NOTE: "2026-11-18"}, **{NOTE: name})
    told = refused(answers, copy)
    assert f"the field '{name}' is none of this document" in told
    assert "2026-11-18" in told
    before = answers.read_bytes()
    taken(answers, copy, "--ours")
    assert answers.read_bytes() == before


def test_an_older_version_is_asked_about(answers):
    with pikepdf.open(io.BytesIO(sent(answers, "pdf"))) as pdf:
        for one in pdf.Root.AcroForm.Fields:
            if str(one.T) == "agenda":
                one["/V"] = String(str(one.V).replace('"version":"1"', '"version":"0"'))
        pdf.save(answers.with_name("old.pdf"))
    told = refused(answers, answers.with_name("old.pdf"))
    assert "made by another version of agenda" in told


def test_tracked_changes_are_left_to_who_made_them(answers):
    def track(root) -> None:
        control = next(one for one in root.iter(w("sdt")) if tag(one) == NOTE)
        content = control.find(w("sdtContent"))
        run = content.find(f".//{w('r')}")
        parent = run.getparent()
        inserted = parent.makeelement(w("ins"), {w("id"): "9", w("author"): "G"})
        parent.replace(run, inserted)
        inserted.append(run)

    copy = back(answers, {NOTE: "said"})
    copy.write_bytes(edited(copy.read_bytes(), track))
    assert "tracked changes" in refused(answers, copy)


# --- files -----------------------------------------------------------------


def test_all_that_is_wrong_with_the_copies_is_told_at_once(answers):
    junk = answers.with_name("junk.pdf")
    junk.write_bytes(b"junk")
    before = answers.read_bytes()
    done = ran("collect", answers, junk, answers.with_name("none.pdf"), answers.parent, "--write")
    assert done.code == 3
    for told in ("neither a PDF nor a Word document", "there is no file", "is a folder"):
        assert told in done.err
    assert answers.read_bytes() == before


def test_two_hundred_megabytes_are_not_read(answers):
    copy = answers.with_name("huge.pdf")
    with copy.open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200 * 2**20)
    done = ran("collect", answers, copy, "--write")
    assert done.code == 1
    assert "larger than" in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_no_copy(answers):
    os.mkfifo(answers.with_name("pipe.pdf"))
    done = ran("collect", answers, answers.with_name("pipe.pdf"), "--write")
    assert done.code == 3
    assert "could not be read" in done.err


@pytest.mark.parametrize(
    "part",
    [
        "record: Some words\n",
        "record: {notes: Some words}\n",
        "record: {manager_values: {a: b}}\n",
        "record: [a]\n",
    ],
)
def test_answers_with_errors_are_told_first(answers, part):
    copy = back(answers, {NOTE: "said"})
    answers.write_text(HEAD + part, "utf-8")
    assert "career.yaml:" in refused(answers, copy)


@pytest.mark.parametrize(
    "part",
    [
        "record: &all {notes: &n {aspirations: A}}\n",
        "record:\n  notes: {aspirations: A}  # flow\n",
        "record: {\n  notes: {aspirations: 'A'},\n}\n",
        "record:\n  # what was said\n  notes:\n    aspirations: |\n      A\n\n# the end\n",
        "record: {}\n",
        "record: ~\n",
        "record: {notes: }\n",
    ],
)
@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_a_record_is_added_to_however_it_is_written(answers, part, mark, end):
    text = mark + (HEAD + part).replace("\n", end)
    answers.write_bytes(text.encode())
    taken(answers, back(answers, {NOTE: "said: - #", "record/manager_values": "a: b\n- c"}))
    after = answers.read_bytes().decode()
    assert record(answers).notes.skills == "said: - #"
    assert record(answers).manager_values == ("a: b", "- c")
    assert after.startswith(mark + HEAD.replace("\n", end))
    assert end == "\n" or after.count("\n") == after.count("\r\n")
    for comment in ("# flow", "# what was said", "# the end"):
        assert (comment in text) == (comment in after)


def test_an_alias_is_not_written_through(answers):
    answers.write_text(HEAD + "record: {notes: &n {skills: A}, summary: *n}\n", "utf-8")
    copy = back_of(HEAD, answers, {"record/notes/aspirations": "said"})
    assert "edit-refused" in refused(answers, copy)


def test_an_action_in_its_short_form_gets_what_it_lacks(answers):
    answers.write_text(HEAD + "record: {actions: [Draft it, Send it]}\n", "utf-8")
    taken(answers, back(answers, {WHAT: "draft it", OWNER: "Ada Park", DUE: "2027-01-29"}))
    assert [(one.what, one.owner, str(one.due)) for one in record(answers).actions] == [
        ("Draft it", "employee", "2027-01-29"),
        ("Send it", None, "None"),
    ]


def test_a_text_where_private_texts_would_stand_is_told_and_kept(answers):
    answers.write_text(HEAD + "record: {private: Mine alone}\n", "utf-8")
    copy = back(answers, {"record/private/notes/skills": "said"}, audience="me")
    assert "holds a text" in refused(answers, copy)


def test_a_private_passage_that_is_shared_too_is_not_written(answers):
    passage = "We agreed that the planning takes too long for everybody"
    answers.write_text(HEAD + f"record: {{notes: {{skills: {passage}}}}}\n", "utf-8")
    copy = back(answers, {"record/private/notes/skills": passage}, audience="me")
    assert "private-in-shared" in refused(answers, copy)


def test_blank_items_of_a_list_do_not_shift_what_is_written(answers):
    part = "record:\n  actions:\n    -\n    - {what: Send it}\n  manager_levels:\n    -\n"
    answers.write_text(HEAD + part + "    - {skill: m1, level: 2}\n", "utf-8")
    values = {WHAT: "send it", OWNER: "Grace Osei", MENTORING: "3"}
    taken(answers, back(answers, values), "--theirs")
    assert [(one.what, one.owner) for one in record(answers).actions] == [("Send it", "manager")]
    assert [one.level for one in record(answers).manager_levels] == ["3"]


def test_a_page_that_was_pasted_into_a_list_is_told(answers):
    lines = "\n".join(f"line {number}" for number in range(60))
    told = refused(answers, typed_raw(answers, {"record/manager_values": lines}))
    assert "record/manager_values has 60 lines" in told


def test_what_ours_leaves_out_is_told_all_the_same(answers):
    copy = typed_raw(answers, {MENTORING: "9", NOTE: "said"})
    done = taken(answers, copy, "--ours")
    assert "warning[returned-level]: '9' is no level of the scale" in done.err


def test_a_tick_in_ones_own_copy_shares_nothing(answers):
    own = answers.with_name("own.pdf")
    with pikepdf.open(io.BytesIO(sent(answers, "pdf", audience="me"))) as pdf:
        for one in pdf.Root.AcroForm.Fields:
            if str(one.T) == "record/private/notes/skills":
                one["/T"], one["/V"] = String("record/private/sharing/with"), String("yes")
        pdf.save(own)
    assert "is none of this document" in refused(answers, own)


def test_private_texts_with_names_are_not_written_over(answers):
    answers.write_text(HEAD + "record: {private: {actions: {mine: Keep this}}}\n", "utf-8")
    copy = back(answers, {"record/private/actions/new1/what": "Another"}, audience="me")
    for options in ((), ("--theirs",)):
        assert "record/private/actions holds several texts" in refused(answers, copy, *options)


def test_long_texts_are_compared_in_no_time(answers):
    rand = random.Random(1)
    texts = ["".join(rand.choices("abcdefgh ", k=2000)).strip() for _ in range(40)]
    listed = "".join(f"    - {text}\n" for text in texts)
    answers.write_text(HEAD + f"record:\n  manager_values:\n{listed}", "utf-8")
    lines = (text[:-2] for text in texts[:4])
    with ending():
        taken(answers, typed_raw(answers, {"record/manager_values": "\n".join(lines)}))


# --- copies that were printed ----------------------------------------------


GOALS = "goals: [{what: Write the guide, by: 2027-03-01}]\n"


def printed(data: bytes, *, known: bool) -> bytes:
    """Print a copy into a PDF: its pages stay, and with some programs what it says of itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.flatten_annotations("all")
        for part in (pdf.Root, *(page.obj for page in pdf.pages)):
            for name in ("/AcroForm", "/Annots"):
                if name in part:
                    del part[name]
        if not known:
            del pdf.trailer["/Info"]
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize("known", [True, False])
def test_a_printed_copy_shows_what_was_typed_and_nothing_else(answers, known):
    answers.write_text(HEAD + GOALS, "utf-8")
    filled = FILLED["pdf"](sent(answers, "pdf"), {NOTE: "He wants to learn Erlang"})
    answers.with_name("flat.pdf").write_bytes(printed(filled, known=known))
    told = refused(answers, answers.with_name("flat.pdf"))
    assert [line.strip() for line in told.splitlines() if line.startswith("    >")] == [
        "> He wants to learn Erlang"
    ]


@pytest.mark.parametrize("known", [True, False])
def test_a_printed_document_about_somebody_else_is_not_repeated(answers, known):
    other = answers.with_name("other.yaml")
    other.write_bytes((ROOT / "samples" / "good" / "junior.yaml").read_bytes())
    answers.with_name("flat.pdf").write_bytes(printed(sent(other, "pdf"), known=known))
    told = refused(answers, answers.with_name("flat.pdf"))
    assert "does not read like a document of this file" in told
    assert "Maeve" not in told


# --- what is said at the end -------------------------------------------------


def test_what_a_copy_says_of_itself_is_shown_in_short(answers):
    about = {"version": "1", "document": "agenda", "meeting": "2026" + "x" * 9000}
    with pikepdf.open(typed_raw(answers, {NOTE: "said"}), allow_overwriting_input=True) as pdf:
        for one in pdf.Root.AcroForm.Fields:
            if str(one.T) == "agenda":
                one["/V"] = String(json.dumps(about))
        pdf.save(answers.with_name("raw.pdf"))
    told = refused(answers, answers.with_name("raw.pdf"))
    assert "made for a talk on 2026xxx" in told
    assert len(told) < 1000
    assert "--ours" not in told  # which would not help


def test_nothing_is_called_there_already_that_was_left_out(answers):
    answers.write_text(HEAD + "record: {notes: {skills: Here}}\n", "utf-8")
    done = taken(answers, typed_raw(answers, {NOTE: "There"}), "--ours")
    assert "warning" not in done.err  # the user has said which of the two counts
    assert "nothing was taken" in done.err
    assert "says all of this already" not in done.err


@pytest.mark.parametrize(("side", "stays"), [("--ours", "one"), ("--theirs", "two")])
def test_a_side_tells_where_two_copies_disagree(answers, side, stays):
    first = typed_raw(answers, {NOTE: "one", WHAT: "Draft it", DUE: "2027-01-29"})
    first = first.rename(answers.with_name("first.pdf"))
    second = typed_raw(answers, {NOTE: "two", WHAT: "Draft it", DUE: "2027-01-30"})
    done = ran("collect", answers, first, second, "--write", side)
    assert done.code == 0
    assert "record/notes/skills says 'one', and the copy 'two'" in done.err
    assert record(answers).notes.skills == stays


def test_stdin_is_read_once(answers):
    done = ran("collect", "-", "-", stdin=HEAD.encode())
    assert (done.code, done.out) == (2, b"")
    assert "stdin can be read once" in done.err
