"""What an agenda cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers
from agenda.source.problems import Problem, error


def needs(answers: Answers) -> Iterator[Problem]:
    """Yield what an agenda cannot do without: one value, or a long term."""
    long_term = answers.aspirations.long_term if answers.aspirations else None
    if not answers.values and not long_term:
        yield error(
            "needs",
            "an agenda needs at least one value, or a long term",
            "write values: with one word that matters to you in work;"
            " or aspirations: with a long_term",
            path=("values",),
        )
