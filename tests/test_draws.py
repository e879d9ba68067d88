"""A grid that is one test tells as much as one test for each of its cases."""

import pytest

from draws import grid


def test_every_case_of_a_grid_is_tried_and_each_that_fails_is_told():
    tried = []

    @grid(("number", "least"), [(1, 2), (2, 2), (3, 4)])
    @grid("sign", "+-")
    def is_large_enough(number, least, sign):
        tried.append((number, sign))
        assert number >= least

    with pytest.raises(BaseExceptionGroup) as told:
        is_large_enough()
    assert tried == [(number, sign) for number in (1, 2, 3) for sign in "+-"]
    assert [one.__notes__ for one in told.value.exceptions] == [["with 1, 2"], ["with 3, 4"]]
    inner = [one.__notes__ for one in told.value.exceptions[0].exceptions]
    assert inner == [["with '+'"], ["with '-'"]]


def test_what_a_grid_wants_besides_its_cases_it_is_given():
    found = []

    @grid("number", range(2))
    def is_noted(number, where):
        where.append(number)

    is_noted(where=found)
    assert found == [0, 1]
