"""How the meeting's minutes are shared out among the sections."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes for each section; they add up to the meeting's."""

    since_last_time: int
    aspirations: int
    skills: int
    next_months: int
    closing: int

    @property
    def total(self) -> int:
        """How long the talk takes."""
        return sum(astuple(self))


MEASURED = {30: Minutes(3, 9, 9, 6, 3), 45: Minutes(5, 14, 13, 8, 5), 60: Minutes(6, 18, 18, 12, 6)}
"""The lengths that people book, and how these are shared out."""
SHARES = (10, 30, 30, 20, 10)
"""Hundredths for each section at any other length: those of the 60 minutes."""


def shared_out(total: int, *, looking_back: bool) -> Minutes:
    """Share `total` minutes out in whole ones; the closing keeps at least a tenth.

    Without a look back at last time, its minutes go to the aspirations.
    """
    minutes = MEASURED.get(total) or _by_shares(total)
    if looking_back:
        return minutes
    longer = minutes.aspirations + minutes.since_last_time
    return replace(minutes, since_last_time=0, aspirations=longer)


def _by_shares(total: int) -> Minutes:
    """Round down, then give what is left to the largest remainders, the closing first."""
    whole = [total * share // 100 for share in SHARES]
    remainders = [total * share % 100 for share in SHARES]
    closing = len(SHARES) - 1
    order = sorted(range(len(SHARES)), key=lambda place: (place != closing, -remainders[place]))
    for place in [place for place in order if remainders[place]][: total - sum(whole)]:
        whole[place] += 1
    return Minutes(*whole)
