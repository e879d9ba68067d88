"""What was written and sent before of a meeting: by it an entry keeps its UID and is counted on."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from agenda.calendar.earlier import LARGEST, NotOurs, invitation_in, later, read_calendar
from agenda.outputs import files
from agenda.outputs.beside import FileKind, default
from agenda.outputs.outcome import wrong
from agenda.source.problems import Stop

CALENDAR = FileKind(".ics", (".ics",), "a calendar")
MESSAGE = FileKind(".agenda.eml", (".eml",), "an e-mail")


def read_replaced(path: Path) -> bytes:
    """Return what is at the place of a calendar, a byte more than one may have at the most.

    Raises Stop where that is no file, or cannot be read.
    """
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a name is too long
        return b""
    if not os.path.isfile(path):  # noqa: PTH113
        raise wrong(f"{path} is no file", "name another one with -o")
    return files.read_up_to(path, LARGEST + 1)


def find_published(name: str) -> bytes:
    """Return the calendar beside the answers, if one lies there that was written by us."""
    found = b""
    if name != files.STDIN:
        with suppress(Stop, NotOurs):
            found = read_replaced(default(name, CALENDAR))
            read_calendar(found)
            return found
    return b""


def is_beside(name: str, message: Path | None) -> bool:
    """Whether a message is where it is looked for later."""
    return name != files.STDIN and message == default(name, MESSAGE)


def find_invited(name: str, message: Path | None = None) -> bytes:
    """Return the newest invitation in the message beside the answers, and in the one named."""
    beside = default(name, MESSAGE) if name != files.STDIN else None
    found = b""
    for path in dict.fromkeys((beside, message)):
        if path and os.path.isfile(path):  # noqa: PTH113
            found = later(found, invitation_in(files.read_whole(path)))
    return found


def find_known(name: str, message: Path | None = None) -> bytes:
    """Return what an invitation, or calling it off, goes on from: the newest that others have."""
    return later(find_published(name), find_invited(name, message))


def find_previous(name: str, path: Path | None, *, cancel: bool = False) -> bytes:
    """Return what is replaced; where nothing is, or the meeting is called off, what is known.

    A calendar goes on from its own entries; calling off goes on from what others have.
    """
    there = read_replaced(path) if path else b""
    if cancel:
        return later(there, find_known(name))
    return there or find_published(name) or find_invited(name)
