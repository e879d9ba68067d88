"""There and back: what is typed into a copy goes where it belongs, and nothing else changes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from lxml import html as lxml_html

import agenda
from agenda.collect import readback
from agenda.documents.record import find_unsettled
from agenda.pipeline import draft, load, understand
from agenda.resources import Resources
from agenda.wish import Wish
from collect.word_copies import replaced
from commands.command_line import Ran, inside, ran
from copies import FILLED, fields_of, sent
from extracted import READERS
from ground import NOW, STORIES

HEAD = """\
version: 1
language: en-GB
employee: Ada Park   # hers
manager: Grace Osei
meeting: 2026-11-16 14:00
values: [craft]
skills:
  current: [{name: Mentoring, id: m1}, Incident response]
  future: [Strategy]
"""
NOTE = "record/notes/skills"
MENTORING = "record/manager_levels/m1"


def returned(
    answers: Path,
    values: Mapping[str, str],
    form: str = "docx",
    name: str = "returned",
    **options: str,
) -> Path:
    """Make a document of the answers as they are, and bring it back filled in."""
    copy = answers.with_name(f"{name}.{form}")
    copy.write_bytes(FILLED[form](sent(answers, form, **options), values))
    return copy


def collected(answers: Path, copy: Path, *options: str, code: int = 0) -> Ran:
    done = ran("collect", answers, copy, "--write", *options)
    assert done.code == code, done.said
    return done


def record(answers: Path):
    found = understand(load(str(answers)), Resources()).answers.record
    assert found is not None
    return found


ALL = {
    "record/notes/aspirations": "She hears craft.\nAnd people.",
    "record/manager_values": "A quiet pager\nSaying early that it is late\n",
    MENTORING: "4",
    "record/expectations/of_employee": "Tell us in May",
    "record/expectations/of_manager": "No new project before July",
    "record/actions/new1/what": "Draft the review",
    "record/actions/new1/owner": "Ada Park",
    "record/actions/new1/due": "2027-01-29",
    "record/actions/new2/what": "Ask the planners: may Ada come?",
    "record/actions/new2/owner": "Grace Osei",
    "record/actions/new2/due": "30 Apr 2027",
    "record/next_check_in": "2027/05/18",
    "record/sharing/with": "yes",
}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_field_goes_where_it_belongs(answers, form):
    collected(answers, returned(answers, ALL, form))
    found = record(answers)
    assert found.notes.aspirations == "She hears craft.\nAnd people."
    assert found.manager_values == ("A quiet pager", "Saying early that it is late")
    assert [(one.skill, one.level) for one in found.manager_levels] == [("m1", "4")]
    assert found.expectations.of_employee == ("Tell us in May",)
    assert found.expectations.of_manager == ("No new project before July",)
    assert [(one.what, one.owner, str(one.due)) for one in found.actions] == [
        ("Draft the review", "employee", "2027-01-29"),
        ("Ask the planners: may Ada come?", "manager", "2027-04-30"),
    ]
    assert str(found.next_check_in) == "2027-05-18"
    assert found.sharing.with_ == ("Ada Park", "Grace Osei")


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_second_time_changes_nothing(answers, form):
    copy = returned(answers, ALL, form)
    collected(answers, copy)
    before = inside(answers.parent)
    again = collected(answers, copy)
    assert "nothing to collect" in again.err
    assert again.out == b""
    assert inside(answers.parent) == before


def test_the_file_as_it_was_stays_beside_it_and_only_lines_are_added(answers):
    collected(answers, returned(answers, ALL))
    assert answers.with_name("career.yaml~").read_text("utf-8") == HEAD
    assert answers.read_text("utf-8").startswith(HEAD + "record:\n")


def test_it_shows_what_changes_and_writes_nothing_unless_told_to(answers):
    before = answers.read_bytes()
    done = ran("collect", answers, returned(answers, {NOTE: "Less: more"}))
    assert done.code == 0
    assert b'+    skills: "Less: more"' in done.out
    assert "nothing was written; --write puts this into" in done.err
    assert answers.read_bytes() == before


def test_an_untouched_copy_brings_nothing(answers):
    done = collected(answers, returned(answers, {}))
    assert "nothing new" in done.err
    assert not answers.with_name("career.yaml~").exists()


def test_an_empty_field_erases_no_answer(answers):
    answers.write_text(HEAD + "record:\n  notes: {skills: Mine}\n  next_check_in: 2027-05-18\n")
    before = answers.read_bytes()
    collected(answers, returned(answers, {}))
    assert answers.read_bytes() == before


def test_what_comes_from_stdin_goes_to_stdout(answers):
    copy = returned(answers, {NOTE: "Said"})
    done = ran("collect", "-", copy, "--write", stdin=HEAD.encode())
    assert done.code == 0
    assert done.out.decode() == HEAD + 'record:\n  notes:\n    skills: "Said"\n'


# --- where both differ -----------------------------------------------------


WRITTEN = """record:
  notes: {skills: Ours}     # in the file
  next_check_in: 2027-05-18
  manager_levels: [{skill: m1, level: 2}]
  actions:
    - {what: Draft the review, owner: employee, due: 2027-01-29}
