"""A text with names below it needs a name of its own."""

import pytest

from agenda.source import read
from agenda.source.problems import Stop
from agenda.source.reader import Source


def everything(path, text, name):
    """Know every name everywhere, and repeat what is asked."""
    return f"{path} {text} / {name}"


def told(text, write_out=everything):
    try:
        problems = read(text.encode(), write_out=write_out).problems
    except Stop as stop:
        problems = stop.problems
    return [(text.count("\n", 0, one.span.start) + 1, one.help) for one in problems]


PLACES = {
    "a: x\n  b: y": (1, ("a",), "x", "b"),
    "a: 'x'  # y\n\n  # z\n  b: y\nc: z": (1, ("a",), "'x'", "b"),
    "a:\n  x\n  b: y": (2, ("a",), "x", "b"),
    "a:\n    x\n  b: y": (2, ("a",), "x", "b"),
    "a:\n  x\n  y\n  b: y\n  c: z": (2, ("a",), "x y", "b"),
    "a: x\n   y\n   b: y": (1, ("a",), "x y", "b"),
    "a:\n  - x\n    b: y": (2, ("a", 0), "x", "b"),
    "a:\n  - x\n  b: y\n  - z": (2, ("a", 0), "x", "b"),
    "a:\n- x\n  b: y": (2, ("a", 0), "x", "b"),
    "z: 1\na:\n  - v\n  - x\n    y\n    b: y\n  - z": (4, ("a", 0), "x y", "b"),
    "a:\n  b: 1\n  c:\n    - d: e\n      f: x\n        g: y": (5, ("a", "c", 0, "f"), "x", "g"),
    "a:\n  c:\n  - d: e\n    f:\n    - x\n      g: y": (5, ("a", "c", 0, "f", 0), "x", "g"),
}


@pytest.mark.parametrize("text", PLACES)
def test_how_to_write_it_is_asked_with_its_place_and_told_on_its_line(text):
    line, path, words, name = PLACES[text]
    assert told(text) == [(line, everything(path, words, name))]


@pytest.mark.parametrize(
    "text", ["a: x\n  My Aim: y", "a: x\n  - b: y", "a: |\n  x\n b: y", "a: @x"]
)
def test_what_is_no_name_below_a_text_is_told_otherwise(text):
    assert not [help for _, help in told(text) if " / " in help]


def test_who_knows_no_names_is_told_of_the_line_alone():
    assert told("a: x\n  b: y", lambda *_: "") == [(2, "begin it at the margin")]


def test_two_in_one_list_are_told_in_one_run():
    assert [line for line, _ in told("a:\n  - x\n    b: y\n  - z\n    b: y\n    c: d")] == [2, 4]


def test_what_can_be_read_asks_nothing():
    assert isinstance(read(b"a: x\n y\nb: |\n  x\n  c: d", write_out=everything), Source)
