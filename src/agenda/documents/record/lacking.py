"""What a record cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.model.answers import Answers
from agenda.model.problems import Problem, error


def needs(answers: Answers) -> Iterator[Problem]:
    """Yield what a record cannot do without: the part of the file that says what was agreed."""
    if answers.record is None:
        yield error(
            "needs",
            "a record needs what was agreed, and there is no `record` part",
            "write record: with what you agreed; `agenda followup --start` adds one to fill in",
        )
