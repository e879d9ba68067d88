"""The events of YAML become a tree, within bounds that keep a hostile file small.

They are composed here rather than by ruamel.yaml's composer, so that the bounds are held while
reading: a bomb stops at its bound, not in memory.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import Reader

from agenda.source.bounds import (
    MAX_CHARACTERS,
    MAX_CONTROLS,
    MAX_DEPTH,
    MAX_NODES,
    unprintable,
)
from agenda.source.nodes import Entry, Mapping, Node, Scalar, Sequence, steps
from agenda.source.problems import Problem, Span, Stop, error


def control_characters(text: str, span: Span | None = None) -> Iterator[Problem]:
    """Yield a problem for each character that no document can hold."""
    bad = frozenset(filter(unprintable, set(text)))  # a text has few different ones, or none
    for place, character in enumerate(text) if bad else ():
        if character in bad:
            yield error(
                "control-character",
                f"the character U+{ord(character):04X} cannot be printed",
                "delete it; it often comes from copying out of another program",
                span=span or Span(place, place + 1),
            )


def too_large(what: str, span: Span | None = None) -> Problem:
    """Return the problem of a file that is larger than it may be."""
    return error(
        "too-large",
        f"the file is too large: {what}",
        "an answers file is a page or two of text; take out what was pasted in",
        span=span,
    )


class _Reader(Reader):
    """Reads a text in which no control character was found: YAML refuses nothing else.

    To look once more takes a pattern that is 3 ms in the making.
    """

    def check_printable(self, _data: Any) -> None:
        """Take the text as it is."""


class NotYaml(Exception):  # noqa: N818 - what is wrong is told by `syntax`
    """The text cannot be read as YAML."""


class _Anchored(NamedTuple):
    """What an alias stands for, and how much it adds each time."""

    node: Node
    nodes: int
    characters: int
    depth: int


def _named(key: str) -> str:
    """Repeat a key that may be a field's name; what somebody wrote in its place is theirs."""
    return f"'{key}'" if re.fullmatch("[a-z_]{1,20}", key) else "this key"


