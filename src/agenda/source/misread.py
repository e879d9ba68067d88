"""What YAML reads otherwise than it was meant: words that it takes for a comment, a key, a name.

Such a file is YAML and makes a tree, so nothing else would tell that words are gone. No message
repeats them: they may be private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agenda.source.comments import Comment, comments
from agenda.source.nodes import Mapping, Node, Place, Scalar, steps
from agenda.source.problems import Problem, Span, error, warning

AS_PROSE = re.compile(r"(?<=[ \t])#[^\W_]")
"""Where a comment begins as nobody writes one: without a space behind its sign."""
EXPLICIT_KEY = re.compile(r"(?:^|(?<=[\s{\[,]))\?[ \t]+$")
ANCHOR = re.compile(r"&([^\s\[\]{},]+)")
QUOTED = "put the whole text in quotes"


def find_misread(text: str, tree: Mapping) -> Iterator[Problem]:
    """Yield a problem for each place where words are gone, or are likely to be."""
    spots = tuple(_walk(Place((), tree)))
    for spot in spots:
        yield from _explicit_keys(text, spot)
        yield from _unused_anchor(text, spot)
    if AS_PROSE.search(text):
        yield from _cut_off(text, tree, spots)


def _walk(place: Place) -> Iterator[Place]:
    """Yield every node with its path and its key, in the order of the file."""
    yield place
    keys = {entry.key.text: entry.key.span for entry in place.node.entries} if isinstance(
        place.node, Mapping) else {}  # fmt: skip
    for step, child in steps(place.node):
        yield from _walk(Place((*place.path, step), child, keys.get(str(step))))


def _explicit_keys(text: str, spot: Place) -> Iterator[Problem]:
    """A text behind '? ' is a key, and a key without a value says nothing."""
    for entry in spot.node.entries if isinstance(spot.node, Mapping) else ():
        start = entry.key.span.start
        mark = EXPLICIT_KEY.search(text[_line_start(text, start) : start])
        if mark and _absent(entry.value):
            yield error(
                "lost-text", "a text that begins with '? ' is taken for a key, and is lost",
                f"{QUOTED}, or write the question mark at its end", spot.path,
                Span(start - len(mark[0]), entry.key.span.end),
            )  # fmt: skip


def _unused_anchor(text: str, spot: Place) -> Iterator[Problem]:
    """A word behind '&' is a name to repeat a value by; it is no part of the text."""
    name = ANCHOR.match(text, spot.node.span.start)
    written = name and (isinstance(spot.node, Scalar) or name.end() < spot.node.span.end)
    if name and written and not re.search(rf"\*{re.escape(name[1])}(?![^\s\[\]{{}},])", text):
        yield error(
            "lost-text", "a word that begins with & is taken for a name, and is lost",
            f"{QUOTED}, or write 'and'", spot.path, Span(*name.span()),
        )  # fmt: skip


def _cut_off(text: str, tree: Mapping, spots: tuple[Place, ...]) -> Iterator[Problem]:
    """Yield where a sign as in '#1' begins a comment that takes the rest of a text with it."""
    ends = {
        len(text[: spot.node.span.end].rstrip()): spot
        for spot in spots
        if isinstance(spot.node, Scalar) and _bare(text, spot.node) and not _absent(spot.node)
    }
    blanks = {
        text.find(":", spot.key.end) + 1 if spot.key else spot.node.span.start: spot
        for spot in spots
        if _absent(spot.node)
    }
    for comment in comments(text, tree):
        if not AS_PROSE.match(text, comment.span.start):
            continue
        before = text[: comment.span.start].rstrip(" \t")
        if spot := ends.get(len(before)) or _above(text, ends, comment):
            yield _lost_end(spot, comment)
        elif spot := blanks.get(len(before)):
            yield _lost_value(spot, comment)


def _bare(text: str, node: Scalar) -> bool:
    """Whether no quotes stand around it: a plain text, or a block of text."""
    return node.plain or text[node.span.start] in "|>"


def _above(text: str, ends: dict[int, Place], comment: Comment) -> Place | None:
    """Return the text that a line as '#1 in the team' would go on with, right below it."""
    start = comment.span.start
    before = text[:start].rstrip()
    spot = ends.get(len(before))
    if (
        not spot
        or not text[start + 1].isdigit()
        or len(re.findall("\r\n?|\n", text[len(before) : start])) > 1
    ):
        return None
    first = spot.key.start if spot.key else spot.node.span.start
    begun = _line_start(text, first)
    column = first - begun if spot.key else len(text[begun:first]) - len(text[begun:first].lstrip())
    return spot if start - _line_start(text, start) > column else None


def _lost_end(spot: Place, comment: Comment) -> Problem:
    return warning(
        "lost-text", "a comment begins here, and the text ends before it",
        f"{QUOTED} if this is a part of it; else write a space behind #", spot.path, comment.span,
    )  # fmt: skip


def _lost_value(spot: Place, comment: Comment) -> Problem:
    return error(
        "lost-text", "this is taken for a comment, and nothing is left here",
        f"{QUOTED}; if it is a comment, write a space behind #", spot.path, comment.span,
    )  # fmt: skip


def _absent(node: Node) -> bool:
    """Whether not a character of it is written."""
    return isinstance(node, Scalar) and node.plain and not node.text


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
