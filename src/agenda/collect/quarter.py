"""The sheet of a quarter: what was written on it is one check-in, known by its day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from agenda.collect.questions import LEFT_OUT, undated
from agenda.collect.types import CheckIn, Choice, Question, Text, Typed
from agenda.language.days import readings
from agenda.language.locale import Locale

BOXES = ("yes", "no")
"""Whether it is still the right direction."""
TEXTS = ("moved", "stuck", "change")
MINE = ("checkins",)
"""Where the sheets of one's own stand, one below the other in one private text."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_checkin(said: Mapping[str, str], words: Locale) -> Iterator[Typed | Question]:
    """Yield what the sheet says; a day that is missing or unclear is asked about, as two ticks are.

    `said` are the fields that hold something, by the last part of their names.
    """
    ticked = [box for box in BOXES if box in said]
    told = {key: said[key] for key in TEXTS if key in said}
    if len(ticked) == 1:
        told["direction"] = ticked[0]
    found = readings(said["held"], words) if "held" in said else ()
    days = found if len(found) == 1 else ()
    if days:
        yield CheckIn(days[0], tuple(told.items()))
    elif told:
        yield _undated(said.get("held", ""), found, lambda day: CheckIn(day, tuple(told.items())),
                       words)  # fmt: skip
    if len(ticked) > 1:
        yield Question(
            "returned-answer",
            "'yes' and 'no' are ticked for whether it is still the right direction",
            "choose the answer that was meant",
            LEFT_OUT,
            tuple(
                Choice(f"take it for '{box}'", (CheckIn(day, (("direction", box),)),))
                for box in ticked
                for day in days
            ),
        )


def read_my_own(said: Mapping[str, str], words: Locale) -> Iterator[Text]:
    """Yield what is on a sheet of one's own, if anything is: a text that begins with its day."""
    found = readings(said["held"], words) if "held" in said else ()
    day = found[0].isoformat() if len(found) == 1 else said.get("held", "")
    told = [f"{key}: {said[key]}" for key in TEXTS if key in said]
    told += [f"direction: {box}" for box in BOXES if box in said]
    if told:
        yield Text(MINE, "\n".join(filter(None, (day, *told))))


def is_of_another_day(text: str, here: str) -> bool:
    """Whether a sheet of one's own is of a day that the sheets before it do not have."""
    day = text.partition("\n")[0]
    return bool(DAY.fullmatch(day)) and day not in map(str.strip, here.split("\n"))


def _undated(
    text: str, found: tuple[date, ...], meant: Callable[[date], CheckIn], words: Locale
) -> Question:
    asked = undated("record/checkins/new/held", text, found, meant, words)
    if text:
        return asked
    return Question(
        asked.rule,
        "the check-in has no date, so it cannot be told from others",
        "write the day on which it was into the copy, for example 2027-03-04",
        LEFT_OUT,
        reads=asked.reads,
    )
