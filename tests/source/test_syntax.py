"""A text that is not YAML is told as a person sees it: in our words, on its line, at once."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.reading import FieldNames
from agenda.cli.terminal import position
from agenda.source import read
from agenda.source.bounds import MAX_BYTES
from agenda.source.line import in_blocks
from agenda.source.problems import Problem, Severity, Stop
from agenda.source.syntax import MOST, Search
from draws import grid, one_in
from ground import GOOD, STORIES, ending

NBSP, ZERO = "\u00a0", "\u200b"
PARSERS = re.compile(
    r"expected |not allowed here|could not find|cannot start|[Ww]hile |found |mapping values|block "
    r"(end|mapping|sequence|collection)|flow (mapping|sequence)|token|scalar|simple key|alias"
)
"""Words of a parser."""


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return what there is to say of a text, whether it can be read or not."""
    try:
        return read(text.encode()).problems
    except Stop as stop:
        return stop.problems or pytest.fail("it is refused, and nothing says why")


def told(text: str) -> list[tuple[int, str]]:
    """Return the line and the words of each problem."""
    return [(position(text, one.span.start)[0], f"{one.message}; {one.help}")
            for one in problems_of(text)]  # fmt: skip


ONE = {
    # a colon is missing
    "a: 1\nvalues\n  - craft": (2, "no colon; write values:"),
    "a: 1\nvalues\n- craft": (2, "no colon; write values:"),
    "values\n  - craft\nb: 1": (1, "no colon; write values:"),
    "a: 1\nmanager Käthe\nb: 2": (2, "no colon; write manager: …"),
    "a: 1\nmanager Käthe": (2, "no colon; write manager: …"),
    "a:\n  b 1\n  c: 2": (2, "no colon; write b: …"),
    "a:\n  b: 1\n  c 2\n  d: 3": (3, "no colon; write c: …"),
    "a:\n  - what Run it\n    by: x": (2, "no colon; write what: …"),
    "a: x\nvalues;\n  - craft": (2, "no colon; write values:"),
    "a: x\nnotes |\n  some text\n  more": (2, "no colon; write notes:"),
    "a:\n  name: x\n   role: nurse, ward 4: night": (3, "begin it with 2 spaces"),
    "a: I want to\nlead a team\nb: x": (2, "begin it with 2 spaces if the text above goes on"),
    "a: 1\nMy Worry\n  b: x": (2, "no colon; write the name"),
    # bullets
    "a:\n  • x\n  • y": (2, "'•' begins no item of a list; use -"),
    "a:\n  - x\n  • y": (3, "'•' begins no item of a list; use -"),
    "a:\n  - x\n  – y\n  - z": (3, "'–' begins no item of a list; use -"),
    "a:\n  — x": (2, "'—' begins no item of a list; use -"),
    "a:\n  - x\n  * y": (3, "'*' begins no item of a list; use -"),
    "a:\n- x\n· y\n- z": (3, "'·' begins no item of a list; use -"),
    "a:\n  + x\n  + y": (2, "'+' begins no item of a list; use -"),
    f"a:\n  •{NBSP}x": (2, "'•' begins no item of a list; use -"),
    # a dash or a colon without its space
    "a:\n  -x\n  - y": (2, "space is missing behind the dash"),
    "a:\n  - x\n  -y": (3, "space is missing behind the dash"),
    "a:\n- x\n-y\n- z": (3, "space is missing behind the dash"),
    "a:\n  -what: x\n    by: y": (2, "space is missing behind the dash"),
    "a: 1\nb:2\nc: 3": (2, "space is missing behind the colon; write b: …"),
    "a:\n  start:2026-12-03 14:00": (2, "space is missing behind the colon; write start: …"),
    "a:1\nb: 2": (1, "space is missing behind the colon"),
    "a:\n  - b:1\n    c: 2": (2, "space is missing behind the colon"),
    # apostrophes and quotes
    "a: 'it's done'": (1, "this apostrophe ends the text"),
    "a:\n  - 'it's done'\n  - x": (2, "this apostrophe ends the text"),
    "a: 'don't'": (1, "this apostrophe ends the text"),
    'a: "Yes" is my answer': (1, "goes on behind its closing quotation mark"),
    'a:\n  - "Yes" is my answer': (2, "goes on behind its closing quotation mark"),
    "a: 'Yes', he said": (1, "goes on behind its closing quotation mark"),
    'a: "say "hi" to Bo"': (1, "goes on behind its closing quotation mark"),
    'a: "x\nb: 1\nc: 2': (1, "this quotation mark is never closed"),
    "a: 1\nb: 'x\nc: 2": (2, "this quotation mark is never closed"),
    'a: "x\nb: "y"\n': (1, "this quotation mark is never closed"),
    'a: "x\nb: y"\nc: 1': (1, "this quotation mark is never closed"),
    "a:\n  - 'x\n  - 'y'": (2, "this quotation mark is never closed"),
    "a: '90s music": (1, "this quotation mark is never closed"),
    'a: "C:\\dir"': (1, "a backslash between double quotes"),
    "a: “x: y”": (1, "use straight ones"),
    "“a: b”": (1, "use straight ones"),
    "“a”: b": (1, "use straight ones"),
    "a: 1\n„b: c“": (2, "use straight ones"),
    # a text that begins with a sign
    **{f"a: 1\nb: {sign}x y": (2, f"a text cannot begin with {sign}") for sign in "@`%*"},
    **{f"a:\n  - {sign} x y": (2, f"a text cannot begin with {sign}") for sign in "@`%&|>"},
    "a: [draft] write it": (1, "a text cannot begin with ["),
    "a: {draft} write it": (1, "a text cannot begin with {"),
    "a: *important* x": (1, "a text cannot begin with *"),
    "a: *important*": (1, "a text cannot begin with *"),
    "a: ? why": (1, "a text cannot begin with ?"),
    "a: , x": (1, "a text cannot begin with ,"),
    "a: !important x": (1, "the tag !important is not used here"),
    "a: - b": (1, "a list cannot begin behind a colon"),
    # spaces that are none
    f"a: 1\nmanager:{NBSP}x": (2, "no ordinary space: no-break space, U+00A0"),
    f"a:\n  - b: 1\n{NBSP}{NBSP}{NBSP} c: x": (3, "no ordinary space: no-break space, U+00A0"),
    f"a:\n {NBSP}b: 1\n  c: 2": (2, "no ordinary space"),
    f"a:\n  start:{NBSP}x": (2, "no ordinary space"),
    f"a:\n  -{NBSP}x\n  - y": (2, "no ordinary space"),
    f"{ZERO}goals: x": (1, "no ordinary space: zero width space, U+200B"),
    f"goals{ZERO}: x": (1, "no ordinary space: zero width space"),
    "a:\n\u3000b: 1": (2, "no ordinary space: ideographic space"),
    "a: 1\nb:\u2009x": (2, "no ordinary space: thin space"),
    # tabs
    "a:\n\tb: 1": (2, "a tab stands where YAML wants spaces"),
    "a:\n  b: 1\n\tc: 2": (3, "a tab stands where YAML wants spaces"),
    "a:\n  - x\n\t- y": (3, "a tab stands where YAML wants spaces"),
    "a:\tx": (1, "a tab stands where YAML wants spaces"),
    # a colon in a text
    "a: Lead: a team": (1, "a colon with a space behind it"),
    "a: 1\nb: My aim: lead": (2, "a colon with a space behind it"),
    "a: I want\n  My Aim: lead\nb: x": (2, "a colon with a space behind it"),
    "a: b: Lead a team": (1, "if b is a name of its own, put b: on the next line, indented; else"),
    "a: b: Lead a team\n  c: x": (1, "put b: on the next line, indented"),
    "a: b:\n  My aim: x": (1, "put b: on the next line, indented"),
    # habits of Markdown
    "a: 1\n**My Name:** x\nb: 2": (2, "stars make no bold letters here; write my_name: …"),
    "**name**: x\nb: 2": (1, "stars make no bold letters here; write name: …"),
    "a: 1\n__name:__ x": (2, "stars make no bold letters here; write name: …"),
    "a: 1\n## Values\n- x\n- y": (2, "## begins a comment here, no heading; write values:"),
    "a: [x]\n# Next Goals:\n- x": (2, "# begins a comment here, no heading; write next_goals:"),
    # a list with something else in it
    "a:\n  - @b: x\n  - y": (2, "a text cannot begin with @"),
    "a:\n  - x\n  what is it?\n  - y": (3, "no dash, as the items above it have; begin it with -"),
    # indentation
    "a: 1\n  b: 2": (2, "indentation of this line fits none"),
    "a:\n  b: 1\n c: 2": (3, "indentation of this line fits none"),
    "a:\n  b: 1\n    c: 2": (3, "indentation of this line fits none"),
    "a:\n  - x\n - y": (3, "indentation of this line fits none"),
    " a: 1\nb: 2": (1, "indentation of this line fits none"),
    "a:\n b: 1\n  c: 2\n  d: 3": (2, "indentation of this line fits none"),
    "a:\n  - x\n   - y": (3, "read as a part of the text above"),
    "version: 1\n employee: x": (2, "indentation of this line fits none"),
    "a:\n  b: |\n  I want to\n  lead": (3, "as far right as the block of text above"),
    "a:\n  - |\n  I want to\n  - x": (3, "as far right as the block of text above"),
    "a: |\n    I want\n  to\nb: x": (3, "as far right as the block of text above"),
    # other lists
    "a:\n  - x\n  1. y\n  - z": (3, "a number begins no item of a list; use -"),
    "a:\n  - x\n  -- y": (3, "'--' begins no item of a list; use -"),
    # all with the wrong sign
    "version = 1\nmy_name = x y": (1, "no colon; write version: …"),
    # brackets
    "{a: b\nc: d}": (1, "a comma is missing"),
    "a: [x,\n  {b: c}\n  {d: e}]": (2, "a comma is missing"),
    "a: [x, 'it's, y]": (1, "this quotation mark is never closed"),
    "a: ['x', \"y]": (1, "this quotation mark is never closed"),
    "a: [1, 2\nb: 3": (1, "this bracket is never closed with ]"),
    "a: 1\nb: {c: 1\nd: 2": (2, "this bracket is never closed with }"),
    "a: [x, {b: c]": (1, "this bracket is never closed with }"),
    "a: [x #1, y]": (1, "a comment begins here"),
    # comments that take more than they should
    "my #1 goal: x\nb: y": (1, "a comment begins here"),
    "a: I am\n  #1 in the\n  team": (2, "a comment begins here"),
    # documents
    "a: 1\n---\nb: 2": (2, "a second document begins here"),
    "a: 1\n---\n": (2, "a second document begins here"),
    "a: @x\n": (1, "a text cannot begin with @"),
}  # fmt: skip


