"""What of a grid, and how many draws of a property, there is time for in every run.

`make test-slow` tries all of a grid, and draws seven times as often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import settings

DAILY, WIDE = 40, 300
"""How often Hypothesis draws where nothing else is said: in every run, and in a wide one."""


def scaled(daily: int, wide: int = 0) -> int:
    """Return how often something is tried: in a wide run as much more often as is drawn there.

    That is at least as often as `wide` says.
    """
    drawn = settings.default.max_examples
    return max(daily * drawn // DAILY, wide if drawn > DAILY else 0)


def few(draws: int, wide: int = 0, **more: Any) -> settings:
    """Return settings for a property whose draws take long: so many in every run."""
    return settings(max_examples=scaled(draws, wide), **more)


def mostly_slow(
    cases: Iterable[Any], often: Callable[[Any], bool], name: Callable[[Any], str] = str
) -> list[Any]:
    """Return the cases of a grid, of which only some are tried in every run."""
    return [
        pytest.param(case, id=name(case), marks=() if often(case) else pytest.mark.slow)
        for case in cases
    ]
