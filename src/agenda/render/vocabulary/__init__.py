"""The document HTML that every writer understands, and a check of templates against it.

A template is checked as it is written, before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import unescape
from types import MappingProxyType

from jinja2.exceptions import TemplateSyntaxError

from agenda.render.vocabulary.tags import (
    CHOICES,
    CURES,
    DIRECTIONS,
    EVERYWHERE,
    NO_LOADED,
    NO_SCRIPT,
    REFERENCE,
    REQUIRED,
    SHAPES,
    TAGS,
)
from agenda.render.vocabulary.template import COMPUTED, Attribute, Tag, Tags, blanked
from agenda.source.problems import Problem, Span, did_you_mean, error, in_order

__all__ = ["EVERYWHERE", "SHAPES", "TAGS", "faults"]

RULE = "template-vocabulary"
SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\t\n\r-]*):", re.IGNORECASE)
LINKS = frozenset({"http", "https", "mailto"})
FILE_NAME = re.compile(r"\w[\w.-]*")


def check_template(source: str, classes: Collection[str]) -> list[Problem]:
    """Return what a template's source has that the vocabulary has not, in order of place.

    `source` is a Jinja template, a whole page or a fragment; `classes` are those
    that the theme documents. Values that Jinja computes are not looked at. Every
    problem has the rule `template-vocabulary` and a span in `source`; a source
    that is no Jinja has one problem `template-syntax`.
    """
    try:
        page = blanked(source)
    except TemplateSyntaxError as fault:
        span = _line(source, fault.lineno)
        return [error("template-syntax", f"{fault.message}", "mend the Jinja", span=span)]
    tags = Tags(page)
    found = [problem for tag in tags.found for problem in _of_tag(tag, classes)]
    return list(in_order([*found, *_untitled(page, tags.found), *_endless(tags)]))


def _line(source: str, number: int) -> Span:
    lines = source.splitlines(keepends=True)
    start = sum(map(len, lines[: number - 1]))
    text = lines[number - 1] if number <= len(lines) else ""
    return Span(start, start + len(text.rstrip()))


def _endless(tags: Tags) -> Iterator[Problem]:
    """Yield the tag at which reading ended: what follows it was not checked."""
    if tags.rest is not None:
        span = Span(tags.rest, tags.rest + 1)
        yield _problem("a tag has no end", "close its quotes and write >", span)


def _untitled(page: str, tags: list[Tag]) -> Iterator[Problem]:
    """Yield the drawings that nobody can read aloud."""
    for tag in tags:
        inside = page[tag.span.end : page.find("</svg", tag.span.end)]
        if tag.name == "svg" and not re.search(f"<title|{COMPUTED.pattern}", inside):
            yield _problem("<svg> has no title", "say what it shows: <title>...</title>", tag.span)


def _problem(message: str, cure: str, span: Span) -> Problem:
    return error(RULE, message, cure, span=span)


def _of_tag(tag: Tag, classes: Collection[str]) -> Iterator[Problem]:
    name = tag.name
    if COMPUTED.search(name):
        yield _problem("a tag's name is computed", "write each tag out, under an if", tag.span)
    elif name not in TAGS:
        cure = CURES.get(name) or did_you_mean(name, TAGS) or "use section, p, ul, table or span"
        yield _problem(f"<{name}> is not in the document vocabulary", cure, tag.span)
    else:
        for attribute in tag.attributes:
            yield from _of_attribute(name, attribute, classes)
        required, cure = REQUIRED.get(name, ("", ""))
        if required and required not in {attribute.name for attribute in tag.attributes}:
            yield _problem(f"<{name}> has no {required}", cure, tag.span)


def _of_attribute(tag: str, attribute: Attribute, classes: Collection[str]) -> Iterator[Problem]:
    name, allowed = attribute.name, TAGS[tag] | EVERYWHERE
    if COMPUTED.search(name):
        message = f"the name of an attribute of <{tag}> is computed"
        yield _problem(message, "write its name out; its value may be computed", attribute.span)
    elif name not in allowed:
        message = f"<{tag}> has no attribute {name} in the document vocabulary"
        yield _problem(message, _attribute_cure(name, allowed), attribute.span)
    elif name == "class":
        yield from _of_classes(attribute, classes)
    elif fault := _fault(tag, attribute):
        yield _problem(f"<{tag} {name}>: {fault[0]}", fault[1], attribute.span)


def _attribute_cure(name: str, allowed: Collection[str]) -> str:
    if name.startswith("on"):
        return NO_SCRIPT
    if name == "style":
        return "use a class, and the theme's style.css"
    return did_you_mean(name, allowed) or f"it may have: {', '.join(sorted(allowed))}"


def _of_classes(attribute: Attribute, classes: Collection[str]) -> Iterator[Problem]:
    if attribute.computed:
        return
    for word in re.finditer(r"\S+", attribute.raw):
        if unescape(word.group()) not in classes:
            cure = did_you_mean(word.group(), classes) or "name it under [classes] in theme.toml"
            span = Span(attribute.start + word.start(), attribute.start + word.end())
            yield _problem(f"the class {word.group()} is not one of the theme's", cure, span)


Fault = tuple[str, str] | None


def _fault(tag: str, attribute: Attribute) -> Fault:
    """Return what is wrong with the value, and the cure."""
    if attribute.name in VALUES:
        return VALUES[attribute.name](attribute)
    if tag in SHAPES and REFERENCE.search(attribute.value):
        return "a drawing refers to nothing outside", "write the colour, without backslashes"
    choices = DIRECTIONS if attribute.name == "dir" else CHOICES.get((tag, attribute.name), "")
    if not choices or attribute.computed or attribute.value in choices.split():
        return None
    cure = did_you_mean(attribute.value, choices.split())
    return f"'{attribute.value}' is no choice", cure or f"choose {' or '.join(choices.split())}"


def _of_href(attribute: Attribute) -> Fault:
    """A scheme that is written out counts, even if the rest is computed."""
    scheme = SCHEME.match(attribute.value)
    if scheme is None or re.sub(r"\s", "", scheme[1]).lower() in LINKS:
        return None
    return f"'{scheme[1]}' is no scheme of a document", "link to http, https or mailto"


def _of_src(attribute: Attribute) -> Fault:
    scheme = SCHEME.match(attribute.value)
    if scheme and scheme[1].lower() == "data":
        return None
    if not scheme and (attribute.computed or FILE_NAME.fullmatch(attribute.value)):
        return None
    return f"'{attribute.value}' is not one of the theme's files", NO_LOADED


VALUES: Mapping[str, Callable[[Attribute], Fault]] = MappingProxyType(
    {"href": _of_href, "src": _of_src}
)
