"""The entries of each section, one function a kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from agenda import answers as model
from agenda.answers import before, record
from agenda.answers.cycle.standing import AGREED, Standing, name_in, standing
from agenda.answers.texts import folded
from agenda.documents import wording
from agenda.documents.entries import Action, Goal, Moment, Note, Owned
from agenda.documents.record.types import Decision, Remark, Valued
from agenda.documents.wording import own
from agenda.language.locale import Locale


def weekday(on: date | None, locale: Locale) -> Moment | None:
    """Return a day with the day of the week, as one reads it in a calendar."""
    return Moment(locale.weekday(on), on.isoformat()) if on else None


def value(entry: before.Value) -> Valued:
    """Return a value with what is meant by it."""
    return Valued(entry.name, entry.meaning or "", own(entry))


def plain(lines: tuple[str, ...]) -> tuple[Valued, ...]:
    """Return lines as they were written."""
    return tuple(Valued(line) for line in lines)


def goal(entry: before.Goal, locale: Locale) -> Goal:
    """Return a goal as agreed; what became of it later is said, and changes nothing else."""
    agreed = wording.goal(entry, locale, private=own(entry))
    if entry.outcome in {None, "open"}:
        return agreed
    later = Note(locale.say("Later"), wording.sentence(wording.outcome(entry, locale)))
    return replace(agreed, details=(*agreed.details, later))


def decision(entry: record.Decision, locale: Locale) -> Decision:
    """Return a decision with how it was settled."""
    say = locale.say
    status = {"agreed": say("agreed"), "deferred": say("deferred"), "declined": say("declined")}
    revisit = wording.short_moment(entry.revisit, locale)
    return Decision(entry.what, status[entry.status], revisit, own(entry))


def remark(entry: record.Remark, answers: model.Answers) -> Remark:
    """Return what somebody sees differently, or adds."""
    return Remark(name_in(entry.who, answers), entry.what, own(entry))


def by_owner(answers: model.Answers, locale: Locale) -> Iterator[Owned]:
    """Yield the actions of each owner: the employee's, the manager's, others', nobody's yet.

    They are those of the record, and what is still open of last time.
    """
    shown = [one for one in standing(answers) if one.open or one.path[: len(AGREED)] == AGREED]
    shown.sort(key=_due)
    groups: dict[str, list[Action]] = {}
    for one in shown:
        action = wording.action(one.action, answers, locale)
        groups.setdefault(folded(action.owner), []).append(action)
    for owner in sorted(groups, key=lambda owner: _place(owner, answers)):
        yield Owned(groups[owner][0].owner, tuple(groups[owner]))


def _due(one: Standing) -> date:
    return one.action.due or date.max


def _place(owner: str, answers: model.Answers) -> int:
    order = [folded(answers.employee.name), folded(answers.manager.name)]
    if not owner:
        return len(order) + 1
    return order.index(owner) if owner in order else len(order)