"""
OTHERWISE = {
    NOTE: "Theirs",
    "record/next_check_in": "2027-06-01",
    MENTORING: "3",
    "record/actions/new1/what": "draft the  review",
    "record/actions/new1/owner": "Grace Osei",
    "record/actions/new1/due": "2027-02-26",
}


@pytest.fixture
def differing(answers: Path) -> Path:
    answers.write_text(HEAD + WRITTEN, "utf-8")
    return answers


def test_what_differs_is_told_with_both_values_and_nothing_is_written(differing):
    copy = returned(differing, OTHERWISE)
    before = inside(differing.parent)
    done = collected(differing, copy, code=1)
    for both in (
        "record/notes/skills says 'Ours', and the copy 'Theirs'",
        "record/next_check_in says '2027-05-18', and the copy '2027-06-01'",
        "Mentoring is at level '2', and at 3 in the copy",
        "the owner of 'Draft the review' is 'employee', and 'manager' in the copy",
        "the due of 'Draft the review' is '2027-01-29', and '2027-02-26' in the copy",
    ):
        assert both in done.err
    assert done.err.count("--ours") == 1
    assert inside(differing.parent) == before


def test_ours_keeps_what_the_file_says(differing):
    before = differing.read_bytes()
    collected(differing, returned(differing, OTHERWISE), "--ours")
    assert differing.read_bytes() == before


def test_theirs_takes_what_the_copy_says_in_its_place(differing):
    collected(differing, returned(differing, OTHERWISE), "--theirs")
    found = record(differing)
    assert found.notes.skills == "Theirs"
    assert str(found.next_check_in) == "2027-06-01"
    assert [(one.skill, one.level) for one in found.manager_levels] == [("m1", "3")]
    assert [(one.owner, str(one.due)) for one in found.actions] == [("manager", "2027-02-26")]
    assert "# in the file" in differing.read_text("utf-8")


def test_both_sides_at_once_is_wrong_usage(answers):
    assert ran("collect", answers, returned(answers, {}), "--ours", "--theirs").code == 2


def test_the_wrong_way_round_is_told(answers):
    done = ran("collect", returned(answers, {}), answers)
    assert done.code == 2
    assert "name the YAML file first, then the copies" in done.err


def test_two_copies_that_disagree_are_not_guessed(answers):
    one = returned(answers, {NOTE: "One"}, "docx", "a")
    other = returned(answers, {NOTE: "Other"}, "pdf", "b")
    before = answers.read_bytes()
    done = ran("collect", answers, one, other, "--write")
    assert done.code == 1
    assert f"{other}: error[returned-differs]: record/notes/skills says 'One'" in done.err
    assert answers.read_bytes() == before
    assert ran("collect", answers, one, other, "--write", "--ours").code == 0
    assert record(answers).notes.skills == "One"


def test_of_two_copies_it_is_said_that_the_first_is_no_word_of_the_file(answers):
    first = returned(answers, {MENTORING: "3", NOTE: "One"}, name="first")
    second = returned(answers, {MENTORING: "4", NOTE: "Other"}, name="second")
    done = ran("collect", answers, first, second)
    copied = "; the first came with a copy as well"
    assert f"is at level '3', and at 4 in the copy{copied}" in done.err
    assert f"'One', and the copy 'Other'{copied}" in done.err
    collected(answers, first)
    assert copied not in ran("collect", answers, second).err


def test_what_is_taken_is_shown_while_something_else_is_in_question(answers):
    copy = returned(answers, {NOTE: "A word of praise", "record/next_check_in": "early March"})
    before = answers.read_bytes()
    done = ran("collect", answers, copy)
    assert done.code == 1
    assert '+    skills: "A word of praise"' in done.out.decode()
    assert "nothing was written" in done.err
    assert answers.read_bytes() == before
    assert ran("collect", answers, copy, "--quiet").out == b""


def test_two_copies_that_say_different_things_are_both_taken(answers):
    one = returned(answers, {"record/manager_values": "calm\nhumour"}, "docx", "a")
    other = returned(answers, {"record/manager_values": "Humour\ntempo"}, "pdf", "b")
    assert ran("collect", answers, one, other, "--write").code == 0
    assert record(answers).manager_values == ("calm", "humour", "tempo")


def test_an_entry_that_is_nearly_the_same_is_asked_about(answers):
    answers.write_text(HEAD + "record: {manager_values: [Saying early that it is late]}\n")
    copy = returned(answers, {"record/manager_values": "Say early that it is late"})
    assert "returned-differs" in collected(answers, copy, code=1).err
    collected(answers, copy, "--theirs")
    assert record(answers).manager_values == ("Say early that it is late",)


# --- the file was edited after the copy went out ---------------------------


def test_an_action_that_was_reworded_since_is_found_by_its_id(answers):
    copy = returned(answers, {"record/actions/new1/what": "Draft the review"})
    collected(answers, copy)
    text = answers.read_text("utf-8").replace('what: "Draft the review"', "what: Draft it by May")
    answers.write_text(text, "utf-8")
    done = collected(answers, copy, code=1)
    assert "the what of 'Draft it by May' is 'Draft it by May'" in done.err
    collected(answers, copy, "--ours")
    assert len(record(answers).actions) == 1


def test_a_skill_that_was_renamed_since_is_asked_about(answers):
    copy = returned(answers, {MENTORING: "3"})
    answers.write_text(HEAD.replace("Mentoring", "Coaching"), "utf-8")
    done = collected(answers, copy, code=1)
    assert "the level 3 was given to 'Mentoring', which is now 'Coaching'" in done.err
    collected(answers, copy, "--theirs")
    assert [(one.skill, one.level) for one in record(answers).manager_levels] == [("m1", "3")]


def test_a_skill_that_was_deleted_since_is_asked_about(answers):
    copy = returned(answers, {MENTORING: "3"})
    answers.write_text(HEAD.replace("{name: Mentoring, id: m1}, ", ""), "utf-8")
    done = collected(answers, copy, code=1)
    assert "the copy has a level for 'Mentoring', and this file no such skill" in done.err
    collected(answers, copy, "--theirs")
    assert [(one.skill, one.level) for one in record(answers).manager_levels] == [
        ("Mentoring", "3")
    ]


def test_reordering_the_skills_loses_nothing(answers):
    copy = returned(answers, {MENTORING: "3"})
    swapped = "[Incident response, {name: Mentoring, id: m1}]"
    answers.write_text(
        HEAD.replace("[{name: Mentoring, id: m1}, Incident response]", swapped), "utf-8"
    )
    collected(answers, copy)
    assert [(one.skill, one.level) for one in record(answers).manager_levels] == [("m1", "3")]


@pytest.mark.parametrize("date", ["early March", "3/4/2027"])
def test_it_is_said_that_theirs_settles_no_date_and_what_does(answers, date):
    answers.write_text(HEAD.replace("en-GB", "en"), "utf-8")
    copy = returned(answers, {"record/next_check_in": date, NOTE: "Said"})
    before = answers.read_bytes()
    told = collected(answers, copy, "--theirs", code=1).err
    assert "--theirs cannot settle what has no one meaning" in told
    assert "--theirs takes" not in told
    assert "--theirs takes" not in collected(answers, copy, code=1).err
    assert answers.read_bytes() == before
    collected(answers, copy, "--ours")
    assert record(answers).notes.skills == "Said"


# --- a copy that is not of this file ---------------------------------------


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("Grace Osei", "Grace Ose"), "was made for other names"),
        (("2026-11-16", "2026-11-18"), "was made for a talk on 2026-11-16"),
    ],
)
def test_a_copy_of_another_talk_is_recognised_and_no_side_settles_it(answers, change, fault):
    copy = returned(answers, {NOTE: "Said"})
    answers.write_text(HEAD.replace(*change), "utf-8")
    before = answers.read_bytes()
    for options in ((), ("--theirs",), ("--ours",)):
        told = collected(answers, copy, *options, code=1).err
        assert fault in told
        assert "--ours leaves" not in told
    assert answers.read_bytes() == before
    collected(answers, copy, "--anyway")
    assert record(answers).notes.skills == "Said"


def test_a_flat_copy_is_told_with_what_can_still_be_read(answers):
    filled = FILLED["pdf"](sent(answers, "pdf"), {NOTE: "He wants to learn Erlang"})
    copy = answers.with_name("flat.pdf")
    copy.write_bytes(flattened(filled))
    done = collected(answers, copy, code=1)
    assert "flattened" in done.err
    assert "> He wants to learn Erlang" in done.err
    assert "> Aspirations" not in done.err


def flattened(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()


# --- a record that came back -----------------------------------------------


RECORDED = HEAD + "record: {next_check_in: 2027-05-18, expectations: {of_employee: [Begin]}}\n"
ACKNOWLEDGED = {
    "record/acknowledged/manager/yes": "yes",
    "record/acknowledged/manager": "18.11.2026",
    "record/remarks": "Ten weeks are short.\nI will look again in May.",
    "record/reservations": "I would have said 3.",
}


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_record_comes_back_acknowledged_with_remarks(answers, form):
    answers.write_text(RECORDED, "utf-8")
    copy = returned(answers, ACKNOWLEDGED, form, document="record")
    collected(answers, copy)
    found = record(answers)
    assert str(found.acknowledged.manager) == "2026-11-18"
    assert [(one.what, one.who) for one in found.remarks] == [
        ("Ten weeks are short.", "manager"),
        ("I will look again in May.", "manager"),
    ]
    assert [one.what for one in found.reservations] == ["I would have said 3."]
    before = answers.read_bytes()
    collected(answers, copy)
    assert answers.read_bytes() == before


def test_a_record_that_has_changed_since_is_not_acknowledged_unasked(answers):
    answers.write_text(RECORDED, "utf-8")
    copy = returned(answers, ACKNOWLEDGED, document="record")
    answers.write_text(RECORDED.replace("Begin", "Begin in January"), "utf-8")
    done = collected(answers, copy, code=1)
    assert "and it has changed since it was sent" in done.err
    collected(answers, copy, "--ours")
    assert record(answers).acknowledged is None


@pytest.mark.parametrize(
    ("left_out", "fault"),
    [
        ("record/acknowledged/manager/yes", "and not ticked it"),
        ("record/acknowledged/manager", "without a date"),
    ],
)
def test_a_tick_and_its_date_belong_together(answers, left_out, fault):
    answers.write_text(RECORDED, "utf-8")
    values = {name: text for name, text in ACKNOWLEDGED.items() if name != left_out}
    copy = returned(answers, values, document="record")
    assert fault in collected(answers, copy, code=1).err


# --- what is private stays private -----------------------------------------


BIRD = "nobody else hears of this canary"


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_is_typed_into_ones_own_copy_goes_among_what_is_private(answers, form):
    collect_birds(answers, form)
    assert record(answers).private["notes"]["skills"] == BIRD
    assert set(record(answers).private) == {
        "notes", "manager_values", "manager_levels", "expectations", "actions", "next_check_in",
    }  # fmt: skip


def collect_birds(answers: Path, form: str) -> None:
    """Type the same into all fields of one's own copy, but for the levels, and collect it."""
    values = dict.fromkeys(own_fields(answers), BIRD) | {
        name: "4" for name in own_fields(answers) if "manager_levels" in name
    }
    collected(answers, returned(answers, values, form, audience="me"))


