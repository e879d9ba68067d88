"""What document HTML may hold; everything else is reported, with its place and its words."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator

from agenda.render.word import svg
from agenda.render.word.control import LONGEST, units
from agenda.render.word.page import words_of
from agenda.render.word.wml import Element, names
from agenda.source.problems import Problem, Stop, error

BLOCK_TAGS = frozenset(
    names("article header section h1 h2 h3 p ul ol dl table blockquote figure figcaption aside hr")
)
INLINE_TAGS = frozenset(
    names("img svg strong em code a br time span bdi ins del input textarea select label")
)
CHILDREN = {
    "html": {"head", "body"},
    "head": {"title", "meta"},
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "thead", "tbody", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "select": {"option"},
}
INNER_TAGS = frozenset(tag for children in CHILDREN.values() for tag in children)
TEXT_ONLY = frozenset(names("textarea option title"))
INPUT_TYPES = frozenset({"text", "date", "checkbox"})
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,(.+)", re.DOTALL)
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
SCHEMES = ("http:", "https:", "mailto:")
SHOWN = 8  # words of a foreign element that a message quotes


def check(root: Element) -> None:
    """Raise Stop with a problem `word-tag` for every place that is not of the vocabulary."""
    problems = tuple(_faults(root))
    if problems:
        raise Stop(*problems)


def picture_bytes(source: str) -> bytes | None:
    """Return the PNG or JPEG within a data: URI, or None when it holds neither."""
    match = PICTURE.fullmatch(source.strip())
    try:
        data = b64decode(re.sub(r"\s", "", match[1]), validate=True) if match else b""
    except (binascii.Error, ValueError):
        return None
    return data if data.startswith(SIGNATURES) else None


def _faults(element: Element) -> Iterator[Problem]:
    for child in element:
        fault = _misplaced(child, str(element.tag)) or _fault(child)
        if fault:
            yield _problem(child, *fault)
        elif child.tag == "svg":
            yield from (_problem(*found) for found in svg.check_drawing(child))
        else:
            yield from _faults(child)
    yield from _stray(element)


def _misplaced(child: Element, parent: str) -> tuple[str, str] | None:
    tag = str(child.tag)
    if tag not in BLOCK_TAGS | INLINE_TAGS | INNER_TAGS:
        return "is not among the tags that Word can be given", "use one of the document's own tags"
    if parent in CHILDREN:
        wrong = tag not in CHILDREN[parent]
    else:
        wrong = (
            parent in TEXT_ONLY
            or tag in INNER_TAGS
            or (tag in BLOCK_TAGS and parent in INLINE_TAGS)
        )
    return (f"cannot stand in <{parent}>", "move it out, or close what is open") if wrong else None


def _fault(element: Element) -> tuple[str, str] | None:
    check_tag = FAULTS.get(str(element.tag))
    return check_tag(element) if check_tag else None


def _img(element: Element) -> tuple[str, str] | None:
    if picture_bytes(element.get("src", "")):
        return None
    return "has no picture that Word can be given", "write it as a data: URI of a PNG or JPEG"


def _input(element: Element) -> tuple[str, str] | None:
    kind = element.get("type", "text")
    if kind in INPUT_TYPES:
        return _name(element)
    return f"is of type {kind}, which no document has", "use text, date or checkbox"


def _name(element: Element) -> tuple[str, str] | None:
    if units(element.get("name", "")) <= LONGEST:
        return None
    return f"has a name of more than {LONGEST} characters", "shorten it: Word takes no longer tag"


def _cell(element: Element) -> tuple[str, str] | None:
    if not {"colspan", "rowspan"} & set(map(str, element.keys())):
        return None
    return "spans several cells, which no document has", "write one cell for each column and row"


def _address(element: Element) -> tuple[str, str] | None:
    address = element.get("href", "").strip()
    if not address or address.lower().startswith(SCHEMES):
        return None
    return f"leads to {address[:40]!r}, which no document links to", f"use {', '.join(SCHEMES)}"


FAULTS = {
    "a": _address,
    "img": _img,
    "input": _input,
    "select": _name,
    "td": _cell,
    "textarea": _name,
    "th": _cell,
}


def _stray(element: Element) -> Iterator[Problem]:
    """Report words where the vocabulary has room for tags alone, as between two rows."""
    tag = str(element.tag)
    if tag not in CHILDREN:
        return
    texts = [element.text, *(child.tail for child in element)]
    for words in filter(None, (" ".join((text or "").split()) for text in texts)):
        yield error(
            "word-tag",
            f"words stand loose in <{tag}>: “{_short(words)}”",
            f"put them into {_tags(CHILDREN[tag])}",
        )


def _problem(element: Element, fault: str, cure: str) -> Problem:
    words = words_of(element) or element.get("alt", "") or element.get("src", "")[:40]
    quoted = f": “{_short(words)}”" if words else ""
    return error("word-tag", f"<{element.tag}> {fault}{quoted}", cure)


def _short(words: str) -> str:
    parts = words.split()
    return " ".join(parts[:SHOWN]) + (" …" if len(parts) > SHOWN else "")


def _tags(tags: set[str]) -> str:
    return " or ".join(f"<{tag}>" for tag in sorted(tags))
