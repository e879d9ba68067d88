"""Dates as people type them: what they can mean, one reading or several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

import babel

from agenda.language.locale import Locale
from agenda.language.reading import DEFAULT

ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er|e|o|º|ª|\.)(?=\W|$)", re.IGNORECASE)
NUMBER, WORD = re.compile(r"\d+"), re.compile(r"[^\W\d_]+(?:\.|(?=\W|\d|$))")
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/. 年]\s*(\d{1,2})\s*[-/. 月]\s*(\d{1,2})\s*[.日]?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
THREE = re.compile(r"(\d{1,4})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?")
IGNORED = frozenset({"of", "the", "de", "del", "den", "der", "am", "le", "on"})
CENTURY, LONGEST, LEAST = 2000, 60, 3
YEAR_DIGITS = 4


def readings(text: str, locale: Locale) -> tuple[date, ...]:
    """Return the days that a typed date can mean: none, one without doubt, or several.

    Year-month-day is meant wherever the year comes first, and day.month.year where points
    stand between; with other marks, the order of the locale's region decides, where it gives
    a day at all. Plain English is written both ways: there 3/4/2027 has two readings.
    """
    said = "".join(_digit(char) for char in unicodedata.normalize("NFKC", text)).strip()
    if len(said) > LONGEST:
        return ()
    said = _without_weekday(said, locale)
    found = YEAR_FIRST.fullmatch(said) or COMPACT.fullmatch(said)
    if found:
        return _days([(found[1], found[2], found[3])])
    numeric = THREE.fullmatch(said)
    if numeric:
        first, mark, second, third = numeric.groups()
        both = ((third, second, first), (third, first, second))
        usual = _days(_orders(locale, first, second, third, pointed=mark == "."))
        return usual or _days(both if len(first) <= 2 and mark != "." else ())  # noqa: PLR2004
    return _days(_named(said, locale))


def _without_weekday(said: str, locale: Locale) -> str:
    """Return a date without the weekday before it: its name, or how it begins, as in 'Thurs'."""
    first = WORD.match(said)
    word = first[0].rstrip(".").casefold() if first else ""
    days = _weekdays(locale)
    named = word in days or (len(word) >= LEAST and any(day.startswith(word) for day in days))
    if not first or not named or word in _months(locale):
        return said
    return said[first.end() :].lstrip(" ,.")


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char, char))


def _days(parts: Iterable[tuple[str, str, str]]) -> tuple[date, ...]:
    """Return the days that there are of these years, months and days, each once."""
    found: dict[date, None] = {}
    for year, month, day in parts:
        number = int(year)
        try:
            found[date(number if len(year) == YEAR_DIGITS else CENTURY + number,
                       int(month), int(day))] = None  # fmt: skip
        except ValueError:
            continue
    return tuple(found)


def _orders(
    locale: Locale, first: str, second: str, third: str, *, pointed: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield what three numbers can be, as year, month and day."""
    if len(first) > 2:  # noqa: PLR2004 - no day and no month has three digits
        return
    day_first, month_first = (third, second, first), (third, first, second)
    order = "" if pointed else _order(locale)
    if pointed or order == "dmy":
        yield day_first
    elif order == "mdy":
        yield month_first
    elif order == "ymd" and len(third) < YEAR_DIGITS:
        yield (first, second, third)
    else:
        yield from (day_first, month_first)


def _order(locale: Locale) -> str:
    """Return the order in which the locale writes a date in figures; empty where that is open."""
    plain_english = locale.tag.casefold() == DEFAULT
    if plain_english:
        return ""
    pattern = locale.region.date_formats["short"].pattern.casefold()
    return "".join(dict.fromkeys(char for char in pattern if char in "dmy"))


def _named(said: str, locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Yield the date with its month in letters: the number before or after it is the day."""
    said = ORDINAL.sub(" ", said)
    words = [word.rstrip(".").casefold() for word in WORD.findall(said)]
    names, weekdays = _months(locale), _weekdays(locale)
    months = [names[word] for word in words if word in names]
    others = [word for word in words if word not in names and word not in weekdays | IGNORED]
    numbers = NUMBER.findall(said)
    if len(months) != 1 or others or len(numbers) != 2:  # noqa: PLR2004 - the day and the year
        return
    first, last = numbers
    month = str(months[0])
    yield (first, month, last) if len(first) == YEAR_DIGITS else (last, month, first)


def _locales(locale: Locale) -> tuple[babel.Locale, ...]:
    return (locale.region, babel.Locale.parse(DEFAULT))


def _months(locale: Locale) -> dict[str, int]:
    return {
        name.rstrip(".").casefold(): number
        for one in _locales(locale)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in one.months[context][width].items()
    }


def _weekdays(locale: Locale) -> frozenset[str]:
    return frozenset(
        name.rstrip(".").casefold()
        for one in _locales(locale)
        for width in ("wide", "abbreviated", "short")
        for name in one.days["format"][width].values()
    )
