"""The command as a process: terminals, closed and broken streams, encodings, signals, no Pango."""

import json
import os
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from agenda.cli.group import cli
from commands.command_line import SMALL, inside
from copies import FILLED, sent
from draws import mostly_slow, one_in
from ground import ROOT, UNWATCHED, terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="streams of POSIX")
BAD = "version: 1\nemployee: Zoë 山田\nmanager: Grace Osei\nvalues: 山\n"
NO_PANGO = """\
import cffi

dlopen = cffi.FFI.dlopen

def without_pango(self, name, flags=0):
    if name and "pango" in name:
        raise OSError(f"cannot load library '{name}': no such file")
    return dlopen(self, name, flags)

cffi.FFI.dlopen = without_pango
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, "utf-8")
    return tmp_path


def environment(**more):
    return {**os.environ, **UNWATCHED, **more}


def on_a_terminal(folder, *arguments, stdin=b"", **more):
    """Run with stdout and stderr on a terminal of their own; return the code and what it showed."""
    ours, theirs = terminal()
    with subprocess.Popen(
        [sys.executable, "-m", "agenda", *arguments], cwd=folder, stdin=subprocess.PIPE,
        stdout=theirs, stderr=theirs, env=environment(**more),
    ) as process:  # fmt: skip
        os.close(theirs)
        process.stdin.write(stdin)
        process.stdin.close()
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    return process.returncode, shown.replace(b"\r\n", b"\n").decode()


def _read(terminal):
    try:
        return os.read(terminal, 65536)
    except OSError:  # as Linux says that the other end is closed
        return b""


@pytest.mark.parametrize("line", ["prepare -", "prepare - -f md", "prepare career.yaml -o -"])
def test_a_document_is_never_put_on_a_terminal(folder, line):
    code, shown = on_a_terminal(folder, *line.split(), stdin=SMALL.encode())
    assert code == 2
    assert "a document would be written on the terminal" in shown
    assert "name a file with -o, or redirect the output" in shown
    assert len(shown) < 300


def test_on_a_terminal_a_file_is_written_as_ever(folder):
    code, shown = on_a_terminal(folder, "prepare", "career.yaml", "-f", "md")
    assert (code, shown) == (0, "wrote career.agenda.md\n")


def test_only_a_terminal_gets_colour_and_the_words_are_the_same(folder, run):
    _, shown = on_a_terminal(folder, "check", "bad.yaml")
    plain = run("check", "bad.yaml", cwd=folder).stdout.decode()
    assert "\x1b[31m" in shown
    assert "\x1b" not in plain
    bare = shown
    for code in ("\x1b[31m", "\x1b[1m", "\x1b[0m"):
        bare = bare.replace(code, "")
    assert bare == plain


@pytest.mark.parametrize(
    "way",
    one_in(4, product(["text", "json", "github"], ["cp1252", "ascii", "utf-8:strict"]), "-".join),
)
def test_every_encoding_of_stdout_takes_the_problems(folder, run, way):
    form, encoding = way
    done = run("check", "bad.yaml", "--output-format", form, cwd=folder, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"bad.yaml" in done.stdout


def test_json_is_utf_8_wherever_it_goes(folder, run):
    done = run(
        "check", "bad.yaml", "--output-format", "json", cwd=folder, PYTHONIOENCODING="cp1252"
    )
    assert json.loads(done.stdout.decode("utf-8"))[0]["message"].startswith("'山'")
    schema = run("schema", PYTHONIOENCODING="cp1252").stdout
    assert schema == run("schema").stdout
    assert json.loads(schema.decode("utf-8"))


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_file_name_that_is_no_text_does_no_harm(folder, run):
    name = os.fsdecode(b"na\xffme.yaml")
    (folder / name).write_text(BAD, "utf-8")
    for form in ("text", "json", "github"):
        done = run("check", name, "--output-format", form, cwd=folder,
                   PYTHONIOENCODING="utf-8:strict")  # fmt: skip
        assert (done.returncode, done.stderr) == (1, b"")
        assert done.stdout.decode("utf-8")
    (folder / name).write_text(SMALL, "utf-8")
    done = run("prepare", name, "-f", "md", cwd=folder, PYTHONIOENCODING="utf-8:strict")
    assert (done.returncode, done.stderr.decode()) == (0, "wrote na\ufffdme.agenda.md\n")


def shell(folder, line, **more):
    """Run a line of shell in which `agenda` is the command; return its code and its stderr."""
    agenda = f'agenda() {{ "{sys.executable}" -m agenda "$@"; }}; '
    done = subprocess.run(["sh", "-c", agenda + line], cwd=folder, env=environment(**more),
                          capture_output=True, check=False)  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    return done.returncode, done.stderr.decode()


def test_a_reader_that_stops_early_is_told_nothing(folder):
    code, said = shell(folder, "{ agenda schema; echo code $? >&2; } | true")
    assert (code, said) == (0, "code 3\n")


def test_a_closed_stdin_is_told(folder):
    code, said = shell(folder, "agenda prepare - -o x.md <&-")
    assert code == 3
    assert "- could not be read: stdin is closed" in said


def test_a_closed_stdout_matters_only_where_it_is_needed(folder):
    assert shell(folder, "agenda prepare career.yaml -o x.md >&-") == (0, "wrote x.md\n")
    code, said = shell(folder, "agenda prepare career.yaml -o - >&-")
    assert code == 3
    assert "stdout could not be written" in said


def test_a_closed_stderr_keeps_no_document_from_being_made(folder):
    assert shell(folder, "agenda prepare career.yaml -o x.md 2>&-") == (0, "")
    assert (folder / "x.md").is_file()


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
BUFFERED = pytest.mark.parametrize("more", one_in(2, [{}, {"PYTHONUNBUFFERED": "1"}]))
ON_STDOUT = {
    "actions": "actions career.yaml --output-format json",
    "ask": "ask career.yaml",
    "audience": "audience career.yaml",
    "calendar": "calendar career.yaml -o -",
    "check": "check bad.yaml",
    "checkin": "checkin talk.yaml -f md -o -",
    "collect": "collect career.yaml back.docx --write",
    "doctor": "doctor",
    "done": "done - a1 < talk.yaml",
    "exercise": "exercise -f md -o -",
    "fields": "fields goals",
    "followup": "followup talk.yaml -f md -o -",
    "guide": "guide career.yaml -f md -o -",
    "new": "new -",
    "next": "next career.yaml -o -",
    "prepare": "prepare career.yaml -f md -o -",
    "progress": "progress career.yaml talk.yaml -f md -o -",
    "rules": "rules",
    "schema": "schema",
    "send": "send career.yaml -o -",
    "share": "share career.yaml -o -",
}
"""What each command puts on stdout: a document, a listing, problems, a difference."""
EVERY_COMMAND = pytest.mark.parametrize(
    "line",
    mostly_slow(
        ON_STDOUT.values(),
        lambda line: line.split()[0] in {"check", "collect", "prepare"},
        lambda line: line.split()[0],
    ),
)
SERVING = {"edit"}
"""What it says, it says in a browser."""
TALK = (
    "version: 1\nemployee: Ada Park\nmanager: Grace Osei\nmeeting: 2026-06-03\nvalues: [craft]\n"
    "record: {actions: [{what: Write it, owner: Ada Park, due: 2026-12-01, id: a1}]}\n"
)


@pytest.fixture
def whole_folder(folder):
    """A folder in which each of these commands has something to say."""
    (folder / "talk.yaml").write_text(TALK, "utf-8")
    copy = sent(folder / "career.yaml", "docx")
    (folder / "back.docx").write_bytes(FILLED["docx"](copy, {"record/notes/skills": "Theirs"}))
    return folder


def test_every_command_that_says_something_is_tried():
    assert set(ON_STDOUT) | SERVING == set(cli.commands)


@FULL
@BUFFERED
@EVERY_COMMAND
def test_every_command_tells_that_stdout_is_full(whole_folder, line, more):
    code, said = shell(whole_folder, f"agenda {line} > /dev/full", **more)
    assert (code, said.count("stdout could not be written: No space left")) == (3, 1)


@EVERY_COMMAND
def test_every_command_tells_that_stdout_is_closed(whole_folder, line):
    code, said = shell(whole_folder, f"agenda {line} >&-")
    assert (code, said.count("stdout could not be written")) == (3, 1)


@EVERY_COMMAND
def test_no_command_says_a_word_to_a_reader_that_left(whole_folder, line):
    code, said = shell(whole_folder, f"{{ agenda {line}; echo code $? >&2; }} | true")
    assert (code, "code 3\n" in said, "could not be written" in said) == (0, True, False)


@FULL
@BUFFERED
@pytest.mark.parametrize("line", ["--help", "--version", "send --help"])
def test_help_is_put_out_as_everything_else(folder, line, more):
    full = shell(folder, f"agenda {line} > /dev/full", **more)
    closed = shell(folder, f"agenda {line} >&-", **more)
    for code, said in (full, closed):
        assert (code, said.startswith("error[unwritable]: stdout could not be")) == (3, True)
    left = f"{{ agenda {line}; echo code $? >&2; }} | true"
    assert shell(folder, left, **more) == (0, "code 3\n")


@FULL
@BUFFERED
@pytest.mark.parametrize(
    "ended",
    mostly_slow(
        [("", 2), ("nope", 2), ("check", 2), ("prepare --nope", 2), ("prepare nothing.yaml", 3),
         ("prepare bad.yaml", 1), ("prepare career.yaml -f md", 0), ("doctor --nope", 2)],
        lambda ended: ended[1] in {0, 1},
        lambda ended: ended[0],
    ),
)  # fmt: skip
def test_the_code_says_it_where_stderr_is_full_or_nobody_reads_it(folder, ended, more):
    line, code = ended
    assert shell(folder, f"agenda {line} 2> /dev/full", **more) == (code, "")
    left = f"{{ agenda {line} 2>&1 >&3; echo $? > code; }} 3> /dev/null | true"
    assert shell(folder, left, **more) == (0, "")
    assert (folder / "code").read_text("utf-8") == f"{code}\n"


@pytest.mark.parametrize("more", [{}, {"PYTHONUNBUFFERED": "1"}], ids=["buffered", "unbuffered"])
def test_what_the_system_takes_half_of_is_not_taken_for_written(folder, more):
    """A disk that fills up takes some bytes of a text and refuses only the next ones."""
    limit = "ulimit -f 8; trap '' XFSZ; "  # blocks of 512 bytes or of 1,024; a schema has 60,000
    code, said = shell(folder, f"{limit} agenda schema > half.json", **more)
    assert (code, "stdout could not be written: File too large" in said) == (3, True)


# -- interrupted


def interruptible():
    """Let a process take Ctrl-C, even where the tests run with it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_in_a_batch_ends_with_130_and_leaves_whole_files_alone(folder):
    for number in range(60):
        (folder / f"{number:02}.yaml").write_text(SMALL, "utf-8")
        (folder / f"{number:02}.agenda.html").write_text("old", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "agenda", "prepare", ".", "-f", "html", "-v"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=interruptible,  # noqa: PLW1509 - no threads here
        bufsize=0,  # what is read ahead would be lost
    ) as process:
        first = [process.stderr.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=60)
    err = b"".join([*first, rest])
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines()[-1] == "interrupted"
    assert b"Traceback" not in err
    made = {name: text for name, text in inside(folder).items() if name.endswith(".html")}
    assert len([name for name, text in made.items() if text == b"old"]) > 30
    new = [name for name, text in made.items() if text != b"old"]
    told = [name for name in new if f"wrote {name}".encode() in err]
    assert len(told) >= len(new) - 4  # the signal may come between writing and telling
    assert all(text == b"old" or text.rstrip().endswith(b"</html>") for text in made.values())
    assert {Path(name).suffix for name in inside(folder)} == {".yaml", ".html"}


