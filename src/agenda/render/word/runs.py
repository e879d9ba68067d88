"""Pieces of a line, and the runs that Word makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from agenda.render.word.control import Control, around
from agenda.render.word.page import is_rtl_language
from agenda.render.word.styles import Styles
from agenda.render.word.wml import Element, flag, text, w

HTML_SPACE = re.compile(r"[ \t\n\r\f]+")
# Character styles that make light what stands in a bold heading. Word toggles: b=0 in the style
# would leave the heading's bold alone, so that only the run itself can say it.
LIGHT = frozenset({"With", "Minutes", "Detail Text"})
EFFECTS = {"b": "Strong", "i": "Emphasis", "strike": "Deleted", "u": "Inserted"}

Kind = Literal["text", "tab", "end", "break", "room", "drawing"]


@dataclass(frozen=True, slots=True)
class Face:
    """How a piece looks: a character style, effects on top of it, language, direction, link.

    `ground` names the effects that the paragraph's own style has; `emphasis` is the style
    that takes the place of italics there; `cell` says that the piece stands in a cell of a
    table.
    """

    style: str = ""
    effects: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    lang: str = ""
    rtl: bool = False
    link: str = ""
    emphasis: str = ""
    cell: bool = False

    def with_effect(self, effect: str) -> Face:
        """Add an effect."""
        return replace(self, effects=self.effects | {effect})

    def within(self, element: Element) -> Face:
        """Take on an element's own language and direction."""
        lang = element.get("lang", self.lang)
        rtl = {"rtl": True, "ltr": False}.get(element.get("dir", ""), self.rtl)
        return self if (lang, rtl) == (self.lang, self.rtl) else replace(self, lang=lang, rtl=rtl)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one face, or a tab, one to the line's end, a break, room, a drawing.

    `control` is the content control that it is part of, `width` that of room to write in mm.
    """

    face: Face
    text: str = ""
    kind: Kind = "text"
    drawing: Element | None = None
    control: Control | None = None
    width: int = 0


def collapse(pieces: Iterable[Piece]) -> list[Piece]:
    """Collapse white space as HTML does: across pieces, and none at the ends of a line.

    What stands in a control is somebody's own text, and stays as it is.
    """
    kept: list[Piece] = []
    open_line = False  # whether a space may follow
    for piece in pieces:
        if piece.kind != "text" or piece.control is not None:
            if piece.kind == "break":
                _trim(kept)
            kept.append(piece)
            open_line = piece.kind in {"room", "drawing"} or piece.control is not None
            continue
        words = HTML_SPACE.sub(" ", piece.text)
        words = words if open_line else words.lstrip(" ")
        if words:
            _join(kept, replace(piece, text=words))
            open_line = not words.endswith(" ")
    _trim(kept)
    return kept


def _join(pieces: list[Piece], piece: Piece) -> None:
    """Add a text, to the one before it if their faces are the same."""
    if _is_plain(pieces) and pieces[-1].face == piece.face:
        piece = replace(piece, text=pieces.pop().text + piece.text)
    pieces.append(piece)


def _trim(pieces: list[Piece]) -> None:
    """Drop the space that would end a line."""
    while _is_plain(pieces):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" "))
        if pieces[-1].text:
            return
        pieces.pop()


def _is_plain(pieces: list[Piece]) -> bool:
    """Whether the last of the pieces is text outside of a control."""
    return bool(pieces) and pieces[-1].kind == "text" and pieces[-1].control is None


def runs(pieces: Iterable[Piece], styles: Styles) -> Iterator[Element]:
    """Turn pieces into w:r elements, those of one control within one w:sdt."""
    for control, held in groupby(pieces, key=lambda piece: piece.control):
        if control is None:
            yield from _linked(held, styles)
            continue
        content = list(held)
        typed = run_properties(replace(content[0].face, style=_typed(content[0])), styles)
        yield from around(control, typed, _linked(content, styles))


def _typed(piece: Piece) -> str:
    """Name the style of what is typed into a control: not that of the rule which it replaces."""
    return "" if piece.kind == "room" else piece.face.style


def _linked(pieces: Iterable[Piece], styles: Styles) -> Iterator[Element]:
    """Turn pieces into w:r elements, those of one link within one w:hyperlink."""
    for link, linked in groupby(pieces, key=lambda piece: piece.face.link):
        elements = [_run(face, group, styles) for face, group in groupby(linked, _face)]
        if link:
            yield w("hyperlink", *elements, **{"r:id": link, "history": 1})
        else:
            yield from elements


def _face(piece: Piece) -> Face:
    return piece.face


def _run(face: Face, pieces: Iterable[Piece], styles: Styles) -> Element:
    return w("r", run_properties(face, styles), *(CONTENT[piece.kind](piece) for piece in pieces))


def _drawing(piece: Piece) -> Element:
    assert piece.drawing is not None  # noqa: S101 - a piece of this kind has one
    return piece.drawing


CONTENT = {
    "text": lambda piece: text(piece.text),
    "tab": lambda _: w("tab"),
    "end": lambda _: w("tab"),
    "room": lambda _: w("tab"),
    "break": lambda _: w("br"),
    "drawing": _drawing,
}


def run_properties(face: Face, styles: Styles) -> Element | None:
    """Build the w:rPr of a face, or None when there is nothing to say."""
    style, effects = _style_and_effects(face)
    light = face.style in LIGHT and "b" in face.ground and "b" not in face.effects
    parts = [
        w("rStyle", val=styles.id("character", style)) if style else None,
        *_bold(effects, light),
        *(flag(tag, "i" in effects) for tag in ("i", "iCs")),
        flag("strike", "strike" in effects),
        w("u", val="single") if "u" in effects else None,
        flag("rtl", face.rtl),
        w("lang", **languages(face.lang)) if face.lang else None,
    ]
    found = [part for part in parts if part is not None]
    return w("rPr", *found) if found else None


def _style_and_effects(face: Face) -> tuple[str, frozenset[str]]:
    """Name the run's style: its own, or that of one of its effects; the rest is said directly.

    An effect that the paragraph's style has already is said directly as well, for
    Word would take the two for each other's contrary.
    """
    free = [effect for effect in EFFECTS if effect in face.effects - face.ground]
    if face.style or not free:
        return face.style, face.effects
    return EFFECTS[free[0]], face.effects - {free[0]}


def _bold(effects: frozenset[str], light: bool) -> list[Element]:  # noqa: FBT001
    if light:
        return [w("b", val=0), w("bCs", val=0)]
    return [w("b"), w("bCs")] if "b" in effects else []


def languages(tag: str) -> dict[str, str]:
    """Return the attributes of a w:lang: Word keeps one for each sort of script."""
    primary = tag.partition("-")[0].lower()
    attributes = {"val": tag}
    if primary in {"zh", "ja", "ko"}:
        attributes["eastAsia"] = tag
    if is_rtl_language(tag):
        attributes["bidi"] = tag
    return attributes
