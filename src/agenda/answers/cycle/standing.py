"""How things stand when a talk is over: its date, its actions, the levels of its skills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from agenda.answers import Answers
from agenda.answers.before import Action, Goal, Milestone, Skill, Skills
from agenda.answers.part import made_id, with_ids
from agenda.answers.record import Record, SkillLevel
from agenda.source.folding import alike, folded
from agenda.source.problems import Steps

EARLIER: Steps = ("since_last_time",)
AGREED: Steps = ("record", "actions")


class Standing(NamedTuple):
    """An action, and where its state counts: `path` leads to it among the answers.

    `earlier` tells that it was there before this talk.
    """

    id: str
    action: Action
    path: Steps
    earlier: bool = False

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

    One that stands in `since_last_time` and in the record is one action: the record
    says how it stands, what it leaves out is as it was before, and the higher count of
    how often it was carried holds.
    """
    record = answers.record or Record.model_construct()
    # An id that was written in either list is of that action alone, in both.
    written = {one.id for one in (*answers.since_last_time, *record.actions) if one.id}
    earlier = list(_listed(EARLIER, answers.since_last_time, written))
    agreed = {one.id: one for one in _listed(AGREED, record.actions, written)}
    again = _paired(earlier, agreed)
    found = [_merged(one, again[one.id]) if one.id in again else one for one in earlier]
    paired = {one.id for one in again.values()}
    taken = {one.id for one in found}
    for one in (one for one in agreed.values() if one.id not in paired):
        found.append(_renamed(one, taken))
        taken.add(found[-1].id)
    return tuple(found)


def as_written(one: Standing, answers: Answers) -> Action:
    """Return the action as its place has it, without what it says elsewhere in the file."""
    earlier = one.path[: len(EARLIER)] == EARLIER
    listed = (
        answers.since_last_time if earlier else (answers.record or Record.model_construct()).actions
    )
    return listed[int(one.path[-1])]


def _listed(path: Steps, actions: tuple[Action, ...], written: set[str]) -> Iterator[Standing]:
    for place, (name, action) in enumerate(with_ids(actions, written)):
        yield Standing(name, action, (*path, place), earlier=path == EARLIER)


def _paired(earlier: list[Standing], agreed: dict[str, Standing]) -> dict[str, Standing]:
    """Return what each earlier action is in the record: by an id that was written, else by words.

    Two ids that were written, and are not the same, are of two actions.
    """
    pairs = {one.id: agreed[one.id] for one in earlier
             if one.action.id and one.id in agreed and agreed[one.id].action.id}  # fmt: skip
    taken = {one.id for one in pairs.values()}
    free: dict[str, list[Standing]] = {}
    for one in agreed.values():
        if one.id not in taken:
            free.setdefault(folded(one.action.what), []).append(one)
    for before in (one for one in earlier if one.id not in pairs):
        same = free.get(folded(before.action.what), [])
        after = next((one for one in same if not (before.action.id and one.action.id)), None)
        if after:
            same.remove(after)
            pairs[before.id] = after
    return pairs


def _merged(before: Standing, after: Standing) -> Standing:
    """Return the action as the record has it, with what it does not say from before."""
    kept = {name: getattr(before.action, name)
            for name in ("owner", "due", "evidence", "private")
            if not getattr(after.action, name)}  # fmt: skip
    carried = max(before.action.carried, after.action.carried)
    action = after.action.model_copy(update=kept | {"carried": carried})
    name = before.id if before.action.id or not after.action.id else after.id
    return Standing(name, action, after.path, earlier=True)


def _renamed(one: Standing, taken: set[str]) -> Standing:
    """Keep an id that was made of words from being that of an earlier action."""
    name, number = one.id, 2
    while name in taken:
        name, number = f"{one.id}-{number}", number + 1
    return Standing(name, one.action, one.path)


def name_in(written: str | None, answers: Answers) -> str:
    """Return the name of somebody as written: whoever is called by role gets their name."""
    both = {"employee": answers.employee.name, "manager": answers.manager.name}
    names = both | {alike(name): name for name in both.values()}
    return names.get(alike(written or ""), written or "")


def level_in(levels: Iterable[SkillLevel], skill: Skill, skills: Skills) -> SkillLevel | None:
    """Return what somebody said of one of the skills.

    They may have named it by its id, or by its old name where no other skill has that today.
    """
    known, listed = _called(skill), tuple(levels)
    found = next((one for one in listed if folded(one.skill) in known), None)
    if found or not skill.was:
        return found
    was = folded(skill.was)
    of_old = next((one for one in listed if folded(one.skill) == was), None)
    others = (*skills.current, *skills.future) if of_old else ()
    return None if any(folded(other.name) == was for other in others) else of_old


def names_of(skill: Skill) -> frozenset[str]:
    """Return what a skill may be called: its name, its ids, the name that it had."""
    return _called(skill) | ({folded(skill.was)} if skill.was else set())


def _called(skill: Skill) -> frozenset[str]:
    names = (skill.name, skill.id, made_id(skill.name))
    return frozenset(folded(name) for name in names if name)


# --- what became of a goal: as it says itself, else as the action of the same words does ---


ENDED = frozenset({"achieved", "dropped"})
ENDS = {"done": "achieved", "dropped": "dropped"}


def goals_of(answers: Answers) -> tuple[Goal, ...]:
    """Return the goals with what became of them.

    A record begins with the goals as actions; one that was closed there has closed the goal.
    """
    ends = {folded(one.action.what): ENDS[one.action.status]
            for one in standing(answers) if one.action.status in ENDS}  # fmt: skip
    return tuple(
        goal
        if goal.outcome or folded(goal.what) not in ends
        else goal.model_copy(update={"outcome": ends[folded(goal.what)]})
        for goal in answers.goals
    )


def milestones(answers: Answers) -> tuple[tuple[str, Milestone, Goal], ...]:
    """Return the milestones of goals that are open, each with an id of its own and its goal.

    The id is one among those of all goals: it stays when another goal ends.
    """
    pairs = [(one, goal) for goal in goals_of(answers) for one in goal.milestones]
    named = with_ids(one for one, _ in pairs)
    return tuple(
        (name, one, goal)
        for (name, one), (_, goal) in zip(named, pairs, strict=True)
        if goal.outcome not in ENDED
    )
