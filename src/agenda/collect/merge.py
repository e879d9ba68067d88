"""What was typed against what the file says: what is new, what is the same, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from agenda.answers import Answers
from agenda.answers.identity import Identity
from agenda.answers.texts import one_line
from agenda.collect import actions, asked, levels, quarter
from agenda.collect.types import (
    Acknowledged,
    AmongUs,
    Answer,
    Aside,
    Change,
    CheckIn,
    Choice,
    Day,
    Found,
    Level,
    Lines,
    Note,
    Question,
    Row,
    Text,
    Typed,
    alike,
    short,
)
from agenda.source import Mapping as Map
from agenda.source import Scalar, Sequence, Source
from agenda.source.folding import folded, uncorrected
from agenda.source.nodes import Plain, at, places
from agenda.source.problems import Steps

RECORD, PRIVATE = "record", "private"
ALIKE = 0.75  # of 1: one may be the other, reworded since
MOST_LIKE, LONGEST_LIKE = 100, 300  # to compare many texts, or long ones, takes a while


@dataclass(frozen=True, slots=True)
class Merge:
    """One copy against the file as it stands by now.

    `rank` reads a level of the file; `agreed` gives the digest of the record as others see it.
    """

    source: Source
    answers: Answers
    copy: Identity
    rank: Callable[[str | None], int | None]
    agreed: Callable[[], str]

    def found(self, typed: Typed) -> Iterator[Found]:
        """Yield what comes of one value; nothing where the file says the same."""
        yield from _MERGED[type(typed)](self, typed)

    def text(self, typed: Text) -> Iterator[Found]:
        """A text goes where none stands; two that differ are asked about.

        A sheet of one's own goes below those of other days.
        """
        path = self._path(typed.steps)
        here = self._text(path)
        if typed.steps == quarter.MINE and here and quarter.is_of_another_day(typed.text, here):
            yield Change(path, f"{here.rstrip()}\n\n{typed.text}")
        else:
            yield from self._single(path, typed.text, here, joined=True)

    def day(self, typed: Day) -> Iterator[Found]:
        """A date goes where none stands."""
        path = self._path(typed.steps)
        yield from self._single(path, typed.day.isoformat(), self._text(path))

    def lines(self, typed: Lines) -> Iterator[Found]:
        """What the list does not have is added; one that is nearly the same is asked about."""
        path = self._path(typed.steps)
        mapped = typed.steps[0] in ("remarks", "reservations")
        known = {alike(text): place for place, text in self._listed(path, mapped=mapped)}
        new = {alike(line): line for line in typed.lines if alike(line) not in known}
        said = {alike(line) for line in typed.lines}
        others = [text for text in known if text not in said]
        for text, line in new.items():
            value: Any = {"what": line, "who": "manager"} if mapped else line
            added = Change(path, value, append=True)
            near = _near(text, others)
            if not near:
                yield added
                continue
            others.remove(near[0])
            place = known[near[0]]
            yield Question(
                "returned-differs",
                f"{_name(path)} has '{short(near[0])}', and the copy '{short(line)}'",
                "choose one of the two, or both",
                f"keep '{short(near[0])}'",
                (
                    Choice(f"take '{short(line)}' instead", (Change(place, line),), theirs=True),
                    Choice("have both", (added,)),
                ),
            )

    def note(self, typed: Note) -> Iterator[Found]:
        """A note goes below those that are there."""
        path = self._path(typed.steps)
        here = self._text(path).rstrip()
        if not _holds(here, typed.text, part=True):
            yield Change(path, f"{here}\n{typed.text}" if here else typed.text)

    def aside(self, typed: Aside) -> Iterator[Found]:
        """A remark is added to those on the record."""
        path = self._path(("remarks",))
        known = [alike(text) for _, text in self._listed(path, mapped=True)]
        if alike(typed.what) not in known:
            value: Any = {"what": one_line(typed.what), "who": typed.who}
            yield Change(path, value, append=True)

    def level(self, typed: Level) -> Iterator[Found]:
        """A level is found by its skill's id."""
        yield from levels.merge_level(
            self.source, self.answers, dict(self.copy.skills), self.rank, typed
        )

    def answer(self, typed: Answer) -> Iterator[Found]:
        """The answer to an ask is a decision."""
        yield from asked.merge_answer(self.source, self.answers, self.copy.asks, typed)

    def row(self, typed: Row) -> Iterator[Found]:
        """An action is found by its words, or by the id that was made of them."""
        yield from actions.merge_action(self.source, self.answers, typed)

    def checkin(self, typed: CheckIn) -> Iterator[Found]:
        """A check-in of the same day is the same: what it does not say yet is added."""
        day, path = typed.held.isoformat(), (RECORD, "checkins")
        listed = self.answers.record.checkins if self.answers.record else ()
        known = next((at for at, one in enumerate(listed) if one.held == typed.held), None)
        if known is None:
            yield Change(path, {"held": day, **dict(typed.said)}, append=True)
            return
        here = places(self.source.tree)[(*path, known)].path  # the answers have no blank items
        for key, said in typed.said:
            place = (*here, key)
            yield from self._single(place, said, self._text(place), joined=key != "direction")

    def among_us(self, _typed: AmongUs) -> Iterator[Found]:
        """The two are named; whoever else may see it is not taken out unasked."""
        record = self.answers.record
        named = record.sharing.with_ if record and record.sharing else ()
        both: list[Plain] = [self.answers.employee.name, self.answers.manager.name]
        ours = {folded(str(name)) for name in (*both, "employee", "manager")}
        others = [name for name in named if folded(name) not in ours]
        path = (RECORD, "sharing", "with")
        if not named:
            yield Change(path, both)
        elif others:
            yield Question(
                "returned-differs",
                f"{_name(path)} names {', '.join(others)}, and the copy says that the record stays"
                " between the two",
                "choose one of the two",
                f"keep {', '.join(others)}",
                (Choice("keep it between the two", (Change(path, both),), theirs=True),),
            )

    def acknowledged(self, typed: Acknowledged) -> Iterator[Found]:
        """A record is acknowledged as it was sent: one that has changed since is asked about."""
        path = (RECORD, "acknowledged", typed.side)
        found = list(self._single(path, typed.day.isoformat(), self._text(path)))
        if not found or self.copy.agreed == self.agreed():
            yield from found
            return
        name = getattr(self.answers, typed.side).name
        change = Change(path, typed.day.isoformat())
        yield Question(
            "returned-acknowledgement",
            f"{name} has acknowledged the record on {typed.day.isoformat()}, and it has changed"
            " since it was sent",
            "send it again, or choose whether it holds for what the record says now",
            "do not take it for acknowledged",
            (Choice("take it for what the record says now", (change,), theirs=True),),
        )

    def _single(
        self, path: Steps, said: str, here: str, *, joined: bool = False
    ) -> Iterator[Found]:
        """One value against another; `joined` tells that both can stand one below the other."""
        node = at(self.source.tree, path)
        if node is not None and not isinstance(node, Scalar) and not node.blank:
            yield Question(
                "returned-differs",
                f"{_name(path)} holds several texts, and the copy says '{short(said)}'",
                "write it among them yourself",
                "keep what is there",
            )
        elif not here.strip():
            yield Change(path, said)
        elif not _holds(here, said, part=joined):
            both = (Choice("have both", (Change(path, f"{here.rstrip()}\n{said}"),)),)
            yield Question(
                "returned-differs",
                f"{_name(path)} says '{short(here)}', and the copy '{short(said)}'",
                "choose one of the two" + (", or both" if joined else ""),
                f"keep '{short(here)}'",
                (Choice(f"take '{short(said)}'", (Change(path, said),), theirs=True),
                 *(both if joined else ())),
            )  # fmt: skip

    def _path(self, steps: tuple[str, ...]) -> Steps:
        return (RECORD, *((PRIVATE,) if self.copy.copy == "me" else ()), *steps)

    def _text(self, path: Steps) -> str:
        node = at(self.source.tree, path)
        return node.text if isinstance(node, Scalar) and not node.blank else ""

    def _listed(self, path: Steps, *, mapped: bool) -> Iterator[tuple[Steps, str]]:
        """Yield the texts of a list with their places; a text may stand for a map."""
        node = at(self.source.tree, path)
        for number, item in enumerate(node.items if isinstance(node, Sequence) else ()):
            place: Steps = (*path, number)
            if mapped and isinstance(item, Map):
                place = (*place, "what")
            found = at(self.source.tree, place)
            if isinstance(found, Scalar) and not found.blank:
                yield place, found.text


