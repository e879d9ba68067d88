"""A template is held to the vocabulary as it is written, before anything is rendered."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from jinja2 import Environment

from agenda.render.vocabulary import (
    RULE,
    Fault,
    find_fault,
    find_foreign,
    find_missing,
    find_unknown,
)
from agenda.source.problems import Problem, Span, did_you_mean, error, in_order

PLACE = "data-place"
"""The attribute that says, until the page is checked, from where in a template a tag came."""
TRANSLATED = re.compile(r"\{%[-+]?\s*trans\b.*?\{%[-+]?\s*endtrans\b", re.DOTALL)
NO_TITLE = "<svg> has no title", "say what it shows: <title>...</title>"


def check_template(source: str, classes: Collection[str]) -> list[Problem]:
    """Return what a template's source has that the vocabulary has not, in order of place.

    `source` is a sound Jinja template, a whole page or a fragment; `classes` are those
    that the theme documents. Values that Jinja computes are not looked at. Every
    problem has the rule `template-vocabulary` and a span in `source`.
    """
    page = blanked(source)
    tags = Tags(page)
    found = [problem for tag in tags.found for problem in _of_tag(tag, classes)]
    return list(in_order([*found, *_untitled(page, tags.found), *_endless(tags)]))


def mark_places(source: str, first: int) -> tuple[str, list[Span]]:
    """Return a template that passed its check with numbers at its tags, and where those stand.

    The numbers count from `first`. Tags in a text to translate have none: with one, no
    catalogue would know it.
    """
    texts = [found.span() for found in TRANSLATED.finditer(source)]
    tags = [tag for tag in Tags(blanked(source)).found
            if not any(start < tag.span.start < end for start, end in texts)]  # fmt: skip
    parts, at = [], 0
    for number, tag in enumerate(tags, first):
        end = tag.span.start + len("<") + len(tag.name)
        parts += [source[at:end], f' {PLACE}="{number}"']
        at = end
    return "".join([*parts, source[at:]]), [tag.span for tag in tags]


def _endless(tags: Tags) -> Iterator[Problem]:
    """Yield the tag at which reading ended: what follows it was not checked."""
    if tags.rest is not None:
        span = Span(tags.rest, tags.rest + 1)
        yield _problem(("a tag has no end", "close its quotes and write >"), span)


def _untitled(page: str, tags: list[Tag]) -> Iterator[Problem]:
    """Yield the drawings that nobody can read aloud."""
    for tag in tags:
        inside = page[tag.span.end : page.find("</svg", tag.span.end)]
        if tag.name == "svg" and not re.search(f"<title|{COMPUTED.pattern}", inside):
            yield _problem(NO_TITLE, tag.span)


def _problem(fault: Fault, span: Span) -> Problem:
    return error(RULE, *fault, span=span)


def _of_tag(tag: Tag, classes: Collection[str]) -> Iterator[Problem]:
    name = tag.name
    if COMPUTED.search(name):
        fault = "a tag's name is computed", "write each tag out, under an if"
        yield _problem(fault, tag.span)
    elif unknown := find_unknown(name):
        yield _problem(unknown, tag.span)
    else:
        for attribute in tag.attributes:
            yield from _of_attribute(name, attribute, classes)
        if missing := find_missing(name, {attribute.name for attribute in tag.attributes}):
            yield _problem(missing, tag.span)


def _of_attribute(tag: str, attribute: Attribute, classes: Collection[str]) -> Iterator[Problem]:
    name, computed = attribute.name, attribute.computed
    if COMPUTED.search(name):
        fault = f"the name of an attribute of <{tag}> is computed"
        yield _problem((fault, "write its name out; its value may be computed"), attribute.span)
    elif foreign := find_foreign(tag, name):
        yield _problem(foreign, attribute.span)
    elif name == "class":
        yield from _of_classes(attribute, classes)
    elif wrong := find_fault(tag, name, attribute.value, computed=computed):
        yield _problem((f"<{tag} {name}>: {wrong[0]}", wrong[1]), attribute.span)


def _of_classes(attribute: Attribute, classes: Collection[str]) -> Iterator[Problem]:
    if attribute.computed:
        return
    for word in re.finditer(r"\S+", attribute.raw):
        if unescape(word.group()) not in classes:
            cure = did_you_mean(word.group(), classes) or "name it under [classes] in theme.toml"
            span = Span(attribute.start + word.start(), attribute.start + word.end())
            yield _problem((f"the class {word.group()} is not one of the theme's", cure), span)


# --- the HTML of a template, with what Jinja computes blanked out --------------------------

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
