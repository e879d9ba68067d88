"""What a stylesheet loads: files of its theme, and data that stand in it. Nothing else may be.

It is read as browsers and WeasyPrint read it, so that no escape hides an address. What they
cannot lay out is refused too, as far as a number or a bracket tells.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import tinycss2

from agenda.source.bounds import find_endless_numbers
from agenda.source.problems import Problem, Span, error, shorten

LOADING = frozenset({"url", "src", "image", "image-set", "cross-fade"})
"""The functions whose texts are addresses, wherever they stand in them."""
NAMING = frozenset({"type", "format", "tech"})
"""Those that say in there what kind a file is of."""
DEEPEST = 50
"""Brackets in one another: WeasyPrint reads them with a function that calls itself."""
FARTHEST = 1e6
"""The greatest length in any unit: with greater ones WeasyPrint and Pango cannot count."""
WRITE_OUT = "write the address out"
OWN_FILE = "use a file of the theme's own folder"

Node = Any
Lookup = Callable[[str], Path | None]
"""Finds the theme's own file of a name."""


class Place(NamedTuple):
    """A node, the function whose address it would be, and how many brackets are around it."""

    node: Node
    holder: str
    depth: int


def check_stylesheet(css: str, lookup: Lookup) -> Iterator[Problem]:
    """Yield a problem for all that fetches something or is beyond all paper, in order of place."""
    if endless := find_endless_numbers(css, "theme-file"):
        yield from endless
        return
    starts = [0, *accumulate(len(line) for line in css.splitlines(keepends=True))]
    for place in _places(_parsed(css)):
        if found := _fault(place, lookup):
            node = place.node
            start = starts[node.source_line - 1] + node.source_column - 1
            yield error("theme-file", *found, span=Span(start, start + 1))


def embed_files(css: str, lookup: Lookup) -> str:
    """Return a stylesheet without faults with the theme's own files in it."""
    nodes, held = _parsed(css), False
    for node, holder, _ in _places(nodes):
        if _is_address(node, holder) and (file := lookup(_name(node.value))):
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            data = f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
            node.representation = f"url({data})" if node.type == "url" else f'"{data}"'
            held = True
    return str(tinycss2.serialize(nodes)) if held else css


def _parsed(css: str) -> list[Node]:
    return list(tinycss2.parse_component_value_list(css))


def _places(nodes: Sequence[Node]) -> Iterator[Place]:
    """Yield every node in its order, but for those of @namespace, which is a name and no more."""
    naming = False
    left = [Place(node, "", 0) for node in reversed(nodes)]
    while left:
        place = left.pop()
        node, holder, depth = place
        if not depth:
            naming = (naming and node != ";") or _keyword(node) == "namespace"
        if naming:
            continue
        yield place
        inner = getattr(node, "arguments", None) or getattr(node, "content", None) or ()
        if depth < DEEPEST:
            held = _held(node, holder)
            left += [Place(child, held, depth + 1) for child in reversed(inner)]


def _held(node: Node, holder: str) -> str:
    """Return the function that a node's own nodes belong to."""
    name = _function(node)
    if name in NAMING and holder != "attr":
        return ""
    return name if name in LOADING or name == "attr" else holder


def _function(node: Node) -> str:
    """Return the name of a function without the maker that it may begin with, else nothing."""
    name = str(node.lower_name) if node.type == "function" else ""
    return name.split("-", 2)[-1] if name.startswith("-") else name


def _keyword(node: Node) -> str:
    return str(node.lower_value) if node.type == "at-keyword" else ""


def _is_address(node: Node, holder: str) -> bool:
    return node.type == "url" or (node.type == "string" and holder in LOADING)


def _fault(place: Place, lookup: Lookup) -> tuple[str, str] | None:
    node, holder, depth = place
    if depth == DEEPEST:
        return f"the brackets stand {DEEPEST} deep", "nest less deeply"
    if node.type in {"dimension", "percentage"} and not -FARTHEST <= node.value <= FARTHEST:
        return f"{node.serialize()} is beyond all paper", "write a smaller number"
    if _keyword(node) == "import":
        return "@import loads another stylesheet", "write its rules into this one"
    if node.type == "error" and node.kind == "bad-url":
        return "this address cannot be read", 'write it in quotes: url("...")'
    if _is_address(node, holder):
        return _elsewhere(node.value, lookup)
    return _computed(node, holder)


def _computed(node: Node, holder: str) -> tuple[str, str] | None:
    """Return what is wrong where only a reader of the page would know the address."""
    if holder in LOADING and _function(node) in {"var", "attr", "env"}:
        return f"{node.name}() in {holder}() may lead anywhere", WRITE_OUT
    if holder == "attr" and node.type == "ident" and node.lower_value in {"url", "src"}:
        return "an attribute's address may lead anywhere", WRITE_OUT
    return None


def _elsewhere(url: str, lookup: Lookup) -> tuple[str, str] | None:
    if url.lower().startswith(("data:", "#")) or lookup(_name(url)):
        return None
    shown = shorten(url)
    try:
        parts = urlsplit(url)
        own = not (parts.scheme or parts.netloc)
    except ValueError:
        own = False
    if own:
        return f"there is no file '{shown}' in the theme's folder", OWN_FILE
    return f"'{shown}' leads elsewhere", f"{OWN_FILE}, or write it as data:"


def _name(url: str) -> str:
    """Return the name of the file that a relative address means, without what stands behind it."""
    return unquote(url.partition("#")[0].partition("?")[0])
