"""From what stands in the fields of a copy to what was meant, each value by the model."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from agenda.answers import Answers
from agenda.answers.identity import Identity
from agenda.answers.texts import one_line
from agenda.collect import fields
from agenda.collect.asked import read_answer
from agenda.collect.fields import Field, Kind
from agenda.collect.quarter import read_checkin, read_my_own
from agenda.collect.questions import LEFT_OUT, find_unfit, undated, unknown
from agenda.collect.readback import EMPTY_BOXES
from agenda.collect.types import (
    Acknowledged,
    AmongUs,
    Answer,
    CheckIn,
    Day,
    Level,
    Lines,
    Question,
    Row,
    Text,
    Typed,
    short,
)
from agenda.documents import levels
from agenda.language.days import readings
from agenda.language.locale import Locale
from agenda.source.folding import folded

LEADING_STEP = re.compile(r"(\d{1,2})(?=\D|$)")
MOST_ENTRIES = 50
"""Of a list: each is an edit of its own, and more come from pasting a whole page."""
ORDER = (Lines, Level, Answer, Row, CheckIn, Day, AmongUs, Acknowledged, Question)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads the fields of one copy: which document it is, and the file it belongs to."""

    identity: Identity
    answers: Answers
    words: Locale

    def read(self, typed: Mapping[str, str]) -> list[Typed | Question]:
        """Return what each field says that is not empty, in the order of a record; then questions.

        What is typed into a copy of one's own can be several lines of one text.
        """
        texts: dict[tuple[str, ...], list[str]] = {}
        others: list[Typed | Question] = []
        for one in self._each(typed):
            if isinstance(one, Text):
                texts.setdefault(one.steps, []).append(one.text)
            else:
                others.append(one)
        whole = [Text(steps, "\n".join(several)) for steps, several in texts.items()]
        return [*whole, *sorted(others, key=lambda one: ORDER.index(type(one)))]

    def _each(self, typed: Mapping[str, str]) -> Iterator[Typed | Question]:
        grouped: dict[tuple[str, ...], dict[str, str]] = {}
        texts = {name: raw.strip() for name, raw in typed.items()}
        held = {name: (text, fields.field(name, self.identity.document, self.identity.copy))
                for name, text in texts.items() if text}  # fmt: skip
        ticks = {name for name, (text, _) in held.items() if text not in EMPTY_BOXES}
        for name, (text, known) in held.items():
            if known and known.kind is Kind.TICK and name not in ticks:
                continue
            if known is None:
                yield unknown(name, text)
            elif fault := find_unfit(known, text):
                yield fault
            elif known.steps[0] in _GROUPED:
                grouped.setdefault(known.steps[:2], {})[known.steps[2]] = text
            elif known.steps[0] == "acknowledged":
                yield from self._acknowledged(known, text, ticks)
            else:
                yield from _READ[known.kind](self, known, text)
        for (group, name), said in grouped.items():
            yield from _GROUPED[group](self, name, said)

    def text(self, field: Field, text: str) -> Iterator[Typed | Question]:
        """A text as it stands; in a copy of one's own everything is one."""
        yield Text(field.steps, text)

    def lines(self, field: Field, text: str) -> Iterator[Typed | Question]:
        """One entry a line."""
        entries = tuple(filter(None, map(one_line, text.split("\n"))))
        if field.private:
            yield Text(field.steps, text)
        elif len(entries) > MOST_ENTRIES:
            yield Question(
                "too-large",
                f"{'/'.join(('record', *field.steps))} has {len(entries)} lines",
                f"write at most {MOST_ENTRIES}: each is an entry of its own",
                LEFT_OUT,
            )
        else:
            yield Lines(field.steps, entries)

    def level(self, field: Field, text: str) -> Iterator[Typed | Question]:
        """A step of the scale, by its number or name."""
        skill = field.steps[1]
        step = self._step(text)
        if step is None:
            yield Question(
                "returned-level",
                f"'{short(text)}' is no level of the scale, for {self._skill(skill)}",
                f"write a number from 1 to {len(self._scale())}, or one of its names",
                "leave this level out",
            )
        elif field.private:
            yield Text(("manager_levels",), f"{self._skill(skill)}: {step}")
        else:
            yield Level(skill, step)

    def day(self, field: Field, text: str) -> Iterator[Typed | Question]:
        """A date, or a question where it can mean several, or none."""
        found = readings(text, self.words)
        if field.private:
            yield Text(field.steps, found[0].isoformat() if len(found) == 1 else text)
        elif len(found) == 1:
            yield Day(field.steps, found[0])
        else:
            place = "/".join(("record", *field.steps))
            yield undated(place, text, found, partial(Day, field.steps), self.words)

    def tick(self, _field: Field, _text: str) -> Iterator[Typed | Question]:
        """The one box of an agenda."""
        yield AmongUs()

    def _acknowledged(self, field: Field, text: str, ticks: set[str]) -> Iterator[Typed | Question]:
        """Both the box and the day are needed: either alone may be there by mistake."""
        side = field.steps[1]
        name = getattr(self.answers, side).name
        box, day = f"record/acknowledged/{side}/yes", f"record/acknowledged/{side}"
        if field.kind is Kind.TICK:
            if day not in ticks:
                yield Question(
                    "returned-acknowledgement",
                    f"{name} has ticked that the record is acknowledged, without a date",
                    f"ask {name} for the date, and write it as {day} into the file",
                    "do not take it for acknowledged",
                )
            return
        found = readings(text, self.words)
        if len(found) != 1:
            yield undated(day, text, found, partial(Acknowledged, side), self.words)
        elif box not in ticks:
            yield Question(
                "returned-acknowledgement",
                f"{name} has written {found[0].isoformat()} beside the acknowledgement, and not"
                " ticked it",
                f"ask {name} whether the record is acknowledged",
                "do not take it for acknowledged",
            )
        else:
            yield Acknowledged(side, found[0])

    def _answer(self, ask: str, said: dict[str, str]) -> Iterator[Typed | Question]:
        yield from read_answer(ask, said, self.identity.asks, self.words)

    def _checkin(self, _new: str, said: dict[str, str]) -> Iterator[Typed | Question]:
        if self.identity.copy == "me":
            yield from read_my_own(said, self.words)
        else:
            yield from read_checkin(said, self.words)

    def _row(self, number: str, row: dict[str, str]) -> Iterator[Typed | Question]:
        what, owner = one_line(row.get("what", "")), one_line(row.get("owner", ""))
        place = f"action {number.removeprefix('new')}"
        if self.identity.copy == "me":
            rest = ", ".join(part for part in (owner, row.get("due", "")) if part)
            yield Text(("actions",), f"{what or '?'} ({rest})" if rest else what)
            return
        if not what:
            told = ", ".join(row.values())
            yield Question(
                "returned-action",
                f"{place} has {short(told)}, and does not say what is to be done",
                "write into the copy what it is",
                "leave this row out",
            )
            return
        found = readings(row["due"], self.words) if "due" in row else ()
        meant = Row(what, self._owner(owner), found[0] if len(found) == 1 else None)
        yield meant
        if "due" in row and len(found) != 1:
            named = f"{place} ('{short(what)}')"
            yield undated(named, row["due"], found, lambda day: replace(meant, due=day), self.words)

    def _owner(self, name: str) -> str:
        """Return the role of whoever is one of the two: it stays when a name is corrected."""
        both = {folded(getattr(self.answers, side).name): side for side in ("manager", "employee")}
        return both.get(folded(name), name)

    def _scale(self) -> tuple[str, ...]:
        given = self.answers.skills
        return levels.names(given.scale if given else (), self.words)

    def _step(self, text: str) -> int | None:
        plain = unicodedata.normalize("NFKC", one_line(text))
        said = "".join(str(unicodedata.decimal(char, char)) for char in plain)
        own = self.answers.skills.scale if self.answers.skills else ()
        number = LEADING_STEP.match(said)
        return levels.rank(said, own, self.words) or (
            levels.rank(number[1], own, self.words)
            if number and folded(said[number.end() :]) in ("", *map(folded, self._scale()))
            else None
        )

    def _skill(self, name: str) -> str:
        return self.identity.skills.get(name, name)


_GROUPED: Mapping[str, Callable[[Reader, str, dict[str, str]], Iterator[Typed | Question]]] = {
    "actions": Reader._row,
    "decisions": Reader._answer,
    "checkins": Reader._checkin,
}
"""What is read from several fields at once: of one row, below one ask, on one sheet."""
_READ: Mapping[Kind, Callable[[Reader, Field, str], Iterator[Typed | Question]]] = {
    Kind.TEXT: Reader.text,
    Kind.LINES: Reader.lines,
    Kind.LEVEL: Reader.level,
    Kind.DAY: Reader.day,
    Kind.TICK: Reader.tick,
}
