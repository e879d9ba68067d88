"""`agenda followup`: the record, and the part of the file that it is made from."""

import stat
import sys

import pytest

from agenda.source import read
from agenda.source.edit import put
from agenda.source.nodes import plain
from commands.command_line import SMALL, inside, ran
from ground import GOOD, STORIES

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
AGREED = SMALL + "record:\n  held: 2026-12-03\n  actions: [Call the planners by 2027-01-15]\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, in which the command runs, with one answers file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_bytes(AGREED.encode())
    return tmp_path


def test_the_record_stands_beside_its_answers_as_a_pdf(folder):
    done = ran("followup", "career.yaml")
    assert (done.code, done.err) == (0, "wrote career.record.pdf\n")
    assert (folder / "career.record.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("form", ["docx", "html", "md"])
def test_the_suffix_of_an_output_chooses_its_format(folder, form):
    assert ran("followup", "career.yaml", "-o", f"x.{form}").code == 0
    assert (folder / f"x.{form}").stat().st_size > 0


@POSIX
def test_a_record_for_me_is_private_in_name_and_mode(folder):
    done = ran("followup", "career.yaml", "--for", "me", "-f", "md")
    assert done.err == "wrote career.record.PRIVATE.md\n"
    assert stat.S_IMODE((folder / "career.record.PRIVATE.md").stat().st_mode) == 0o600


def test_a_batch_makes_the_records_of_all_that_have_one(folder):
    (folder / "other.yaml").write_text(SMALL, "utf-8")
    done = ran("followup", ".", "-f", "md")
    assert done.code == 1
    assert "other.yaml:1:1: error[needs]" in done.err
    assert sorted(path.name for path in folder.glob("*.md")) == ["career.record.md"]


def test_without_a_record_it_says_what_to_write_and_offers_the_start(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    done = ran("followup", "career.yaml")
    assert done.code == 1
    assert "there is no `record` part" in done.err
    assert "agenda followup --start" in done.err
    assert sorted(inside(folder)) == ["career.yaml"]


def test_a_private_passage_in_the_record_keeps_it_from_being_made(folder):
    secret = "I would rather not say this to anybody"
    text = f"{SMALL}private: {{worries: {secret}}}\nrecord: {{remarks: [{secret}]}}\n"
    (folder / "career.yaml").write_text(text, "utf-8")
    done = ran("followup", "career.yaml", "-f", "md")
    assert (done.code, "error[private-in-shared]" in done.err) == (1, True)


# --- --start ---------------------------------------------------------------


def started(folder, text: str) -> str:
    (folder / "career.yaml").write_bytes(text.encode())
    assert ran("followup", "--start", "career.yaml").code == 0
    return (folder / "career.yaml").read_bytes().decode()


def test_start_adds_a_record_and_says_what_it_changed(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    done = ran("followup", "--start", "career.yaml")
    assert (done.code, done.out) == (0, b"")
    assert done.err == (
        "career.yaml: added a record to fill in (the earlier version is kept as career.yaml~)\n"
    )
    assert (folder / "career.yaml~").read_text("utf-8") == SMALL
    assert "  held:  # when you talked\n" in (folder / "career.yaml").read_text("utf-8")


def without_record(text: str) -> str:
    tree = read(text.encode()).tree
    entry = next((entry for entry in tree.entries if entry.key.text == "record"), None)
    return text[: entry.key.span.start] + text[entry.value.span.end :] if entry else text


UNRECORDED = [path for path in GOOD if path.stem != "staff"]


@pytest.mark.parametrize("path", UNRECORDED, ids=lambda path: path.stem)
def test_outside_of_the_added_lines_every_sample_stays_byte_for_byte(folder, path):
    before = path.read_bytes().decode()
    after = started(folder, before)
    added = len(after) - len(before)
    place = next(
        at for at in range(len(before) + 1) if at == len(before) or after[at] != before[at]
    )
    assert added > 0
    assert after[:place] + after[place + added :] == before


@pytest.mark.parametrize("path", [*UNRECORDED, *STORIES[0]], ids=lambda path: path.stem)
def test_what_is_started_can_be_checked_and_made_at_once(folder, path):
    text = path.read_bytes().decode()
    if "\nrecord:" in text:
        text = text[: text.index("\nrecord:") + 1]
    started(folder, text)
    assert "error" not in ran("check", "career.yaml").said
    assert ran("followup", "career.yaml", "-f", "md").code == 0


@pytest.mark.parametrize(
    "text",
    [
        SMALL.replace("\n", "\r\n"),
        SMALL.rstrip("\n"),
        "\ufeff" + SMALL,
        SMALL + "record:\n",
        SMALL + "record:   # mine\n# end\n",
        "{version: 1, employee: Ada Park, manager: Grace Osei, values: [craft]}",
    ],
    ids=["crlf", "no newline", "bom", "blank", "comment", "flow"],
)
def test_start_writes_in_the_hand_of_the_file(folder, text):
    after = started(folder, text)
    assert plain(read(after.encode()).tree)["record"]["attendees"] == ["Ada Park", "Grace Osei"]
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in text else 0)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")


def test_start_adds_what_a_record_lacks_and_leaves_what_is_there(folder):
    after = started(folder, AGREED)
    assert after.startswith(AGREED)
    record = plain(read(after.encode()).tree)["record"]
    assert record["attendees"] == ["Ada Park", "Grace Osei"]
    assert (record["held"], len(record["actions"])) == ("2026-12-03", 1)
    assert "  # The talk in three short paragraphs" in after


@pytest.mark.parametrize(
    "record",
    [
        "record: {held: }\n",
        "record: {remarks: [Fine by me]}\n# end\n",
        "record:\n  # ours\n  held:  # when\n",
        "record:\n    notes:\n        skills: yes   # so\n\n# end\nprivate: {pay: none}\n",
        "record:\n  notes: {skills: 'a\n\n   b'}\n",
        "record:\n  summary:\n    skills: |\n      a\n\n       b\n\n",
        "record:\r\n  remarks:\r\n  - Fine by me",
    ],
)
def test_a_record_that_was_begun_keeps_every_word_and_is_complete_after_one_start(folder, record):
    before = SMALL + record
    after = started(folder, before)
    was, now = (plain(read(text.encode()).tree) for text in (before, after))
    assert {**now["record"], **was["record"]} == now["record"]
    assert {**now, "record": was["record"]} == was
    once_more = ran("followup", "--start", "career.yaml")
    assert (once_more.code, "has every part of a record" in once_more.err) == (0, True)
    assert (folder / "career.yaml").read_bytes().decode() == after


def test_first_steps_and_agreed_asks_are_proposed_beside_actions_that_came_back(folder):
    asks = "asks: [A seat, {what: Time, id: t}]\n"
    more = "goals:\n  - {what: Run the trial, first_step: ask Femi}\n" + asks
    came_back = (
        "record:\n  actions:\n  - what: Ask  Femi\n    owner: employee\n"
        "  decisions:\n  - {what: an hour, ask: t}\n"
    )
    after = started(folder, SMALL + more + came_back)
    whats = [one["what"] for one in plain(read(after.encode()).tree)["record"]["actions"]]
    assert whats == ["Ask  Femi", "for “an hour”: what will Grace Osei do? <…>"]
    assert "nothing was changed" in ran("followup", "--start", "career.yaml").err


@pytest.mark.parametrize("part", ["decisions", "private", "acknowledged", "manager_values"])
def test_any_part_that_was_taken_out_comes_back(folder, part):
    whole = started(folder, SMALL)
    source = read(whole.encode())
    record = plain(source.tree)["record"]
    del record[part]
    again = started(folder, put(source, ("record",), record).text)
    assert set(plain(read(again.encode()).tree)["record"]) == {*record, part}


def test_a_file_with_errors_is_left_alone(folder):
    (folder / "career.yaml").write_text(SMALL + "gaols: []\n", "utf-8")
    done = ran("followup", "--start", "career.yaml")
    assert (done.code, "error[unknown-key]" in done.err) == (1, True)
    assert sorted(inside(folder)) == ["career.yaml"]


def test_several_files_are_started_and_one_with_a_fault_does_not_hide_the_others(folder):
    (folder / "a.yaml").write_text(SMALL, "utf-8")
    (folder / "b.yaml").write_text(SMALL, "utf-8")
    (folder / "career.yaml").write_text(SMALL + "gaols: []\n", "utf-8")
    done = ran("followup", "--start", ".")
    assert done.code == 1
    assert done.err.count("added a record") == 2
    assert {path.name for path in folder.glob("*~")} == {"a.yaml~", "b.yaml~"}


def test_what_comes_from_stdin_goes_to_stdout(folder):
    done = ran("followup", "--start", "-", stdin=SMALL.encode())
    assert done.code == 0
    assert done.out.decode().startswith(SMALL)
    assert b"record:" in done.out


@pytest.mark.parametrize(
    ("option", "name"),
    [(("-o", "x.pdf"), "--output"), (("-O", "out"), "--output-dir"), (("-f", "md"), "--format"),
     (("--open",), "--open"), (("--for", "me"), "--for"), (("--language", "de"), "--language")],
)  # fmt: skip
def test_start_makes_no_document(folder, option, name):
    done = ran("followup", "--start", "career.yaml", *option)
    assert (done.code, f"--start makes no document: leave {name} out" in done.err) == (2, True)


@POSIX
def test_an_edited_file_and_its_copy_keep_the_mode(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    (folder / "career.yaml").chmod(0o640)
    assert ran("followup", "--start", "career.yaml").code == 0
    modes = {
        stat.S_IMODE((folder / name).stat().st_mode) for name in ("career.yaml", "career.yaml~")
    }
    assert modes == {0o640}


@POSIX
def test_a_link_to_the_answers_stays_a_link(folder):
    (folder / "real").mkdir()
    (folder / "real" / "x.yaml").write_text(SMALL, "utf-8")
    (folder / "link.yaml").symlink_to("real/x.yaml")
    done = ran("followup", "--start", "link.yaml")
    assert done.code == 0
    assert (folder / "link.yaml").is_symlink()
    assert f"kept as {folder / 'real' / 'x.yaml~'}" in done.err
    assert (folder / "real" / "x.yaml~").read_text("utf-8") == SMALL


@POSIX
@pytest.mark.ordinary
def test_a_read_only_file_is_not_edited(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    (folder / "career.yaml").chmod(0o444)
    done = ran("followup", "--start", "career.yaml")
    assert (done.code, "it is read-only" in done.err) == (3, True)
    assert (folder / "career.yaml").read_text("utf-8") == SMALL


@pytest.mark.parametrize("command", [["followup", "--start"], ["actions"], ["check"]])
def test_stdin_is_read_once(folder, command):
    done = ran(*command, "-", "-", stdin=AGREED.encode())
    assert (done.code, "stdin can be read once" in done.said) == (2, True)


def test_a_record_with_a_gap_is_a_draft_and_cannot_be_sent(folder):
    text = SMALL + "record:\n  held: 2026-11-20\n  next_check_in: 2027-05-20\n  actions:\n"
    text += (
        "  - {what: 'for “an hour”: what will Grace do? <…>', owner: manager, due: 2027-01-31}\n"
    )
    (folder / "career.yaml").write_text(text, "utf-8")
    made = ran("followup", "career.yaml", "-o", "-", "-f", "md")
    assert (made.code, "1 place in it is still to be filled in." in made.out.decode()) == (0, True)
    sent = ran("send", "career.yaml", "--document", "record")
    assert sent.code == 1
    assert (
        "record.actions[1].what is still to be filled in, so the record cannot be sent" in sent.err
    )
    (folder / "career.yaml").write_text(text.replace("<…>", "Clear it"), "utf-8")
    assert ran("send", "career.yaml", "--document", "record").code == 0
