"""`agenda done`: one action is closed, and nothing else changes."""

import difflib
import json
import os
import re
import sys

import pytest

from agenda.source import read
from agenda.source.nodes import plain
from commands.command_line import SMALL, inside, ran
from draws import one_in
from ground import GOOD, STORIES
from untraced import untraced

TALK = """\
version: 1
employee: Ada Park   # me
manager: Grace Osei
since_last_time:
  - id: old
    what: Carried
    carried: 1
  - id: both
    what: In both
record:
  held: 2026-12-03
  actions:
    - id: a1        # the first
      what: 'Call the planners'
      owner: manager
    - {id: both, what: In both}
    - Send it by 2027-01-15
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(TALK, "utf-8")
    return tmp_path


def answers(folder):
    return plain(read((folder / "career.yaml").read_bytes()).tree)


def test_it_writes_the_state_and_where_it_can_be_seen(folder):
    done = ran("done", "career.yaml", "a1", "--evidence", "https://example.org/x")
    assert (done.code, done.out) == (0, b"")
    assert done.err == ("career.yaml: 'Call the planners' was open and is done (the earlier version"
                        " is kept as career.yaml~)\n")  # fmt: skip
    action = answers(folder)["record"]["actions"][0]
    assert (action["status"], action["evidence"]) == ("done", "https://example.org/x")
    assert ran("check", "career.yaml").code == 0


def test_every_other_line_stays_as_it_was(folder):
    ran("done", "career.yaml", "a1")
    after = (folder / "career.yaml").read_text("utf-8").splitlines(keepends=True)
    assert [line for line in after if "status" not in line] == TALK.splitlines(keepends=True)
    assert (folder / "career.yaml~").read_text("utf-8") == TALK


def test_an_action_of_last_time_is_closed_where_it_stands(folder):
    ran("done", "career.yaml", "old")
    assert answers(folder)["since_last_time"][0]["status"] == "done"


def test_an_action_that_stands_twice_is_closed_where_its_state_counts(folder):
    ran("done", "career.yaml", "both")
    assert answers(folder)["record"]["actions"][1]["status"] == "done"
    assert "status" not in answers(folder)["since_last_time"][1]


def test_an_action_in_its_short_form_is_written_out(folder):
    (name,) = re.findall(r"\[(send-it-\w+)\]", ran("actions", "career.yaml").said)
    assert ran("done", "career.yaml", name).code == 0
    assert answers(folder)["record"]["actions"][2] == {
        "what": "Send it", "due": "2027-01-15", "status": "done",
    }  # fmt: skip


def test_an_action_can_be_dropped_for_a_reason(folder):
    done = ran("done", "career.yaml", "a1", "--dropped", "--reason", "No longer needed")
    assert (done.code, "was open and is dropped" in done.err) == (0, True)
    action = answers(folder)["record"]["actions"][0]
    assert (action["status"], action["reason"]) == ("dropped", "No longer needed")


@pytest.mark.parametrize(
    "options",
    [("--dropped",), ("--dropped", "--reason", " "), ("--reason", "x"),
     ("--dropped", "--reason", "x", "--evidence", "y")],
)  # fmt: skip
def test_options_that_do_not_fit_are_wrong_usage(folder, options):
    assert ran("done", "career.yaml", "a1", *options).code == 2
    assert inside(folder) == {"career.yaml": TALK.encode()}


def test_an_unknown_id_is_answered_with_a_near_one(folder):
    done = ran("done", "career.yaml", "boht")
    assert (done.code, "there is no action 'boht'" in done.err) == (2, True)
    assert "did you mean both?" in done.err
    assert inside(folder) == {"career.yaml": TALK.encode()}


@pytest.mark.parametrize("words", ["the planners", "PLANNERS", "call the planners"])
def test_words_in_place_of_an_id_are_answered_with_the_actions_that_say_them(folder, words):
    done = ran("done", "career.yaml", words)
    assert done.code == 2
    assert "did you mean a1?\n  a1  Call the planners\n" in done.err
    assert "In both" not in done.err


def test_open_actions_are_shown_with_their_texts(folder):
    err = ran("done", "career.yaml", "some words").err
    assert "  old  Carried\n  both  In both\n  a1  Call the planners\n" in err


def test_an_unknown_id_far_from_any_gets_the_list_of_open_ones(folder):
    told = ran("done", "career.yaml", "qqqqqq").err
    assert told.index("open are:") < told.index("old  ") < told.index("both  ")
    assert told.count("send-it-") == 1


def test_a_file_without_actions_says_so(folder):
    (folder / "career.yaml").write_text("version: 1\nemployee: A\nmanager: B\n", "utf-8")
    assert "none is open" in ran("done", "career.yaml", "a1").err


def test_the_beginning_of_an_id_will_do_where_only_one_has_it(folder):
    assert ran("done", "career.yaml", "send").code == 0
    assert answers(folder)["record"]["actions"][2]["status"] == "done"
    (folder / "career.yaml").write_text(TALK.replace("id: old", "id: abc"), "utf-8")
    assert "several actions begin with 'a'" in ran("done", "career.yaml", "a").err


def test_done_twice_changes_nothing_and_keeps_the_earlier_version(folder):
    ran("done", "career.yaml", "a1")
    before = inside(folder)
    done = ran("done", "career.yaml", "a1")
    assert (done.code, "'Call the planners' is done already" in done.err) == (0, True)
    assert inside(folder) == before


def test_what_is_done_can_get_its_evidence_later(folder):
    ran("done", "career.yaml", "a1")
    ran("done", "career.yaml", "a1", "--evidence", "seen")
    assert answers(folder)["record"]["actions"][0]["evidence"] == "seen"


def test_an_edit_that_would_leave_errors_is_refused(folder):
    done = ran("done", "career.yaml", "a1", "--evidence", "x" * 20_000)
    assert (done.code, "error[too-large]" in done.err, "not changed" in done.err) == (1, True, True)
    assert inside(folder) == {"career.yaml": TALK.encode()}


def test_evidence_that_repeats_a_private_passage_is_refused(folder):
    secret = "I would rather not say this to anybody"
    (folder / "career.yaml").write_text(f"{TALK}private: {{notes: {secret}}}\n", "utf-8")
    done = ran("done", "career.yaml", "a1", "--evidence", secret)
    assert (done.code, "error[private-in-shared]" in done.err) == (1, True)
    assert sorted(inside(folder)) == ["career.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_in_the_place_of_the_earlier_version_is_not_followed(folder):
    (folder / "precious.txt").write_text("mine", "utf-8")
    (folder / "career.yaml~").symlink_to("precious.txt")
    assert ran("done", "career.yaml", "a1").code == 0
    assert (folder / "precious.txt").read_text("utf-8") == "mine"
    assert (folder / "career.yaml~").read_text("utf-8") == TALK


@pytest.mark.parametrize(
    "path", one_in(4, [*GOOD, *STORIES[0], *STORIES[1]], lambda path: str(path)[-22:])
)
@untraced
def test_on_every_sample_only_the_new_lines_differ(folder, path):
    before = path.read_bytes().decode()
    (folder / "career.yaml").write_bytes(before.encode())
    listed = json.loads(ran("actions", "career.yaml", "--output-format", "json").out)
    for entry in listed:
        (folder / "career.yaml").write_bytes(before.encode())
        assert ran("done", "career.yaml", entry["id"], "--evidence", "seen").code == 0
        after = (folder / "career.yaml").read_bytes().decode()
        kept = [line for line in difflib.ndiff(before.splitlines(), after.splitlines())
                if line.startswith("- ")]  # fmt: skip
        assert len(kept) <= 1
        assert all("status" in line or "evidence" in line or "{" in line for line in kept)


def test_a_dropped_action_can_be_done_after_all(folder):
    ran("done", "career.yaml", "a1", "--dropped", "--reason", "x")
    assert "was dropped and is done" in ran("done", "career.yaml", "a1").err
    assert answers(folder)["record"]["actions"][0]["reason"] == ""
    assert ran("check", "career.yaml").code == 0


@pytest.mark.parametrize("text", ["R&D <1% #x $5 {{ y }}: \"a\" 'b'", "two\nlines", "a\u2028b"])
def test_any_text_comes_out_as_it_went_in(folder, text):
    assert ran("done", "career.yaml", "a1", "--evidence", text).code == 0
    assert answers(folder)["record"]["actions"][0]["evidence"] == text


def test_a_text_that_no_document_can_hold_is_refused(folder):
    assert ran("done", "career.yaml", "a1", "--evidence", "a\x00b").code != 0
    assert inside(folder) == {"career.yaml": TALK.encode()}


def test_stdin_goes_to_stdout(folder):
    done = ran("done", "-", "a1", stdin=TALK.encode())
    assert (done.code, 'status: "done"' in done.out.decode()) == (0, True)
    assert inside(folder) == {"career.yaml": TALK.encode()}


def test_a_file_with_errors_is_left_alone(folder):
    (folder / "career.yaml").write_text(TALK + "gaols: []\n", "utf-8")
    assert ran("done", "career.yaml", "a1").code == 1
    assert sorted(inside(folder)) == ["career.yaml"]


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_id_closes_nothing_even_where_there_is_one_action(folder, name):
    (folder / "career.yaml").write_text(SMALL + "since_last_time: [Talk]\n", "utf-8")
    before = inside(folder)
    assert ran("done", "career.yaml", name).code == 2
    assert inside(folder) == before


def test_an_id_that_was_written_closes_its_own_action(folder):
    actions = "[{id: talk-449f, what: Other}, {id: talk-449f-2, what: Third}]"
    text = f"{SMALL}since_last_time: [Talk]\nrecord: {{actions: {actions}}}\n"
    (folder / "career.yaml").write_text(text, "utf-8")
    assert "'Third' was open and is done" in ran("done", "career.yaml", "talk-449f-2").err


def test_stdin_that_needs_no_change_goes_to_stdout_as_it_is(folder):
    closed = TALK.replace("owner: manager", "status: done").encode()
    done = ran("done", "-", "a1", stdin=closed)
    assert (done.code, done.out) == (0, closed)
    assert done.err == "<stdin>: 'Call the planners' is done already\n"


def test_what_the_same_action_says_elsewhere_is_not_written_again(folder):
    earlier = "{what: Talk, owner: manager, carried: 1, private: not for others}"
    text = f"{SMALL}since_last_time: [{earlier}]\nrecord:\n  actions:\n    - Talk\n"
    (folder / "career.yaml").write_text(text, "utf-8")
    assert ran("done", "career.yaml", "talk").code == 0
    assert answers(folder)["record"]["actions"] == [{"what": "Talk", "status": "done"}]


@pytest.mark.parametrize(
    "option", [("--evidence", ""), ("--evidence", "a\x00b"), ("--dropped", "--reason", "a\x1bb")]
)
def test_a_text_that_cannot_be_written_is_named_by_its_option(folder, option):
    done = ran("done", "career.yaml", "a1", *option)
    assert (done.code, option[-2] in done.err) == (2, True)
    assert inside(folder) == {"career.yaml": TALK.encode()}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are POSIX's")
@pytest.mark.parametrize("command", [("done", "pipe", "a1"), ("followup", "--start", "pipe")])
def test_a_pipe_cannot_be_edited(folder, command):
    os.mkfifo(folder / "pipe")
    done = ran(*command)
    assert (done.code, "it is no file that could be edited" in done.err) == (3, True)


def test_a_change_that_another_program_made_meanwhile_is_not_lost(folder, monkeypatch):
    from agenda.commands import done as job

    closed, meanwhile = job._closed, TALK + "# more\n"

    def late(*told):
        (folder / "career.yaml").write_text(meanwhile, "utf-8")
        return closed(*told)

    monkeypatch.setattr(job, "_closed", late)
    done = ran("done", "career.yaml", "a1")
    assert (done.code, "changed meanwhile" in done.err) == (3, True)
    assert inside(folder) == {"career.yaml": meanwhile.encode()}


def test_where_the_earlier_version_cannot_be_kept_the_file_stays_as_it_was(folder):
    (folder / "career.yaml~").mkdir()
    before = inside(folder)
    done = ran("done", "career.yaml", "a1")
    assert (done.code, "a folder has that name" in done.err) == (3, True)
    assert inside(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("target", ["folder", "locked"])
def test_a_link_in_the_place_of_the_earlier_version_is_replaced_wherever_it_leads(folder, target):
    (folder / "folder").mkdir()
    (folder / "locked").write_text("mine", "utf-8")
    (folder / "locked").chmod(0o400)
    (folder / "career.yaml~").symlink_to(target)
    assert ran("done", "career.yaml", "a1").code == 0
    assert (folder / "career.yaml~").read_text("utf-8") == TALK
    assert (folder / "locked").read_text("utf-8") == "mine"


@pytest.mark.root
def test_a_file_of_somebody_else_stays_theirs(folder):
    os.chown(folder / "career.yaml", 12345, 12345)
    (folder / "career.yaml").chmod(0o600)
    assert ran("done", "career.yaml", "a1").code == 0
    for name in ("career.yaml", "career.yaml~"):
        found = (folder / name).stat()
        assert (found.st_uid, found.st_mode & 0o777) == (12345, 0o600)


def test_a_language_of_the_users_own_is_known_while_editing(folder):
    (folder / "own" / "locales" / "cy").mkdir(parents=True)
    (folder / "own" / "locales" / "cy" / "language.toml").write_text('until = ["erbyn"]', "utf-8")
    (folder / "career.yaml").write_text(f"{TALK}language: cy\n", "utf-8")
    assert ran("done", "career.yaml", "a1").code == 1
    own = ("--templates", "own")
    assert "Carried" in ran("actions", "career.yaml", *own).out.decode()
    assert ran("done", "career.yaml", "a1", *own).code == 0
    (folder / "blank.yaml").write_text(f"{SMALL}language: cy\n", "utf-8")
    assert ran("followup", "--start", "blank.yaml", *own).code == 0
