"""What is wrong with a text that is not YAML: in our words, and on the line that is at fault.

A parser stops where it loses its way, which is often below the fault, and says so in words of its
own. So its words are left, and it is asked another question: each part of the file that begins
at the margin is read by itself, and where one cannot be read, ways to mend a line are tried. The
one with which it can be read, or can be read furthest, is the fault.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from types import MappingProxyType

from agenda.source.bounds import MAX_BYTES
from agenda.source.colonless import find_colonless, find_second, is_text, no_dash
from agenda.source.failure import Failure, read_part
from agenda.source.habits import bold, heading
from agenda.source.line import COMMENT, LINES, Line, in_blocks
from agenda.source.names import NO_NAMES, Names
from agenda.source.pasted import find_pasted
from agenda.source.problems import Problem, Span, error
from agenda.source.slips import BULLETS, SLIPS, Slip, odd_space, tab
from agenda.source.unnamed import find_unnamed

MOST = 10
"""So many faults are told in one run."""
ROOM = 200_000
"""So many characters are read in search of faults; a page of text has some 3,000."""
NEAR = 3
"""How many lines up a missing colon or a wrong indentation may lie."""
LEFT = "this line is not as far right as the block of text above it"
SOUND: Mapping[int, str] = MappingProxyType({})
_MARGIN = re.compile(rf"[^\s#\-\]}}*+{BULLETS}]")
_MARKER = re.compile(r"(---|\.\.\.)(\s|$)")


@dataclass(frozen=True, slots=True)
class Try:
    """A slip that a line may have; a `guess` counts where it is the only one, or mends all."""

    line: int
    slip: Slip
    guess: bool = False

    @property
    def mended(self) -> dict[int, str]:
        """How the lines would be right."""
        return {self.line: self.slip.mended, **dict(self.slip.more)}

    def same_as(self, other: Try) -> bool:
        """Whether it need not be told beside the other: of the same line, or of the same block."""
        below = self.line == other.line + 1 and self.slip.message == other.slip.message == LEFT
        return self.line == other.line or below


@dataclass
class Search:
    """The lines as they are mended, and the faults that were found so far, by their line."""

    lines: list[str]
    names: Names = NO_NAMES
    faults: list[Try] = field(default_factory=list)
    read: int = 0

    def part(self, start: int, end: int) -> None:
        """Find the faults of a part, mending one after the other; of a line, the first is told."""
        while (failure := self.failure(start, end)) and len(self.faults) < MOST:
            was = self.lines[start:end]
            best = self._best(start, end, failure) or self._unreadable(start, end, failure)
            if not any(best.same_as(one) for one in self.faults):
                self.faults.append(best)
            for at, mended in best.mended.items():
                self.lines[at] = mended
            if self.read > ROOM or self.lines[start:end] == was:
                return

    def take_out(self) -> None:
        """Find what came along in copying the text, which no part of it can be read with."""
        for at, slip in find_pasted(self.lines):
            found = Try(at, slip)
            self.faults.append(found)
            for line, mended in found.mended.items():
                self.lines[line] = mended

    def failure(self, start: int, end: int, mended: Mapping[int, str] = SOUND) -> Failure | None:
        """Return where reading a part ends, with lines of it mended; None where it can be read."""
        lines = [mended.get(at, self.lines[at]) for at in range(start, end)]
        text = "\n".join(lines)
        self.read += len(text)
        failure = read_part(text + "\n")
        return failure and replace(
            failure,
            line=min(start + failure.line, end - 1),
            begin=min(start + failure.begin, end - 1),
        )

    def _best(self, start: int, end: int, failure: Failure) -> Try | None:
        """Return the slip without which the part can be read, or can be read furthest."""
        best, furthest = None, failure.place
        for one in self._tries(start, failure):
            after = self.failure(start, end, one.mended)
            if after is None:
                return one
            if after.place > furthest and not (best and one.guess):
                best, furthest = one, after.place
            if self.read > ROOM:
                break
        return best

    def _tries(self, start: int, failure: Failure) -> Iterator[Try]:
        blocks = in_blocks(self.lines, start, failure.line + 1)
        found = [at for at in range(failure.line, start - 1, -1)
                 if at not in blocks and self.lines[at].strip()]  # fmt: skip
        for at in found[:NEAR]:
            unnamed = find_unnamed(self.lines, at, self.names)
            yield from (Try(*one) for one in unnamed)
            yield from (Try(at, slip) for slip in find_second(self.lines, at, self.names))
        for find in (bold, *SLIPS):
            yield from (Try(at, slip) for at in found for slip in find(Line(self.lines[at])))
        yield from self._beside(found, start, failure)

    def _beside(self, found: list[int], start: int, failure: Failure) -> Iterator[Try]:
        """Yield the slips that a line shows only among those around it."""
        near = [at for at in found if not Line(self.lines[at]).blank]
        for at in near[:NEAR]:
            if slip := self._left_of_block(at, start):
                yield Try(at, slip)
            yield from (Try(at, slip) for slip in no_dash(self.lines, at, self.names))
        for at in [at for at in found if at < failure.line][:NEAR]:
            yield from (Try(at, slip, guess=True) for slip in heading(Line(self.lines[at])))
        for at in near[1:2]:
            yield from (Try(at, slip) for slip in _no_comma(Line(self.lines[at])))
        column = Line(self.lines[failure.line]).indent
        beside = [at for at in near if Line(self.lines[at]).indent == column][:NEAR]
        for at in dict.fromkeys([*near[:NEAR], *beside]):
            yield from (Try(at, slip) for slip in find_colonless(self.lines, at, self.names))
        first = [at for at in near[-1:] if not start and Line(self.lines[at]).indent]
        for at in dict.fromkeys([*first, *near[:2], failure.begin]):
            yield from self._moves(at, start, failure.line)

    def _left_of_block(self, at: int, start: int) -> Slip | None:
        """Return the slip of a line that a block of text above it should have taken in."""
        above = next((one for one in range(at - 1, start - 1, -1) if self.lines[one].strip()), at)
        line, before = Line(self.lines[at]), Line(self.lines[above])
        if before.opens_block:
            spaces = " " * (before.owner + 2)
        elif above in in_blocks(self.lines, start, at):
            spaces = " " * before.indent
        else:
            return None
        return Slip(
            line.indent, 1, LEFT,
            f"begin each line of that text with {len(spaces)} spaces", spaces + line.content,
        )  # fmt: skip

    def _moves(self, at: int, start: int, last: int) -> Iterator[Try]:
        """Yield the line with the indentations of those around it, the nearest first."""
        line = Line(self.lines[at])
        others = (Line(self.lines[one]) for one in range(start, last + 1) if one != at)
        used = {column for one in others if not one.blank for column in one.columns}
        columns = used | {0} | {column + 2 for column in used}
        below = next((Line(one) for one in self.lines[at + 1 :] if not Line(one).blank), line)
        room = below.indent if below.indent > line.indent and not line.value else MAX_BYTES

        white = (slip for find in (tab, odd_space) for slip in find(line))
        slip = next((one for one in white if one.column < line.indent), None)
        aim = below.indent if slip else line.indent

        def far(column: int) -> tuple[bool, int, bool, int]:
            return column >= room, abs(column - aim), column not in used, -column

        at_margin = at == start and not line.indent  # a part begins there
        for column in sorted(() if at_margin else columns - {line.indent}, key=far):
            spaces = f"{column} space{'s' * (column > 1)}"
            fault = slip or Slip(
                line.indent, 1, "the indentation of this line fits none of those around it",
                f"begin it with {spaces}" if column else "begin it at the margin", "",
            )  # fmt: skip
            yield Try(at, fault._replace(mended=" " * column + line.content), guess=True)

    def _unreadable(self, start: int, end: int, failure: Failure) -> Try:
        """Keep the line out, and what stands below it."""
        up = range(failure.line, start - 1, -1)
        at = next((one for one in up if not Line(self.lines[one]).blank), failure.line)
        line = Line(self.lines[at])
        self.lines[failure.line] = ""  # what is a comment here may be more than one to YAML
        for below in range(at + 1, end):
            if self.lines[below].strip() and Line(self.lines[below]).indent <= line.indent:
                break
            self.lines[below] = ""
        return Try(at, Slip(
            line.indent, max(len(line.content), 1), "this line cannot be read",
            "check its colon, its quotes and its indentation; put a text in quotes that holds more"
            " than words", "",
        ))  # fmt: skip


def _no_comma(line: Line) -> Iterator[Slip]:
    """A line in brackets without its comma."""
    end = len(COMMENT.sub("", line.raw).rstrip())
    if not line.blank and not line.parts["dashes"] and line.raw[end - 1] not in ",[{:":
        yield Slip(end - 1, 1, "a comma is missing behind this", "write a comma between any two in"
                   " brackets", f"{line.raw[:end]},")  # fmt: skip


def find_faults(text: str, names: Names = NO_NAMES) -> tuple[tuple[Problem, ...], str]:
    """Return what is wrong with the text, and the text with each fault mended, line by line."""
    raw = re.split(r"(\r\n|\r|\n)", text)
    search, breaks = Search(raw[::2], names), [*raw[1::2], ""]
    starts = [0, *accumulate(map(len, raw))][::2]
    search.take_out()
    for start, end in _parts(search):
        search.part(start, end)
        if len(search.faults) >= MOST or search.read > ROOM:
            break
    if not search.faults:  # each part can be read, and together they cannot
        search.part(0, len(search.lines))
    problems = []
    for one in search.faults:
        length = len(raw[2 * one.line])
        begin = starts[one.line] + min(one.slip.column, length)
        end = min(begin + one.slip.width, starts[one.line] + max(length, 1))
        problems.append(
            error(one.slip.rule, one.slip.message, one.slip.help, span=Span(begin, end))
        )
    return tuple(problems), "".join(map("".join, zip(search.lines, breaks, strict=True)))


def unmoved(problems: Iterable[Problem], mended: str, text: str) -> Iterator[Problem]:
    """Yield those problems of a mended text that stand on lines of the text itself."""
    lines, mended_lines = LINES.findall(text), LINES.findall(mended)
    starts, mended_starts = (
        [0, *accumulate(len(line) for line in some)] for some in (lines, mended_lines)
    )
    for one in problems:
        at = bisect_right(mended_starts, one.span.start) - 1 if one.span else len(lines)
        if one.span and at < len(lines) and lines[at] == mended_lines[at]:
            shift = starts[at] - mended_starts[at]
            yield one._replace(span=Span(one.span.start + shift, one.span.end + shift))


def _parts(search: Search) -> Iterator[tuple[int, int]]:
    """Yield the first line of each part that begins at the margin, and the one behind its last."""
    lines = search.lines
    blocks = in_blocks(lines, 0, len(lines))
    filled = [at for at, line in enumerate(lines) if not Line(line).blank and at not in blocks]
    for at in filled:
        if _MARKER.match(lines[at]) or lines[at].startswith("%"):
            if at != filled[0] and not lines[at].startswith("%"):
                search.faults.append(Try(at, Slip(0, 3, "a second document begins here", "keep one"
                    " conversation in one file; take out the line ---", "")))  # fmt: skip
            lines[at] = ""
    begins = [at for at in filled if not Line(lines[at]).indent and _MARGIN.match(lines[at])
              and not (at != filled[0] and is_text(lines, at, search.names))]  # fmt: skip
    if not begins or (filled and lines[filled[0]][:1] in {"{", "["}):
        begins = [0]
    begins[0] = 0
    ends = [*begins[1:], len(lines)]
    taken = 0
    for start, end in zip(begins, ends, strict=True):
        if start < taken:
            continue
        taken = _joined(search, start, end, ends)
        yield start, taken


def _joined(search: Search, start: int, end: int, ends: list[int]) -> int:
    """Return the end of a part whose list or quoted text goes on at the margin."""
    failure = search.failure(start, end)
    if failure and failure.open:
        for later in ends[ends.index(end) + 1 :][:NEAR]:
            if search.failure(start, later) is None:
                return later
    return end
