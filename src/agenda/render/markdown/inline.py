"""A line of text with emphasis, links and code, as Markdown source.

HTML nests its marks as it likes; Markdown's are told from their neighbours. So
the text is a row of pieces, each with all its styles, and the marks are set
anew: spaces out of them, the longest outermost, and a letter that would undo
one written as a character reference (`a**&#46;b**` is no emphasis without).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import count, groupby
from types import MappingProxyType

from agenda.render.markdown.literal import (
    EDGE,
    PUNCTUATION,
    Start,
    destination,
    literal,
    without_closing_hashes,
)

HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
BACKSLASH = "\\"
SPOILT = re.compile(r"_\Z|(?::|www\.)\S*\Z", re.IGNORECASE)
"""What the backslash of a line break must not touch: room to write, or a URL."""
_BORDERS = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Style:
    """What a stretch of text is: strong, emphasised, deleted, or a link to `url`."""

    mark: str
    url: str = ""

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
    linked: bool = False

    @property
    def mark(self) -> bool:
        """Whether it is a mark that its neighbours make or unmake."""
        return self.role in {Role.OPENING, Role.CLOSING} and self.source[0] in "*_~"


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
        Piece("".join(piece.text for piece in run), *kind)
        for kind, run in groupby(folded, lambda piece: (piece.styles, piece.form))
    ]


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Cut the white space off both ends of each piece, as pieces of its own."""
    for piece in pieces:
        if piece.form in {Form.BREAK, Form.SOURCE}:
            yield piece
        elif found := _BORDERS.fullmatch(HTML_SPACE.sub(" ", piece.text)):
            before, text, after = found.groups()
            parts = (Piece(before), replace(piece, text=text), Piece(after))
            yield from (part for part in parts if part.text)


def _gap(run: list[Piece], before: Piece, after: Piece) -> Piece:
    """Return one gap for the run; it has the styles that go on across it."""
    styles = before.styles & after.styles
    if breaks := [piece for piece in run if piece.form is Form.BREAK]:
        return Piece("\n" * len(breaks), styles, Form.BREAK)
    return Piece(HTML_SPACE.sub(" ", "".join(piece.text for piece in run)), styles)


def line(pieces: Iterable[Piece], place: Place = Place.PARAGRAPH) -> str:
    """Return the Markdown source of the pieces."""
    tokens = list(_nested(stripped(pieces), PLAIN, place))
    tokens = _escaped(tokens, place)
    tokens = _with_underscores(tokens)
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
        if not fresh:
            yield _leaf(pieces[start], place, linked=any(style.url for style in opened))
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


def _leaf(piece: Piece, place: Place, *, linked: bool) -> Token:
    # Renderers disagree on a table's code that has an escaped pipe: it becomes text.
    if piece.form is Form.TEXT or (place is Place.CELL and r"\|" in piece.text):
        return Token(Role.TEXT, piece.text, linked)
    return Token(Role.SOURCE, SOURCES[piece.form](piece.text, place))


def _code(text: str, _: Place) -> str:
    """Fence the code with more backticks than stand together in it."""
    runs = {len(run) for run in re.findall("`+", text)}
    fence = "`" * next(length for length in count(1) if length not in runs)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


SOURCES: Mapping[Form, Callable[[str, Place], str]] = MappingProxyType({
    Form.CODE: _code,
    Form.SOURCE: lambda text, _: text,
    Form.BREAK: lambda text, place: place.value * len(text),
})  # fmt: skip


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
            if after == BACKSLASH and SPOILT.search(token.source):
                written[at] = replace(token, source=token.source + " ")
            start = _start(before, at, place)
            source = literal(written[at].source, before, after, start=start, linked=token.linked)
            written[at] = replace(token, source=source)
    return written


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
