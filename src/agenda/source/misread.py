"""What YAML reads otherwise than it was meant: words that it takes for a comment, a key, a name.

Such a file is YAML and makes a tree, so nothing else would tell that words are gone, or that a
list is one text. No message repeats what was written: it may be private.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from agenda.source.comments import Comment, comments
from agenda.source.line import LINE_END, LINES, Line
from agenda.source.names import Names
from agenda.source.nodes import Mapping, Node, Place, Scalar, Sequence, steps, walk
from agenda.source.problems import Problem, Severity, Span, error, warning
from agenda.source.slips import (
    BULLETS,
    CLOSE,
    OPEN,
    SMART,
    Find,
    bullet,
    dash,
    no_space,
    number,
    odd_space,
    smart_quote,
)

AS_PROSE = re.compile(r"(?<=[ \t])#[^\W_]")
"""Where a comment begins as nobody writes one: without a space behind its sign."""
EXPLICIT_KEY = re.compile(r"(?:^|(?<=[\s{\[,]))\?[ \t]+\Z")
FAR = 80
"""No key stands further behind its question mark; a line in brackets may be 100 KB long."""
ANCHOR = re.compile(r"&([^\s\[\]{},]+)")
ALIAS = re.compile(r"\*([^\s\[\]{},*]+)(?![^\s\[\]{},])")
KEY_SLIPS: tuple[Find, ...] = (odd_space, smart_quote)
TEXT_SLIPS: tuple[Find, ...] = (odd_space, bullet, dash, no_space)
"""Of a text that begins a line below its key: it may be a list or a map that is none."""
SURE = frozenset(BULLETS) - frozenset("–—−")
"""No text begins with these; with a dash, one may."""
LISTED = re.compile(rf"(?:[-*+]|[{''.join(sorted(SURE))}])(?=[ \t])")
_ITEM = re.compile(r"[\r\n][ \t]*-[ \t]")
QUOTED = "put the whole text in quotes"


def find_misread(text: str, tree: Mapping) -> Iterator[Problem]:
    """Yield a problem for each place where words are gone, or are likely to be."""
    spots = tuple(_walk(Place((), tree)))
    aliases = frozenset(ALIAS.findall(text))
    for spot in spots:
        yield from _explicit_keys(text, spot)
        yield from _unused_anchor(text, spot, aliases)
        if isinstance(spot.node, Scalar) and spot.node.plain and spot.node.text:
            yield from _text_slip(text, spot)
            yield from _smart_quotes(text, spot)
            yield from _joined(text, spot)
    if AS_PROSE.search(text):
        yield from _cut_off(text, tree, spots)
    if "##" in text:
        yield from _headings(text, tree)


def find_slips(text: str, tree: Mapping, names: Names) -> Iterator[Problem]:
    """Yield the slips of a line with which YAML can be read, but as something else."""
    for spot in _walk(Place((), tree)):
        if isinstance(spot.node, Mapping):
            for entry in spot.node.entries:
                yield from _slips(text, entry.key, KEY_SLIPS)
        elif spot.key and isinstance(spot.node, Scalar):
            numbers = (number,) if names.is_list(spot.path) else ()
            texts = TEXT_SLIPS if _is_list(text, spot.node) else ()
            yield from _slips(text, spot.node, (*texts, *numbers))
    yield from _open_quotes(text, tree)


def _open_quotes(text: str, node: Node, column: int = -1) -> Iterator[Problem]:
    """A quoted text that goes on at the margin of its key or dash has taken other lines in.

    In brackets it is the margin of what stands before them that counts.
    """
    if isinstance(node, Scalar):
        start, end = node.span.start, node.span.end
        if not node.plain and text[start] in "'\"" and any(
            Line(line).content and Line(line).indent <= column
            for line in LINE_END.split(text[start:end])[1:]
        ):  # fmt: skip
            yield error("yaml-quote", OPEN, CLOSE, span=Span(start, start + 1))
        return
    if not isinstance(node, Mapping) and not node.flow:
        column = _margin(text, node.span.start)
    for place, (_, child) in enumerate(steps(node)):
        if isinstance(node, Mapping) and not node.flow:
            column = _margin(text, node.entries[place].key.span.start)
        if child.span.start >= node.span.start:  # what an alias repeats is looked at elsewhere
            yield from _open_quotes(text, child, column)


def _is_list(text: str, node: Scalar) -> bool:
    """Whether it cannot be meant as a text: its lines look like items or keys, or it has a bullet.

    A single line may be a text as any other, as '-5 % cost' or 're:Invent talk' is.
    """
    first = text[node.span.start : node.span.start + 1]
    like = sum(1 for _ in _slips(text, node, TEXT_SLIPS))
    items = _ITEM.search(text, node.span.start, node.span.end)
    return like > 1 or (like == 1 and (first in SURE or items is not None))


def _text_slip(text: str, spot: Place) -> Iterator[Problem]:
    """A line below its key that is a text to YAML, and may be meant as an item or a key."""
    if isinstance(spot.node, Scalar) and spot.key and not _is_list(text, spot.node):
        for slip in _slips(text, spot.node, TEXT_SLIPS):
            help = f"{slip.help}; if it is a text, {QUOTED}"
            yield slip._replace(severity=Severity.WARNING, help=help, path=spot.path)


def _slips(text: str, node: Scalar, finds: tuple[Find, ...]) -> Iterator[Problem]:
    """Yield the first slip of each line of a plain text or key that begins a line, where it does.

    Lines below the first are looked at where that one has a slip: else they are prose.
    """
    start = _line_start(text, node.span.start)
    if not node.plain or text[start : node.span.start].strip(" \t-"):
        return
    for raw in LINES.findall(text[start : node.span.end + 1]):
        line = Line(LINE_END.sub("", raw))
        slip = next((slip for find in finds for slip in find(line)), None)
        if slip:
            at = start + slip.column
            yield error(slip.rule, slip.message, slip.help, span=Span(at, at + slip.width))
        elif start <= node.span.start:
            return
        start += len(raw)


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
        mark = _absent(entry.value) and EXPLICIT_KEY.search(text, max(start - FAR, 0), start)
        if mark:
            yield error(
                "lost-text", "a text that begins with '? ' is taken for a key, and is lost",
                f"{QUOTED}, or write the question mark at its end", spot.path,
                Span(start - len(mark[0]), entry.key.span.end),
            )  # fmt: skip


def _unused_anchor(text: str, spot: Place, aliases: frozenset[str]) -> Iterator[Problem]:
    """A word behind '&' is a name to repeat a value by; it is no part of the text."""
    name = ANCHOR.match(text, spot.node.span.start)
    written = name and (isinstance(spot.node, Scalar) or name.end() < spot.node.span.end)
    if name and written and name[1] not in aliases:
        yield warning(
            "lost-text", "a word that begins with & is taken for a name, and is lost",
            f"{QUOTED}, or write 'and'", spot.path, Span(*name.span()),
        )  # fmt: skip


def _smart_quotes(text: str, spot: Place) -> Iterator[Problem]:
    """Quotation marks of print around a whole text are a part of it."""
    span = spot.node.span
    whole = text[span.start : span.end]
    if len(whole) > 1 and whole[0] in SMART and whole[-1] in SMART and not (
        set(whole[1:-1]) & set(SMART) - {"’", "‘"}
    ):  # fmt: skip
        yield warning(
            "smart-quotes", "these quotation marks are printed", "leave them out, or use straight"
            " ones, which are not: \"", spot.path, span,
        )  # fmt: skip


def _joined(text: str, spot: Place) -> Iterator[Problem]:
    """A line that begins with a dash is no item where a text above it goes on."""
    finds = (*TEXT_SLIPS, number)
    if isinstance(spot.node, Scalar) and spot.key and any(_slips(text, spot.node, finds)):
        return  # the first line is one too, and told
    first, *more = LINES.findall(text[spot.node.span.start : spot.node.span.end])
    at = spot.node.span.start + len(first)
    for raw in more:
        line = Line(raw.rstrip("\r\n"))
        if sign := LISTED.match(line.content):
            item, dashed = isinstance(spot.path[-1], int), sign[0] == "-"
            cure = (
                "begin it where the line above begins"
                if dashed
                else ("if it is an item of its own, begin it with - where the line above begins")
            )
            yield (error if item and dashed else warning)(
                "joined-lines", "this line is read as a part of the text above it",
                cure if item else
                "put | behind the colon, to keep the lines", spot.path,
                Span(at + line.indent, at + len(line.raw)),
            )  # fmt: skip
        at += len(raw)


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
    column = first - _line_start(text, first) if spot.key else _margin(text, first)
    return spot if start - _line_start(text, start) > column else None


def _lost_end(spot: Place, comment: Comment) -> Problem:
    return warning(
        "lost-text", "a comment begins here, and the text ends before it",
        f"{QUOTED} if this is a part of it; else write a space behind #", spot.path, comment.span,
    )  # fmt: skip


def _lost_value(spot: Place, comment: Comment) -> Problem:
    return error(
        "lost-text", "this is taken for a comment, and nothing is left here",
        QUOTED, spot.path, comment.span,
    )  # fmt: skip


def _headings(text: str, tree: Mapping) -> Iterator[Problem]:
    """Yield what was meant to head another part, and leaves its lines to the list above."""
    from agenda.source.habits import heading  # noqa: PLC0415 - few files write one so

    lists = sorted(
        (node.items[0].span.start, node.items[-1].span.start)
        for _, node in walk(tree)
        if isinstance(node, Sequence) and node.items and not node.flow
    )
    starts, ends = [start for start, _ in lists], list(accumulate((end for _, end in lists), max))
    for comment in comments(text, tree):
        at, said = comment.span.start, text[comment.span.start : comment.span.end]
        begun = bisect(starts, at)
        if said.startswith("##") and at == _line_start(text, at) and begun and ends[begun - 1] > at:
            for slip in heading(Line(said)):
                fault = f"{slip.message}, and the list above goes on below it"
                yield warning("lost-text", fault, slip.help, (), comment.span)


def _absent(node: Node) -> bool:
    """Whether not a character of it is written."""
    return isinstance(node, Scalar) and node.plain and not node.text


def _margin(text: str, place: int) -> int:
    """Return the column in which the line of that place begins."""
    line = text[_line_start(text, place) : place]
    return len(line) - len(line.lstrip(" \t"))


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
