"""What a document says, to know the lines of its pages again, however they were drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agenda.source.folding import folded

NUMBER = re.compile(r"\d{1,2}\. ")
"""Of an entry in a list: it is drawn, and no part of the text."""
WORD = re.compile(r"\w+")
NAME = re.compile(r"[\w-]+(/[\w-]+)+")
"""Of a field: a document remembers it, and draws it nowhere."""
MOST_PLACES = 1000
"""Of one line in a text: no text of ours says anything so often."""
TELLING = 5  # words: nobody writes so many that stand there in the same order by chance


@dataclass(frozen=True, slots=True)
class Wording:
    """What a document says, each word once, and how it numbers its pages.

    `text` has the words without what parts them, and `bounds` where words begin and end in it;
    `signs` are the lines that have no word.
    """

    text: str
    bounds: frozenset[int]
    signs: frozenset[str]
    pages: str

    def new(self, lines: Sequence[str]) -> list[bool]:
        """Tell of each line of the pages whether it came after the document was sent out.

        Long lines take their words first, so that a short one that was drawn beside them is
        not taken for a part of them. What stands at the head of each page is known again.
        """
        there: set[str] = set()
        free = bytearray(b"\1") * len(self.text)
        for line in sorted(dict.fromkeys(lines), key=len, reverse=True):
            way = next((one for one in self._ways(line)
                        if one in there or self._says(one, free)), None)  # fmt: skip
            there |= set() if way is None else {line, way}
        return [line not in there for line in lines]

    def _ways(self, line: str) -> Iterator[str]:
        """Yield a line, and what is left of it without the numbers that are drawn."""
        yield line
        bare = NUMBER.sub("", line, count=1) if NUMBER.match(line) else line
        yield re.sub(rf"\s*{self.pages}$", "", bare) if self.pages else bare

    def _says(self, line: str, free: bytearray) -> bool:
        words = WORD.findall(folded(line))
        if not words:
            return not line or line in self.signs
        said = "".join(words)
        place = -1
        for _ in range(MOST_PLACES):
            place = self.text.find(said, place + 1)
            if place < 0:
                return False
            end = place + len(said)
            whole = place in self.bounds and end in self.bounds
            if whole and (len(words) >= TELLING or all(free[place:end])):
                free[place:end] = bytes(len(said))
                return True
        return False


def wording_of(lines: Sequence[str]) -> Wording:
    """Return what is said in lines; those of a PDF begin with how it numbers its pages."""
    numbered = bool(lines) and "{" in lines[0]
    said = [line for line in lines[numbered:] if not NAME.fullmatch(line)]
    words = WORD.findall(folded(" ".join(said)))
    bounds, end = {0}, 0
    for word in words:
        end += len(word)
        bounds.add(end)
    signs = frozenset(line for line in said if not WORD.search(line))
    return Wording(
        "".join(words), frozenset(bounds), signs, _numbering(lines[0]) if numbered else ""
    )


def _numbering(pattern: str) -> str:
    pages = re.escape(pattern)
    for part in ("page", "pages"):
        pages = pages.replace(re.escape(f"{{{part}}}"), r"\d+")
    return pages
