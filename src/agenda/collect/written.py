"""The text of a Word document as one row of tokens, and which of them stand in what.

One walk serves all fields: a document with many bookmarks costs no more than a long one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from types import MappingProxyType

from lxml import etree

from agenda.collect import symbols
from agenda.collect.word_file import attribute, local
from agenda.render.archive import Element, Refused

ADDED, TAKEN = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
HEADING = "Heading1"  # the style of the headings that begin a part of our documents
LEFT_OUT = frozenset({"sdtPr", "txbxContent"})
"""What says something about a control, or stands in a frame of its own."""
WAYS = frozenset({"Choice", "Fallback"})
"""Of several ways to say a thing, the first that has any text is read."""

MOST_CONTROLS = 2000
MOST_READ = 10_000_000  # tokens; a copy of ours takes a thousandth of it


@dataclass(frozen=True, slots=True)
class Stretch:
    """The tokens from `start` up to, not with, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: what its properties say, and the tokens within it."""

    properties: Element
    within: Stretch


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change of one token: what it takes away, if it does, and whose it is."""

    taken: str
    is_added: bool
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The tokens of a paragraph, and whether it is the heading of a part."""

    within: Stretch
    heading: bool


@dataclass(slots=True)
class Meter:
    """Counts how many tokens are read, again and again, of one document."""

    left: int = MOST_READ

    def count(self, tokens: int) -> None:
        """Raise Refused when it is more than any copy of ours has."""
        self.left -= tokens
        if self.left < 0:
            raise Refused("large", "has too many fields within one another")


@dataclass(frozen=True, slots=True)
class Written:
    """The tokens of a document, its controls in their order, and its bookmarks by name.

    `changed` counts, up to each token, those that a tracked change has added or removed, and
    `changes` has what each does; `lengths` counts the characters. `comments` has what each is
    about, by its id; `frames` are text boxes, each with its place.
    """

    tokens: tuple[str, ...]
    changed: tuple[int, ...]
    changes: Mapping[int, Change]
    lengths: tuple[int, ...]
    controls: tuple[Control, ...]
    bookmarks: Mapping[str, Stretch]
    paragraphs: tuple[Paragraph, ...]
    comments: Mapping[str, Stretch]
    frames: tuple[tuple[int, Element], ...]
    meter: Meter

    def length(self, within: Stretch) -> int:
        """Return how many characters a stretch has."""
        return self.lengths[within.end] - self.lengths[within.start]

    def text(self, within: Stretch) -> str:
        """Return the text of a stretch; the end of a paragraph that ends it is no new line.

        Raises Refused where one stretch lies in the other by the hundreds.
        """
        self.meter.count(within.end - within.start)
        tokens = self.tokens[within.start : within.end]
        return "".join(tokens).removesuffix(PARAGRAPH).replace(PARAGRAPH, "\n")

    def original(self, within: Stretch) -> str:
        """Return the text of a stretch without the tracked changes."""
        changes = ((place, self.changes.get(place)) for place in range(within.start, within.end))
        return "".join(one.taken if one else self.tokens[at] for at, one in changes)

    def is_changed(self, within: Stretch) -> bool:
        """Whether a tracked change stands in a stretch."""
        return self.changed[within.end] > self.changed[within.start]


PARAGRAPH = "\0"  # the end of one; no text in XML has such a character
BREAKS: Mapping[str, str] = MappingProxyType(
    {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011",
     "softHyphen": "\u00ad"}
)  # fmt: skip


@dataclass(slots=True)
class _Walk:
    tokens: list[str] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    changes: dict[int, Change] = field(default_factory=dict)
    alternates: list[int] = field(default_factory=list)
    open_changes: list[Change] = field(default_factory=list)
    starts: list[tuple[int, bool]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    comments: dict[str, Stretch] = field(default_factory=dict)
    frames: list[tuple[int, Element]] = field(default_factory=list)
    controls: list[tuple[Element, int]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    open_controls: list[int] = field(default_factory=list)
    open_bookmarks: dict[str, tuple[str, int]] = field(default_factory=dict)
    bookmarks: dict[str, Stretch] = field(default_factory=dict)

    def is_said(self) -> bool:
        """Whether another way has said already what comes now."""
        return bool(self.alternates) and self.alternates[-1] < len(self.tokens) + len(self.frames)

    def add(self, token: str) -> None:
        """Add a token; one that a tracked change takes away is no part of the text."""
        change = self.open_changes[-1] if self.open_changes else None
        if change:
            taken = not change.is_added and token
            self.changes[len(self.tokens)] = replace(change, taken=token) if taken else change
        self.tokens.append("" if change and not change.is_added and token != PARAGRAPH else token)
        self.changed.append(int(change is not None))


def walked(root: Element) -> Written:
    """Walk through a document once.

    Raises Refused where it has more controls than any of ours.
    """
    walk = _Walk()
    events = etree.iterwalk(root, ("start", "end"))
    for event, element in events:
        name = local(element)
        if event == "end":
            _end(name, walk)
        elif (name in LEFT_OUT and element is not root) or (name in WAYS and walk.is_said()):
            if name == "txbxContent":
                walk.frames.append((len(walk.tokens), element))
            events.skip_subtree()
        else:
            _start(name, element, walk)
    controls = tuple(
        Control(properties, Stretch(start, walk.ends.get(place, len(walk.tokens))))
        for place, (properties, start) in enumerate(walk.controls)
    )
    lengths = accumulate(map(len, walk.tokens), initial=0)
    changed = accumulate(walk.changed, initial=0)
    return Written(
        tuple(walk.tokens), tuple(changed), MappingProxyType(walk.changes), tuple(lengths),
        controls, MappingProxyType(walk.bookmarks), tuple(walk.paragraphs),
        MappingProxyType(walk.comments), tuple(walk.frames), Meter(),
    )  # fmt: skip


def _start(name: str, element: Element, walk: _Walk) -> None:
    if name in STARTS:
        STARTS[name](element, walk)
    elif name in ADDED | TAKEN:
        who, when = attribute(element, "author") or "", attribute(element, "date") or ""
        change = Change("", name in ADDED, who, when)
        taken = walk.open_changes and not walk.open_changes[-1].is_added
        walk.open_changes.append(walk.open_changes[-1] if taken else change)
        walk.add("")
    elif name in BREAKS and _in_run(element):
        walk.add(BREAKS[name])


def _end(name: str, walk: _Walk) -> None:
    if name == "p":
        start, heading = walk.starts.pop()
        walk.paragraphs.append(Paragraph(Stretch(start, len(walk.tokens)), heading))
        walk.add(PARAGRAPH)
    elif name in ADDED | TAKEN:
        walk.open_changes.pop()
    elif name == "AlternateContent":
        walk.alternates.pop()
    elif name == "sdt":
        walk.ends[walk.open_controls.pop()] = len(walk.tokens)


def _in_run(element: Element) -> bool:
    """Whether it is text: a w:tab is a tab stop too, and stands elsewhere then."""
    parent = element.getparent()
    return parent is not None and local(parent) == "r"


def _text(element: Element, walk: _Walk) -> None:
    walk.add(symbols.translated(_font(element), element.text or ""))


def _font(element: Element) -> str:
    """Return the font of the run that a text stands in, where the run names one."""
    run = element.getparent()
    said = run[0] if run is not None and local(run[0]) == "rPr" else ()  # it stands first
    face = next((child for child in said if local(child) == "rFonts"), None)
    return attribute(face, "ascii") or attribute(face, "hAnsi") or ""


def _symbol(element: Element, walk: _Walk) -> None:
    try:
        code = int(attribute(element, "char") or "", 16)
        walk.add(symbols.meaning(attribute(element, "font") or "", code))
    except (ValueError, OverflowError):
        walk.add(symbols.UNKNOWN)


def _paragraph(element: Element, walk: _Walk) -> None:
    style = attribute(element.find("./{*}pPr/{*}pStyle"), "val")
    walk.starts.append((len(walk.tokens), style == HEADING))


def _comment(element: Element, walk: _Walk) -> None:
    """Mark what a comment is about: from its start on, up to its end, or a place alone."""
    name, here = attribute(element, "id") or "", len(walk.tokens)
    about = walk.comments.setdefault(name, Stretch(here, here))
    if local(element) == "commentRangeEnd":
        walk.comments[name] = Stretch(about.start, here)


def _control(element: Element, walk: _Walk) -> None:
    found = next((child for child in element if local(child) == "sdtPr"), None)
    if len(walk.controls) >= MOST_CONTROLS:
        raise Refused("large", f"has more than {MOST_CONTROLS} controls")
    walk.open_controls.append(len(walk.controls))
    walk.controls.append((element if found is None else found, len(walk.tokens)))
    walk.add("")  # it has a token at least, which a change around it marks


def _alternate(_element: Element, walk: _Walk) -> None:
    walk.alternates.append(len(walk.tokens) + len(walk.frames))


def _bookmark(element: Element, walk: _Walk) -> None:
    identity, name = attribute(element, "id"), attribute(element, "name")
    if identity and name:
        walk.open_bookmarks[identity] = name, len(walk.tokens)


def _bookmark_end(element: Element, walk: _Walk) -> None:
    name, start = walk.open_bookmarks.pop(attribute(element, "id") or "", ("", 0))
    if name:
        walk.bookmarks.setdefault(name, Stretch(start, len(walk.tokens)))


STARTS: Mapping[str, Callable[[Element, _Walk], None]] = MappingProxyType(
    {
        "t": _text,
        "sym": _symbol,
        "symEx": _symbol,
        "delText": _text,
        "p": _paragraph,
        "AlternateContent": _alternate,
        "commentRangeStart": _comment,
        "commentRangeEnd": _comment,
        "commentReference": _comment,
        "sdt": _control,
        "bookmarkStart": _bookmark,
        "bookmarkEnd": _bookmark_end,
    }
)