# -- what is left behind


def test_ctrl_c_leaves_nothing_in_the_folder_for_temporary_files(folder, tmp_path):
    (temporary := tmp_path / "temporary").mkdir()
    for number in range(10):
        (folder / f"{number}.yaml").write_text(SMALL, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "agenda", "prepare", ".", "-f", "pdf"],
        cwd=folder,
        env=environment(TMPDIR=str(temporary)),
        stderr=subprocess.PIPE,
        preexec_fn=interruptible,  # noqa: PLW1509 - no threads here
    ) as process:
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert (process.returncode, list(temporary.iterdir())) == (130, [])


def test_making_a_pdf_leaves_nothing_in_the_folder_for_temporary_files(folder, run):
    (folder / "tmp").mkdir()
    done = run("prepare", "career.yaml", "-f", "pdf", cwd=folder, TMPDIR=str(folder / "tmp"))
    assert done.returncode == 0
    assert inside(folder / "tmp") == {}


# -- without Pango


@pytest.fixture
def without_pango(folder):
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(NO_PANGO, "utf-8")
    path = f"{folder / 'site'}{os.pathsep}{ROOT / 'src'}"
    return {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "cwd": folder}


@pytest.mark.parametrize("where", one_in(2, [["-f", "md", "-f", "pdf"], ["-o", "-"], []]))
def test_without_pango_a_pdf_is_refused_with_the_command_that_helps(
    folder, run, without_pango, where
):
    before = inside(folder)
    done = run("prepare", "career.yaml", *where, **without_pango)
    assert done.returncode == 3
    assert done.stdout == b""
    first, cure = done.stderr.decode().splitlines()
    assert first.startswith("career.yaml: error[no-pango]: a PDF needs system libraries")
    assert "libpango" in first
    assert "apt-get install libpango-1.0-0" in cure
    assert inside(folder) == before


def test_without_pango_every_other_format_is_made(folder, run, without_pango):
    done = run("prepare", "career.yaml", "-fdocx", "-fhtml", "-fmd", **without_pango)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.count(b"wrote ") == 3
