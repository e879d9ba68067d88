"""Comments that silence a rule on their line: # agenda: ignore[vague-ask]."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from agenda.coaching.rules import NAMES
from agenda.model.problems import Problem, Severity, Span, did_you_mean, error, hint
from agenda.model.source import Source
from agenda.model.source.comments import comments

IGNORE = re.compile(r"#\s*agenda:\s*ignore\b(?:\[([^\]]*)\])?")
NAME = re.compile(r"[^\s,]+")
ALWAYS = "private-in-shared"


@dataclass(slots=True)
class Ignored:
    """A rule that a comment silences: where it is named, where it holds, whether it did."""

    rule: str
    span: Span
    about: Span
    used: bool = False

    def silences(self, problem: Problem) -> bool:
        """Whether the problem is this one's, on its line; what has no line, on any."""
        at = problem.span
        if at is None:
            return problem.rule == self.rule
        end = max(self.about.end, self.about.start + 1)
        return problem.rule == self.rule and self.about.start <= at.start < end


@dataclass(slots=True)
class Silence:
    """What the comments of a file silence, and what is wrong with them."""

    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def over(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return what is left to say of what was found."""
        return tuple(one for one in found if not self._silenced(one))

    def _silenced(self, problem: Problem) -> bool:
        if problem.severity is Severity.ERROR:
            return False
        by = [one for one in self.ignored if one.silences(problem)]
        for one in by:
            one.used = True
        return bool(by)

    def unused(self, ran: Collection[str]) -> Iterator[Problem]:
        """Yield a hint for each that silenced nothing, of the rules that ran."""
        for one in self.ignored:
            if not one.used and one.rule in ran:
                yield hint(
                    "unused-ignore",
                    f"nothing on this line is silenced by ignore[{one.rule}]",
                    "take the comment out",
                    span=one.span,
                )


def silence(source: Source) -> Silence:
    """Return what the comments of a file silence."""
    found = Silence()
    for comment in comments(source.text, source.tree):
        match = IGNORE.search(comment.text)
        if match:
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
            fault = f"nothing silences {ALWAYS}: it keeps private words private"
            found.problems.append(error("unknown-rule", fault, "take the comment out", span=span))
        else:
            found.ignored.append(Ignored(name[0], span, about))
