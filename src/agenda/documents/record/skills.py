"""Both readings of each skill, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from agenda import answers as model
from agenda.answers import before
from agenda.answers.cycle.standing import level_in, names_of
from agenda.answers.record import Record, SkillLevel
from agenda.answers.texts import folded
from agenda.documents import levels
from agenda.documents.entries import Notes
from agenda.documents.record.types import Reading, Skill, Skills
from agenda.documents.wording import own
from agenda.language.locale import Locale


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
    given = answers.skills or before.Skills()
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
    names = dict.fromkeys(entry.skill for entry in named if folded(entry.skill) not in known)
    return tuple(before.Skill(name=name) for name in names)
