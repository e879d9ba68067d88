"""Days and times as people type them, to ask whether they were meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from functools import cache

from agenda.language.bundled import templates
from agenda.language.days import LONGEST, readings
from agenda.language.locale import Locale, load
from agenda.language.zones import example

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
_BETWEEN = re.compile(
    r"^[\s,;@–-]+|(?:[\s,;@–-]|(?<=\d)T)+$|\b(?:at|um|on|am|den|gegen|ab|from)\b", re.IGNORECASE
)
_OPEN_HOUR = re.compile(r"\b(?:at|um|gegen|ab|from)\s+(\d{1,2})\s*(?:$|,)", re.IGNORECASE)
"""An hour of which nobody says whether it is before or after noon."""
YEAR = "2000"
"""Stands for a year that is not written; it has every day there is."""
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


def _hours(text: str) -> tuple[str, ...] | None:
    """Return the time of day in a text, or the two that it can be; None where it is in doubt."""
    found = list(_TIME.finditer(_ISO.sub(" ", text)))
    if not found and (bare := _OPEN_HOUR.search(text)):
        hour = int(bare[1])
        both = (hour, hour + _NOON) if 0 < hour < _NOON else (hour,)
        return tuple(f"{one:02}:00" for one in both) if hour <= _LAST_HOUR else None
    at = _time(found[0]) if len(found) == 1 else None
    return () if not found else (f"{at:%H:%M}",) if at else None


def _yearless(text: str) -> tuple[str, ...]:
    """Return the days that a text without a year can mean, 'year' standing for it."""
    plain = _BETWEEN.sub(" ", _TIME.sub(" ", text)).strip()
    mark = "" if plain.endswith(".") else "/" if "/" in plain else " "
    return tuple(f"year-{day:%m-%d}" for day in days(f"{plain}{mark}{YEAR}"))


def meant_day(text: str) -> str:
    """Ask for the day that a text means, or for the days; an empty text where it means none."""
    if len(text) > LONGEST:
        return ""
    said = _OPEN_HOUR.sub(" ", text)
    return _ask([day.isoformat() for day in days(said)] or _yearless(said))


def meant_start(text: str) -> str:
    """Ask for the day and the time that a text means; an empty text where it means neither."""
    if len(text) > LONGEST:
        return ""
    begin = _TILL.sub("", text)
    zone = _ZONE.search(begin)
    local = begin[: zone.start()] if zone else begin
    hours = _hours(local)
    if hours is None:
        return ""
    day, more = _OPEN_HOUR.sub(" ", local), ""
    time_of_day = _TIME.search(day)
    if time_of_day and not days(day) and days(day[: time_of_day.start()]):
        day = day[: time_of_day.start()]
        more = " what else you say of it goes below it, as place: or minutes:"
    on = [one.isoformat() for one in days(day)] or _yearless(day)
    if hours and not on:
        return f"write the date before it: year-month-day {' or '.join(hours)}"
    more += " how long it takes is written as minutes:" if begin != text else ""
    more += f" its zone is written as timezone:, for example {example(zone[0])}" if zone else ""
    asked = _ask([f"{one} {hour}" for one in on for hour in hours] if hours else on)
    return asked and asked + more


def the_moment(text: str, *, timed: bool) -> str:
    """Return the one day that a text means, with its hour if `timed`.

    '' where that is in doubt, or what the text says already.
    """
    if len(text) > LONGEST:
        return ""
    on, hours = days(_OPEN_HOUR.sub(" ", text)), _hours(text) if timed else ()
    if len(on) != 1 or hours is None or len(hours) > 1:
        return ""
    meant = " ".join([on[0].isoformat(), *hours])
    return "" if meant == text else meant


def _ask(choices: Sequence[str]) -> str:
    listed = " or ".join(choices)
    if "year" in listed:
        return f"write {listed}, with the year in figures"
    return f"did you mean {listed}?" if listed else ""