@grid("newline", ["\n", "\r\n"])
@grid("text", ONE)
def test_a_fault_is_told_in_its_own_words_on_its_line(text, newline):
    line, words = ONE[text]
    first = told(text.replace("\n", newline))[0]
    assert first[0] == line
    assert words in first[1]


@grid("text", ONE)
def test_a_fault_is_told_once(text):
    lines = [line for line, _ in told(text)]
    assert lines in ([ONE[text][0]], [2, 3], [1, 2])  # some have two lines of one kind


SMALL = {
    "a colon": ("", "values\n  - craft"),
    "a dash": ("asks:\n  - x\n", "  -y"),
    "a sign": ("", "manager: @grace"),
    "an apostrophe": ("", "goal: 'it's done'"),
    "a quote": ("", 'place: "Room 4'),
    "a bracket": ("", "skills: [x, y"),
    "a bullet": ("questions:\n", "  • why"),
    "a space": ("", f"role:{NBSP}x"),
    "a smart quote": ("", "“theme: x”"),
    "two colons": ("", "text: Lead: a team"),
    "a tab": ("meeting:\n", "\tstart: 1"),
}
"""What stands before the line at fault, and that line."""


@given(st.permutations(sorted(SMALL)).flatmap(lambda names: st.integers(1, MOST).map(
    lambda count: names[:count])))  # fmt: skip