_MERGED: Mapping[type, Callable[[Merge, Any], Iterator[Found]]] = {
    Text: Merge.text,
    Lines: Merge.lines,
    Level: Merge.level,
    Day: Merge.day,
    Answer: Merge.answer,
    Row: Merge.row,
    CheckIn: Merge.checkin,
    AmongUs: Merge.among_us,
    Acknowledged: Merge.acknowledged,
    Note: Merge.note,
    Aside: Merge.aside,
}


def _near(text: str, others: list[str]) -> list[str]:
    """Return the text that is most like it, where one is."""
    comparable = [one for one in others if len(one) <= LONGEST_LIKE][:MOST_LIKE]
    return get_close_matches(text, comparable, 1, ALIKE) if len(text) <= LONGEST_LIKE else []


def _holds(here: str, said: str, *, part: bool) -> bool:
    """Whether a text says the other already: as a whole, or as some of its lines."""
    own, others = (
        [line for line in map(one_line, uncorrected(text).split("\n")) if line]
        for text in (here, said)
    )
    width = len(others)
    starts = range(len(own) - width + 1) if part else (range(1) if len(own) == width else ())
    return any(own[start : start + width] == others for start in starts)


def _name(path: Steps) -> str:
    return "/".join(str(step + 1 if isinstance(step, int) else step) for step in path)
