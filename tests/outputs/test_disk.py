"""A disk that refuses: what cannot be read or written is told, code 3, and nothing is left."""

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from agenda.door.desk import Change, Desk
from agenda.resources import Resources
from agenda.source.problems import Stop
from commands.command_line import SMALL, inside, ran
from ground import UNWATCHED, lacking
from outputs.writing import EDIT, LINES, fill

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs modes and limits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
DROP_CAPABILITY, READ_ANYTHING = 24, (1, 2)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE and _READ_SEARCH


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    return tmp_path


def refused(*arguments, said, name):
    """Run in this process; hold the message, the code, and that the folder is as it was."""
    before = inside(Path())
    done = ran(*arguments)
    assert (done.code, done.out) == (3, b"")
    assert said in done.err
    assert name in done.err
    assert inside(Path()) == before


def limited():
    """Let no file grow past 1,000 bytes, as a disk that fills up half-way.

    Python 3.11 would leave half of a module that it compiles, and never get over it.
    """
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def subject_to_modes():
    """Take root's right to pass over modes; others never had it."""
    import ctypes

    for capability in READ_ANYTHING:
        ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)


def in_a_process(*arguments, prepare, **streams):
    return subprocess.run(
        [sys.executable, "-m", "agenda", *arguments],
        preexec_fn=prepare,
        env={**os.environ, **UNWATCHED, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        **({"capture_output": True} | streams),
    )


# -- what cannot be read


@pytest.mark.parametrize("command", [["check"], ["prepare"], ["prepare", "-f", "md", "-O", "out"]])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.yaml", "there is no file missing.yaml"),
        ("carer.yaml", "did you mean career.yaml?"),
        ("nowhere/career.yaml", "there is no file nowhere"),
        ("career.yaml/under.yaml", "could not be read: Not a directory"),
        ("empty", "there is no answers file in empty"),
        ("circle.yaml", "could not be read: Too many levels"),
        ("a" * 300 + ".yaml", "could not be read: File name too long"),
    ],
    ids=["missing", "misspelled", "no folder", "under a file", "empty folder", "circle", "long"],
)
@linux
def test_what_cannot_be_read_is_told_with_a_cure_and_ends_with_3(folder, command, name, said):
    (folder / "empty").mkdir()
    (folder / "circle.yaml").symlink_to("circle.yaml")
    before = inside(folder)
    done = ran(*command, name)
    assert done.code == 3
    assert said in done.said
    assert inside(folder) == before


@linux
@pytest.mark.parametrize("name", ["locked.yaml", "locked"])
def test_what_may_not_be_read_is_told(folder, name):
    (folder / "locked.yaml").write_text(SMALL, "utf-8")
    (folder / "locked.yaml").chmod(0)
    (folder / "locked").mkdir(mode=0)
    done = in_a_process("check", name, prepare=subject_to_modes)
    (folder / "locked").chmod(0o700)
    assert done.returncode == 3
    assert f"{name} could not be read: Permission denied" in done.stdout.decode()
    assert b"Traceback" not in done.stderr


def test_a_reference_document_that_is_not_there_is_told(folder):
    refused("prepare", "career.yaml", "-o", "x.docx", "--reference-doc", "no.docx",
            said="there is no file no.docx", name="no.docx")  # fmt: skip


def test_a_reference_document_that_is_no_word_file_is_told(folder):
    refused("prepare", "career.yaml", "-o", "x.docx", "--reference-doc", "career.yaml",
            said="error[reference-doc]", name="career.yaml")  # fmt: skip


# -- what cannot be written


def test_a_folder_that_is_not_there_is_told(folder):
    refused("prepare", "career.yaml", "-o", "nowhere/x.md",
            said="check that the folder exists", name=str(Path("nowhere", "x.md")))  # fmt: skip


def test_an_output_under_a_file_is_told(folder):
    refused("prepare", "career.yaml", "-o", "career.yaml/x.md", said="could not be written",
            name=str(Path("career.yaml", "x.md")))  # fmt: skip


