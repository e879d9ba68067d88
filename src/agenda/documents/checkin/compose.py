"""From answers to the content of a check-in: pure, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agenda import answers as model
from agenda.answers.cycle.standing import ENDED, goals_of, held, milestones, standing
from agenda.answers.identifying import of_checkin
from agenda.answers.identity import Identity
from agenda.documents import wording
from agenda.documents.checkin.types import CheckIn, Due, SharedCheckIn
from agenda.language.clocks import months_later
from agenda.language.locale import Locale

QUARTER = 3
"""Months: what is due by the next check-in is looked at in this one."""


def content(answers: model.SharedAnswers, today: date, locale: Locale) -> SharedCheckIn:
    """Return the sheet for both: it comes from answers that hold nothing private."""
    path = ("record", "checkins", "new")
    return SharedCheckIn(_checkin(answers, today, locale, "", path, of_checkin(answers, "manager")))


def content_for_me(answers: model.Answers, today: date, locale: Locale) -> CheckIn:
    """Return the writer's own copy, private notes and all; it says so on every page."""
    marking, path = wording.marking(answers, locale), ("record", "private", "checkins", "new")
    return _checkin(answers, today, locale, marking, path, of_checkin(answers, "me"))


def _checkin(
    answers: model.Answers,
    today: date,
    locale: Locale,
    marking: str,
    path: tuple[str, ...],
    identity: Identity,
) -> CheckIn:
    on, record, arc = held(answers), answers.record, answers.aspirations
    earlier = record.checkins if record else ()
    return CheckIn(
        title=locale.say("Check-in"),
        people=wording.people(answers, locale),
        employee=answers.employee.name,
        manager=answers.manager.name,
        agreed=locale.say("What we agreed on %(day)s", day=locale.day(on))
        if on
        else locale.say("What we agreed"),
        footer=wording.footer(answers, on, locale),
        marking=marking,
        milestones=tuple(_due(answers, today, locale)),
        actions=tuple(wording.action(one.action, answers, locale)
                      for one in standing(answers) if one.open),
        earlier=wording.checkins(earlier, locale),
        long_term=(arc.long_term if arc else None) or "",
        goals=tuple(goal.what for goal in goals_of(answers) if goal.outcome not in ENDED),
        path=path,
        identity=identity,
    )  # fmt: skip


def _due(answers: model.Answers, today: date, locale: Locale) -> Iterator[Due]:
    """Yield what is due until the next check-in, by its day; what has no day is never far off."""
    horizon = months_later(today, QUARTER) or date.max
    near = [(one, goal) for _, one, goal in milestones(answers) if not one.by or one.by <= horizon]
    for one, goal in sorted(near, key=lambda pair: pair[0].by or date.max):
        shown = wording.milestone(one, locale)
        yield Due(shown.what, shown.by, goal.what, shown.notes)
