"""How long something takes, on a clock that may be set anew meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def end_of(start: datetime, minutes: int) -> datetime:
    """Return the end on the clock of the start; nothing ends after the last day there is."""
    try:
        if start.tzinfo is None:
            return start + timedelta(minutes=minutes)
        end = start.astimezone(UTC) + timedelta(minutes=minutes)
        return end.astimezone(start.tzinfo)
    except OverflowError:
        return datetime.max.replace(tzinfo=start.tzinfo)
