"""Document HTML as Markdown, to paste into a wiki or an issue.

CommonMark with GFM's tables, strikethrough and task lists. The page is read into
a small tree (`read`, `tree`), which is written block by block (`write`); `inline` sets
the marks of a line and `literal` escapes what would be one. What Markdown has no form
for is said, all of it, and none is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import html as lxml_html
from lxml.html import HtmlElement

from agenda.render.markdown.read import READERS, document
from agenda.render.markdown.write import page
from agenda.source.problems import Problem, Stop, error

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


def markdown(html: str) -> bytes:
    """Return the document as Markdown: UTF-8, one newline at the end.

    A private page (`<meta name="marking">`) says so in its first line. Fields are
    room to write: a line, an empty cell, an empty quote, a check box. Links other
    than http, https and mailto are written as their text.

    Raises Stop with a problem `markdown-tag` for each tag that is not in the
    vocabulary, or that holds what it cannot.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8")
    root = lxml_html.document_fromstring(html.encode(), parser=parser)
    if problems := list(find_unwritable(root)):
        raise Stop(*problems)
    return (page(document(root)) + "\n").encode()


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
