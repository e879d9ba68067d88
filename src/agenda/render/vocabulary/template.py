"""The HTML of a template as it is written, with what Jinja computes blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from jinja2 import Environment

from agenda.source.problems import Span

# Offsets must stay, so what is blanked leaves as many characters. A statement is white
# space between attributes; an expression is not. Both show that a value is computed.
STATEMENT, EXPRESSION = "\f", "\x1a"
COMPUTED = re.compile(f"[{STATEMENT}{EXPRESSION}]")
ATTRIBUTE = re.compile(r"""([^\s/>=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as a template has it: `raw` is its value, which begins at `start`."""

    name: str
    raw: str
    start: int
    span: Span

    @property
    def value(self) -> str:
        """The value as a browser reads it."""
        return unescape(self.raw)

    @property
    def computed(self) -> bool:
        """Whether Jinja writes in the value: it is known only when the page is made."""
        return bool(COMPUTED.search(self.raw))


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag as a template has it."""

    name: str
    attributes: tuple[Attribute, ...]
    span: Span


def blanked(source: str) -> str:
    """Return the source with Jinja's part blanked, character for character.

    The text of a raw block stays: it is part of the page.
    """
    text = COMPUTED.sub(" ", source.replace("\r\n", " \n").replace("\r", "\n"))
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    page, at, filling = [], 0, STATEMENT
    for _, token, value in environment.lex(text):
        while not text.startswith(value, at):  # Jinja leaves out the spaces beside a {%- or -%}
            page.append(text[at])
            at += 1
        filling = EXPRESSION if token == "variable_begin" else filling  # noqa: S105
        page.append(value if token == "data" else filling * len(value))  # noqa: S105
        filling = STATEMENT if token == "variable_end" else filling  # noqa: S105
        at += len(value)
    return "".join(page) + text[at:]


class Tags(HTMLParser):
    """The start tags of a blanked page; `rest` is where an endless tag ended the reading."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self._lines = [0, *(newline.end() for newline in re.finditer("\n", page))]
        self.feed(page)
        endless = re.match("<[a-z]", self.rawdata, re.IGNORECASE)
        self.rest = len(page) - len(self.rawdata) if endless else None

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - no offsets
        """Take the tag."""
        number, column = self.getpos()
        start = self._lines[number - 1] + column
        text = self.get_starttag_text() or ""
        attributes = tuple(_attributes(text, len(tag) + 1, start))
        self.found.append(Tag(tag, attributes, Span(start, start + len(text))))


def _attributes(text: str, after: int, start: int) -> Iterator[Attribute]:
    for found in ATTRIBUTE.finditer(text, after):
        value = found[2] or ""
        quoted = value[:1] in {'"', "'"}
        at = start + (found.start(2) + quoted if found[2] else found.end())
        span = Span(start + found.start(), start + found.end())
        yield Attribute(found[1].lower(), value[1:-1] if quoted else value, at, span)
