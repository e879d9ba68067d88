"""What comes of collecting: the file as it would be, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import unified_diff

from agenda.answers.edits import Edited, edit_answers, leave_unchanged
from agenda.collect.types import Question
from agenda.outputs.outcome import Exit, Outcome, code
from agenda.source import Source
from agenda.source.problems import Problem, Report

NOTHING = "nothing was written"
LEAVES, TAKES = "--ours leaves out what is in question", "--theirs takes what the copy says"
UNSETTLED = (
    "--theirs cannot settle what has no one meaning, as a date: write it clearly into the copy, or"
    " answer on a terminal"
)
OF_A_COPY = frozenset(
    {"returned-copy", "returned-stranger", "returned-outside", "flattened", "no-file",
     "unreadable", "usage", "edit-refused"}
)  # fmt: skip
"""What is wrong with a copy, or an edit, as a whole: no side settles it."""


@dataclass(slots=True)
class Tally:
    """What one copy led to: problems, and how many values were new or there already.

    `before` is the file before the first copy; `open` are the questions that nobody answered.
    """

    name: str
    before: Source
    problems: list[Problem] = field(default_factory=list)
    open: list[Question] = field(default_factory=list)
    new: int = 0
    same: int = 0
    left: int = 0
    private: bool = False

    @property
    def summary(self) -> str:
        """Return it in one line."""
        kept = " under record/private, where it stays with you" if self.private else ""
        parts = [f"{self.new} new{kept}" if self.new else "nothing new"]
        parts += [f"{self.same} there already"] if self.same else []
        parts += [f"{self.left} left out"] if self.left else []
        return f"{self.name}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Collected:
    """An answers file as it was and as it would be, and what there is to say about it.

    `open` tells that something has to be decided first; nothing is written then, and `cure` says
    which options do it. `left` counts the values that were left out; `private` tells that a copy
    was the writer's own, or may have been: a flat one need not say whose it is.
    """

    file: Edited
    after: Source
    reports: tuple[Report, ...] = ()
    said: tuple[str, ...] = ()
    open: bool = False
    left: int = 0
    cure: str = ""
    private: bool = False

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.after.text != self.file.source.text

    @property
    def diff(self) -> str:
        """Return what changes, as a unified diff of the file."""
        name = self.file.source.name
        before, after = (text.splitlines() for text in (self.file.source.text, self.after.text))
        lines = unified_diff(before, after, name, f"{name} (collected)", n=2, lineterm="")
        return "".join(f"{line}\n" for line in lines)

    def written(self) -> Outcome:
        """Put the file in place of the old one, which is kept."""
        if not self.changed:
            why = "nothing was taken" if self.left else "it says all of this already"
            return leave_unchanged(self.file, f"nothing to collect: {why}")
        return edit_answers(self.file, "collected what was typed", lambda: self.after)

    @property
    def refused(self) -> Outcome:
        """What comes of it while something is open."""
        problems = [problem for report in self.reports for problem in report.problems]
        said = f"{NOTHING}; {self.cure}" if self.cure else NOTHING
        return Outcome(max(code(problems), Exit.ANSWERS), said=(said,))


def settling(questions: Iterable[Question], *, by_theirs: bool) -> str:
    """Return which options settle the questions that are open; empty where none does."""
    asked = [one for one in questions if one.rule not in OF_A_COPY]
    if not asked:
        return ""
    if by_theirs:
        return f"{UNSETTLED}; {LEAVES}"
    return f"{LEAVES}, {TAKES}" if any(one.theirs for one in asked) else LEAVES