@pytest.mark.parametrize(
    ("form", "formats"), [("pdf", ["md"]), ("docx", [*READERS])], ids=["pdf", "docx"]
)
def test_what_is_typed_into_ones_own_copy_reaches_no_shared_document(answers, form, formats):
    collect_birds(answers, form)
    answers.write_text(answers.read_text("utf-8") + "  next_check_in: 2027-05-18\n", "utf-8")
    for made in formats:
        for document in ("record", "agenda"):
            data = agenda.make(agenda.load(answers), made, now=NOW, document=document)
            assert BIRD not in READERS[made](data)
            assert BIRD.encode() not in data
    own = agenda.make(agenda.load(answers), formats[0], now=NOW, document="record", audience="me")
    assert BIRD in READERS[formats[0]](own)
    assert BIRD not in ran("share", answers, "-o", "-").said


def own_fields(answers: Path) -> list[str]:
    names = list(fields_of(sent(answers, "pdf", audience="me")))
    assert names
    assert all(name.startswith("record/private/") for name in names)
    return names


def test_an_own_copy_is_collected_once(answers):
    values = {"record/private/actions/new1/what": "Ask twice", "record/private/notes/skills": "No"}
    copy = returned(answers, values, audience="me")
    collected(answers, copy)
    before = answers.read_bytes()
    collected(answers, copy)
    assert answers.read_bytes() == before


