"""Comments are what stands behind a # outside of every text, and each is about a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.source import read
from agenda.source.comments import comments
from draws import grid


def found(text: str) -> list[tuple[str, str]]:
    """Return each comment with the text of what it is about."""
    source = read(text.encode())
    return [(one.text, source.text[one.about.start : one.about.end].strip())
            for one in comments(source.text, source.tree)]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_comment_is_about_its_own_line_or_the_next_one(newline):
    text = "# first\n# second\n\na: b # third\nc:\n  # fourth\n  - d\n# last\n".replace(
        "\n", newline
    )
    assert found(text) == [
        ("# first", "a: b # third"),
        ("# second", "a: b # third"),
        ("# third", "a: b # third"),
        ("# fourth", "- d"),
        ("# last", "# last"),
    ]


@grid(
    "text",
    [
        "a: b#c\n",
        'a: "b # c"\n',
        "a: 'b # c'\n",
        'a: "b\n  # c"\n',
        "a: |\n  b # c\n  # d\n",
        "a: >-\n  b\n\n  # d\n",
        '"a # b": c\n',
        "a: [b#c]\n",
    ],
)
def test_what_stands_in_a_text_is_no_comment(text):
    assert found(text) == []


@grid(
    "text", ["a: | # c\n  b\n", "a: >2- # c\n    b\n", "a: [b, # c\n  d]\n", "a: {b: c, # c\n}\n",
             "a: &x b # c\n", "a: # c\n  b: d\n"],
)  # fmt: skip
def test_a_comment_counts_wherever_yaml_allows_one(text):
    assert [comment for comment, _ in found(text)] == ["# c"]


@given(st.lists(st.sampled_from(["a: b", "c: 'd # e'", 'f: "#"', "g: |\n  # h", "i:", "# j"]),
                max_size=6, unique=True))  # fmt: skip
def test_no_comment_overlaps_a_text(lines):
    text = "z: 1\n" + "\n".join(lines) + "\n"
    assert [comment for comment, _ in found(text)] == ["# j"] * lines.count("# j")
