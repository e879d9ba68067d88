"""One who edits at a time, and nobody is held up by who has died."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from agenda.outputs import editing
from agenda.source.problems import Stop
from ground import UNWATCHED

HOLD = (
    "import sys, time; from pathlib import Path; from agenda.outputs.editing import alone\n"
    "with alone(Path('x')): print('held', flush=True); time.sleep(60)"
)


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "career.yaml"
    made.write_bytes(b"one")
    return made


@pytest.fixture
def holder():
    """Another process, which edits for a minute."""
    import os

    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, **UNWATCHED}
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_who_comes_second_waits_and_a_dead_process_holds_nobody_up(path, holder):
    second = threading.Thread(target=lambda: editing.edit(path, b"one", b"two"))
    second.start()
    time.sleep(0.3)
    assert path.read_bytes() == b"one"
    holder.send_signal(signal.SIGKILL)
    second.join(20)
    assert path.read_bytes() == b"two"
    assert path.with_name("career.yaml~").read_bytes() == b"one"


def test_one_that_does_not_end_is_told(path, holder, monkeypatch):
    monkeypatch.setattr(editing, "SECONDS", 0.1)
    with pytest.raises(Stop) as stop:
        editing.edit(path, b"one", b"two")
    assert "another agenda" in stop.value.problems[0].message
    assert path.read_bytes() == b"one"


def test_where_there_is_no_room_for_a_lock_there_is_none(path, monkeypatch):
    monkeypatch.setattr(editing, "state_folder", lambda: path / "no folder")
    editing.edit(path, b"one", b"two")
    assert path.read_bytes() == b"two"


def test_what_was_changed_meanwhile_is_not_replaced(path):
    for edit in (editing.edit, editing.edit_again):
        with pytest.raises(Stop):
            edit(path, b"zero", b"two")
    assert path.read_bytes() == b"one"


def test_nothing_new_lies_beside_a_file(path):
    editing.edit_again(path, b"one", b"two")
    assert [one.name for one in path.parent.iterdir()] == ["career.yaml"]
