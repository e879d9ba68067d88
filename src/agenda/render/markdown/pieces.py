"""A line of text in pieces, each with all its styles: no nesting, no marks yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import groupby

from agenda.render.markdown.literal import destination

_HTML_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True, order=True)
class Style:
    """What a stretch of text is: strong, emphasised, deleted, or a link to `url`."""

    mark: str
    url: str = ""

    @property
    def guarded(self) -> str:
        """The characters that are markup wherever they stand in it."""
        return {"[": "[]", "~~": "~"}.get(self.mark, "")

    @property
    def closing(self) -> str:
        """The mark at its end."""
        return f"]({destination(self.url)})" if self.url else self.mark


STRONG, EM, DELETED = Style("**"), Style("*"), Style("~~")
Styles = frozenset[Style]
PLAIN: Styles = frozenset()


def link(url: str) -> Style:
    """Return the style of a link."""
    return Style("[", url)


class Form(Enum):
    """How the text of a piece is meant."""

    TEXT = auto()
    CODE = auto()
    SOURCE = auto()  # Markdown already
    BREAK = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, with its styles."""

    text: str
    styles: Styles = PLAIN
    form: Form = Form.TEXT

    @property
    def gap(self) -> bool:
        """Whether it is a space or a line break: no mark may touch it from inside."""
        return self.form is Form.BREAK or self.text.isspace()


BREAK = Piece("\n", form=Form.BREAK)


def stripped(pieces: Iterable[Piece]) -> list[Piece]:
    """Fold white space as a browser does; drop it, and line breaks, at both ends."""
    runs = [(gap, list(run)) for gap, run in groupby(_split(pieces), lambda piece: piece.gap)]
    folded: list[Piece] = []
    for position, (gap, run) in enumerate(runs):
        if not gap:
            folded += run
        elif 0 < position < len(runs) - 1:
            folded.append(_gap(run, runs[position - 1][1][-1], runs[position + 1][1][0]))
    return [
        Piece("".join(piece.text for piece in run), styles, form)
        for (styles, form, _), run in groupby(folded, lambda p: (p.styles, p.form, p.gap))
    ]


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Cut the white space off both ends of each piece, as pieces of its own."""
    for piece in pieces:
        if piece.form in {Form.BREAK, Form.SOURCE}:
            yield piece
            continue
        text = _HTML_SPACE.sub(" ", piece.text)
        begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
        parts = (text[:begin], text[begin:end], text[max(begin, end) :])
        words = (Piece(parts[0]), replace(piece, text=parts[1]), Piece(parts[2]))
        yield from (part for part in words if part.text)


def _gap(run: list[Piece], before: Piece, after: Piece) -> Piece:
    """Return one gap for the run; it has the styles that go on across it."""
    styles = before.styles & after.styles
    if breaks := [piece for piece in run if piece.form is Form.BREAK]:
        return Piece("\n" * len(breaks), styles, Form.BREAK)
    return Piece(_HTML_SPACE.sub(" ", "".join(piece.text for piece in run)), styles)
