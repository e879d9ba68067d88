"""`agenda done`: one action is closed, and nothing else changes."""

import re

import pytest

from agenda.model.source import read
from agenda.model.source.nodes import plain
from commands.command_line import inside, ran

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
    assert done.err == ("career.yaml: 'Call the planners' was open and is done; as it was, it is in"
                        " career.yaml~\n")  # fmt: skip
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


def test_an_unknown_id_far_from_any_gets_the_list_of_open_ones(folder):
    assert "open are: old, both, a1, send-it-" in ran("done", "career.yaml", "qqqqqq").err


def test_a_file_without_actions_says_so(folder):
    (folder / "career.yaml").write_text("version: 1\nemployee: A\nmanager: B\n", "utf-8")
    assert "open are: none" in ran("done", "career.yaml", "a1").err


def test_done_twice_is_done(folder):
    ran("done", "career.yaml", "a1")
    done = ran("done", "career.yaml", "a1", "--evidence", "seen")
    assert (done.code, "was done and is done" in done.err) == (0, True)
    assert answers(folder)["record"]["actions"][0]["evidence"] == "seen"


def test_a_dropped_action_can_be_done_after_all(folder):
    ran("done", "career.yaml", "a1", "--dropped", "--reason", "x")
    assert "was dropped and is done" in ran("done", "career.yaml", "a1").err
    assert ran("check", "career.yaml").code == 0


@pytest.mark.parametrize("text", ["R&D <1% #x $5 {{ y }}: \"a\" 'b'", "two\nlines", "\u2028 ends"])
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
