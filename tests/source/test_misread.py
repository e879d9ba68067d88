"""Words that YAML takes for a comment, a key or a name are told, and comments are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.source import read
from agenda.source.problems import Severity, Span, Stop
from draws import grid
from ground import GOOD, STORIES

CUT_OFF = [
    "a: Be seen as the #1 contact for Ledger by 2027-06-30",
    "a: 2027-03-01 #3 done",
    "a: Say yes to item #3 of my list",
    "a: Post it in #general every week",
    "a: the #1",
    "a: we are #1",
    "a: Close #12, #13 and #14",
    "a: ask #Grace",
    "a: ranked #2nd of five",
    "a: meet in #career-talk",
    "a: der #1 Kontakt",
    "a: тема #тема",
    "a: über #Ärger sprechen",
    "a: 3 #solid",
    "a: two   #3",
    "a: one\n  two #3 three",
    "a: one #2 three\nb: x",
    "- Fix bug #42 by 2027-01-01",
    "- Be #1",
    "- a: Close ticket #7\n  b: x",
    "- - deep #1",
    "a:\n  b:\n    c: Own the #1 service",
    "a: {b: x #1\n  }",
    "a: [x, y #1\n  ]",
    "a: C #sharp",
    "a: it's #1",
    "a: R&D #1",
    "a: 50% #1",
    "a: a, b #1",
    "a: (see #1)\nb: see #2",
    "a: x#1 #2",
    "a: word #word",
    "a: word #WORD",
    "a: word #word: more",
    "a: https://example.org/x #part",
    "a: Be the\n  #1 contact for Ledger",
    "- Be the\n  #1 contact for Ledger",
    "- Be the\n  #1 contact for Ledger\n- next",
    "a: >-\n    I want to be\n  #1 in the team",
    "a: |\n    I want to be\n  #1 in the team",
]
"""The end of a text is gone, and the rest of it is left."""

GONE = [
    "- #1 in customer care",
    "- x\n- #1 in the team\n- y",
    "-   #1 in the team",
    "a:\n  - #x",
    "a: #1 contact for Ledger",
    "a: #general",
    "a:   #1",
    "a: #1\nb: x",
    "'a': #1",
    '"a": #1',
    "a : #1",
    "a:\n  b: #1 in the team\n  c: x",
    "- a: #1\n  b: x",
    "a:\n- #1\n",
    "- - #1",
    "- ? why we do it",
    "- what\n- ? why",
    "? why we do it",
    "a:\n  ? why\n  ? what",
    "a: x\n? b",
    "a: [x, ? y]",
]
"""Nothing is left of what was written."""

NAMED = [
    "- &more ideas",
    "a: &co is a partner",
    "- &R D budget",
    "a:\n  - &1 idea\n  - x",
    "a: [&x y]",
    "a: &R&D",
]
"""The first word is gone, as a name that nothing refers to."""

QUIET = [
    "# a remark\na: x",
    "a: x\n# a remark",
    "a: x  # a remark",
    "a: x # a remark",
    "a: x # 1 remark",
    "a: x  # 1 remark",
    "a: x #",
    "a: x ##",
    "a: x #!",
    "a: x #-1",
    "a: x  # agenda: ignore[no-such-rule]",
    "# agenda: ignore[no-such-rule]\na: x",
    "#commented: out\na: x",
    "a: x\n#commented: out",
    "a: x\n#commented: out\nb: y",
    "a:\n  #b: x\n  c: y",
    "a:\n  - x\n  #- y\n  - z",
    "a:\n  - x\n  #1 in the team\n",
    "a:\n  - b: x\n    #c: y\n    d: z",
    "a:\n#b\n  - x",
    "a: # a remark",
    "a:  # a remark\n  - x",
    "a: #three of them\n  - x",
    "a: #1\n  b: x",
    "- #first\n  a: x",
    "- # a remark",
    "- # a remark\n  x",
    "a:",
    "a:\nb:\n",
    "a: ~ # nothing yet",
    "a: ''",
    "- ",
    "a: C#",
    "a: x#1",
    "a: x#1 y#2",
    "a: 'the #1 contact'",
    'a: "the #1 contact"',
    'a: "the #1 contact"  #1',
    "a: 'x' #done",
    "a: |\n  the #1 contact\n  #2",
    "a: >-\n  the #1 contact\n\n  #2 of it\n",
    "a: |  # a remark\n  x #1",
    "a: [x, y] #done",
    "a: {b: x} #done",
    "a: [x, # a remark\n  y]",
    "a: 'two\n  lines #1'",
    "'a #1': x",
    "? a\n: b",
    "a: why? what",
    "a: what ?",
    "a: what ?\nb: x",
    "- ?why",
    "a: &x y\nb: *x",
    "a: &x\n  b: c\nd: [*x]",
    "a: x & y",
    "a: x &y",
    "a: 'x &y'",
    "a: '&x y'",
    "a: |\n  &x y",
    "a: x\r\n#1\r\n",
    "a: x\n...\n#1",
    'a:\n  "I want to lead: one team\n  and be proud of it"',
    "a:\n  b:\n    'one: two\n    three'\n  c: x",
    'a:\n  b:\n    "I want to lead\n   a team"',
    "a:\n  b:\r\n    'one\r\n    two'",
    "a:\n  -\n    'one\n    two'\n  - x",
    "a:\n-\n  'one\n  two'\n",
    "a:\n  - b:\n      'one\n      two'\n",
    "a:\n  - b: 'one\n    two'\n",
    "- - 'one\n    two'\n  - 'three\n    four'",
    "a: [\n    'one\n    two',\n    x]",
    "a:\n  [\n    x, 'one\n    two'\n  ]",
    "a: {\n  b: 'one\n  two'\n  }",
    "{a: 'one\ntwo',\nb: {c: 'three\nfour'}}",
    "a: &x\n  'one\n  two'\nb:\n      c: *x",
    "a: &x ['one\n  two']\nb:\n    c: *x",
    "a: &x\n  - 'one\n    two'\nb:\n    - *x",
    "a:\n  'one\n\n  two'",
]
"""Comments as people write them, blanks of a form, and texts that lose nothing."""


def told(text: str) -> list[tuple[Severity, str]]:
    """Return how much each problem matters, and the text that it marks."""
    whole = f"root:\n{text}" if text.startswith("-") else text
    source = read(whole.encode())
    return [(one.severity, source.text[one.span.start : one.span.end]) for one in source.problems]


@grid("text", CUT_OFF)
def test_the_end_of_a_text_that_is_taken_for_a_comment_is_a_warning_in_its_place(text):
    assert [(how, mark[0]) for how, mark in told(text)] == [(Severity.WARNING, "#")] * len(
        [line for line in text.split("\n") if "#" in line]
    )


@grid("text", GONE)
def test_a_text_of_which_nothing_is_left_is_an_error_in_its_place(text):
    marks = [(how, mark[0]) for how, mark in told(text)]
    assert marks == [(Severity.ERROR, sign) for sign in text if sign in "#?"]


@grid("text", NAMED)
def test_a_word_that_is_taken_for_a_name_is_a_warning_in_its_place(text):
    assert [(how, mark[0]) for how, mark in told(text)] == [(Severity.WARNING, "&")]


MAY_BE_TEXTS = [
    "re:Invent talk by 2028",
    "-5 % cost",
    "-5 % cost\n      by 2028",
    "-- and then lead",
    "—in short— lead",
    "–5 °C",
    "−5 % cost",
    "-ing forms",
    "+ 5 % growth",
    "But:\u00a0diriger",
    "nota:bene",
]
"""Below a key, a text to YAML; an item or a key without its space to many who write one."""


@grid("value", MAY_BE_TEXTS)
@grid("shape", ["a:\n  {}\n", "a:\n  b:\n    {}\n  c: x\n"])
def test_a_line_that_may_be_a_text_is_no_error(shape, value):
    assert {how for how, _ in told(shape.format(value))} <= {Severity.WARNING}


@pytest.mark.parametrize("value", ["-x\n  -y", "-x\n  - y", "k:1\n  l:2", "– x\n  – y", "• x"])
def test_lines_that_look_like_items_or_keys_are_an_error(value):
    with pytest.raises(Stop):
        read(f"a:\n  {value}\n".encode())


TAKEN_IN = [
    "a: 'one\nb: two'\nc: x",
    "a: 'one\n\nb: two'",
    "a:\n  b: 'one\n  c: two'",
    "a:\n  b:\n    'one\n  c: two'",
    "a:\n- 'one\n- two'",
    "a:\n  - 'one\n  - two'",
    "a:\n  -\n    'one\n  - two'",
    "a: ['one\nb: two']",
    "a:\n  b: [\n    'one\n  c: two']",
]
"""A quoted text goes on with lines that are none of its own."""


@grid("text", TAKEN_IN)
def test_a_quotation_mark_that_takes_other_lines_in_is_an_error_in_its_place(text):
    with pytest.raises(Stop) as stopped:
        read(text.encode())
    (one,) = stopped.value.problems
    assert (one.rule, one.span) == ("yaml-quote", Span(text.index("'"), text.index("'") + 1))


@grid("text", QUIET)
def test_a_comment_and_a_blank_are_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize("path", [*GOOD, *STORIES[0], *STORIES[1]], ids=lambda path: path.stem)
def test_no_sample_loses_words(path):
    assert read(path.read_bytes()).problems == ()


def test_what_is_lost_is_not_repeated_and_has_its_path():
    (one,) = read(b"a:\n  - private: Grace is #1 on my list\n").problems
    assert one.path == ("a", 0, "private")
    assert "on my list" not in one.message + one.help


WORD = st.from_regex(r"[a-zA-Z0-9äß]{1,8}", fullmatch=True)


@given(st.lists(WORD, min_size=1), WORD, st.integers(0, 3), st.sampled_from(["\n", "\r\n", "\r"]))
def test_wherever_a_sign_with_a_word_stands_in_a_line_of_words_the_rest_is_told(
    words, word, quiet, newline
):
    lines = [f"k{count}: x  # {word}" for count in range(quiet)]
    text = newline.join([*lines, f"a: {' '.join(words)} #{word} end", "b: x"])
    assert told(text) == [(Severity.WARNING, f"#{word} end")]


HEADED = "values:\n- craft\n{}\n- Run it\n"


@pytest.mark.parametrize("heading", ["## Goals", "## Goals:", "### Goals ##"])
def test_a_heading_within_a_list_leaves_its_lines_to_that_list_and_is_told(heading):
    (problem,) = read(HEADED.format(heading).encode()).problems
    assert (problem.severity, problem.help) == ("warning", "write goals:")


@pytest.mark.parametrize(
    "remark", ["# Goals", "## what I wrote in May, for the second time", "  ## Goals"]
)
def test_a_remark_within_a_list_is_none(remark):
    assert read(HEADED.format(remark).encode()).problems == ()


def test_a_heading_above_a_key_is_a_comment_as_any_other():
    assert read(b"values:\n- craft\n\n## Goals\ngoals:\n- Run it\n").problems == ()


@pytest.mark.parametrize("sign", ["*", "•", "+", "✓"])
def test_a_bullet_below_an_item_is_told_as_a_part_of_its_text(sign):
    (problem,) = read(f"a:\n  - Lead the planting\n    {sign} by spring\n".encode()).problems
    assert (problem.rule, problem.severity) == ("joined-lines", Severity.WARNING)
    assert problem.help.startswith("if it is an item of its own, begin it with -")
