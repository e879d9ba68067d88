"""Where a document goes, what it is called, who may read it, and what is said about it."""

import os
import stat
import sys
from pathlib import Path

import click
import pytest
from pypdfium2 import PdfDocument

from commands.command_line import SMALL, inside, ran

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
MAGIC = {
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "html": b"<!doctype html>",
    "md": b"Career conversation\n",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, in which the command runs, with one answers file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    return tmp_path


@pytest.fixture
def umask():
    """Set the mask for new files for one test."""
    kept = os.umask(0o022)
    yield os.umask
    os.umask(kept)


def made(folder):
    return sorted(name for name in inside(folder) if not name.endswith(".yaml"))


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_agenda_stands_beside_its_answers_as_a_pdf(folder):
    (folder / "deep").mkdir()
    (folder / "career.yaml").rename(folder / "deep" / "career.yaml")
    done = ran("prepare", "deep/career.yaml")
    assert (done.code, done.out) == (0, b"")
    assert done.err == f"wrote {Path('deep', 'career.agenda.pdf')}\n"
    assert (folder / "deep" / "career.agenda.pdf").read_bytes().startswith(b"%PDF-")


def test_a_private_agenda_says_so_in_its_name(folder):
    done = ran("prepare", "career.yaml", "--for", "me", "-f", "md")
    assert done.err == "wrote career.agenda.PRIVATE.md\n"
    assert made(folder) == ["career.agenda.PRIVATE.md"]


def test_each_format_is_made_once_however_often_it_is_named(folder):
    done = ran(
        "prepare", "career.yaml", *("-fpdf", "-fdocx", "-fhtml", "-fmd", "-fhtml"), "-Oout/deep"
    )
    names = [f"career.agenda.{form}" for form in MAGIC]
    assert done.err == "".join(f"wrote {Path('out', 'deep', name)}\n" for name in names)
    for form, start in MAGIC.items():
        assert (folder / "out" / "deep" / f"career.agenda.{form}").read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["x.md", "X.MD", ".md.md", "a b/../x.md"])
def test_the_suffix_of_an_output_chooses_its_format(folder, name):
    (folder / "a b").mkdir()
    assert ran("prepare", "career.yaml", "-o", name).code == 0
    assert (folder / name).read_bytes().startswith(MAGIC["md"])


def test_a_format_that_agrees_with_the_suffix_is_no_fault(folder):
    assert ran("prepare", "career.yaml", "-f", "md", "-o", "x.md").code == 0


def test_an_output_replaces_an_earlier_one(folder):
    (folder / "career.agenda.md").write_text("old", "utf-8")
    assert ran("prepare", "career.yaml", "-f", "md").code == 0
    assert (folder / "career.agenda.md").read_bytes() != b"old"
    assert made(folder) == ["career.agenda.md"]


@POSIX
def test_a_private_output_can_be_read_by_its_owner_alone(folder, umask):
    umask(0o000)
    (folder / "x.md").write_text("old", "utf-8")
    (folder / "x.md").chmod(0o644)
    assert ran("prepare", "career.yaml", "--for", "me", "-o", "x.md").code == 0
    assert mode(folder / "x.md") == 0o600


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_shared_output_has_the_mode_that_the_umask_gives(folder, umask, mask):
    umask(mask)
    assert ran("prepare", "career.yaml", "-f", "md").code == 0
    assert mode(folder / "career.agenda.md") == 0o666 & ~mask
    umask(0o022)
    assert (umask(0o022), mask) == (0o022, mask), "the umask is as it was"


def test_a_link_stays_a_link_and_its_target_is_replaced(folder):
    (folder / "real.md").write_text("old", "utf-8")
    (folder / "x.md").symlink_to("real.md")
    assert ran("prepare", "career.yaml", "-o", "x.md").code == 0
    assert (folder / "x.md").is_symlink()
    assert (folder / "real.md").read_bytes().startswith(MAGIC["md"])


# -- stdin and stdout


def test_the_document_of_stdin_goes_to_stdout_and_nothing_else_does(folder):
    before = inside(folder)
    done = ran("prepare", "-", "-f", "md", stdin=SMALL.encode())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(MAGIC["md"])
    assert done.out.endswith(b"the two of us\n")
    assert inside(folder) == before


def test_a_dash_for_the_output_is_stdout(folder):
    done = ran("prepare", "career.yaml", "-o", "-")
    assert (done.code, done.err, done.out[:5]) == (0, "", b"%PDF-")
    assert made(folder) == []


def test_stdin_goes_where_o_says(folder):
    done = ran("prepare", "-", "-o", "x.md", stdin=SMALL.encode())
    assert (done.out, done.err) == (b"", "wrote x.md\n")


def test_stdin_goes_into_a_folder_under_the_usual_name(folder):
    done = ran("prepare", "-", "-f", "md", "-O", "out", stdin=SMALL.encode())
    assert (done.out, done.err) == (b"", f"wrote {Path('out', 'career.agenda.md')}\n")


def test_stdin_with_problems_puts_nothing_on_stdout():
    done = ran("prepare", "-", "-f", "md", stdin=b"version: 1\n")
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith("<stdin>:1:1: error[missing]")


# -- batches


def test_a_folder_is_a_batch_of_the_answers_files_in_it(folder):
    for name in ("b.yaml", "a.yml"):
        (folder / name).write_text(SMALL, "utf-8")
    (folder / "notes.txt").write_text("no answers", "utf-8")
    done = ran("prepare", ".", "-f", "md")
    assert done.code == 0
    assert done.err.split() == ["wrote", "a.agenda.md", "wrote", "b.agenda.md", "wrote",
                                "career.agenda.md"]  # fmt: skip


