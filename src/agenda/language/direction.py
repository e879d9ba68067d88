"""Which way a text runs, and how a value keeps its own way beside other text.

A value that runs against its document stands between two marks that nobody sees (Unicode
calls the pair an isolate, and plain text knows nothing else). Pages turn them into tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]

FSI, PDI = "\u2068", "\u2069"
"""First strong isolate: its own first letter says which way it runs; and the end of one."""
OPENING = re.compile("[\u2066-\u2068]")
MARKS = re.compile("[\u2066-\u2069]")
ALONE = re.compile(f"{FSI}([^\u2066-\u2069]*){PDI}")
RUNS: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
AGAINST: dict[Direction, frozenset[str]] = {
    "ltr": frozenset({"R", "AL", "AN"}), "rtl": frozenset({"L"}),
}  # fmt: skip
"""The sorts of characters that would move their neighbours in such a document."""
SUSPECT: dict[Direction, re.Pattern[str]] = {
    "ltr": re.compile("[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
                      "\U00010800-\U00010fff\U0001e800-\U0001efff]"),
    "rtl": re.compile(r"[^\W\d_]|[\u200e\u202a-\u202e\u2066-\u2069]"),
}  # fmt: skip
"""What is looked for first, for most texts have none: scripts and marks, by their blocks."""
DEEPEST = 16
TURNS = re.compile("[\u202a-\u202e]")
"""What turns all that follows in its line, in older texts."""


def isolate(text: str, around: Direction) -> str:
    """Return a value so that it may stand beside other text of the direction `around`.

    Without letters that run against it, it is what it was; what is isolated already stays so.
    """
    if not SUSPECT[around].search(text):
        return text
    text = _closed(text)
    bare = outside(text)
    against = TURNS.search(bare) or any(bidirectional(one) in AGAINST[around] for one in bare)
    return f"{FSI}{text}{PDI}" if against else text


def alone(text: str) -> str:
    """Return a text without its marks where one isolate is all of it: nothing stands beside it."""
    found = ALONE.fullmatch(text)
    return found[1] if found else text


def direction(text: str) -> Direction | None:
    """Return which way a text runs: as its first letter does that stands in no isolate."""
    kinds = map(bidirectional, outside(text))
    return next((RUNS[kind] for kind in kinds if kind in RUNS), None)


def outside(text: str) -> str:
    """Return what stands in no isolate."""
    if not MARKS.search(text):
        return text
    return "".join(sign for sign, depth in _nested(text) if not depth and sign != PDI)


def _closed(text: str) -> str:
    """End every isolate that a text of the user's begins, and drop ends of none.

    A text that nests them deeper than anybody means has none: layout would choke on them.
    """
    if not MARKS.search(text):
        return text
    if max(depth for _, depth in _nested(text)) > DEEPEST:
        return MARKS.sub("", text)
    kept = "".join(sign for sign, depth in _nested(text) if depth or sign != PDI)
    return kept + PDI * (len(OPENING.findall(kept)) - kept.count(PDI))


def _nested(text: str) -> Iterator[tuple[str, int]]:
    """Yield each sign with the number of isolates that it stands in; a mark is part of its own."""
    depth = 0
    for sign in text:
        depth += bool(OPENING.match(sign))
        yield sign, depth
        depth -= sign == PDI and depth > 0