def test_faults_of_every_kind_are_told_in_one_run_each_on_its_line(names):
    text, wanted = "", []
    for at, name in enumerate(names):
        before, line = SMALL[name]
        text += f"k{at}: sound\n{before}"
        wanted.append(text.count("\n") + 1)
        text += f"{line}\n"
    assert [line for line, _ in told(text)] == wanted


@pytest.mark.parametrize("first", ["-x", "• x", "– x"])
def test_lines_below_the_first_of_a_list_that_is_none_are_not_told(first):
    assert [line for line, _ in told(f"a:\n  {first}\n  - y\n  - z\n")] == [2]


def test_a_text_lost_to_a_comment_is_told_beside_other_faults_and_takes_no_bullets_along():
    found = told("a:\n  - #1 in it\n  what helped?\n  - y\n")
    assert [line for line, _ in found] == [2, 3]
    assert "taken for a comment" in found[0][1]


def test_no_more_than_ten_are_told():
    assert len(told("\n".join(f"k{at}: @x" for at in range(30)))) == MOST


def test_what_else_is_wrong_is_told_with_them():
    assert [line for line, _ in told("a: 1\na: 2\nb: *x\nc: @x\nd: the #1\n")] == [2, 3, 4, 5]


def test_a_block_of_text_is_let_be():
    text = "a: |\n  • one: @two\n  -three 'it's\n\n  \"four\n   [five\nb: @x\n"
    assert [line for line, _ in told(text)] == [7]


