"""How things stand when a talk is over: its date, its actions, the levels of its skills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from agenda.model.answers.before import Action, Skill
from agenda.model.answers.part import made_id, with_ids
from agenda.model.answers.record import Record, SkillLevel
from agenda.model.answers.root import Answers
from agenda.model.answers.texts import folded
from agenda.model.problems import Path

EARLIER: Path = ("since_last_time",)
AGREED: Path = ("record", "actions")


@dataclass(frozen=True, slots=True)
class Standing:
    """An action, and where its state counts: `path` leads to it among the answers."""

    id: str
    action: Action
    path: Path

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.action.status == "open"


def held(answers: Answers) -> date | None:
    """Return the day of the talk: as the record says, else as the meeting was set."""
    recorded = answers.record.held if answers.record else None
    return recorded or (answers.meeting.day if answers.meeting else None)


def standing(answers: Answers) -> tuple[Standing, ...]:
    """Return every action of a cycle once, the earlier ones first.

    An id that stands in `since_last_time` and in the record is one action: the
    record says how it stands, and the higher count of how often it was carried holds.
    """
    record = answers.record or Record()
    earlier = {one.id: one for one in _listed(EARLIER, answers.since_last_time)}
    agreed = {one.id: one for one in _listed(AGREED, record.actions)}
    for name in earlier.keys() & agreed.keys():
        carried = max(earlier[name].action.carried, agreed[name].action.carried)
        action = agreed[name].action.model_copy(update={"carried": carried})
        agreed[name] = replace(agreed[name], action=action)
    return tuple((earlier | agreed).values())


def _listed(path: Path, actions: tuple[Action, ...]) -> Iterator[Standing]:
    for place, (name, action) in enumerate(with_ids(actions)):
        yield Standing(name, action, (*path, place))


def level_in(levels: Iterable[SkillLevel], skill: Skill) -> SkillLevel | None:
    """Return what somebody said of a skill; they may have named it by its id or its old name."""
    known = names_of(skill)
    return next((given for given in levels if folded(given.skill) in known), None)


def names_of(skill: Skill) -> frozenset[str]:
    """Return what a skill may be called: its name, its ids, the name that it had."""
    names = (skill.name, skill.id, made_id(skill.name), skill.was)
    return frozenset(folded(name) for name in names if name)
