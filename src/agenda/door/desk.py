"""The one file that the page edits: as it stands on disk, what is changed in it, and undone.

Nothing of the file is remembered between two requests but what undoing needs: whoever edits it
elsewhere is met each time. A change is said by its place, by what stood there when it was
begun, and by marks of the entries on the way; where the file says something else by now, it is
a conflict, and nothing is written.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.answers import change
from agenda.answers.audience import is_private
from agenda.answers.reading import read
from agenda.outputs import editing, files
from agenda.outputs.outcome import Outcome, wrong
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.bounds import MAX_BYTES
from agenda.source.edit import encoded
from agenda.source.nodes import at
from agenda.source.problems import Steps, Stop, error
from agenda.source.rearrange import swap, take_out

if TYPE_CHECKING:
    from agenda.language.locale import Locale

TRIES = 20
BOM = codecs.BOM_UTF8
MOST_UNDONE = 200
DOES = {"write", "add", "remove", "up", "down"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change, as the page asks for it.

    `was` is what stood in the field when it was begun; `marks` are those of the entries that
    the path leads through, each for one position in it.
    """

    does: str
    path: Steps
    text: str = ""
    was: str = ""
    marks: tuple[str, ...] = ()


class Conflict(Exception):  # noqa: N818 - it is no error of the program
    """The file says something else by now; `theirs` is what, None where the place is gone."""

    def __init__(self, theirs: str | None, path: Steps) -> None:
        super().__init__()
        self.theirs, self.path = theirs, path


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made, with the text of the file before it and after it."""

    path: Steps
    before: str
    after: str


@dataclass
class Desk:
    """An answers file under somebody's hands."""

    path: Path
    resources: Resources
    done: list[Done] = field(default_factory=list)
    opened: bytes | None = None
    """The file as it was when the page was opened: kept beside it once something changes."""

    @property
    def begins(self) -> bool:
        """Whether there is no file yet, and never was one."""
        return self.opened is None and not self.path.exists()

    def load(self) -> bytes:
        """Return the file as it stands. Raises Stop where it cannot be read."""
        data = files.read(str(self.path))
        if self.opened is None:
            self.opened = data
        return data

    def read(self) -> Source:
        """Return the file as a tree. Raises Stop where it is none."""
        return read(self.load(), str(self.path))

    def change(self, wanted: Change) -> None:
        """Make a change. Raises Conflict, or Stop where it cannot be made."""
        if wanted.does not in DOES:
            raise wrong(f"there is no change '{wanted.does}'", "reload the page")

        def changed(source: Source) -> Source:
            return self._changed(source, wanted)

        self._edit(changed, wanted.path)

    def mend(self, text: str, was: str, words: Locale) -> None:
        """Put a text in place of the whole file, as it was typed into the plain box.

        Raises Conflict, or Stop where it is too long, in these words.
        """
        data = self.load()
        now = data.decode("utf-8", "replace").removeprefix(BOM.decode())
        text, was, same = (_unified(one) for one in (text, was, now))
        if same not in (was, text):
            raise Conflict(now, ())
        newline = "\r\n" if "\r\n" in now else "\n"
        mark = data[: len(BOM)] if data.startswith(BOM) else b""
        after = mark + text.replace("\n", newline).encode()
        if len(after) > MAX_BYTES:
            fault = words.say("This is more than %(number)d KB", number=MAX_BYTES // 1024)
            raise Stop(error("too-large", fault, words.say("shorten it")))
        self._write(data, after)
        self._remember((), data.decode("utf-8", "replace"), after.decode())

    def replace(self, before: bytes, after: bytes, *, private: bool) -> None:
        """Put what was collected in place of what was read. Raises Stop where that has changed."""
        self.load()
        self._write(before, after)
        self._remember(() if private else ("record",), before.decode(), after.decode())

    def around(self, work: Callable[[], Iterable[Outcome]]) -> tuple[Outcome, ...]:
        """Return what came of a command that edits the file, and let it be undone."""
        before = self.load()
        came = tuple(work())
        after = self.load()
        if after != before:
            editing.keep(self.path, self.opened or before)
            self._remember(("record",), before.decode(), after.decode())
        return came

    def undoable(self, *, private: bool) -> Done | None:
        """Return what would be undone next; what is private is told only where it is shown."""
        last = self.done[-1] if self.done else None
        hidden = last and not private and (not last.path or is_private(last.path))
        return None if hidden else last

    def undo(self, *, private: bool) -> None:
        """Take the last change back. Raises Conflict where anybody has changed it since."""
        last = self.undoable(private=private)
        if last is None:
            return
        text = self.load().decode("utf-8", "replace")
        back = last.before if text == last.after else merged(last.after, last.before, text)
        if back is None:
            raise Conflict(None, last.path)
        self._write(text.encode(), back.encode())
        self.done.pop()

    def _edit(self, changed: Callable[[Source], Source], path: Steps) -> None:
        """Read, change and write, anew where somebody else was quicker."""
        for tries in range(TRIES):
            before = self.load()
            source = read(before, str(self.path))
            after = changed(source)
            if after.text == source.text:
                return
            try:
                self._write(before, encoded(after))
            except Stop:
                if tries + 1 < TRIES and self.load() != before:
                    continue
                raise
            self._remember(path, encoded(source).decode(), encoded(after).decode())
            return

    def _write(self, before: bytes, after: bytes) -> None:
        if not self.done and self.opened is not None:
            editing.keep(self.path, self.opened)
        editing.edit_again(self.path, before, after)

    def _remember(self, path: Steps, before: str, after: str) -> None:
        self.done = [*self.done, Done(path, before, after)][-MOST_UNDONE:]

    def _changed(self, source: Source, wanted: Change) -> Source:
        reading = self.resources.reading(source.tree)
        path = _found_again(source, wanted)
        if wanted.does == "add":
            return change.add(source, path, wanted.text, reading)
        if wanted.does == "write":
            now = _unified(change.value_at(source.tree, path, reading))
            if now not in (wanted.was, wanted.text):
                raise Conflict(now, path)
            return change.write(source, path, wanted.text, reading)
        *above, place = path
        if wanted.does == "remove":
            return take_out(source, tuple(above), int(place))
        other = int(place) + (1 if wanted.does == "down" else -1)
        return swap(source, tuple(above), int(place), other)


def _found_again(source: Source, wanted: Change) -> Steps:
    """Return the path with the entries where they are now. Raises Conflict where one is gone."""
    path, marks = list(wanted.path), list(wanted.marks)
    for length, step in enumerate(wanted.path):
        if not isinstance(step, int):
            continue
        above = tuple(path[:length])
        known = change.marks(at(source.tree, above), above)
        mark = marks.pop(0) if marks else ""
        if not (0 <= step < len(known) and known[step] == mark):
            if mark not in known:
                raise Conflict(None, wanted.path)
            path[length] = known.index(mark)
    return tuple(path)


def merged(base: str, ours: str, theirs: str) -> str | None:
    """Return `theirs` with what turns `base` into `ours`, or None where both changed a line."""
    before, after, now = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    same = SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()
    made: list[tuple[int, int, list[str]]] = []
    for tag, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        place = next((block.b + start - block.a for block in same
                      if block.a <= start and end <= block.a + block.size), None)  # fmt: skip
        if place is None:
            return None
        made.append((place, place + end - start, after[first:last]))
    for start, end, lines in reversed(made):
        now[start:end] = lines
    return "".join(now)


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
