"""What a record cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers
from agenda.answers.cycle.standing import Standing, standing
from agenda.source.problems import Problem, error


def needs(answers: Answers) -> Iterator[Problem]:
    """Yield what a record cannot do without: the part of the file that says what was agreed."""
    if answers.record is None:
        yield error(
            "needs",
            "a record needs what was agreed, and there is no `record` part",
            "write record: with what you agreed; `agenda followup --start` adds one to fill in",
        )


def find_unsettled(answers: Answers) -> Iterator[Problem]:
    """Yield what keeps a record from being sent: what both would have to remember alike.

    Each open action needs an owner and a date, and the next check-in has to stand.
    """
    for one in standing(answers):
        if one.open:
            yield from _unsettled(one)
    if answers.record and answers.record.next_check_in is None:
        yield error(
            "not-agreed",
            "the next check-in is not agreed, so the record cannot be sent yet",
            "write next_check_in: and a date; agenda followup shows the draft",
            ("record", "next_check_in"),
        )


def _unsettled(one: Standing) -> Iterator[Problem]:
    what, path = f"'{one.action.what}'", tuple(one.path)
    if not one.action.owner:
        yield error(
            "not-agreed",
            f"{what} has no owner, so the record cannot be sent yet",
            "write owner: employee, manager or a name",
            path,
        )
    if not one.action.due:
        yield error(
            "not-agreed",
            f"{what} has no date, so the record cannot be sent yet",
            "write due: and a date",
            path,
        )