def test_an_output_folder_under_a_file_is_told(folder):
    refused("prepare", "career.yaml", "-f", "md", "-O", "career.yaml/out",
            said="could not be written", name=str(Path("career.yaml", "out")))  # fmt: skip


def test_a_folder_with_the_name_of_the_output_is_left_alone(folder):
    (folder / "career.agenda.md").mkdir()
    refused("prepare", "career.yaml", "-f", "md", said="a folder has that name",
            name="career.agenda.md")  # fmt: skip


def test_a_read_only_output_is_left_alone(folder):
    (folder / "x.md").write_text("old", "utf-8")
    (folder / "x.md").chmod(0o444)
    refused("prepare", "career.yaml", "-o", "x.md", said="it is read-only", name="x.md")


def test_of_several_formats_none_is_written_when_one_cannot_be(folder):
    (folder / "career.agenda.md").write_text("old", "utf-8")
    (folder / "career.agenda.html").write_text("old", "utf-8")
    (folder / "career.agenda.html").chmod(0o444)
    refused("prepare", "career.yaml", "-f", "md", "-f", "html", said="it is read-only",
            name="career.agenda.html")  # fmt: skip


@linux
def test_a_name_that_grows_too_long_is_told(folder):
    name = "a" * 248
    (folder / f"{name}.yaml").write_text(SMALL, "utf-8")
    refused("prepare", f"{name}.yaml", "-f", "md", said="File name too long", name="could not be")


@linux
def test_a_long_name_that_fits_is_written(folder):
    name = "山" * 80
    (folder / f"{name}.yaml").write_text(SMALL, "utf-8")
    assert ran("prepare", f"{name}.yaml", "-f", "md").code == 0
    assert (folder / f"{name}.agenda.md").is_file()


@linux
@pytest.mark.parametrize("where", [[], ["-o", "locked/x.md"], ["-f", "md", "-O", "locked/out"]])
def test_a_folder_that_may_not_be_written_is_told(folder, where):
    (folder / "locked").mkdir()
    (folder / "locked" / "career.yaml").write_text(SMALL, "utf-8")
    (folder / "locked").chmod(0o500)
    before = inside(folder)
    done = in_a_process("prepare", "locked/career.yaml", *where, prepare=subject_to_modes)
    assert done.returncode == 3
    assert b"could not be written: Permission denied" in done.stderr
    assert b"Traceback" not in done.stderr
    assert inside(folder) == before


@posix
@pytest.mark.parametrize("reader", ["manager", "me"])
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(folder, reader):
    (folder / "x.html").write_text("old", "utf-8")
    before = inside(folder)
    done = in_a_process("prepare", "career.yaml", "--for", reader, "-o", "x.html", prepare=limited)
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"error[unwritable]: x.html could not be written" in done.stderr
    assert b"there is room" in done.stderr
    assert inside(folder) == before


