"""A line of text with emphasis, links and code, as Markdown source.

HTML nests its marks as it likes; Markdown's are told from their neighbours. So
the marks are set anew around the pieces: the longest outermost, and a letter
that would undo one written as a character reference (`a**.b**` is no emphasis,
`&#97;**.b**` is).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import count

from agenda.render.markdown.literal import (
    EDGE,
    PUNCTUATION,
    Start,
    literal,
    without_closing_hashes,
)
from agenda.render.markdown.tree import (
    DELETED,
    EM,
    PLAIN,
    STRONG,
    Form,
    Piece,
    Style,
    Styles,
    stripped,
)

BACKSLASH = "\\"


class Place(Enum):
    """Where the line stands: the value is how a line break is written there."""

    PARAGRAPH = "\\\n"
    HEADING = " "
    CELL = "<br>"


class Role(Enum):
    """What a token of the finished line is."""

    TEXT = auto()
    SOURCE = auto()  # code, a check box, a line break
    OPENING = auto()
    CLOSING = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A mark, or a piece between marks; `source` is how it is written."""

    role: Role
    source: str
    guarded: str = ""
    """Characters of a text that its marks make special: `]` in a link, `~` in deleted text."""

    @property
    def mark(self) -> bool:
        """Whether it is a mark that its neighbours make or unmake."""
        return self.role in {Role.OPENING, Role.CLOSING} and self.source[0] in "*_~"


def line(pieces: Iterable[Piece], place: Place = Place.PARAGRAPH) -> str:
    """Return the Markdown source of the pieces."""
    tokens = _joined(_nested(stripped(pieces), PLAIN, place))
    tokens = _with_underscores(_escaped(tokens, place))
    while (settled := _settled(tokens)) != tokens:
        tokens = settled
    source = "".join(token.source for token in tokens)
    if place is Place.HEADING:
        return without_closing_hashes(source)
    return source.replace("|", r"\|") if place is Place.CELL else source


def _nested(pieces: Sequence[Piece], opened: Styles, place: Place) -> Iterator[Token]:
    """Set the marks: at each piece, the style that goes on longest is outermost."""
    start = 0
    while start < len(pieces):
        fresh = pieces[start].styles - opened
        if not fresh or pieces[start].gap:
            yield _leaf(pieces[start], place, "".join(sorted(style.guarded for style in opened)))
            start += 1
            continue
        end, style = max((_end(pieces, start, style), style) for style in fresh)
        yield Token(Role.OPENING, style.mark)
        yield from _nested(pieces[start:end], opened | {style}, place)
        yield Token(Role.CLOSING, style.closing)
        start = end


def _end(pieces: Sequence[Piece], start: int, style: Style) -> int:
    beyond = (at for at in range(start, len(pieces)) if style not in pieces[at].styles)
    return next(beyond, len(pieces))


def _leaf(piece: Piece, place: Place, guarded: str) -> Token:
    if piece.form is Form.SOURCE:
        return Token(Role.SOURCE, piece.text)
    if piece.form is Form.BREAK:
        return Token(Role.SOURCE, place.value * len(piece.text))
    # Renderers disagree on a table's code that has an escaped pipe: it becomes text.
    if piece.form is Form.TEXT or (place is Place.CELL and r"\|" in piece.text):
        return Token(Role.TEXT, piece.text, guarded)
    return Token(Role.SOURCE, _fenced(piece.text))