def _paired(text: str) -> str:
    """Join the halves of characters that JSON writes as two escapes; a lone half stays one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@dataclass
class Composer:
    """Builds the tree from events, counting as it goes."""

    text: str
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    nodes: int = 0
    characters: int = 0
    depth: int = 0

    def compose(self) -> Node | None:
        """Return the only document of the text, or None when there is none."""
        yaml = YAML(typ="safe", pure=True)
        yaml.Reader = _Reader
        events = yaml.parse(self.text)
        documents: list[Node] = []
        try:
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    self._only_one(event, documents)
                    documents.append(self._node(next(events), events))
        except (YAMLError, ValueError, OverflowError):
            raise NotYaml from None
        return documents[0] if documents else None

    def _only_one(self, event: Any, documents: list[Node]) -> None:
        if documents:
            self._tell(error(
                "yaml", "a second document begins here", "keep one conversation in one file;"
                " take out the line ---", span=self._span(event),
            ))  # fmt: skip

    def _node(self, event: Any, events: Iterator[Any]) -> Node:
        if isinstance(event, AliasEvent):
            return self._alias(event)
        nodes, characters = self.nodes, self.characters
        self._count(1, len(event.value) if isinstance(event, ScalarEvent) else 0, event)
        if event.tag:
            self._tag(event)
        node = self._built(event, events)
        if event.anchor:
            size = self.nodes - nodes, self.characters - characters
            self.anchors[event.anchor] = _Anchored(node, *size, _depth(node))
        return node

    def _built(self, event: Any, events: Iterator[Any]) -> Node:
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        self._deeper(1, event)
        self.depth += 1
        collect = self._mapping if isinstance(event, MappingStartEvent) else self._sequence
        node = collect(event, events)
        self.depth -= 1
        return node

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self.anchors:
            self._tell(error(
                "yaml", "a text cannot begin with *", "put the whole text in quotes",
                span=self._span(event),
            ))  # fmt: skip
            return Scalar(event.anchor, self._span(event))
        anchored = self.anchors[event.anchor]
        self._count(anchored.nodes, anchored.characters, event)
        self._deeper(anchored.depth, event)
        return anchored.node

    def _count(self, nodes: int, characters: int, event: Any) -> None:
        self.nodes += nodes
        self.characters += characters
        if self.nodes > MAX_NODES:
            raise Stop(too_large(f"more than {MAX_NODES} values", self._span(event)))
        if self.characters > MAX_CHARACTERS:
            what = f"its values have more than {MAX_CHARACTERS} characters"
            raise Stop(too_large(what, self._span(event)))

    def _deeper(self, levels: int, event: Any) -> None:
        if self.depth + levels > MAX_DEPTH:
            raise Stop(too_large(f"it is nested more than {MAX_DEPTH} deep", self._span(event)))

    def _tag(self, event: Any) -> None:
        """Tell of a tag as it was written: spelled out, a %TAG may make it long."""
        written = self.text[event.start_mark.index :].split(None, 1)[0][:40]
        self._tell(error(
            "yaml-tag", f"the tag {written} is not used here", "take it out; put the text in"
            " quotes if it begins with !", span=self._span(event),
        ))  # fmt: skip

    def _tell(self, *problems: Problem) -> None:
        self.problems += problems
        if len(self.problems) >= MAX_CONTROLS:
            raise Stop(*self.problems)

    def _scalar(self, event: Any) -> Scalar:
        span, value = self._span(event), event.value
        if event.style == '"' and "\\" in self.text[span.start : span.end]:
            value = _paired(value)
            self._tell(*islice(control_characters(value, span), MAX_CONTROLS))
        return Scalar(value, span, plain=not event.style)

    def _sequence(self, event: SequenceStartEvent, events: Iterator[Any]) -> Sequence:
        items = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(self._node(inner, events))
        return Sequence(tuple(items), self._span(event, inner), bool(event.flow_style))

    def _mapping(self, event: MappingStartEvent, events: Iterator[Any]) -> Mapping:
        entries: dict[str, Entry] = {}
        anew = False
        while not isinstance(inner := next(events), MappingEndEvent):
            key, value = self._node(inner, events), self._node(next(events), events)
            if isinstance(key, Scalar):
                anew = anew or self._begins_anew(key, entries)
                self._repeated(key, entries, anew=anew)
                entries.setdefault(key.text, Entry(key, value))
            else:
                self._tell(error(
                    "yaml", "a list or a map cannot be a key", "put the text in quotes if it"
                    " begins with [ or {", span=key.span,
                ))  # fmt: skip
        return Mapping(tuple(entries.values()), self._span(event, inner), bool(event.flow_style))

    def _begins_anew(self, key: Scalar, entries: dict[str, Entry]) -> bool:
        """Whether a map goes on as a list without its dashes would: with its first key again."""
        indented = self.text[max(key.span.start - 1, 0)] == " "
        return indented and len(entries) > 1 and next(iter(entries)) == key.text

    def _repeated(self, key: Scalar, entries: dict[str, Entry], *, anew: bool) -> None:
        first = entries.get(key.text)
        if not first or (anew and next(iter(entries)) != key.text):
            return
        line = bisect_right(self._line_ends, first.key.span.start) + 1
        cure = f"it already stands in line {line}; put both together"
        if anew:
            cure += (
                "; or, if an entry of a list begins with each, begin both lines with - and a space,"
                " and those below them with 2 spaces more"
            )
        self._tell(error(
            "duplicate-key", f"{_named(key.text)} is here a second time", cure, span=key.span,
        ))  # fmt: skip

    @cached_property
    def _line_ends(self) -> list[int]:
        return [line_end.end() for line_end in re.finditer(r"\r\n?|\n", self.text)]

    def _span(self, start: Any, end: Any = None) -> Span:
        return Span(start.start_mark.index, (end or start).end_mark.index)


def _depth(node: Node) -> int:
    """Return how many lists and maps stand in each other, this one included."""
    if isinstance(node, Scalar):
        return 0
    return 1 + max((_depth(child) for _, child in steps(node)), default=0)
