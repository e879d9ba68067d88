"""What stands in a Word copy outside its fields: its lines, tracked changes and comments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from agenda.collect.readback import Remark
from agenda.collect.word_file import WordFile, attribute, local
from agenda.collect.written import Paragraph, Stretch, Written, walked
from agenda.render import word_lines
from agenda.render.archive import Element

NOTES = "/notes/"
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True)
class Margins:
    """A document beside its fields, of which each is a name with the tokens of its value."""

    file: WordFile
    written: Written
    fields: tuple[tuple[str, Stretch], ...]

    def lines(self) -> Iterator[Remark]:
        """Yield the paragraphs without the tracked changes, text boxes, and notes at the foot."""
        for paragraph in self.written.paragraphs:
            yield self._line(paragraph, self._read(paragraph.within, before=True))
        for place, frame in self.written.frames:
            for text in _texts(frame):
                yield Remark(text, section=self._section(place), place=place)
        for note in self.file.notes:
            if attribute(note, "type") not in SEPARATORS:
                for text in _texts(note):
                    yield Remark(text, place=len(self.written.tokens))

    def furniture(self) -> Iterator[Remark]:
        """Yield the lines of headers and footers, read as they are remembered."""
        for text in word_lines.furniture(self.file.furniture):
            yield Remark(text, place=len(self.written.tokens))

    def remarks(self) -> Iterator[Remark]:
        """Yield the tracked changes, a paragraph each, and the comments."""
        for paragraph in self.written.paragraphs:
            before, after = (self._read(paragraph.within, before=old) for old in (True, False))
            if before != after:
                places = range(paragraph.within.start, paragraph.within.end)
                changes = [self.written.changes[place] for place in places
                           if place in self.written.changes]  # fmt: skip
                yield replace(
                    self._line(paragraph, after),
                    was=before,
                    who=", ".join(dict.fromkeys(one.who for one in changes if one.who)),
                    when=max(_day(one.when) for one in changes),
                )
        yield from self._comments()

    @cached_property
    def _outside(self) -> bytearray:
        """Which tokens stand in no field."""
        outside = bytearray(b"\1") * len(self.written.tokens)
        for _, field in self.fields:
            outside[field.start : field.end] = bytes(field.end - field.start)
        return outside

    def _read(self, within: Stretch, *, before: bool) -> str:
        """Read what stands outside the fields, `before` the tracked changes or after them."""
        said = []
        for place in range(within.start, within.end):
            change = self.written.changes.get(place)
            if self._outside[place]:
                said.append(change.taken if change and before else self.written.tokens[place])
        return " ".join("".join(said).split())

    def _line(self, paragraph: Paragraph, text: str) -> Remark:
        place = paragraph.within.start
        return Remark(text, section=self._section(place), place=place)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.within.start for one in self.written.paragraphs]

    @cached_property
    def _headings(self) -> list[int]:
        return [one.within.start for one in self.written.paragraphs if one.heading]

    @cached_property
    def _notes(self) -> list[tuple[int, str]]:
        """The fields for notes, each with its place and the part that it belongs to."""
        return sorted((field.start, name.rpartition("/")[2]) for name, field in self.fields
                      if NOTES in name)  # fmt: skip

    def _section(self, place: int) -> str:
        """Return the part that a place is in: its notes have a field between two headings."""
        number = bisect_right(self._headings, place)
        if not number:
            return ""
        first = bisect_left(self._notes, (self._headings[number - 1], ""))
        last = (
            bisect_left(self._notes, (self._headings[number], ""))
            if number < len(self._headings) else len(self._notes)
        )  # fmt: skip
        after = bisect_left(self._notes, (place, ""))
        return self._notes[min(after, last - 1)][1] if first < last else ""

    def _comments(self) -> Iterator[Remark]:
        """Yield the comments; an answer to one comes after it, and is about it."""
        parents = dict(_parents(self.file.replies))
        said: dict[str, str] = {}
        for comment in self.file.comments:
            about = self.written.comments.get(attribute(comment, "id") or "")
            place = about.start if about else len(self.written.tokens)
            text, own = "\n".join(_texts(comment)), _paragraph_id(comment)
            said[own] = text
            answered = said.get(parents[own]) if own in parents else None
            yield Remark(
                text,
                at=self._quoted(about) if answered is None and about else answered or "",
                who=attribute(comment, "author") or "",
                when=_day(attribute(comment, "date") or ""),
                section=self._section(place),
                place=place + 0.5,
            )

    def _quoted(self, about: Stretch) -> str:
        """Return the text that a comment is about, or that of its paragraph."""
        text = " ".join(self.written.text(about).split())
        number = bisect_right(self._starts, about.start)
        if text or not number:
            return text
        return " ".join(self.written.text(self.written.paragraphs[number - 1].within).split())


def _day(moment: str) -> str:
    return moment.partition("T")[0]


def _texts(element: Element) -> Iterator[str]:
    """Yield the paragraphs of a part, each on one line, and then those in frames."""
    part = walked(element)
    for paragraph in part.paragraphs:
        if text := " ".join(part.text(paragraph.within).split()):
            yield text
    for _, frame in part.frames:
        yield from _texts(frame)


def _paragraph_id(comment: Element) -> str:
    """Return the id of the last paragraph, by which an answer names what it answers."""
    ids = [attribute(one, "paraId") for one in comment.iter("{*}p")]
    return (ids[-1] if ids else "") or ""


def _parents(replies: Iterable[Element]) -> Iterator[tuple[str, str]]:
    for one in replies:
        if local(one) == "commentEx" and (parent := attribute(one, "paraIdParent")):
            yield attribute(one, "paraId") or "", parent
