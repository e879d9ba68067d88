"""Checks of what was agreed against the rest of the file: dates, and the skills it names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice

from agenda.answers.part import made_id
from agenda.language.reading import Reading
from agenda.source.folding import folded
from agenda.source.nodes import Mapping, Node, Scalar, Sequence, at, steps
from agenda.source.problems import Problem, Steps, did_you_mean, error, warning

ACTIONS: Steps = ("record", "actions")
READINGS: tuple[Steps, ...] = (("record", "manager_levels"), ("record", "agreed_levels"))
LISTS: tuple[Steps, ...] = (("skills", "current"), ("skills", "future"))
NAMES = ("name", "id", "was")
MOST = 100
"""So many slips of a name are told: to look for what was meant takes a while for each."""
NEXT: Steps = ("record", "next_check_in")
DECISIONS: Steps = ("record", "decisions")
CHECK_INS: Steps = ("record", "checkins")
AFTERWARDS: tuple[Steps, ...] = (
    NEXT,
    ("record", "sent"),
    ("record", "acknowledged", "employee"),
    ("record", "acknowledged", "manager"),
    ("record", "sharing", "keep_until"),
)
"""What can only have a date after the talk."""


def check_agreed(tree: Mapping, reading: Reading, broken: Collection[Steps]) -> Iterator[Problem]:
    """Yield what the record says and the rest of the file contradicts."""
    yield from _due_before_the_talk(tree, reading)
    yield from _before_the_talk(tree)
    yield from _ids_used_again(tree)
    if not any(path[:1] == ("skills",) for path in broken):
        yield from islice(_unknown_skills(tree), MOST)


def _due_before_the_talk(tree: Mapping, reading: Reading) -> Iterator[Problem]:
    """Nobody agrees on what should be done already; what was carried may be late."""
    talk = _talk(tree)
    if talk is None:
        return
    for place, item in _items(tree, ACTIONS):
        due, node = _due(item, reading)
        if due is None or due >= talk or _text(at(item, ("status",))) not in {"", "open"}:
            continue
        late = _carried(tree, item)
        yield (warning if late else error)(
            "due-before-talk",
            f"this action is due on {due.isoformat()}, and the talk was on {talk.isoformat()}",
            "agree on a new date" if late else "write a date after the talk, or status: done",
            (*ACTIONS, place, *(("due",) if node is not item else ())),
            node.span,
        )


def _before_the_talk(tree: Mapping) -> Iterator[Problem]:
    """What comes after a talk has a date after it."""
    talk = _talk(tree)
    for path, node in _later_dates(tree):
        day = _day(node)
        if talk and day and day < talk:
            yield (error if path == NEXT else warning)(
                "before-the-talk",
                f"this is {day.isoformat()}, and the talk was on {talk.isoformat()}",
                "write a date after the talk",
                path,
                node.span,
            )


def _later_dates(tree: Mapping) -> Iterator[tuple[Steps, Node]]:
    decisions = ((*DECISIONS, place, "revisit") for place, _ in _items(tree, DECISIONS))
    looked = ((*CHECK_INS, place, "held") for place, _ in _items(tree, CHECK_INS))
    for path in (*AFTERWARDS, *decisions, *looked):
        if node := at(tree, path):
            yield path, node


def _ids_used_again(tree: Mapping) -> Iterator[Problem]:
    """An id of last time is of the same action, or else that one would be lost."""
    before = {_text(at(item, ("id",))): _text(at(item, ("what",)))
              for _, item in _items(tree, ("since_last_time",))}  # fmt: skip
    for place, item in _items(tree, ACTIONS):
        written, what = at(item, ("id",)), _text(at(item, ("what",)))
        other = before.get(_text(written)) if written and _text(written) else None
        if written and other and what and folded(other) != folded(what) and not counted(item):
            yield error(
                "id-used-again",
                f"the id '{_text(written)}' is that of '{other}', from last time",
                "give this action an id of its own; if it is the same one in other words, write"
                " carried: and how often it was carried",
                (*ACTIONS, place, "id"),
                written.span,
            )


def _items(tree: Mapping, path: Steps) -> Iterator[tuple[str | int, Node]]:
    listed = at(tree, path)
    return steps(listed) if isinstance(listed, Sequence) else iter(())


def _talk(tree: Mapping) -> date | None:
    return _day(at(tree, ("record", "held"))) or _day(_start(tree))


def _start(tree: Mapping) -> Node | None:
    meeting = at(tree, ("meeting",))
    return meeting if isinstance(meeting, Scalar) else at(tree, ("meeting", "start"))


def _day(node: Node | None) -> date | None:
    """Return a date as far as the text is one; what it should be is told elsewhere."""
    try:
        return date.fromisoformat(_text(node)[:10])
    except ValueError:
        return None


def _due(item: Node, reading: Reading) -> tuple[date | None, Node]:
    """Return when an action is due and where that is written, in its short form too."""
    if isinstance(item, Scalar):
        told = reading.until(item.text)
        return _day(Scalar(told[1], item.span)) if told else None, item
    due = at(item, ("due",))
    return _day(due), due or item


def _carried(tree: Mapping, item: Node) -> bool:
    """Whether the action was open before this talk."""
    ids = {_text(at(one, ("id",))) for _, one in _items(tree, ("since_last_time",))} - {""}
    return counted(item) or _text(at(item, ("id",))) in ids


def counted(item: Node) -> bool:
    """Whether an action says how often it was carried."""
    return _text(at(item, ("carried",))) not in {"", "0"}


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) and not node.blank else ""


def _unknown_skills(tree: Mapping) -> Iterator[Problem]:
    """A reading is of a skill that the file names; a slip would be a new one."""
    known = [name for path in LISTS for _, item in _items(tree, path) for name in _names(item)]
    names = {folded(name) for name in (*known, *map(made_id, known))}
    if not known:
        return
    for path in READINGS:
        for place, item in _items(tree, path):
            named = at(item, ("skill",))
            if isinstance(named, Scalar) and _text(named) and folded(named.text) not in names:
                yield warning(
                    "unknown-skill",
                    f"'{named.text}' is not one of the skills of this file",
                    did_you_mean(named.text, known) or "name it as under skills, or add it there",
                    (*path, place, "skill"),
                    named.span,
                )


def _names(item: Node) -> Iterator[str]:
    """Yield what a skill is called: in its short form, or by its fields."""
    nodes = [item] if isinstance(item, Scalar) else [at(item, (name,)) for name in NAMES]
    yield from (text for node in nodes if (text := _text(node)))