def _joined(tokens: Iterable[Token]) -> list[Token]:
    """Make one text of neighbouring ones: what is markup is told from its neighbours."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if last and token.role is last.role is Role.TEXT and token.guarded == last.guarded:
            joined[-1] = replace(last, source=last.source + token.source)
        else:
            joined.append(token)
    return joined


def _fenced(text: str) -> str:
    """Fence the code with more backticks than stand together in it."""
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in count(1) if length not in runs)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _first(tokens: Sequence[Token], at: int) -> str:
    """Return the first character of a token, or the edge of the line beyond the last."""
    return tokens[at].source[0] if at < len(tokens) else EDGE


def _last(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].source[-1] if at >= 0 else EDGE


def _escaped(tokens: Sequence[Token], place: Place) -> list[Token]:
    """Write each text so that it shows as it is, beside what stands beside it."""
    written = list(tokens)
    for at, token in enumerate(tokens):
        if token.role is Role.TEXT:
            before, after = _last(tokens, at - 1), _first(tokens, at + 1)
            if after == BACKSLASH and _spoilt(token.source):
                written[at] = replace(token, source=token.source + " ")
            start = _start(before, at, place)
            source = literal(written[at].source, before, after, start=start, guarded=token.guarded)
            written[at] = replace(token, source=source)
    return written


def _spoilt(text: str) -> bool:
    """Whether a line break's backslash must not touch it: room to write, or a URL."""
    word = text.rsplit(" ", 1)[-1].lower()
    return word.endswith("_") or "://" in word or "www." in word


def _start(before: str, at: int, place: Place) -> Start:
    if place is not Place.PARAGRAPH or before != EDGE:
        return Start.NONE
    return Start.LATER if at else Start.FIRST


def _with_underscores(tokens: Sequence[Token]) -> list[Token]:
    """Write emphasis as `_` where no letter touches it, or where another `*` does."""
    written = list(tokens)
    for opening, closing in _pairs(tokens, EM.mark):
        outside = (_last(tokens, opening - 1), _first(tokens, closing + 1))
        beside = {tokens[at + step].source for at in (opening, closing)
                  for step in (-1, 1) if 0 <= at + step < len(tokens)}  # fmt: skip
        if all(map(_separates, outside)) or STRONG.mark in beside:
            written[opening] = replace(tokens[opening], source="_")
            written[closing] = replace(tokens[closing], source="_")
    return written


def _pairs(tokens: Sequence[Token], mark: str) -> Iterator[tuple[int, int]]:
    """Yield the places of an opening mark and of its closing one; a style never nests."""
    places = [at for at, token in enumerate(tokens) if token.mark and token.source == mark]
    return zip(places[::2], places[1::2], strict=True)


def _settled(tokens: Sequence[Token]) -> list[Token]:
    """Make a letter a character reference where it keeps a mark from being one.

    CommonMark: a mark that has punctuation inside needs a space or punctuation
    outside, and `_` always does. Such a reference is punctuation for its other
    neighbour, so this is repeated until nothing changes.
    """
    settled = list(tokens)
    for at, token in enumerate(tokens):
        if not token.mark:
            continue
        opening = token.role is Role.OPENING
        inside = _first(settled, at + 1) if opening else _last(settled, at - 1)
        beside = _beside(settled, at, -1 if opening else 1)
        outside = _last(settled, beside) if opening else _first(settled, beside)
        if (token.source == "_" or _punctuates(inside)) and not _separates(outside):
            refer = _last_referred if opening else _first_referred
            settled[beside] = replace(settled[beside], source=refer(settled[beside].source))
    return settled


def _beside(tokens: Sequence[Token], at: int, step: int) -> int:
    """Return the place of the neighbour; GitHub's renderer looks past a `~~`."""
    at += step
    while 0 <= at < len(tokens) and tokens[at].source == DELETED.mark:
        at += step
    return at


def _punctuates(char: str) -> bool:
    """Whether some renderer takes it for punctuation; symbols are since CommonMark 0.31."""
    return char in PUNCTUATION or unicodedata.category(char)[0] in "PS"


def _separates(char: str) -> bool:
    """Whether every renderer takes it for a space or for punctuation."""
    kind = unicodedata.category(char)
    return char in PUNCTUATION or char == EDGE or kind == "Zs" or kind[0] == "P"


def _first_referred(source: str) -> str:
    return f"&#{ord(source[0])};{source[1:]}"


def _last_referred(source: str) -> str:
    body = source[:-1]
    slashes = len(body) - len(body.rstrip("\\"))
    # A lone backslash before a letter is itself; before the reference it would escape it.
    return f"{body}{BACKSLASH * (slashes % 2)}&#{ord(source[-1])};"
