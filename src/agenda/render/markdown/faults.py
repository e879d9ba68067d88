"""What a page holds that Markdown has no form for: all of it is said, none is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml.html import HtmlElement

from agenda.render.markdown.read import READERS
from agenda.source.problems import Problem, error

RULE = "markdown-tag"
INPUTS = frozenset({"text", "date", "checkbox"})
CHILDREN: Mapping[str, frozenset[str]] = MappingProxyType({
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset({"caption", "thead", "tbody", "tr"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "select": frozenset({"option"}),
})  # fmt: skip
"""The tags that hold nothing but these: their reader looks at nothing else."""
WORDS = 40
"""How many characters of a tag's text show where it stands."""


def find_unwritable(element: HtmlElement) -> Iterator[Problem]:
    """Yield a problem for the element and each below it that cannot be written."""
    if not isinstance(element.tag, str):
        return
    if fault := _fault(element):
        yield error(RULE, f"<{element.tag}> {fault}{_quoted(element)}", _cure(element))
    if element.tag == "svg":  # a picture: its title stands for what is in it
        return
    for child in element:
        yield from find_unwritable(child)


def _fault(element: HtmlElement) -> str:
    if element.tag not in READERS:
        return "has no form in Markdown"
    if element.tag == "input" and element.get("type", "text") not in INPUTS:
        return f"of type {element.get('type')} has no form in Markdown"
    if element.tag == "img" and element.get("alt") is None:
        return "has no alt text to stand for it"
    if element.tag == "svg" and not (element.findtext("title") or "").strip():
        return "has no title to stand for it"
    return _stray(element)


def _stray(element: HtmlElement) -> str:
    allowed = CHILDREN.get(element.tag)
    if allowed is None:
        return ""
    texts = [element.text, *(child.tail for child in element)]
    tags = [child.tag for child in element if isinstance(child.tag, str)]
    if any(tag not in allowed for tag in tags) or any(text and text.strip() for text in texts):
        return f"holds more than {' and '.join(f'<{tag}>' for tag in sorted(allowed))}"
    return ""


def _quoted(element: HtmlElement) -> str:
    words = " ".join(element.text_content().split())
    if not words:
        return ""
    return f": '{words}'" if len(words) <= WORDS else f": '{words[:WORDS].rstrip()}…'"


def _cure(element: HtmlElement) -> str:
    if element.tag in {"img", "svg"}:
        return "say in words what the picture shows"
    if element.tag in CHILDREN:
        return "put it before or after"
    return "use a tag of the document vocabulary in the template"