def test_a_line_that_is_nothing_is_told_plainly():
    ((line, words),) = told("a: 1\n}]\nb: 2\n")
    assert (line, PARSERS.search(words)) == (2, None)


SMART = ["“Ada”", "„Ada“", "«Ada»", "‘Ada’", "“Siobhán O’Neill”", "“”"]


@grid("value", SMART)
def test_quotation_marks_of_print_around_a_whole_text_are_a_warning(value):
    (one,) = problems_of(f"a: {value}\n")
    assert (one.severity, one.path) == (Severity.WARNING, ("a",))


@grid(
    "value", ["O’Neill", "say “hi” to Bo", "“hi” and “ho”", '"“Ada”"', "'“Ada”'", "|\n  “Ada”", "”"]
)
def test_quotation_marks_in_a_text_are_let_be(value):
    assert problems_of(f"a: {value}\n") == ()


SOUND = [
    "a: x y\n  z - and", "a: why - because", "a: voici:\u00a0x", "a: x\u00a0y", "a: \u00a0x",
    "a:\n  https://example.org/x", "a:\n  10:30 it is", "a:\n  x\n\n  y", "a: 'two\n  lines'",
    "a: -5", "a:\n  -5", "- x", "a:\n  b: c\n\n\n  d: e", "a: [\nx,\ny\n]\nb: 1", "a: {\n  b: c}\n",
    "{a: b,\nc: d}", "---\na: b\n", "%YAML 1.2\n---\na: b", "a: b\n...\n", "  a: b\n  c: d",
    "a: &x [y]\nb: *x", "a: x 'y' \"z\"", "a: b@c", "a: 50%", "a: x [y]", "a: x, y", "a: x]",
    "'a': b", '"a b": c', "a b: c", "a: |\n  - x\n  • y\n", "a: >\n  x\n\n   y", "a:\n- x\n- y",
]  # fmt: skip


@grid("text", SOUND)
def test_what_is_yaml_is_let_be(text):
    text = f"root:\n{text}" if text.startswith("- ") else text
    assert told(text) == []


@pytest.mark.parametrize("path", [*GOOD, *STORIES[0], *STORIES[1]], ids=lambda path: path.stem)
def test_a_sample_is_let_be(path):
    assert read(path.read_bytes()).problems == ()


# --- damage ----------------------------------------------------------------

KEY = re.compile(r"(?P<lead>\s*(?:- )*)(?P<key>[a-z_]+): (?P<text>[^\W_][^#'\"\[{|>]*)")
ITEM = re.compile(r"(?P<lead>\s*)- (?P<text>[^\W_][^#:'\"\[{|>]*)")
DAMAGE = {
    "a colon is left out": (KEY, "{lead}{key} {text}"),
    "a space is left out": (KEY, "{lead}{key}:{text}"),
    "a space is none": (KEY, "{lead}{key}:" + NBSP + "{text}"),
    "a text begins with @": (KEY, "{lead}{key}: @{text}"),
    "a text begins with `": (KEY, "{lead}{key}: `{text}"),
    "a text begins with %": (KEY, "{lead}{key}: %{text}"),
    "a text begins with a bracket": (KEY, "{lead}{key}: [x] {text}"),
    "a text has a colon": (KEY, "{lead}{key}: Lead: {text}"),
    "an apostrophe": (KEY, "{lead}{key}: 'it's {text}'"),
    "a text goes on": (KEY, '{lead}{key}: "Yes" is {text}'),
    "a quote is open": (KEY, '{lead}{key}: "{text}'),
    "a single quote is open": (KEY, "{lead}{key}: '{text}"),
    "a bracket is open": (KEY, "{lead}{key}: [{text}"),
    "a smart quote": (KEY, "{lead}{key}: “a: {text}”"),
    "a comment": (KEY, "{lead}{key}: my #1 {text}"),
    "a bullet": (ITEM, "{lead}• {text}"),
    "a long dash": (ITEM, "{lead}– {text}"),
    "a star": (ITEM, "{lead}* {text}"),
    "a dash without a space": (ITEM, "{lead}-{text}"),
    "an item begins with @": (ITEM, "{lead}- @{text}"),
    "an item with an apostrophe": (ITEM, "{lead}- 'it's {text}'"),
    "an item goes on": (ITEM, '{lead}- "Yes" is {text}'),
}


ALONE = {"a colon is left out", "a space is left out", "a space is none"}


