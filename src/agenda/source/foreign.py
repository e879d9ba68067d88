"""Files that are no text: what they are, and what to do where one is given as answers."""

from __future__ import annotations

from agenda.source.problems import Problem, error

_ZIPS = (
    (b"word/", "a Word document"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"xl/", "an Excel sheet"),
    (b"ppt/", "a PowerPoint file"),
    (b"", "a ZIP archive"),
)
_BEGINNINGS = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"RIFF", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
)
_COPIES = {"a PDF": "pdf", "a Word document": "docx"}


def foreign_problem(data: bytes) -> Problem | None:
    """Return what is wrong with a file that is of another kind; None where it may be a text."""
    kind = _kind(data)
    if not kind:
        return None
    cure = "name the file with your answers: its name ends in .yaml"
    if "Word" in kind or "RTF" in kind:
        cure = (
            "save your answers there as plain text (.txt), and give that file the name career.yaml"
        )
    if kind in _COPIES:
        cure += (
            f"; a copy that came back is read with agenda collect career.yaml copy.{_COPIES[kind]}"
        )
    return error("not-text", f"this is {kind}, and no answers file", cure)


def _kind(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return next(kind for mark, kind in _ZIPS if mark in data)
    if data[:1024].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    return next((kind for mark, kind in _BEGINNINGS if data.startswith(mark)), "")
