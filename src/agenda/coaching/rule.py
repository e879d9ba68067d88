"""What a rule is: a name, a theme, how much it matters, and a generator that looks at a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from agenda.coaching.case import Case
from agenda.source.problems import Problem, Severity, Steps


class Theme(StrEnum):
    """What a rule is about; the order is that of `agenda rules`."""

    ASPIRATIONS = "aspirations"
    SKILLS = "skills"
    GOALS = "goals"
    ALIGNMENT = "alignment"
    PRIVACY = "privacy"
    MEETING = "meeting"
    RECORD = "record"
    CYCLE = "cycle"


PREPARING = frozenset(
    {Theme.ASPIRATIONS, Theme.SKILLS, Theme.GOALS, Theme.ALIGNMENT, Theme.MEETING}
)
"""Themes of the time before the talk: once it is written down, they come too late."""


class Advice(NamedTuple):
    """What a rule has to say of one place: the fault, and what to write instead.

    `severity` is given where it differs from the rule's own.
    """

    path: Steps
    message: str
    help: str
    severity: Severity | None = None


if TYPE_CHECKING:
    from agenda.coaching.page import Page


Check = Callable[[Case], Iterator[Advice]]


class Rule(NamedTuple):
    """A rule about a good conversation. `text` tells that it needs word lists of the language."""

    name: str
    theme: Theme
    severity: Severity
    text: bool
    advice: Check

    @property
    def page(self) -> Page:
        """Its documentation, out of the docstring of its generator."""
        from agenda.coaching.page import page  # noqa: PLC0415 - only `agenda rules` reads pages

        return page(self.advice.__doc__ or "")

    def check(self, case: Case) -> Iterator[Problem]:
        """Yield what the rule finds in the case; the places are paths into the answers."""
        for one in self.advice(case):
            severity = one.severity or self.severity
            yield Problem(self.name, severity, one.message, one.help, one.path)


LONGEST = 60


def short(text: str) -> str:
    """Return the beginning of a long text, to be quoted."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def rule(
    theme: Theme, severity: Severity = Severity.HINT, *, text: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of a generator, named after it; its docstring is the rule's page."""

    def made(advice: Check) -> Rule:
        name = advice.__name__.replace("_", "-")
        return Rule(name, theme, severity, text, advice)

    return made
