"""Days and times as people type them, to ask whether they were meant."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

from agenda.language.bundled import templates
from agenda.language.days import LONGEST, readings
from agenda.language.locale import Locale, load

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(
    r"(?<![\d./-])(?:(?P<half>\d{1,2})(?:[:.](?P<half_minute>\d{2}))?\s*(?P<noon>[ap])\.?\s?m\b\.?"
    r"|(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})(?::\d{2})?|\.(?P<point>\d{2})(?![\d.])|h\b|(?=\s*uhr))"
    r"(?:\s*(?:uhr|hrs?|h|o'clock)\b)?|(?P<word>noon|midday|midnight|mittags?|mitternacht)\b)",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?<=[\dmM])\s*(?:Z|(?!AM|PM)[A-Z]{3,5}|[A-Z]\w+/\w+"
    r"|(?:(?:UTC|GMT)\s?[+-]|[+])\d{1,2}(?::?\d{2})?|-\d{4})$"
)
_TILL = re.compile(
    r"(?<=[\dmM])\s*(?:-|–|to|until|bis)\s*\d{1,2}(?:[:.h]\d{2}|\s*[ap]m|\s*uhr)\D*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"^[\s,;@T–-]+|[\s,;@T–-]+$|\b(?:at|um|on|am|den)\b", re.IGNORECASE)
_NOON, _LAST_HOUR = 12, 23


def days(text: str) -> tuple[date, ...]:
    """Return the days that a text can mean, in English or in German: none, one or several.

    A time of day beside it does not count.
    """
    for said in (text, _BETWEEN.sub(" ", _TIME.sub(" ", text)).strip()):
        for words in _words():
            if found := readings(said, words):
                return found
    return ()


@cache
def _words() -> tuple[Locale, ...]:
    return tuple(load(tag, None, (templates(),)) for tag in ("en", "de"))


def _time(found: re.Match[str]) -> time | None:
    if found["word"]:
        return time(0 if found["word"].casefold() in {"midnight", "mitternacht"} else _NOON)
    hour = int(found["half"] or found["hour"])
    minute = int(found["half_minute"] or found["minute"] or found["point"] or 0)
    if found["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + _NOON * (found["noon"] in "pP")
    return time(hour, minute) if hour <= _LAST_HOUR and minute < 60 else None  # noqa: PLR2004


def meant_day(text: str) -> str:
    """Ask for the day that a text means, or for the days; an empty text where it means none."""
    return _ask([day.isoformat() for day in days(text)]) if len(text) <= LONGEST else ""


def meant_start(text: str) -> str:
    """Ask for the day and the time that a text means; an empty text where it means neither."""
    if len(text) > LONGEST:
        return ""
    begin = _TILL.sub("", text)
    local = _ZONE.sub("", begin)
    on, times = days(local), list(_TIME.finditer(_ISO.sub(" ", local)))
    at = _time(times[0]) if len(times) == 1 else None
    if times and at is None:
        return ""
    if at is None:
        return _ask([day.isoformat() for day in on])
    if not on:
        return f"write the date before it: year-month-day {at:%H:%M}"
    more = " how long it takes is written as minutes:" if begin != text else ""
    more += " its zone is written as timezone:, for example Europe/Berlin" if local != begin else ""
    return _ask([f"{datetime.combine(day, at):%Y-%m-%d %H:%M}" for day in on]) + more


def _ask(choices: list[str]) -> str:
    return f"did you mean {' or '.join(choices)}?" if choices else ""
