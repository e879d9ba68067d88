"""Bytes become a tree: decoding, YAML, and what is told where they cannot."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from agenda.source.bounds import MAX_BYTES, MAX_CONTROLS
from agenda.source.composer import Composer, NotYaml, control_characters, too_large
from agenda.source.foreign import foreign_problem
from agenda.source.misread import find_misread, find_slips
from agenda.source.names import NO_NAMES, Names
from agenda.source.nodes import Mapping, Node, Scalar, Sequence
from agenda.source.problems import Problem, Span, Stop, error, in_order

BOM = "\ufeff"
_LIKE_A_KEY = re.compile(r"^[\w-]+[ \t]*(?:[:=,;|]|->)", re.MULTILINE)


class Source(NamedTuple):
    """An answers file: its name for messages, its text, its tree.

    The text is that on disk, newlines included, but for a byte order mark at its
    beginning: `bom` tells that there was one, since no offset counts it. `problems` are
    those that leave a tree: words that YAML takes for something else than text.
    """

    name: str
    text: str
    tree: Mapping
    bom: bool = False
    problems: tuple[Problem, ...] = ()


def read(data: bytes, name: str = "<text>", names: Names = NO_NAMES) -> Source:
    """Return the file's text and tree; `names` tells of faults which of them there are.

    Raises Stop with every problem that keeps the bytes from being a tree: their kind,
    their size, their encoding, control characters, YAML, or a root that is no map.
    The text travels with the exception as `text`, so that the place can be shown.
    """
    if foreign := foreign_problem(data):
        raise Stop(foreign)
    if len(data) > MAX_BYTES:
        raise Stop(too_large(f"more than {MAX_BYTES // 1024} KB"))
    decoded = _decoded(data)
    text = decoded.removeprefix(BOM)
    try:
        tree = _tree(text, names)
        return Source(name, text, tree, text != decoded, _misread(text, tree))
    except Stop as stop:
        raise Unreadable(text, *stop.problems) from None


class Unreadable(Stop):
    """A text that is no answers file; `text` is what was decoded."""

    def __init__(self, text: str, *problems: Problem) -> None:
        super().__init__(*problems, text=text)


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Stop(error("encoding", "the file is UTF-16, not UTF-8", "save it again as UTF-8"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        readable = data[: fault.start].decode("utf-8").removeprefix(BOM)
        place = Span(len(readable), len(readable) + 1)
        problem = error(
            "encoding",
            f"the byte 0x{data[fault.start]:02X} is not UTF-8",
            "save the file again as UTF-8; it may be Windows-1252 or Latin-1 now",
            span=place,
        )
        raise Unreadable(data.decode("utf-8", "replace").removeprefix(BOM), problem) from None


def _tree(text: str, names: Names) -> Mapping:
    if controls := list(islice(control_characters(text), MAX_CONTROLS)):
        raise Stop(*controls)
    composer = Composer(text)
    try:
        tree = composer.compose()
    except NotYaml:
        raise Stop(*_faults(text, names)) from None
    faults = composer.problems
    if isinstance(tree, Mapping):
        faults += islice(find_slips(text, tree, names), MAX_CONTROLS)
    if faults:
        raise Stop(*in_order([*faults, *_misread(text, tree)][:MAX_CONTROLS]))
    if tree is None or (isinstance(tree, Scalar) and tree.blank):
        raise Stop(_not_a_map("the file is empty", Span(0, 0)))
    if isinstance(tree, Scalar) and tree.plain and _LIKE_A_KEY.search(text):
        raise Stop(*_faults(text, names))
    if not isinstance(tree, Mapping):
        raise Stop(_no_names(tree))
    return tree


def _no_names(tree: Node) -> Problem:
    """Return what is wrong with a file that is a list or a text."""
    kind = "a list" if isinstance(tree, Sequence) else "a text"
    problem = _not_a_map(f"the file holds {kind}, not keys with values", tree.span)
    if isinstance(tree, Sequence) and all(isinstance(one, Mapping) for one in tree.items):
        cure = "take - and the space behind it out of each line at the margin"
        return problem._replace(help=cure)
    return problem


def _misread(text: str, tree: Node | None) -> tuple[Problem, ...]:
    found = find_misread(text, tree) if isinstance(tree, Mapping) else ()
    return tuple(islice(found, MAX_CONTROLS))


def _faults(text: str, names: Names) -> tuple[Problem, ...]:
    """Return what keeps a text from being YAML, and what else is wrong where it is sound."""
    from agenda.source.syntax import find_faults, unmoved  # noqa: PLC0415 - few files need it

    faults, mended = find_faults(text, names)
    composer = Composer(mended)
    others = composer.problems
    with suppress(NotYaml, Stop):
        tree = composer.compose()
        if isinstance(tree, Mapping):
            others += [
                *islice(find_slips(mended, tree, names), MAX_CONTROLS),
                *_misread(mended, tree),
            ]
    plainly = error("yaml", "this is not YAML", "check the colons, quotes and indentation",
                    span=Span(0, 0))  # fmt: skip
    return in_order([*faults, *unmoved(others, mended, text)] or [plainly])


def _not_a_map(message: str, span: Span) -> Problem:
    return error("not-a-map", message, "begin with these lines: version: 1, employee: …,"
                 " manager: …", span=span)  # fmt: skip