# --- a whole story ---------------------------------------------------------


def test_the_record_of_the_story_is_complete_with_no_further_typing(tmp_path):
    """What the second talk of the story agreed is typed into its agenda instead."""
    source = STORIES[0][1].read_text("utf-8")
    whole = understand(load(str(STORIES[0][1])), Resources()).answers
    said = whole.record
    assert said is not None
    assert said.notes is not None
    assert said.expectations is not None
    answers = tmp_path / "career.yaml"
    answers.write_text(source[: source.index("\nrecord:") + 1], "utf-8")
    values = {
        f"record/notes/{part}": getattr(said.notes, part)
        for part in ("since_last_time", "aspirations", "skills", "next_months", "agreements")
    }
    values["record/manager_values"] = "\n".join(said.manager_values)
    values["record/expectations/of_employee"] = "\n".join(said.expectations.of_employee)
    values["record/expectations/of_manager"] = "\n".join(said.expectations.of_manager)
    names = {skill.name: name for name, skill in skill_fields(answers)}
    values |= {names[one.skill]: str(one.level) for one in said.manager_levels}
    people = {"employee": whole.employee.name, "manager": whole.manager.name}
    agreed = said.actions[:4]  # as many as there are rows
    for number, action in enumerate(agreed, 1):
        row = f"record/actions/new{number}"
        values[f"{row}/what"] = action.what
        values[f"{row}/owner"] = people[action.owner or ""]
        values[f"{row}/due"] = str(action.due)
    values["record/next_check_in"] = str(said.next_check_in)
    values["record/sharing/with"] = "yes"
    copy = returned(answers, values, "pdf")
    collected(answers, copy)
    assert ran("followup", answers, "-q", "-f", "md").code == 0
    assert list(find_unsettled(understand(load(str(answers)), Resources()).answers)) == []
    page = draft([agenda.load(answers)], Wish(now=NOW, document="record"), Resources()).html
    assert lxml_html.document_fromstring(page).find_class("missing") == []
    found = record(answers)
    assert found.manager_values == said.manager_values
    assert found.expectations == said.expectations
    assert [(one.what, one.owner, one.due) for one in found.actions] == [
        (one.what, one.owner, one.due) for one in agreed
    ]


