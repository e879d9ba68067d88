"""A text with names below it needs a name of its own."""

import pytest

from agenda.source import read
from agenda.source.names import NO_NAMES, Names
from agenda.source.problems import Stop
from agenda.source.reader import Source
from draws import grid


class Everything(Names):
    """Knows every name everywhere, and repeats what is asked."""

    def write_out(self, path, text, below):
        return f"{path} {text} / {below}"


def told(text, names=Everything()):  # noqa: B008 - it holds nothing
    try:
        problems = read(text.encode(), names=names).problems
    except Stop as stop:
        problems = stop.problems
    return [(text.count("\n", 0, one.span.start) + 1, one.help) for one in problems]


PLACES = {
    "a: x\n  b: y": (1, ("a",), "x", {"b": "y"}),
    "a: 'x'  # y\n\n  # z\n  b: y\nc: z": (1, ("a",), "'x'", {"b": "y"}),
    "a:\n  x\n  b: y": (2, ("a",), "x", {"b": "y"}),
    "a:\n    x\n  b: y": (2, ("a",), "x", {"b": "y"}),
    "a:\n  x\n  y\n  b: y\n  c: z": (2, ("a",), "x y", {"b": "y", "c": "z"}),
    "a: x\n   y\n   b: y": (1, ("a",), "x y", {"b": "y"}),
    "a:\n  - x\n    b: y": (2, ("a", 0), "x", {"b": "y"}),
    "a:\n  - x\n  b: y\n  - z": (2, ("a", 0), "x", {"b": "y"}),
    "a:\n- x\n  b: y": (2, ("a", 0), "x", {"b": "y"}),
    "z: 1\na:\n  - v\n  - x\n    y\n    b: y\n  - z": (4, ("a", 0), "x y", {"b": "y"}),
    "a:\n  b: 1\n  c:\n    - d: e\n      f: x\n        g: y": (
        5,
        ("a", "c", 0, "f"),
        "x",
        {"g": "y"},
    ),
    "a:\n  c:\n  - d: e\n    f:\n    - x\n      g: y": (5, ("a", "c", 0, "f", 0), "x", {"g": "y"}),
}


@grid("text", PLACES)
def test_how_to_write_it_is_asked_with_its_place_and_told_on_its_line(text):
    line, path, words, below = PLACES[text]
    assert told(text) == [(line, Everything().write_out(path, words, below))]


@pytest.mark.parametrize(
    "text", ["a: x\n  My Aim: y", "a: x\n  - b: y", "a: |\n  x\n b: y", "a: @x"]
)
def test_what_is_no_name_below_a_text_is_told_otherwise(text):
    assert not [help for _, help in told(text) if " / " in help]


def test_who_knows_no_names_is_told_of_the_line_alone():
    assert told("a: x\n  b: y", NO_NAMES) == [(2, "begin it at the margin")]


def test_two_in_one_list_are_told_in_one_run():
    assert [line for line, _ in told("a:\n  - x\n    b: y\n  - z\n    b: y\n    c: d")] == [2, 4]


def test_what_can_be_read_asks_nothing():
    assert isinstance(read(b"a: x\n y\nb: |\n  x\n  c: d", names=Everything()), Source)
