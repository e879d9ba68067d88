"""The scale of levels: which step a number or a name is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from agenda.source.folding import folded

DEFAULT_NAMES = ("learning", "practising", "solid", "strong", "teaching others")


class Scale(NamedTuple):
    """Names of levels, lowest first. A level is a step from 1 or a name, in any case."""

    names: tuple[str, ...] = DEFAULT_NAMES

    def rank(self, level: str) -> int | None:
        """Return the step of a level as written, or None where it is none of this scale."""
        if level.isascii() and level.isdigit():
            step = int(level) if len(level) < 3 else 0  # noqa: PLR2004 - no scale has 100 steps
            return step if 1 <= step <= len(self.names) else None
        names = [folded(name) for name in self.names]
        return names.index(folded(level)) + 1 if folded(level) in names else None


def scale_of(names: tuple[str, ...]) -> Scale:
    """Return the file's own scale, or the default one."""
    return Scale(names) if names else Scale()


def rank_among(level: str | None, scales: Iterable[tuple[str, ...]]) -> int | None:
    """Return the step of a level in the first of the scales that knows it."""
    if level is None:
        return None
    ranks = (Scale(names).rank(level) for names in scales if names)
    return next((rank for rank in ranks if rank), None)