def test_a_batch_goes_on_past_a_bad_file_and_the_highest_code_wins(folder):
    (folder / "b.yaml").write_text("version: 1\n", "utf-8")
    done = ran("prepare", "missing.yaml", "b.yaml", "career.yaml", "-f", "md")
    assert done.code == 3
    assert made(folder) == ["career.agenda.md"]
    assert "error[no-file]" in done.err
    assert "b.yaml:1:1: error[missing]" in done.err
    assert "wrote career.agenda.md" in done.err
    assert ran("prepare", "b.yaml", "career.yaml", "-f", "md").code == 1


# -- what is said


def test_quiet_says_nothing_when_all_is_well(folder):
    assert ran("prepare", "career.yaml", "-q", "-f", "md").said == ""
    assert made(folder) == ["career.agenda.md"]


def test_quiet_still_says_what_went_wrong():
    assert "error[no-file]" in ran("prepare", "missing.yaml", "-q").err


def test_verbose_names_each_file_before_it_is_made(folder):
    (folder / "b.yaml").write_text(SMALL, "utf-8")
    done = ran("prepare", "career.yaml", "b.yaml", "-v", "-f", "md")
    made_of = [("career.yaml", "wrote career.agenda.md"), ("b.yaml", "wrote b.agenda.md")]
    assert done.err.splitlines() == [line for pair in made_of for line in pair]
    assert done.out == b""


def test_a_warning_is_said_and_the_document_is_made(folder):
    (folder / "career.yaml").write_text(
        SMALL + "since_last_time:\n  - {what: Read the note, owner: Nobody Known}\n", "utf-8"
    )
    done = ran("prepare", "career.yaml", "-f", "md")
    assert done.code == 0
    assert "career.yaml:7:34: warning[unknown-owner]: 'Nobody Known'" in done.err
    assert made(folder) == ["career.agenda.md"]


def test_open_hands_what_was_made_to_the_desktop(folder, monkeypatch):
    opened = []
    monkeypatch.setattr(click, "launch", opened.append)
    assert ran("prepare", "career.yaml", "--open", "-f", "md").code == 0
    assert opened == ["career.agenda.md"]


def test_without_open_nothing_is_handed_to_the_desktop(folder, monkeypatch):
    monkeypatch.setattr(click, "launch", pytest.fail)
    assert ran("prepare", "career.yaml", "-f", "md").code == 0


@POSIX
def test_a_name_cannot_paint_the_terminal_when_it_is_said_to_be_written(folder):
    (folder / "a\x1b[31m.yaml").write_text(SMALL, "utf-8")
    assert ran("prepare", "a\x1b[31m.yaml", "-v", "-f", "md").err == (
        "a\ufffd[31m.yaml\nwrote a\ufffd[31m.agenda.md\n"
    )


# -- the options that shape the document


def test_paper_language_and_theme_reach_the_document(folder):
    german = ran("prepare", "career.yaml", "-o", "-", "-f", "md", "--language", "de").out
    assert german.decode().startswith("Entwicklungsgespräch\n")
    plain = ran("prepare", "career.yaml", "-f", "md", "-o", "-").out
    assert ran("prepare", "career.yaml", "-f", "md", "-o", "-", "--theme", "classic").out == plain
    a4, letter = (ran("prepare", "career.yaml", "-o", "-", "--paper", paper).out
                  for paper in ("a4", "letter"))  # fmt: skip
    assert [PdfDocument(pdf)[0].get_width() // 1 for pdf in (a4, letter)] == [595, 612]


def test_a_reference_document_gives_its_styles_to_word(folder):
    from docx import Document

    assert ran("prepare", "career.yaml", "-o", "company.docx").code == 0
    company = Document("company.docx")
    company.styles["Heading 1"].font.name = "Papyrus"
    company.save("company.docx")
    assert (
        ran("prepare", "career.yaml", "-o", "x.docx", "--reference-doc", "company.docx").code == 0
    )
    assert Document("x.docx").styles["Heading 1"].font.name == "Papyrus"


def test_the_user_s_own_templates_come_first(folder):
    (folder / "own" / "documents").mkdir(parents=True)
    (folder / "own" / "documents" / "agenda.html.j2").write_text(
        "<!doctype html>\n<html lang='{{ lang }}'><head><title>Mine</title></head>"
        "<body><p>For {{ agenda.manager.name }}</p></body></html>\n", "utf-8"
    )  # fmt: skip
    done = ran("prepare", "career.yaml", "-f", "md", "-o", "-", "--templates", "own")
    assert (done.code, done.err) == (0, "")
    assert done.out == b"For Grace Osei\n"


def test_a_name_that_agenda_chose_is_never_written_through_a_link(folder):
    (folder / "thesis.pdf").write_bytes(b"mine")
    (folder / "career.agenda.pdf").symlink_to("thesis.pdf")
    done = ran("prepare", "career.yaml")
    assert (done.code, (folder / "thesis.pdf").read_bytes()) == (2, b"mine")
    assert "is a link to another place" in done.err


def test_a_pipe_among_the_answers_files_of_a_folder_is_passed_by(folder):
    os.mkfifo(folder / "pipe.yaml")
    assert ran("prepare", ".", "-f", "md").code == 0
    assert made(folder) == ["career.agenda.md"]
