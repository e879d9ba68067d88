"""The entries of each section, one function a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from agenda import answers as model
from agenda.answers import afterwards, before, record
from agenda.answers.cycle.standing import AGREED, Standing, level_in, name_in, names_of, standing
from agenda.answers.record import Record, SkillLevel
from agenda.documents import levels, wording
from agenda.documents.entries import Action, Goal, Moment, Note, Notes, Owned
from agenda.documents.record.types import (
    Decision,
    Feedback,
    Impression,
    Impressions,
    Reading,
    Remark,
    Skill,
    Skills,
    Valued,
)
from agenda.documents.wording import own
from agenda.language.locale import Locale
from agenda.source.folding import folded


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
    return agreed._replace(details=(*agreed.details, later))


def decision(entry: record.Decision, asks: Mapping[str, str], locale: Locale) -> Decision:
    """Return a decision with how it was settled; `asks` are the texts of the asks by their ids."""
    say = locale.say
    status = {"agreed": say("agreed"), "deferred": say("deferred"), "declined": say("declined")}
    revisit = wording.short_moment(entry.revisit, locale)
    asked = asks.get(entry.ask or "", entry.ask)
    details = wording.labelled(
        (
            (say("In answer to"), asked if asked != entry.what else ""),
            (say("Because"), entry.because),
        )
    )
    return Decision(entry.what, status[entry.status], revisit, details, own(entry))


def remark(entry: record.Remark, answers: model.Answers) -> Remark:
    """Return what somebody sees differently, or adds."""
    return Remark(name_in(entry.who, answers), entry.what, own(entry))


def feedback(answers: model.Answers, agreed: Record, locale: Locale, *, asked: bool) -> Feedback:
    """Return how the talk was for both; what one of them has not said may be `asked`."""
    given = agreed.feedback or afterwards.Feedback.model_construct()
    sides = (
        (answers.employee.name, "employee", given.employee),
        (answers.manager.name, "manager", given.manager),
    )

    def row(label: str, key: Literal["helped", "different"]) -> Impressions:
        texts = ((name, side, getattr(said, key, None) or "") for name, side, said in sides)
        return Impressions(
            label,
            tuple(
                Impression(
                    name, text, ("record", "feedback", side, key) if asked and not text else ()
                )
                for name, side, text in texts
            ),
        )

    rows = (
        row(locale.say("What helped?"), "helped"),
        row(locale.say("What should we do differently?"), "different"),
    )
    return Feedback(rows, own(given) + own(given.employee) + own(given.manager))


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


# --- both readings of each skill, side by side -----------------------------------------


@dataclass(frozen=True, slots=True)
class _Readings:
    """What reads a level: the file's skills and scale, and what the record says of each."""

    skills: before.Skills
    record: Record
    locale: Locale

    def of(self, level: str | None) -> Reading:
        rank = levels.rank(level, self.skills.scale, self.locale)
        steps = len(levels.names(self.skills.scale, self.locale))
        return Reading(levels.Level(rank, None, steps), str(rank or ""))

    def skill(self, skill: before.Skill, aim: str | None, notes: Notes) -> Skill:
        theirs = level_in(self.record.manager_levels, skill, self.skills)
        agreed = level_in(self.record.agreed_levels, skill, self.skills)
        return Skill(
            name=skill.name,
            evidence=skill.evidence or "",
            mine=self.of(skill.level),
            theirs=self.of(theirs.level if theirs else None),
            agreed=self.of(agreed.level if agreed else None),
            aim=self.of(aim).figures,
            notes=notes + own(theirs) + own(agreed),
        )


def skills(answers: model.Answers, record: Record, locale: Locale) -> Skills:
    """Return every skill of both lists, and those that only the record speaks of."""
    given = answers.skills or before.Skills.model_construct()
    reads = _Readings(given, record, locale)
    found = Skills(
        current=tuple(reads.skill(skill, skill.expected, own(skill)) for skill in given.current),
        future=tuple(reads.skill(skill, skill.target, _of_future(skill)) for skill in given.future),
        others=tuple(reads.skill(skill, None, ()) for skill in _others(given, record)),
        legend=(),
    )
    levelled = found.levelled or found.theirs or found.agreed
    legend = levels.names(given.scale, locale) if levelled else ()
    return Skills(found.current, found.future, found.others, legend)


def _of_future(skill: before.FutureSkill) -> Notes:
    return own(skill) + tuple(note for way in skill.build_by for note in own(way))


def _others(given: before.Skills, record: Record) -> tuple[before.Skill, ...]:
    """Return what the record reads and the lists do not name: it is shown, not dropped."""
    known = {name for skill in (*given.current, *given.future) for name in names_of(skill)}
    named: tuple[SkillLevel, ...] = (*record.manager_levels, *record.agreed_levels)
    names = {folded(entry.skill): entry.skill for entry in named}
    return tuple(before.Skill(name=name) for key, name in names.items() if key not in known)
