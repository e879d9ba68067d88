"""Several files and folders, for each command that writes one file for each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.command_line import SMALL, inside, ran
from ground import NOW

COMMANDS = {
    "calendar": ".ics",
    "send": ".agenda.eml",
    "next": ".2027-06.yaml",
    "share": ".shared.yaml",
    "ask": ".ask.txt",
    "prepare": ".agenda.pdf",
}
"""Each with how the name of what it makes ends."""
BROKEN = SMALL.replace("employee: Ada Park\n", "")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    for name in ("a.yaml", "b.yml", "other/c.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(SMALL, "utf-8")
    Path("notes.txt").write_text("no answers", "utf-8")
    return tmp_path


def made(folder, before):
    return sorted(set(inside(folder)) - set(before))


def ending(command, name):
    """Return the name of what a command makes of a file; a next cycle keeps its suffix."""
    path = Path(name)
    made = f"{path.stem}{COMMANDS[command]}"
    return made.removesuffix(".yaml") + path.suffix if command == "next" else made


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_stands_for_the_answers_in_it_and_each_output_beside_its_own(folder, command):
    before = inside(folder)
    done = ran(command, ".", "other/c.yaml")
    assert (done.code, done.out) == (0, b""), done.err
    assert made(folder, before) == sorted(
        [ending(command, "a.yaml"), ending(command, "b.yml"),
         f"other/{ending(command, 'c.yaml')}"])  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_all_outputs_go_into_one_folder_that_is_made(folder, command):
    before = inside(folder)
    assert ran(command, "a.yaml", "other", "-O", "out").code == 0
    outputs = [f"out/{ending(command, name)}" for name in ("a.yaml", "c.yaml")]
    assert made(folder, before) == ["out", *outputs]


@pytest.mark.parametrize("command", COMMANDS)
def test_one_bad_file_keeps_no_other_from_being_made(folder, command):
    Path("a.yaml").write_text(BROKEN, "utf-8")
    before = inside(folder)
    done = ran(command, "a.yaml", "gone.yaml", "b.yml")
    assert done.code == 3  # of a file that is not there, above that of answers with problems
    assert "error[missing]" in done.err
    assert "there is no file gone.yaml" in done.err
    assert made(folder, before) == [ending(command, "b.yml")]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("output", ["x", "-"])
def test_an_output_of_one_name_for_several_is_wrong_usage(folder, command, output):
    before = inside(folder)
    name = output if output == "-" else f"x{Path(COMMANDS[command]).suffix}"
    done = ran(command, "a.yaml", "b.yml", "-o", name)
    assert (done.code, inside(folder)) == (2, before)
    assert "several would be written" in done.err


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "next"])
def test_two_outputs_of_one_name_are_wrong_usage_before_anything_is_made(folder, command):
    Path("other/a.yaml").write_text(SMALL, "utf-8")
    before = inside(folder)
    done = ran(command, "a.yaml", "other/a.yaml", "-O", "out")
    assert (done.code, inside(folder)) == (2, before)
    assert "two documents would be written" in done.err


def test_a_next_cycle_replaces_not_even_the_one_before_it(folder):
    Path("other/a.yaml").write_text(SMALL, "utf-8")
    done = ran("next", "a.yaml", "other/a.yaml", "-O", "out")
    assert done.code == 2
    assert "is there already, and is not replaced" in done.err
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.2027-06.yaml"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_answers_is_told(folder, command):
    Path("empty").mkdir()
    done = ran(command, "empty")
    assert (done.code, "there is no answers file in empty" in done.err) == (3, True)


@pytest.mark.parametrize("names", [["a.yaml", "b.yml"], ["."], ["other"]])
def test_only_one_file_is_sent_at_once(folder, names):
    before = inside(folder)
    done = ran("send", *names, "--smtp", "--yes")
    assert (done.code, inside(folder)) == (2, before)
    assert "--smtp sends one e-mail" in done.err


def test_one_message_is_pasted_from_stdout_and_those_of_a_folder_stand_beside(folder):
    assert b"Grace" in ran("ask", "a.yaml").out
    assert ran("ask", "other").out == b""
    assert Path("other/c.ask.txt").exists()
    assert ran("ask", "other", "-f", "eml").code == 0
    assert Path("other/c.ask.eml").exists()


def test_what_share_has_made_in_a_folder_is_no_cycle_of_its_own(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    assert ran("share", "career.yaml").code == 0
    done = ran("check", ".")
    assert "shared" not in done.said
