"""What two lists of words have in common, found with a bounded effort.

difflib compares every pair of equal words anew for each stretch that it finds: with a few
words in thousands of places that takes minutes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate

MOST_PAIRS = 100_000
"""Pairs of equal words in two texts, four times what 10,000 characters of prose have; beyond,
the most frequent words begin no stretch, they only lengthen one."""
MOST_STEPS = 2_000_000
"""Pairs looked at for all stretches together, which take a sixth of a second; two texts of
1,500 words need fewer, unless more is changed than anybody would want to see word by word."""


def steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the steps from one list to the other, as difflib names them.

    They always lead from one to the other. Where it would take too long to find all that
    is alike, less is kept: a stretch that is left is compared at its two ends alone.
    """
    return _Bounded(before, after).get_opcodes()


class _Bounded(SequenceMatcher[str]):
    # What difflib has told of itself since its first version, and typeshed leaves out.
    a: Sequence[str]
    b: Sequence[str]
    b2j: dict[str, list[int]]

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(a=before, b=after, autojunk=False)
        self._left = MOST_STEPS
        self._forget_frequent(Counter(before))
        pairs = (1 + len(self.b2j.get(word, ())) for word in before)
        self._cost = [0, *accumulate(pairs)]

    def _forget_frequent(self, counts: Counter[str]) -> None:
        """Keep the rarest words as what a stretch may begin with: they say most."""
        pairs = {word: counts[word] * len(places) for word, places in self.b2j.items()}
        rarest = sorted(pairs, key=lambda word: (pairs[word], word))
        sums = list(accumulate(pairs[word] for word in rarest))
        for word in rarest[bisect_right(sums, MOST_PAIRS) :]:
            del self.b2j[word]

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Return the longest stretch, or what is alike at an end where that costs too much."""
        ahi, bhi = len(self.a) if ahi is None else ahi, len(self.b) if bhi is None else bhi
        cost = self._cost[ahi] - self._cost[alo]
        if cost <= self._left:
            self._left -= cost
            found = super().find_longest_match(alo, ahi, blo, bhi)
            if found.size:
                return found
        return self._at_an_end(alo, ahi, blo, bhi)

    def _at_an_end(self, alo: int, ahi: int, blo: int, bhi: int) -> Match:
        most = min(ahi - alo, bhi - blo)
        size = _alike(self.a[alo : alo + most], self.b[blo : blo + most])
        if size:
            return Match(alo, blo, size)
        size = _alike(self.a[ahi - most : ahi][::-1], self.b[bhi - most : bhi][::-1])
        return Match(ahi - size, bhi - size, size)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lists begin with in common."""
    pairs = enumerate(zip(one, other, strict=True))
    return next((place for place, (word, same) in pairs if word != same), len(one))
