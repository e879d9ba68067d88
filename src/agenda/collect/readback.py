"""A copy that came back: bytes in, what was typed into it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from agenda.fork import Exceeded, run_bounded
from agenda.source.problems import Problem, Stop, error, warning

LARGEST = 10 * 1024 * 1024
"""Of a copy, in bytes: twenty times what is sent out."""
MOST_FILLED = 120
"""Fields that hold something: each is an edit of its own, and an agenda has some forty."""

PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
HEAD = 1024  # where readers look for the mark of a PDF (ISO 32000-1, annex H.3.4.1)


def read_back(data: bytes) -> Returned:
    """Read a returned PDF or Word document; which of them it is, its bytes tell.

    Raises Stop with a problem `returned-copy` when it is neither, or cannot be read: what a
    stranger has made may keep a library busy for ever, so this is done within bounds.
    """
    if len(data) > LARGEST:
        raise refuse(
            f"is larger than {LARGEST // 2**20} MB",
            "give the copy that was sent out, without scanned pages",
        )
    try:
        found = run_bounded(partial(_read, data))
    except Exceeded as fault:
        cure = "open it in its program, save it as a new file there, and give that one"
        raise refuse(str(fault), cure) from None
    if sum(bool(text.strip()) for text in found.typed.values()) > MOST_FILLED:
        raise refuse(
            f"has more than {MOST_FILLED} fields that are filled in",
            "give the copy of the agenda or of the record that was sent out",
        )
    return found


def _read(data: bytes) -> Returned:
    if data.startswith((ZIP, OLE)):
        from agenda.collect import controls  # noqa: PLC0415 - each loads a library of its own

        return controls.read_word(data)
    if PDF in data[:HEAD]:
        from agenda.collect import acroform  # noqa: PLC0415

        return acroform.read_pdf(data)
    raise refuse("is neither a PDF nor a Word document", "give the file as it came back")


# --- what a returned copy holds, whichever program it came from: nothing is understood yet ---


TICKED = "yes"
"""What a field holds that is ticked; one that is not holds nothing."""

EMPTY_BOXES = frozenset("\u25a1\u2610")
"""What shows that a box is not ticked, where only its looks are left."""

LONGEST = 20_000
"""Of a text, in characters: more than any answers file takes, and than anybody types."""


MOST_REMARKS = 120
"""Outside the fields: each may become an edit of its own, as what is in a field."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was written outside the fields, or is gone from there.

    `text` stands there by now, and `was` did before; both are empty for a mark without words.
    `at` is what it is about, and `page` where, counted from 1; `section` is the part of the
    talk that it belongs to, as `record/notes` names it. `place` orders the remarks of a copy.
    """

    text: str = ""
    was: str = ""
    at: str = ""
    page: int = 0
    who: str = ""
    when: str = ""
    section: str = ""
    place: float = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """What was typed into a copy, and what the copy says about itself.

    `typed` has each field by its name with its text as typed, lines parted by a
    newline; an empty field has an empty text, a field that the copy has lost is not
    there. `about` is what `documents.identity` wrote into it, empty where that is gone.
    `problems` are what hinders or blurs the reading; `text` is that of the pages, where
    there are no fields to read, or the pages are not drawn as they were. `remarks` are what
    stands beside the fields and says so itself, as a comment does; `lines` is all other text
    of a Word copy.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    text: str = ""
    remarks: tuple[Remark, ...] = ()
    lines: tuple[Remark, ...] = ()


def refuse(fault: str, cure: str) -> Stop:
    """Return the end of the work on a copy: `fault` goes on from what it is called."""
    return Stop(error("returned-copy", f"the returned copy {fault}", cure))


def tell_gone(name: str) -> Problem:
    """Tell of a field that a copy has lost."""
    return warning(
        "returned-gone",
        f"the field {name} is gone from the copy",
        "look for what was written in its place",
    )
