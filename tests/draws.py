"""How a grid is tried, and what of it and how many draws of a property in every run.

`make test-slow` tries all of a grid, and draws seven times as often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Signature, signature
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


def one_in(number: int, cases: Iterable[Any], name: Callable[[Any], str] = str) -> list[Any]:
    """Return the cases of a grid, of which one in so many is tried in every run."""
    return [
        pytest.param(case, id=name(case), marks=pytest.mark.slow if place % number else ())
        for place, case in enumerate(cases)
    ]


def grid(
    names: str | tuple[str, ...], cases: Iterable[Any], ids: Callable[[Any], Any] = repr
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what makes one test of a whole grid, as `parametrize` makes one of each case.

    For what takes a millisecond: a test of its own costs two. All cases are tried, and each that
    fails is told, with its values as `ids` calls them. None may be skipped.
    """
    wanted = names if isinstance(names, tuple) else tuple(names.replace(",", " ").split())
    every = list(cases)
    assert every, "a grid without a case holds nothing"

    def of(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def whole(**fixtures: Any) -> None:
            faults: list[BaseException] = []
            for case in every:
                values = (case,) if len(wanted) == 1 else case
                try:
                    test(**dict(zip(wanted, values, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception, pytest.skip.Exception) as fault:
                    fault.add_note("with " + ", ".join(str(ids(value)) for value in values))
                    faults.append(fault)
            if faults:
                told = f"{len(faults)} of the {len(every)} cases of {test.__name__}"
                raise BaseExceptionGroup(told, faults)

        left = [one for name, one in signature(test).parameters.items() if name not in wanted]
        whole.__signature__ = Signature(left)  # type: ignore[attr-defined]
        return whole

    return of
