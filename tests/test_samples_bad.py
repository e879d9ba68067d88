"""Each bad sample has exactly the problems that its first line names; the good ones have none."""

import re

import pytest

import agenda
from agenda.cli.terminal import position
from agenda.source.problems import Severity, Stop
from ground import BAD, GOOD, NOW

FIRST_LINE = re.compile(r"# expect: (\d+:\d+ [a-z-]+(?:, \d+:\d+ [a-z-]+)*)")


def told(path, **chosen) -> list[str]:
    """Return the place and rule of each problem that is more than a hint, in the order told."""
    text = path.read_bytes().decode()
    try:
        problems = agenda.check(agenda.load(text.encode()), now=NOW, **chosen)
    except Stop as stop:
        problems = stop.problems
    return [
        "{}:{} {}".format(*position(text, problem.span.start), problem.rule)
        for problem in problems
        if problem.severity is not Severity.HINT
    ]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_sample_has_the_problems_that_it_names_and_no_other(path):
    first = path.read_text("utf-8").splitlines()[0]
    expected = FIRST_LINE.fullmatch(first)
    assert expected, f"the first line of {path.name} is not '# expect: LINE:COLUMN rule, …'"
    assert told(path, select=()) == expected[1].split(", ")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_sample_has_no_error_and_no_warning(path):
    assert told(path) == []


def test_there_are_samples_of_both_kinds():
    assert len(GOOD) >= 5
    assert len(BAD) >= 20
