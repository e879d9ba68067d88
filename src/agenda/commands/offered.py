"""The times that the message offers: on the clock of the meeting, and to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from agenda.answers import Answers
from agenda.answers.hours import doubted
from agenda.commands.wish import Wish
from agenda.outputs.outcome import wrong
from agenda.source.problems import Problem, Severity, Stop, has_errors


def doubts(answers: Answers, wish: Wish) -> tuple[Problem, ...]:
    """Return what is in doubt about the times. Raises Stop, with all, where one cannot be."""
    zone = answers.meeting.timezone if answers.meeting else None
    found = tuple(problem for time in wish.times for problem in _of(time, zone, wish.now))
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
