"""A file of another kind, given as answers, is told what it is and what to do with it."""

import io
import zipfile

import pytest

from agenda.source import read
from agenda.source.bounds import MAX_BYTES
from agenda.source.problems import Problem, Stop
from draws import grid
from ground import GOOD


def problem_of(data: bytes) -> Problem:
    with pytest.raises(Stop) as stopped:
        read(data)
    (problem,) = stopped.value.problems
    return problem


def zipped(*names: str, text: bytes = b"x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, text)
    return file.getvalue()


KINDS = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "an Excel sheet": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "a PowerPoint file": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "an OpenDocument text": zipped("mimetype", text=b"application/vnd.oasis.opendocument.text"),
    "a ZIP archive": zipped("career.yaml"),
    "an old Word document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
    "an RTF document": b"{\\rtf1\\ansi x}",
    "an image": b"\x89PNG\r\n\x1a\n",
    "an HTML page": b"\n<!DOCTYPE html>\n<html><body>x</body></html>",
    "a compressed file": b"\x1f\x8b\x08\x00",
}


@grid("kind", KINDS)
def test_a_file_of_another_kind_is_named(kind):
    problem = problem_of(KINDS[kind])
    assert (problem.rule, problem.message) == ("not-text", f"this is {kind}, and no answers file")
    assert ".yaml" in problem.help


@pytest.mark.parametrize("beginning", [b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\x00", b"RIFF"])
def test_an_image_of_any_kind_is_one(beginning):
    assert problem_of(beginning + b"\x00" * 50).message.startswith("this is an image")


@pytest.mark.parametrize(("kind", "suffix"), [("a PDF", "pdf"), ("a Word document", "docx")])
def test_a_copy_that_came_back_is_shown_its_command(kind, suffix):
    assert f"agenda collect career.yaml copy.{suffix}" in problem_of(KINDS[kind]).help


def test_a_large_document_is_told_by_its_kind_and_not_by_its_size():
    assert problem_of(KINDS["a PDF"] + b"x" * MAX_BYTES).rule == "not-text"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_answers_are_of_no_other_kind(path):
    assert read(path.read_bytes()).tree.entries


def test_a_text_that_speaks_of_such_files_is_one():
    assert read(b"a: '%PDF-1.7 and PK\x21 and <html>'\n").tree.entries
