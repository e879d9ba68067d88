"""How far days lie apart."""

from __future__ import annotations

from datetime import date


def months_between(first: date, last: date) -> int:
    """Return how many whole months lie between two days; negative where `last` is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