def damaged(line: str, below: str, kind: str) -> str | None:
    """Return a line with that damage; None where it cannot have it, or would be sound with it."""
    pattern, shape = DAMAGE[kind]
    match = pattern.fullmatch(line)
    if not match:
        return None
    alone = len(below) - len(below.lstrip()) < len(match["lead"])
    if alone and match["lead"] and kind in ALONE:
        return None  # a text as any other: what should be there is for the model to say
    return shape.format(**match.groupdict())


SAMPLES = [path.read_text("utf-8").split("\n") for path in GOOD]


@given(st.data())
def test_damage_is_told_on_its_line_and_in_our_words(data):
    lines = data.draw(st.sampled_from(SAMPLES))
    blocks = in_blocks(lines, 0, len(lines))
    able = {
        (at, kind): new
        for at, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True))
        for kind in DAMAGE
        if at not in blocks and (new := damaged(line, below, kind))
    }
    chosen = data.draw(st.lists(st.sampled_from(sorted(able)), min_size=1, max_size=2,
                                unique_by=lambda one: one[0]))  # fmt: skip
    worse = dict(enumerate(lines)) | {at: able[at, kind] for at, kind in chosen}
    found = told("\n".join(worse.values()))
    assert {at + 1 for at, _ in chosen} <= {line for line, _ in found}
    assert not [words for _, words in found if PARSERS.search(words)]


SIGNS = st.text("\t\n\r -:#'\"[]{}|>&*!?%@`,•–“”\u00a0\u200b~aß1", max_size=4)
CHANGE = st.tuples(st.integers(0, 10**6), st.integers(0, 3), SIGNS)


@given(st.sampled_from(SAMPLES), st.lists(CHANGE, min_size=1, max_size=6))
def test_no_text_whatever_is_told_in_a_parsers_words(lines, changes):
    text = "\n".join(lines)
    for place, length, new in changes:
        at = place % (len(text) + 1)
        text = text[:at] + new + text[at + length :]
    for one in problems_of(text):
        assert not PARSERS.search(f"{one.message}; {one.help}")
        assert one.span is not None
        assert 0 <= one.span.start <= one.span.end <= len(text) + 1


ENDLESS = [
    "a: @x\n" * (MAX_BYTES // 6), "a: [\n" * (MAX_BYTES // 5), "- " * (MAX_BYTES // 2),
     "a: 'x\n" * (MAX_BYTES // 6), "a:\n" + "  b: @x\n" * (MAX_BYTES // 9), "[" * MAX_BYTES,
     "a: @\n" + "[" * (MAX_BYTES - 9), "a: " + "@ x" * (MAX_BYTES // 4), "a b\n" * (MAX_BYTES // 4),
     "a:\n" + "  - x\n  y\n" * (MAX_BYTES // 10), "a: " + "x: " * (MAX_BYTES // 4),
     "-\u00a0" * (MAX_BYTES // 3), "•" * (MAX_BYTES // 3), "\t" * MAX_BYTES, '"' * MAX_BYTES,
     "a: " + "'" * (MAX_BYTES - 4), "a: {" + "b: {" * (MAX_BYTES // 5), "w " * (MAX_BYTES // 2),
]  # fmt: skip


@pytest.mark.parametrize("number", one_in(3, range(len(ENDLESS))))
def test_to_look_for_faults_comes_to_an_end(number):
    with ending():
        assert len(problems_of(ENDLESS[number][:MAX_BYTES])) <= 2 * MOST


def test_what_cannot_be_mended_is_not_tried_again_and_again():
    # YAML ends the line, and so the comment, at the separator: an editor goes on with it.
    lines = ["# Values and no plan: that is a full answer.", "", "vers\u2028n-GB"]
    search = Search(lines, FieldNames())
    search.part(0, 3)
    assert search.read < 1000


SHAPES = ["a:\n  - x{}y", "a: @x{}y", "a: b: c{}y", "a\nb{}c: d", "a: '{}", "a: [{}", "a: {}\nb: @"]
SIGNS_AT_LENGTH = [" ", ":", "#", " #", "'", '"', "-", "- ", ",", "["]
LONG = [
    pytest.param(sign, shape, marks=[] if shaped == signed % len(SHAPES) else pytest.mark.slow)
    for signed, sign in enumerate(SIGNS_AT_LENGTH) for shaped, shape in enumerate(SHAPES)
]  # fmt: skip
"""Each with each; every day, each sign in one shape, and each shape with a sign."""


@pytest.mark.parametrize(("sign", "shape"), LONG)
def test_a_line_without_end_is_judged_at_once(shape, sign):
    with ending(seconds=2), suppress(Stop):
        read(shape.format(sign * (100_000 // len(sign))).encode())
