"""Many files at once, as a user runs them: in processes, with bad ones among the good."""

import codecs
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from agenda.batch import Batch
from agenda.batch.workers import LARGEST
from agenda.outputs.jobs import Job
from commands.command_line import SMALL, inside, ran
from ground import NOW, UNWATCHED, in_a_process, terminal
from outputs.test_disk import subject_to_modes

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
SCHOOL = [SMALL.replace("Ada", name) for name in ("Bo", "Cy", "Di", "Ed", "Flo")]
DEEP = "[" * 3000
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    for number, text in enumerate(SCHOOL):
        Path(f"{number}.yaml").write_text(text, "utf-8")
    return tmp_path


def begun(*line, **more):
    """Begin a run that is to be watched, as a group of processes that a terminal would have."""
    return subprocess.Popen(
        [sys.executable, "-m", "agenda", *map(str, line)], stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL, env={**os.environ, **UNWATCHED}, start_new_session=True, **more,
    )  # fmt: skip


def wait_for(found):
    """Return what is found, once it is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if there := found():
            return there
        time.sleep(0.02)
    raise AssertionError("it never came")


def workers(run):
    with suppress(OSError):
        names = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        return [int(name) for name in names]
    return []


@contextmanager
def at_the_pipe(run, pipe):
    """Give a worker something to wait for, for as long as the block takes; yield which it is."""
    writing = wait_for(lambda: _opened(pipe))
    try:
        yield wait_for(lambda: [one for one in workers(run) if _reads(one, pipe)])[0]
    finally:
        os.close(writing)


def _opened(pipe):
    with suppress(OSError):  # nobody reads from it yet
        return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    return None


def _reads(worker, pipe):
    with suppress(OSError):
        opened = Path(f"/proc/{worker}/fd").iterdir()
        return any(one.readlink() == Path(pipe).resolve() for one in opened)
    return False


def states(report="report.json"):
    return {one["file"]: one["state"] for one in json.loads(Path(report).read_bytes())["each"]}


def test_the_bytes_do_not_depend_on_the_number_of_workers(folder):
    made = []
    for size in (1, 2):
        line = ("prepare", "0.yaml", "1.yaml", "2.yaml", "-O", f"out{size}", "--jobs", size)
        done = in_a_process(*line, "-f", "pdf", "-f", "docx", cwd=folder)
        assert done.returncode == 0, done.stderr
        made.append(inside(folder / f"out{size}"))
    assert made[0] == made[1]
    assert len(made[0]) == 6
    assert ran("prepare", "0.yaml", "-f", "pdf", "-f", "docx").code == 0
    for path in folder.glob("out1/0.*"):
        assert Path(path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("command", ["check", "share", "next", "calendar", "ask"])
def test_every_command_for_many_files_lets_workers_do_them(folder, command):
    """Here they are begun anew and are sent their work: this process has other threads."""
    Path("2.yaml").write_text("employee: 3", "utf-8")
    few = ["0.yaml", "2.yaml", "gone.yaml"]
    done = ran(command, *few, "--jobs", "1", "--report", "report.json")
    alone = ran(command, *few)
    assert done.code == alone.code == 3
    assert ("without problems" if command == "check" else "made") in done.err
    assert [*states().values()] == ["made", "with problems", "failed"]
    assert done.out == alone.out


def test_drafts_are_made_by_workers_too(folder):
    done = in_a_process("send", "0.yaml", "1.yaml", "--jobs", "2", cwd=folder)
    assert (done.returncode, done.stdout) == (0, b"")
    assert {"0.agenda.eml", "1.agenda.eml"} <= set(inside(folder))


BAD: dict[str, tuple[bytes, str]] = {
    "binary": (os.urandom(300), "encoding control-character"),
    "zeros": (bytes(5000), "control-character"),
    "empty": (b"", "not-a-map"),
    "mark": (codecs.BOM_UTF8, "not-a-map"),
    "comments": (b"# nothing yet\n", "not-a-map"),
    "list": (b"- a\n- b\n", "not-a-map"),
    "pdf": (b"%PDF-1.7 ...", "not-text"),
    "zip": (b"PK\x03\x04...", "not-text"),
    "utf-16": (SMALL.encode("utf-16"), "encoding"),
    "utf-32": (SMALL.encode("utf-32"), "encoding control-character"),
    "latin-1": (SMALL.replace("Ada", "Ad\xe4").encode("latin-1"), "encoding"),
    "nul": (SMALL.encode() + b"\0", "control-character"),
    "deep": (DEEP.encode(), "too-large"),
    "bomb": (BOMB.encode(), "too-large"),
    "long": (b"notes: " + b"x" * 200_000, "too-large"),
    "twice": (SMALL.encode() + b"manager: Another\n", "duplicate-key"),
    "two": (SMALL.encode() + b"---\n" + SMALL.encode(), "yaml"),
    "tab": (b"employee:\n\tname: x\n", "yaml-tab"),
    "lacking": (SMALL.replace("manager: Grace Osei\n", "").encode(), "missing"),
    "unknown": (SMALL.encode() + b"manger: x\n", "unknown-key"),
    "date": (SMALL.replace("2026-12-03", "2026-13-03").encode(), "date"),
    "leak": (SMALL.encode() + b"asks: [I am tired of all this here]\n"
             b"private: {notes: I am tired of all this here}\n", "private-in-shared"),
    "tag": (b"!!python/object/apply:os.system ['touch hacked']\n", "yaml-tag"),
    "word": (SMALL.replace("version: 1", "version: one").encode(), "version"),
}  # fmt: skip
"""Bytes that are no answers, each with the rule that says why; of two, either."""


def put_bad_files() -> dict[str, str]:
    """Put bad files of every kind there; return the rule that each is to be told with."""
    told = {name: rule for name, (_, rule) in BAD.items()}
    for name, (data, _) in BAD.items():
        Path(f"{name}.yaml").write_bytes(data)
    with Path("large.yaml").open("wb") as file:
        file.truncate(200 * 2**20)
    os.mkfifo("pipe.yaml")
    Path("folder.yaml").mkdir()
    Path("loop.yaml").symlink_to("loop.yaml")
    Path("nowhere.yaml").symlink_to("there is nothing")
    Path("device.yaml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.yaml")
    Path("closed.yaml").write_text(SMALL, "utf-8")
    Path("closed.yaml").chmod(0)
    told |= {"large": "too-large", "pipe": "too-long", "device": "too-large control-character"}
    told |= dict.fromkeys(("folder", "loop", "socket", "closed"), "unreadable")
    return told | dict.fromkeys(("nowhere", "gone"), "no-file")


@contextmanager
def changing(path):
    """Write a file anew all the time, now whole and now cut off, as a program does that syncs."""
    stop = threading.Event()

    def write():
        while not stop.wait(0.001):
            Path(path).write_text(SMALL, "utf-8")
            Path(path).write_text(SMALL[:40], "utf-8")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


@LINUX
@pytest.mark.parametrize("many", [5, pytest.param(270, marks=pytest.mark.slow)])
def test_bad_files_cost_themselves_alone(folder, many):
    """Whatever they are: none keeps another from being made, and none is passed over."""
    for number in range(len(SCHOOL), many):
        Path(f"{number}.yaml").write_text(SMALL.replace("Ada", f"Ada {number}"), "utf-8")
    rules = put_bad_files()
    good = [f"{number}.yaml" for number in range(many)]
    names = sorted([*good, "changing.yaml", *(f"{name}.yaml" for name in rules)])
    Path("list.txt").write_text("\n".join(names), "utf-8")
    line = ["prepare", "@list.txt", "-O", "out", "-f", "md", "--jobs", "2", "--timeout", "3"]
    with changing("changing.yaml"):
        done = subprocess.run(
            [sys.executable, "-m", "agenda", *line, "--report", "report.json"],
            capture_output=True, check=False, preexec_fn=subject_to_modes,
            env={**os.environ, **UNWATCHED},
        )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 3, said
    assert "Traceback" not in said
    found = {one["file"]: one for one in json.loads(Path("report.json").read_bytes())["each"]}
    assert list(found) == names
    found.pop("changing.yaml")  # whatever came of it
    assert {name for name, one in found.items() if one["state"] == "made"} == set(good)
    made = {name for name in inside(folder / "out") if not name.startswith("changing")}
    assert made == {name.replace(".yaml", ".agenda.md") for name in good}
    told = {name: found[f"{name}.yaml"]["problems"][0]["rule"] for name in rules}
    assert {name: rule for name, rule in told.items() if rule not in rules[name].split()} == {}
    assert all(f"{name}.yaml" in said for name in rules)
    assert "it takes more than 3 seconds" in said
    assert not Path("hacked").exists()


@LINUX
def test_a_worker_that_is_killed_costs_its_one_file_and_is_replaced(folder):
    os.mkfifo("1a.yaml")
    names = ["0.yaml", "1a.yaml", *(f"{number}.yaml" for number in range(1, len(SCHOOL)))]
    with (
        begun("prepare", *names, "-O", "out", "-f", "md", "--jobs", 1) as run,
        at_the_pipe(run, "1a.yaml") as worker,
    ):
        os.kill(worker, signal.SIGKILL)
        said = run.stderr.read().decode()
    assert run.returncode == 3
    assert "1a.yaml: error[lost]: what was to make it was ended by the system (SIGKILL)" in said
    assert len(inside(folder / "out")) == len(SCHOOL)


@LINUX
def test_an_interrupted_run_ends_soon_and_what_it_has_made_is_whole(folder):
    os.mkfifo("9.yaml")
    line = ("prepare", *sorted(map(str, Path().glob("*.yaml"))), "-O", "out", "-f", "md")
    with begun(*line, "--jobs", 2, "--report", "report.json") as run:
        wait_for(lambda: len(list(Path("out").glob("*.md"))) == len(SCHOOL))
        with at_the_pipe(run, "9.yaml") as worker:
            os.killpg(run.pid, signal.SIGINT)
            said = run.stderr.read().decode()
    assert run.returncode == 130
    assert "interrupted" in said
    assert "not finished" in said
    assert not Path(f"/proc/{worker}").exists()
    assert {*states().values()} == {"made"}
    assert len(states()) >= len(SCHOOL) - 1  # one may be made and not be told yet
    assert not [name for name in inside(folder) if name.endswith(".part")]


@LINUX
def test_workers_end_when_the_run_is_killed(folder):
    os.mkfifo("9.yaml")
    line = ("prepare", "0.yaml", "9.yaml", "1.yaml", "-f", "md", "--jobs", 2)
    with begun(*line) as run, at_the_pipe(run, "9.yaml"):
        others = workers(run)
        run.kill()
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in others))


@POSIX
def test_on_a_terminal_a_bar_says_how_far_it_is_and_problems_stand_above_it(folder):
    Path("2.yaml").write_text("employee: 3", "utf-8")
    ours, theirs = terminal()
    line = [sys.executable, "-m", "agenda", "prepare", ".", "-f", "md", "--jobs", "2"]
    with subprocess.Popen(line, stderr=theirs, env={**os.environ, **UNWATCHED}) as run:
        os.close(theirs)
        shown = b""
        with suppress(OSError):
            while part := os.read(ours, 65536):
                shown += part
    os.close(ours)
    assert run.returncode == 1
    text = shown.decode()
    assert f"{len(SCHOOL)}/{len(SCHOOL)}" in text
    assert "a second" in text
    assert "wrote" not in text
    assert "2.yaml:1:1: " in text
    assert "with problems" in text


def test_only_what_would_come_out_another_is_made_again(folder):
    names, line = ("0.yaml", "1.yaml", "2.yaml"), ("-f", "md", "-f", "docx", "--if-changed")
    assert ran("prepare", *names, *line).err.count("wrote") == 6
    before = inside(folder)
    again = ran("prepare", *names, *line, "--report", "report.json")
    assert (again.code, again.err.count("is as it was")) == (0, 6)
    assert {*states().values()} == {"unchanged"}
    Path("report.json").unlink()
    assert inside(folder) == before
    Path("0.yaml").write_text(SCHOOL[0] + "private: {notes: For me alone}\n", "utf-8")
    Path("1.yaml").write_text(SCHOOL[1] + "asks: [More time]\n", "utf-8")
    Path("2.agenda.md").write_text("edited", "utf-8")
    Path("2.agenda.docx").unlink()
    changed = ran("prepare", *names, *line).err.splitlines()
    assert sorted(one for one in changed if "wrote" in one) == [
        "wrote 1.agenda.docx", "wrote 1.agenda.md", "wrote 2.agenda.docx", "wrote 2.agenda.md"
    ]  # fmt: skip


def test_a_message_as_text_is_made_each_time(folder):
    assert ran("ask", "0.yaml", "--if-changed").code == 2


def test_names_may_stand_in_a_list(folder):
    Path("list").write_bytes(b"0.yaml\r\n\n1.yaml\n")
    assert ran("ask", "@list").err.count("wrote") == 2
    assert ran("share", "@-", stdin=b"2.yaml\n").err == "wrote 2.shared.yaml\n"
    assert ran("prepare", "@none").code == 3
    Path("list").write_bytes(b"\n")
    assert "list is no list of answers files" in ran("prepare", "@list").err


def test_names_that_would_collide_are_refused_before_anything_is_written(folder):
    Path("other").mkdir()
    Path("other/0.yaml").write_text(SMALL, "utf-8")
    before = inside(folder)
    done = ran("prepare", ".", "other", "-O", "out", "--jobs", "2")
    assert (done.code, inside(folder)) == (2, before)
    assert "two documents would be written to" in done.err


@pytest.mark.parametrize("line", ["--jobs 0", "--timeout 0", "--report r.txt", "--jobs many"])
def test_wrong_options_are_told(folder, line):
    assert ran("prepare", ".", *line.split()).code == 2


def test_what_several_workers_find_wanting_in_a_language_is_said_once(folder):
    Path("own/locales/nl").mkdir(parents=True)
    Path("own/locales/nl/language.toml").write_text('by = ["voor"]\n', "utf-8")
    Path("own/locales/nl/messages.po").write_text("", "utf-8")
    for path in Path().glob("*.yaml"):
        path.write_text(path.read_text("utf-8") + "language: nl\n", "utf-8")
    line = ("prepare", ".", "-O", "out", "-f", "md", "--templates", "own")
    said = in_a_process(*line, "--jobs", 2, cwd=folder).stderr.decode()
    assert said.count("warning[untranslated]") == 1, said


def _eat(size):
    return len(bytearray(size))


def _told(stop, name):
    return name, stop.problems[0].rule, stop.problems[0].message


@LINUX
@pytest.mark.parametrize("size", [1_000_000, LARGEST + 512_000_000])
def test_a_worker_that_eats_memory_costs_its_one_file(size):
    jobs = [Job(str(number), partial(_eat, one), _told) for number, one in enumerate((1, size, 2))]
    eaten = ("1", "lost", "it takes more than 2 GB of memory") if size > LARGEST else size
    assert list(Batch(size=1)(jobs)) == [1, eaten, 2]
