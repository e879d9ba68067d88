"""Values that run against their page: printed between marks, which then become tags.

A template prints each value with marks, wherever it stands. In the finished page these are
`<bdi dir="rtl">`; attributes and titles are plain text and keep them; a block or a cell in which
nothing else stands runs as its value does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.filters import sync_do_join
from jinja2.runtime import Context
from markupsafe import Markup

from agenda.language.direction import MARKS, PDI, Direction, alone, direction, isolate

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARTS = re.compile(r"""(<!--.*?-->|<(?:[^<>"']|"[^"]*"|'[^']*')*>|[\u2066-\u2069])""", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
ATTRIBUTE = re.compile(r"""([\w:-]+\s*=\s*)(?:"([^"]*)"|'([^']*)')""")
READ = re.compile(r"(?:content|title|alt)\b")
"""Attributes that somebody reads; the others are names and addresses."""
PLAIN = frozenset({"title", "desc", "text", "tspan", "option", "textarea"})
"""Tags that hold text alone."""
EMPTY = frozenset({"br", "hr", "img", "input", "meta"})
BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "blockquote"})
"""What runs as the value in it does; a heading begins where its page does."""
GIVEN: dict[str, Direction] = {"\u2066": "ltr", "\u2067": "rtl"}
BREAK, OTHER = "\v", "x"
"""In what a tag says: a line's end, and what is no text of its own."""
VALUES = re.compile(rf"[ \t\n]*{PDI}[ \t\n]*(?:{BREAK}[ \t\n]*{PDI}[ \t\n]*)*")
"""One value, or one in each line."""


@pass_context
def isolate_value(context: Context, value: Any) -> Any:
    """Isolate a text that a template prints; HTML is made by filters and macros, which did."""
    return isolate(value, context.get("dir", "ltr")) if type(value) is str else value


@pass_context
def join(context: Context, values: Iterable[Any], *how: Any, **more: Any) -> str:
    """Join values as Jinja does, each isolated."""
    return sync_do_join(
        context.eval_ctx, [isolate_value(context, value) for value in values], *how, **more
    )


def within(render: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a filter that makes HTML of texts and isolates the lines and paragraphs in it."""

    @pass_context
    def render_isolated(context: Context, *texts: str) -> Markup:
        return render(*texts, isolated=partial(isolate_value, context))

    return render_isolated


def saying(say: Callable[..., str]) -> Callable[..., str]:
    """Return what says a message in the language of a page, with each value in it isolated."""

    @pass_context
    def say_isolated(context: Context, *texts: Any, **values: Any) -> str:
        held = {name: isolate_value(context, value) for name, value in values.items()}
        return say(context, *texts, **held)

    return say_isolated


@dataclass(slots=True)
class _Open:
    """A tag or an isolate that has begun: its name or mark, and where it stands in the page.

    `said` is its text, a `PDI` for each isolate in it; `ways` are the directions of those.
    """

    name: str
    start: int
    said: str = ""
    ways: set[Direction] = field(default_factory=set)


def as_tags(page: str, base: Direction) -> str:
    """Return a page of the direction `base` with tags and attributes in place of its marks."""
    if not MARKS.search(page):
        return page
    reading = _Reading(base)
    for place, part in enumerate(PARTS.split(page)):
        reading.read(part, text=place % 2 == 0)
    return "".join(reading.written)


def in_lines(text: str) -> str:
    """Return plain text without the marks of what has a line to itself."""
    return "\n".join(map(alone, text.split("\n")))


def runs_against(element: Element) -> bool:
    """Whether a bdi runs against what stands around it, where its writer needs marks."""
    around = next((one.get("dir") for one in element.iterancestors() if one.get("dir")), "ltr")
    way = element.get("dir") or direction("".join(map(str, element.itertext())))
    return way is not None and way != around


class _Reading:
    """A page while it is read: what is written of it, and what is open."""

    def __init__(self, base: Direction) -> None:
        self.written: list[str] = []
        self._base = base
        self._open = [_Open("", 0)]

    def read(self, part: str, *, text: bool) -> None:
        """Take the next text, tag or mark."""
        top = self._open[-1]
        if text or (MARKS.match(part) and top.name in PLAIN):
            top.said += part
            self.written.append(part)
        elif part == PDI:
            if MARKS.match(top.name):
                self._end()
        elif MARKS.match(part):
            self._begin(part, part)
        else:
            self._tag(part)

    def _tag(self, tag: str) -> None:
        found = TAG.match(tag)
        if found is None:  # a comment, or what kind of page it is
            self.written.append(tag)
        elif found[1]:
            self._close(found[2].lower(), tag)
        else:
            name, tag = found[2].lower(), ATTRIBUTE.sub(_read, tag)
            self._begin(name, tag)
            if name in EMPTY or tag.endswith("/>"):
                self._open.pop()
                self._open[-1].said += BREAK if name == "br" else OTHER

    def _begin(self, name: str, part: str) -> None:
        self._open.append(_Open(name, len(self.written)))
        self.written.append(part)

    def _close(self, name: str, tag: str) -> None:
        """End a tag, and before it what has begun in it."""
        if any(one.name == name for one in self._open):
            while self._open[-1].name != name:
                self._end()
            self._end()
        self.written.append(tag)

    def _end(self) -> None:
        """Write what is known of a tag or an isolate now that it is over, and tell its parent."""
        one, outer = self._open.pop(), self._open[-1]
        if MARKS.match(one.name):
            way = GIVEN.get(one.name) or direction(one.said) or self._base
            self.written[one.start] = f'<bdi dir="{way}">'
            self.written.append("</bdi>")
            outer.said += PDI
            outer.ways.add(way)
        elif one.name in PLAIN:
            self.written[one.start + 1 :] = [alone("".join(self.written[one.start + 1 :]))]
            outer.said += OTHER
        elif one.name in BLOCKS:
            if one.ways == {"rtl" if self._base == "ltr" else "ltr"} and VALUES.fullmatch(one.said):
                self._turn(one)
            outer.said += OTHER
        else:
            outer.said += one.said
            outer.ways |= one.ways

    def _turn(self, block: _Open) -> None:
        """Let a block run the other way, unless its template says how it runs."""
        way, tag = "".join(block.ways), self.written[block.start]
        if " dir=" not in tag:
            self.written[block.start] = TAG.sub(rf'\g<0> dir="{way}"', tag, count=1)


def _read(found: re.Match[str]) -> str:
    """Write an attribute: marks stand in what is read, beside other text."""
    said = found[2] or found[3] or ""
    if not MARKS.search(said):
        return found[0]
    quote = found[0][-1]
    return f"{found[1]}{quote}{alone(said) if READ.match(found[1]) else MARKS.sub('', said)}{quote}"
