"""What two lists of words have in common: exact for prose, bounded for whatever there is."""

from __future__ import annotations

from difflib import SequenceMatcher
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.render import difference as matching
from agenda.render.difference import steps
from ground import ROOT, ending

PROSE = (ROOT / "README.md").read_text("utf-8").split()[:1_500]
lists = st.lists(st.sampled_from("abcdef"), max_size=30)


def applied(before, after):
    """Do the steps: return the two lists as they tell them."""
    made = steps(before, after)
    old = [word for _, start, end, _, _ in made for word in before[start:end]]
    new = [
        word
        for kind, i1, i2, j1, j2 in made
        for word in (before[i1:i2] if kind == "equal" else after[j1:j2])
    ]
    return old, new


@given(lists, lists)
def test_in_short_lists_nothing_that_is_alike_is_missed(before, after):
    assert steps(before, after) == SequenceMatcher(None, before, after, False).get_opcodes()


@pytest.mark.parametrize("every", [3, 10, 100])
def test_in_prose_nothing_that_is_alike_is_missed(every):
    after = [f"x{n}" if n % every == 0 else word for n, word in enumerate(PROSE)]
    assert steps(PROSE, after) == SequenceMatcher(None, PROSE, after, False).get_opcodes()


@given(lists, lists, st.integers(0, 60), st.integers(0, 60))
def test_whatever_the_bounds_the_steps_lead_from_one_to_the_other(before, after, pairs, most):
    with mock.patch.multiple(matching, MOST_PAIRS=pairs, MOST_STEPS=most):
        assert applied(before, after) == (before, after)


@given(lists, lists, lists)
def test_beyond_the_bounds_what_is_alike_at_the_ends_is_kept(start, middle, end):
    before, after = [*start, "x", *end], [*start, *middle, "y", *end]
    with mock.patch.multiple(matching, MOST_PAIRS=0, MOST_STEPS=0):
        kept = sum(i2 - i1 for kind, i1, i2, _, _ in steps(before, after) if kind == "equal")
    assert kept >= len(start) + len(end)


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=6),
       st.lists(st.sampled_from("abc"), min_size=1, max_size=6))  # fmt: skip
def test_lists_of_few_words_end(some, others):
    before, after = some * (5_000 // len(some)), others * (5_000 // len(others))
    with ending(seconds=3):
        assert applied(before, after) == (before, after)
