"""Comments that silence a rule on their line: # agenda: ignore[vague-ask]."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from agenda.coaching.rules import ALWAYS, NAMES, NEVER_SILENT
from agenda.source import Source
from agenda.source.comments import comments
from agenda.source.problems import Problem, Severity, Span, did_you_mean, error, hint

IGNORE = re.compile(r"#\s*agenda:\s*ignore\b(?:\[([^\]]*)\])?", re.IGNORECASE)
BREAK = re.compile(r"\r\n|\r|\n")
NAME = re.compile(r"[^\s,]+")


@dataclass(slots=True)
class Ignored:
    """A rule that a comment silences: where it is named, where it holds, whether it did."""

    rule: str
    span: Span
    about: Span
    used: bool = False


class Silence:
    """What the comments of a file silence, by rule and line, and what is wrong with them."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._starts = [0, *(match.end() for match in BREAK.finditer(text))]
        self._all: list[Ignored] = []
        self._by_line: dict[tuple[str, int], list[Ignored]] = {}

    def add(self, one: Ignored) -> None:
        """Take on what a comment silences."""
        self._all.append(one)
        for line in self._lines(one.about):
            self._by_line.setdefault((one.rule, line), []).append(one)

    def over(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return what is left to say of what was found."""
        return tuple(one for one in found if not self._silenced(one))

    def _silenced(self, problem: Problem) -> bool:
        """Whether a comment on one of its lines names it; what has no line is silenced by any."""
        if problem.severity is Severity.ERROR:
            return False
        if problem.span is None:
            by = [one for one in self._all if one.rule == problem.rule]
        else:
            places = ((problem.rule, line) for line in self._lines(problem.span))
            by = [one for place in places for one in self._by_line.get(place, ())]
        for one in by:
            one.used = True
        return bool(by)

    def _lines(self, span: Span) -> range:
        """Return the lines, from 0, that a stretch of text touches."""
        last = max(span.end - 1, span.start)
        first, end = (bisect_right(self._starts, place) - 1 for place in (span.start, last))
        return range(first, end + 1)

    def unused(self, ran: Collection[str]) -> Iterator[Problem]:
        """Yield a hint for each that silenced nothing, of the rules that ran."""
        for one in self._all:
            if not one.used and one.rule in ran:
                yield hint(
                    "unused-ignore",
                    f"nothing on this line is silenced by ignore[{one.rule}]",
                    "take the comment out",
                    span=one.span,
                )


def silence(source: Source) -> Silence:
    """Return what the comments of a file silence."""
    found = Silence(source.text)
    for comment in comments(source.text, source.tree):
        for match in IGNORE.finditer(comment.text):
            _take(found, match, comment.span.start, comment.about)
    return found


def _take(found: Silence, match: re.Match[str], start: int, about: Span) -> None:
    names = list(NAME.finditer(match[1] or ""))
    if not names:
        span = Span(start + match.start(), start + match.end())
        found.problems.append(
            error("unknown-rule", "this comment names no rule",
                  "write # agenda: ignore[vague-ask]; agenda rules lists them all", span=span)
        )  # fmt: skip
    for name in names:
        offset = start + match.start(1)
        span = Span(offset + name.start(), offset + name.end())
        if name[0] not in NAMES:
            cure = did_you_mean(name[0], NAMES) or "agenda rules lists them all"
            fault = f"there is no rule '{name[0]}'"
            found.problems.append(error("unknown-rule", fault, cure, span=span))
        elif name[0] == ALWAYS:
            cure = "take the comment out"
            found.problems.append(error("unknown-rule", NEVER_SILENT, cure, span=span))
        else:
            found.add(Ignored(name[0], span, about))