@linux
@pytest.mark.root
def test_a_full_disk_leaves_nothing(folder, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(full)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        lacking("no file system may be mounted here")
    try:
        done = ran("prepare", "career.yaml", "-f", "html", "-O", full)
        left = inside(full)
    finally:
        subprocess.run(["umount", str(full)], check=True)
    assert (done.code, left) == (3, {})
    assert "No space left on device" in done.err


@linux
@pytest.mark.parametrize(
    "line",
    [
        "prepare career.yaml -f md -o -",
        "prepare career.yaml -f html -o -",
        "schema",
        "check bad.yaml",
        "check bad.yaml --output-format json",
    ],
)
def test_a_full_disk_behind_stdout_is_told(folder, line):
    (folder / "bad.yaml").write_text("version: 1\n", "utf-8")
    with Path("/dev/full").open("wb") as full:
        done = in_a_process(*line.split(), prepare=None, capture_output=False, stdout=full,
                            stderr=subprocess.PIPE)  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.decode() == (
        "error[unwritable]: stdout could not be written: No space left on device\n"
        "  check where it leads, and that there is room\n"
    )


@linux
def test_a_full_disk_behind_stderr_keeps_no_document_from_being_made(folder):
    with Path("/dev/full").open("wb") as full:
        done = in_a_process("prepare", "career.yaml", "-f", "md", prepare=None,
                            capture_output=False, stderr=full)  # fmt: skip
    assert done.returncode == 0
    assert (folder / "career.agenda.md").is_file()


# -- a disk that is full, for every command that writes


@contextmanager
def no_file_beyond(size):
    """Let this process write no more into a file: as a disk that fills up, and for anybody."""
    import resource

    kept, bytecode = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
        sys.dont_write_bytecode = bytecode


@contextmanager
def file_system(folder, size):
    """Give a folder a file system of its own."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        lacking("no file system may be mounted here")
    try:
        yield folder
    finally:
        os.chdir("/")
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def leave_room(folder, pages=0):
    """Fill a file system up, but for a few pages."""
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    os.truncate(folder / "filler", (folder / "filler").stat().st_size - pages * 4096)


def done_on_a_full_disk(line):
    before = inside(Path())
    if line == EDIT:
        with pytest.raises(Stop, match="could not be written"):
            Desk(Path("career.yaml"), Resources()).change(
                Change("write", ("manager", "name"), "Grace O.", "Grace Osei")
            )
    else:
        done = ran(*line.split())
        assert done.code == 3, done.err
        assert "could not be written" in done.err
        assert "there is room" in done.err
    left = {name: data for name, data in inside(Path()).items() if data != "a folder"}
    assert left == {name: data for name, data in before.items() if data != "a folder"}


@posix
@pytest.mark.parametrize("line", [*LINES, EDIT])
@pytest.mark.usefixtures("printed_once")
def test_a_file_that_cannot_grow_leaves_all_as_it_was(folder, line):
    fill(folder)
    with no_file_beyond(60):
        done_on_a_full_disk(line)


@linux
@pytest.mark.root
@pytest.mark.parametrize("line", [*LINES, EDIT])
@pytest.mark.usefixtures("printed_once")
def test_a_disk_without_room_leaves_all_as_it_was(tmp_path, monkeypatch, line):
    with file_system(tmp_path / "full", "128k") as full:
        monkeypatch.chdir(fill(full))
        leave_room(full)
        done_on_a_full_disk(line)


@posix
def test_in_a_batch_a_file_that_does_not_fit_costs_itself(folder):
    for name in ("a", "b", "c"):
        (folder / f"{name}.yaml").write_text(SMALL, "utf-8")
    (folder / "b.yaml").write_text(SMALL + f"aspirations: {{long_term: {'x ' * 4000}}}\n", "utf-8")
    (folder / "b.agenda.md").write_text("old", "utf-8")
    with no_file_beyond(6000):
        done = ran("prepare", "a.yaml", "b.yaml", "c.yaml", "-f", "md")
    assert done.code == 3
    assert "b.agenda.md could not be written: File too large" in done.err
    assert (folder / "b.agenda.md").read_text("utf-8") == "old"
    assert (folder / "a.agenda.md").is_file()
    assert (folder / "c.agenda.md").is_file()


@linux
@pytest.mark.root
def test_a_disk_that_fills_up_in_a_batch_has_whole_files_alone(tmp_path, monkeypatch):
    with file_system(tmp_path / "full", "64k") as full:
        monkeypatch.chdir(full)
        names = [f"{number}.yaml" for number in range(6)]
        for name in names:
            (full / name).write_text(SMALL, "utf-8")
        leave_room(full, pages=4)
        done = ran("prepare", ".", "-f", "md")
        made = sorted(path.name for path in full.glob("*.md"))
        assert done.code == 3
        assert 1 <= len(made) < len(names)
        assert done.err.count("No space left on device") == len(names) - len(made)
        assert all(path.read_text("utf-8").endswith("\n") for path in full.glob("*.md"))
        assert not list(full.glob("*.part"))
