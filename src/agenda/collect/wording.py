"""What a document says, to know a line of its pages again, however it was drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agenda.source.folding import folded

NUMBER = re.compile(r"\d{1,2}\. ")
"""Of an entry in a list: it is drawn, and no part of the text."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a document says, and how it numbers its pages."""

    text: str = ""
    pages: str = ""

    def has(self, line: str) -> bool:
        """Whether a line of the pages was there when the document was sent out."""
        bare = NUMBER.sub("", line, count=1) if NUMBER.match(line) else line
        bare = re.sub(rf"\s*{self.pages}$", "", bare) if self.pages else bare
        return any(_squeezed(one) in self.text for one in (line, bare))


def wording_of(lines: Sequence[str]) -> Wording:
    """Return what is said in lines; those of a PDF begin with how it numbers its pages."""
    return Wording(
        _squeezed(" ".join(lines)), _numbering(lines[0]) if lines and "{" in lines[0] else ""
    )


def _numbering(pattern: str) -> str:
    pages = re.escape(pattern)
    for part in ("page", "pages"):
        pages = pages.replace(re.escape(f"{{{part}}}"), r"\d+")
    return pages


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))
