"""An action that was filled in against those that the record has already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agenda.answers import Answers
from agenda.answers.before import Action
from agenda.answers.cycle.spelling import spell
from agenda.answers.cycle.standing import name_in
from agenda.answers.part import made_id
from agenda.collect.types import Change, Choice, Found, Question, Row, alike, short
from agenda.source import Scalar, Source
from agenda.source.folding import folded
from agenda.source.fresh import unnoted
from agenda.source.nodes import at, places
from agenda.source.problems import Steps

AGREED = ("record", "actions")


def merge_action(source: Source, answers: Answers, row: Row) -> Iterator[Found]:
    """Yield what a row adds, and what of it the file has otherwise.

    A new action gets an id made of its words: reworded later, it is found all the same.
    """
    listed = answers.record.actions if answers.record else ()
    place = _place(listed, row.what)
    if place is None:
        yield Change(AGREED, _written(answers, row), append=True)
        return
    action = listed[place]
    lacking, differing = _compared(answers, action, row)
    path = places(source.tree)[(*AGREED, place)].path  # the answers have no blank items
    hand = _Hand(source, path, action, lacking)
    yield from hand.added()
    for name, (here, said) in differing.items():
        yield hand.asked(name, here, said)


def _compared(
    answers: Answers, action: Action, row: Row
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return what the action does not say yet, and what it says otherwise: here, and in the row."""
    due = action.due.isoformat() if action.due else ""
    wanted = row.due.isoformat() if row.due else ""
    names = [folded(name_in(name, answers)) for name in (action.owner, row.owner)]
    pairs = {
        "what": (action.what, row.what, alike(action.what) == alike(row.what)),
        "owner": (action.owner or "", row.owner, names[0] == names[1]),
        "due": (due, wanted, due == wanted),
    }
    told = {name: (here, said) for name, (here, said, same) in pairs.items() if said and not same}
    lacking = {name: said for name, (here, said) in told.items() if not here}
    return lacking, {name: pair for name, pair in told.items() if pair[0]}


@dataclass(frozen=True, slots=True)
class _Hand:
    """What writes into one action: in its short form, it is written out with all that it lacks."""

    source: Source
    path: Steps
    action: Action
    lacking: dict[str, str]

    @property
    def short(self) -> bool:
        """Whether a text stands for the whole action."""
        return isinstance(at(self.source.tree, self.path), Scalar)

    def added(self) -> Iterator[Change]:
        """Yield the edits that add what is lacking."""
        if self.short and self.lacking:
            yield Change(self.path, self._whole({}))
        elif not self.short:
            for name, said in self.lacking.items():
                yield Change((*self.path, name), said)

    def asked(self, name: str, here: str, said: str) -> Question:
        """Ask about one field."""
        change = (
            Change(self.path, self._whole({name: said})) if self.short
            else Change((*self.path, name), said)
        )  # fmt: skip
        return Question(
            "returned-differs",
            f"the {name} of '{short(self.action.what)}' is '{short(here)}', and '{short(said)}'"
            " in the copy",
            "choose one of the two",
            f"keep '{short(here)}'",
            (Choice(f"take '{short(said)}'", (change,), theirs=True),),
        )

    def _whole(self, more: dict[str, str]) -> dict[str, Any]:
        written = {key: unnoted(told) for key, told in spell(self.action).items()}
        return written | self.lacking | more


def _place(listed: tuple[Action, ...], what: str) -> int | None:
    """Return where the action stands in the record: by its words, else by the id made of them."""
    words, name = alike(what), made_id(what)
    by_words = [place for place, one in enumerate(listed) if alike(one.what) == words]
    by_id = [place for place, one in enumerate(listed) if one.id == name]
    found = by_words + by_id
    return found[0] if found else None


def _written(answers: Answers, row: Row) -> dict[str, Any]:
    """Return the action as it is written; one that was there before the talk keeps its id."""
    before = [one for one in answers.since_last_time if alike(one.what) == alike(row.what)]
    known = {one.id for one in (*answers.since_last_time,
                                *(answers.record.actions if answers.record else ()))}  # fmt: skip
    name = before[0].id if before and before[0].id else made_id(row.what)
    held = {"id": name} if before or name not in known else {}
    due = row.due.isoformat() if row.due else ""
    fields = {"what": row.what, "owner": row.owner, "due": due}
    return held | {key: text for key, text in fields.items() if text}
