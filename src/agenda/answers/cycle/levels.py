"""The levels with which a new cycle begins, and the skills that have reached their target."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers
from agenda.answers.before import CurrentSkill, FutureSkill, Skill, Skills
from agenda.answers.cycle.spelling import noted, spell, told
from agenda.answers.cycle.standing import level_in, names_of
from agenda.answers.record import Record
from agenda.answers.scale import DEFAULT_NAMES, rank_among
from agenda.language.locale import Locale
from agenda.source.fresh import Noted, Told, apart


def carried_skills(answers: Answers, locale: Locale) -> dict[str, Told]:
    """Return both lists with the agreed level as the new one, else the employee's own.

    A future skill that has reached its target is proposed as one of today's job.
    """
    skills, record = (
        answers.skills or Skills.model_construct(),
        answers.record or Record.model_construct(),
    )
    current: list[Told] = [_skill(skill, answers, locale) for skill in skills.current]
    reached = list(_reached(skills, record, locale))
    current += [_proposed(skill, answers, locale) for skill in reached]
    future = [_skill(skill, answers, locale) for skill in skills.future if skill not in reached]
    lists: dict[str, Told] = {}
    if skills.scale:
        lists["scale"] = told(skills.scale)
    lists |= {"current": current or "", "future": future or ""}
    if skills.private:
        lists["private"] = told(skills.private)
    above = locale.say("The levels that both of you agreed on, else your own. What shows them now?")
    return {"skills": apart(lists, above)}


def ranked(level: str | None, scale: tuple[str, ...], locale: Locale) -> int | None:
    """Return the step of a level as written, in the file's own scale or the one of five."""
    scales = (scale,) if scale else (DEFAULT_NAMES, locale.level_names)
    return rank_among(level, scales)


def level_after(skill: Skill, skills: Skills, record: Record) -> str | None:
    """Return the level with which a cycle leaves a skill: as agreed, else the employee's own."""
    agreed = level_in(record.agreed_levels, skill, skills)
    return (agreed.level if agreed else None) or skill.level


def _skill(skill: Skill, answers: Answers, locale: Locale) -> dict[str, Told]:
    record, skills = (
        answers.record or Record.model_construct(),
        answers.skills or Skills.model_construct(),
    )
    scale = skills.scale
    level = level_after(skill, skills, record)
    fields = _in_place(spell(skill.model_copy(update={"level": level})), type(skill))
    theirs = level_in(record.manager_levels, skill, skills)
    read = theirs.level if theirs else None
    if read is None or ranked(read, scale, locale) == ranked(level, scale, locale):
        return fields
    said = {"name": answers.manager.name, "level": read}
    return noted(fields, "level", locale.say("%(name)s read it as %(level)s", **said))


def _in_place(fields: dict[str, Told], model: type[Skill]) -> dict[str, Told]:
    """Put the level right behind the name, whichever field it was written with."""
    order = ["id", "name", "was", "level", "expected", "target", "evidence", "why", "build_by"]
    known = [name for name in order if name in model.model_fields and name in fields]
    return {
        name: fields[name] for name in [*known, *(name for name in fields if name not in known)]
    }


def _reached(skills: Skills, record: Record, locale: Locale) -> Iterator[FutureSkill]:
    """Yield what has reached its target, unless today's job has that skill already."""
    today = frozenset(name for skill in skills.current for name in names_of(skill))
    for skill in skills.future:
        if today & names_of(skill):
            continue
        level = ranked(level_after(skill, skills, record), skills.scale, locale)
        target = ranked(skill.target, skills.scale, locale)
        if level and target and level >= target:
            yield skill


def _proposed(skill: FutureSkill, answers: Answers, locale: Locale) -> Told:
    """Take a skill over as one of today's job, as long as nobody objects."""
    now = CurrentSkill(
        id=skill.id, name=skill.name, was=skill.was, level=skill.level, expected=skill.target,
        evidence=skill.evidence, private=skill.private,
    )  # fmt: skip
    above = locale.say("It has reached its target. Move it back if the job does not need it yet.")
    return Noted(_skill(now, answers, locale), above)
