"""An action that was filled in against those that the record has already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agenda.commands.collect.types import Change, Choice, Found, Question, Row
from agenda.commands.collect.understand import short
from agenda.model.answers import Answers
from agenda.model.answers.before import Action
from agenda.model.answers.part import made_id
from agenda.model.answers.texts import folded
from agenda.model.cycle.spelling import spelled
from agenda.model.cycle.standing import name_in
from agenda.model.problems import Path
from agenda.model.source import Scalar, Source
from agenda.model.source.fresh import unnoted
from agenda.model.source.nodes import at

AGREED = ("record", "actions")


def merged(source: Source, answers: Answers, row: Row) -> Iterator[Found]:
    """Yield what a row adds, and what of it the file has otherwise.

    A new action gets an id made of its words: reworded later, it is found all the same.
    """
    listed = answers.record.actions if answers.record else ()
    place = _place(listed, row.what)
    if place is None:
        yield Change(AGREED, _written(answers, row), append=True)
        return
    action = listed[place]
    path: Path = (*AGREED, place)
    if folded(action.what) != folded(row.what):
        yield _asked(source, path, action, "what", action.what, row.what)
    due = action.due.isoformat() if action.due else ""
    wanted = row.due.isoformat() if row.due else ""
    if row.owner:
        same = folded(name_in(action.owner, answers)) == folded(name_in(row.owner, answers))
        yield from _field(source, path, action, "owner", action.owner or "", row.owner, same=same)
    if wanted:
        yield from _field(source, path, action, "due", due, wanted, same=due == wanted)


def _place(listed: tuple[Action, ...], what: str) -> int | None:
    """Return where the action stands in the record: by its words, else by the id made of them."""
    words, name = folded(what), made_id(what)
    by_words = [place for place, one in enumerate(listed) if folded(one.what) == words]
    by_id = [place for place, one in enumerate(listed) if one.id == name]
    found = by_words + by_id
    return found[0] if found else None


def _written(answers: Answers, row: Row) -> dict[str, Any]:
    """Return the action as it is written; one that was there before the talk keeps its id."""
    before = [one for one in answers.since_last_time if folded(one.what) == folded(row.what)]
    known = {one.id for one in (*answers.since_last_time,
                                *(answers.record.actions if answers.record else ()))}  # fmt: skip
    name = before[0].id if before and before[0].id else made_id(row.what)
    held = {"id": name} if before or name not in known else {}
    due = row.due.isoformat() if row.due else ""
    fields = {"what": row.what, "owner": row.owner, "due": due}
    return held | {key: text for key, text in fields.items() if text}


def _field(
    source: Source, path: Path, action: Action, name: str, here: str, said: str, *, same: bool
) -> Iterator[Found]:
    if not here:
        yield _set(source, path, action, name, said)
    elif not same:
        yield _asked(source, path, action, name, here, said)


def _asked(source: Source, path: Path, action: Action, name: str, here: str, said: str) -> Question:
    change = _set(source, path, action, name, said)
    return Question(
        "returned-differs",
        f"the {name} of '{short(action.what)}' is '{short(here)}' in the file, and"
        f" '{short(said)}' in the copy",
        "choose one of the two",
        f"keep '{short(here)}'",
        (Choice(f"take '{short(said)}'", (change,), theirs=True),),
    )


def _set(source: Source, path: Path, action: Action, name: str, said: str) -> Change:
    """Return the edit of one field; an action in its short form is written out."""
    if isinstance(at(source.tree, path), Scalar):
        written = {key: unnoted(told) for key, told in spelled(action).items()}
        return Change(path, written | {name: said})
    return Change((*path, name), said)
