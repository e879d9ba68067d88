"""The manager's level of a skill against what the record says of it already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from agenda.answers import Answers, identity
from agenda.answers.before import Skill, Skills
from agenda.answers.cycle.standing import level_in
from agenda.answers.part import with_ids
from agenda.answers.record import Record, SkillLevel
from agenda.collect.types import Change, Choice, Found, Level, Question, short
from agenda.source import Source
from agenda.source.folding import folded
from agenda.source.nodes import places
from agenda.source.problems import Steps

LEVELS: Steps = ("record", "manager_levels")
Rank = Callable[[str | None], int | None]


def merge_level(
    source: Source, answers: Answers, known: dict[str, str], rank: Rank, typed: Level
) -> Iterator[Found]:
    """Yield what a level adds, and what of it the file has otherwise.

    `known` has the skills' names by id, as the copy shows them: a skill that was renamed or
    deleted since is asked about. `rank` reads a level of the file.
    """
    skills = answers.skills or Skills.model_construct()
    record = answers.record or Record.model_construct()
    name = known.get(typed.skill, typed.skill)
    listed = dict(with_ids((*skills.current, *skills.future)))
    skill = listed.get(typed.skill)
    if skill is None:
        yield from _gone(record, name, typed.step)
        return
    same = folded(identity.shortened(skill.name)) == folded(name)
    entry = level_in(record.manager_levels, skill, skills)
    path = LEVELS
    if entry is not None:  # the answers have no blank items
        path = places(source.tree)[(*LEVELS, record.manager_levels.index(entry))].path
    for found in _of_skill(entry, path, skill, rank, typed.step):
        yield found if same else _renamed(found, name, skill.name, typed.step)


def _gone(record: Record, name: str, step: int) -> Iterator[Found]:
    if any(folded(entry.skill) == folded(name) for entry in record.manager_levels):
        return
    yield Question(
        "returned-skill",
        f"the copy has a level for '{short(name)}', and this file no such skill",
        "choose whether the record speaks of it all the same",
        "leave this level out",
        (Choice(f"take {step} for '{short(name)}'", (_added(name, step),), theirs=True),),
    )


def _of_skill(
    entry: SkillLevel | None, path: Steps, skill: Skill, rank: Rank, step: int
) -> Iterator[Change | Question]:
    if entry is None:
        yield _added(skill.id or skill.name, step)
        return
    change = Change((*path, "level"), str(step))
    if not entry.level:
        yield change
    elif rank(entry.level) != step:
        yield Question(
            "returned-differs",
            f"{skill.name} is at level '{short(entry.level)}', and at {step} in the copy",
            "choose one of the two",
            f"keep '{short(entry.level)}'",
            (Choice(f"take {step}", (change,), theirs=True),),
        )


def _renamed(found: Change | Question, before: str, now: str, step: int) -> Question:
    """Ask whether a level still holds for a skill that is called otherwise by now."""
    choices = (
        found.choices if isinstance(found, Question)
        else (Choice(f"take {step} for '{short(now)}'", (found,), theirs=True),)
    )  # fmt: skip
    return Question(
        "returned-skill",
        f"the level {step} was given to '{short(before)}', which is now '{short(now)}'",
        "choose whether it still holds",
        "leave this level out",
        choices,
    )


def _added(skill: str, step: int) -> Change:
    value: Any = {"skill": skill, "level": str(step)}
    return Change(LEVELS, value, append=True)
