"""How far days lie apart, in months."""

from __future__ import annotations

import calendar
from datetime import date


def months_later(on: date, months: int) -> date | None:
    """Return the same day some months later, or the last one of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if year > date.max.year:
        return None
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days; negative where `last` is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
