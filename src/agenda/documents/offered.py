"""The times that the message offers: on the clock of the meeting, and to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from agenda.answers import Answers
from agenda.answers.hours import doubted
from agenda.answers.texts import START, day
from agenda.outputs.outcome import wrong
from agenda.source.problems import Problem, Severity, Stop, has_errors

MOST_TIMES = 2


def read_times(told: tuple[str, ...]) -> tuple[datetime, ...]:
    """Read the times that are offered; whether they fit the meeting's clock is told later.

    Raises Stop for wrong usage, with all that is wrong.
    """
    if len(told) > MOST_TIMES:
        raise wrong("more than two times are offered", "leave the two that suit you best")
    faults: list[Problem] = []
    found = []
    for text in told:
        when = _time(text)
        if when is None:
            cure = "write it as '2026-12-03 14:00'"
            faults += wrong(f"--times '{text}' is not a date with a time", cure).problems
        else:
            found.append(when)
    if faults:
        raise Stop(*faults)
    return tuple(dict.fromkeys(found))


def _time(text: str) -> datetime | None:
    match = START.fullmatch(text.strip())
    if not match or not match[2]:
        return None
    try:
        hour, minute = map(int, match[2].split(":"))
        on = day(match[1])
        return datetime(on.year, on.month, on.day, hour, minute)
    except ValueError:  # so is the model's fault
        return None


def find_doubts(answers: Answers, times: Sequence[datetime], now: datetime) -> tuple[Problem, ...]:
    """Return what is in doubt about the times. Raises Stop, with all, where one cannot be."""
    zone = answers.meeting.timezone if answers.meeting else None
    found = tuple(problem for time in times for problem in _of(time, zone, now))
    if has_errors(found):
        raise Stop(*found)
    return found


def _of(time: datetime, zone: str | None, now: datetime) -> Iterator[Problem]:
    told = f"--times '{time:%Y-%m-%d %H:%M}'"
    local = time.replace(tzinfo=None)
    there = local.replace(tzinfo=now.tzinfo)
    if zone:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

        there = local.replace(tzinfo=ZoneInfo(zone))
        if found := doubted(local, zone):
            rule = "usage" if found.severity is Severity.ERROR else found.rule
            yield replace(found, rule=rule, message=f"{told}: {found.message}")
    if there < now:
        yield from wrong(f"{told} is over", "offer a time that is to come").problems