def skill_fields(answers: Path):
    from agenda.answers.part import with_ids
    from agenda.source.pointer import pointer

    skills = understand(load(str(answers)), Resources()).answers.skills
    for name, skill in with_ids((*skills.current, *skills.future)):
        yield pointer("record", "manager_levels", name), skill


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_a_program_corrects_while_one_types_is_no_change(answers, form):
    answers.write_text(
        HEAD + """record:
  notes: {skills: "It's \\"late\\" -- she said..."}
  manager_values: ["Pager -> quiet"]
  actions: [{what: "Ask - don't wait", id: a1}]
""",
        "utf-8",
    )  # fmt: skip
    typed = {
        NOTE: "It’s “late” – she said…",
        "record/manager_values": "Pager → quiet",
        "record/actions/new1/what": "Ask – don’t wait",
    }
    assert "nothing to collect" in collected(answers, returned(answers, typed, form)).err


def test_a_box_alone_is_a_text_where_a_text_belongs_and_no_tick_where_one_does(answers):
    copy = returned(answers, {NOTE: "☐", "record/notes/aspirations": "✓"})
    drawn = copy.read_bytes()
    copy.write_bytes(replaced(drawn, r"<w14:checkbox>.*?</w14:checkbox>", ""))
    collected(answers, copy)
    assert (record(answers).notes.skills, record(answers).notes.aspirations) == ("☐", "✓")
    assert record(answers).sharing is None


def test_an_accent_may_be_written_in_either_way(answers):
    decomposed = HEAD.replace("Ada Park", "Zoe\u0308 Park").replace("Strategy", "Cafe\u0301")
    answers.write_text(decomposed.replace("e\u0308", "ë").replace("e\u0301", "é"), "utf-8")
    skill = next(name for name in readback.read_back(sent(answers, "docx")).typed if "caf" in name)
    copy = returned(answers, {NOTE: "Well", skill: "3"})
    answers.write_text(decomposed, "utf-8")
    collected(answers, copy)
    assert record(answers).notes.skills == "Well"
