"""What was written on the pages of a PDF beside its fields: notes, free text, marks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree, html

from agenda.collect.pdf_file import NoText, PdfFile
from agenda.collect.readback import Remark

OURS = frozenset({"/Widget", "/Link", "/Popup"})  # a popup is the window of a note
DAY = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
NOTES = re.compile(r"record/(?:private/)?notes/(\w+)$")
MOST = 2000  # of a page
TALLER = 20_000.0  # than any page, in points


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a file, with the annotations of each."""

    file: PdfFile

    def remarks(self) -> Iterator[Remark]:
        """Yield what is written on each page, from top to bottom; marks without words together.

        Raises NoText where a note is longer than anybody writes.
        """
        notes = sorted(self._notes())
        for number, page, nodes in self._annotations():
            marks = []
            for node in nodes:
                kind = str(self.file.entry(node, "/Subtype"))
                if kind in OURS:
                    continue
                one = self._remark(node, number, page)
                if one.text:
                    after = [name for place, name in notes if place >= one.place]
                    last = [name for _, name in notes[-1:]]
                    yield replace(one, section=(after or last or [""])[0])
                else:
                    marks.append(kind.removeprefix("/").lower())
            if marks:
                at = ", ".join(dict.fromkeys(marks))
                yield Remark(at=at, page=number, place=_place(number, 0.0))

    def _annotations(self) -> Iterator[tuple[int, Any, list[Any]]]:
        for number, page in enumerate(self.file.pages(), 1):
            listed = self.file.items(self.file.entry(page, "/Annots"), MOST)
            yield number, page, [node for node in listed if isinstance(node, dict)]

    def _notes(self) -> Iterator[tuple[float, str]]:
        """Yield where the notes of each part of the talk have their field."""
        for number, _, nodes in self._annotations():
            for node in nodes:
                name = self.file.entry(node, "/T")
                if isinstance(name, str) and (found := NOTES.search(name)):
                    yield _place(number, self._top(node)), found[1]

    def _remark(self, node: Any, number: int, page: Any) -> Remark:
        answered = self.file.entry(node, "/IRT")
        moment = self._text(node, "/M") or self._text(node, "/CreationDate")
        day = DAY.match(moment)
        return Remark(
            self._words(node) or self._drawn(node, page),
            at=self._words(answered) if isinstance(answered, dict) else "",
            page=number,
            who=self._text(node, "/T"),
            when="-".join(day.groups()) if day else "",
            place=_place(number, self._top(node)),
        )

    def _words(self, node: Any) -> str:
        """Return what an annotation says; some programs write it as rich text alone."""
        rich = "" if (plain := self._text(node, "/Contents")) else self._text(node, "/RC")
        try:
            return plain or "".join(map(str, html.fromstring(rich.encode()).itertext())).strip()
        except (etree.ParserError, etree.XMLSyntaxError):
            return ""

    def _drawn(self, node: Any, page: Any) -> str:
        """Return the words that are only drawn, as some editors of PDFs leave them."""
        try:
            return self.file.read_look(page, node).strip()
        except NoText as fault:
            raise NoText(f"a note on a page {fault}") from None

    def _text(self, node: Any, key: str) -> str:
        try:
            return self.file.text(dict.get(node, key)).strip()
        except NoText as fault:
            raise NoText(f"a note on a page {fault}") from None

    def _top(self, node: Any) -> float:
        sides = list(self.file.items(self.file.entry(node, "/Rect"), 4))
        numbers = [float(side) for side in sides if isinstance(side, (int, float))]
        top = max(numbers[1::2], default=0.0)
        return top if math.isfinite(top) else 0.0


def _place(page: int, top: float) -> float:
    """Return where something stands: further down, or on a later page, is more."""
    return page * TALLER - min(max(top, 0.0), TALLER - 1)
