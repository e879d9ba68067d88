"""Editing in place: the value changes, and nothing else does."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.source.edit import EditRefused, append, encoded, put
from agenda.source.nodes import Mapping, Node, Scalar, Sequence, at, walk
from agenda.source.problems import Stop
from agenda.source.reader import Source, read
from draws import grid, scaled
from source.yaml_texts import yaml_text
from untraced import untraced


def source(text: str) -> Source:
    return read(text.encode(), "career.yaml")


def after_put(text: str, path: tuple, value) -> str:
    return put(source(text), path, value).text


def after_append(text: str, path: tuple, value) -> str:
    return append(source(text), path, value).text


def refusal(edit, text: str, path: tuple, value):
    with pytest.raises(EditRefused) as refused:
        edit(source(text), path, value)
    (problem,) = refused.value.problems
    assert problem.rule == "edit-refused"
    assert problem.help
    assert problem.span is not None
    return problem


def in_every_style(cases):
    return pytest.mark.parametrize(("before", "path", "value", "after"), cases)


# --- a value is replaced ---------------------------------------------------


@in_every_style([
    ("a: b\n", ("a",), "c", 'a: "c"\n'),
    ("a: b  # why\n", ("a",), "c", 'a: "c"  # why\n'),
    ("a: 'b' # why\nc: d\n", ("a",), "x", 'a: "x" # why\nc: d\n'),
    ("a:   b\n", ("a",), "c", 'a:   "c"\n'),
    ("a: one\n  two\n  three # x\nb: c\n", ("a",), "x", 'a: "x" # x\nb: c\n'),
    ('a: "one\n\n  two"\nb: c\n', ("a",), "x", 'a: "x"\nb: c\n'),
    ("a:\n  # why\n  b # x\n", ("a",), "c", 'a:\n  # why\n  "c" # x\n'),
    ("a: |  # why\n  b\n  c\n\nd: e\n", ("a",), "x", 'a: "x"  # why\n\nd: e\n'),
    ("a: >+\n  b\n\nd: e\n", ("a",), "x", 'a: "x"\n\nd: e\n'),
    ("a: |\n  b", ("a",), "x", 'a: "x"'),
    ("a: [b, c] # why\n", ("a",), "x", 'a: "x" # why\n'),
    ("a: # why\n  b: 1\n  c: 2\nd: 3\n", ("a",), "x", 'a: "x" # why\nd: 3\n'),
    ("a:\n- 1\n- 2\nd: 3\n", ("a",), "x", 'a: "x"\nd: 3\n'),
    ("l:\n- a\n- b # x\n", ("l", 1), "c", 'l:\n- a\n- "c" # x\n'),
    ("l:\n- k: v\n  m: w\n- b\n", ("l", 0), "c", 'l:\n- "c"\n- b\n'),
    ("l:\n- - a\n  - b\n", ("l", 0, 1), "c", 'l:\n- - a\n  - "c"\n'),
    ("l:\n- k: v\n", ("l", 0, "k"), "c", 'l:\n- k: "c"\n'),
    ("a: {b: c, d: e} # x\n", ("a", "b"), "f", 'a: {b: "f", d: e} # x\n'),
    ("a: [b, c]\n", ("a", 1), "f", 'a: [b, "f"]\n'),
    ("a: [b: c]\n", ("a", 0, "b"), "f", 'a: [b: "f"]\n'),
    ("a: {b, c: }\n", ("a", "b"), "f", 'a: {b: "f", c: }\n'),
    ("a: {b, c: }\n", ("a", "c"), "f", 'a: {b, c: "f" }\n'),
    ("'a': b\n", ("a",), "c", "'a': \"c\"\n"),
    ("ключ: b\n", ("ключ",), "c", 'ключ: "c"\n'),
    ("---\na: b\n...\n", ("a",), "c", '---\na: "c"\n...\n'),
    ("a: &x b\nc: d\n", ("c",), "e", 'a: &x b\nc: "e"\n'),
])  # fmt: skip
def test_a_value_is_replaced_where_it_stands(before, path, value, after):
    assert after_put(before, path, value) == after


@in_every_style([
    ("a:\nb: c\n", ("a",), "x", 'a: "x"\nb: c\n'),
    ("a: # why\nb: c\n", ("a",), "x", 'a: "x" # why\nb: c\n'),
    ("a: ~ # why\n", ("a",), "x", 'a: "x" # why\n'),
    ("a:", ("a",), "x", 'a: "x"'),
    ("l:\n-\n- b\n", ("l", 0), "x", 'l:\n- "x"\n- b\n'),
    ("a:\nb: c\n", ("a", "k"), "x", 'a:\n  k: "x"\nb: c\n'),
    ("a: ~ # why\nb: c\n", ("a", "k"), "x", 'a: # why\n  k: "x"\nb: c\n'),
    ("a: # why\n    # old: 1\nb: c\n", ("a", "k"), "x", 'a: # why\n  k: "x"\n    # old: 1\nb: c\n'),
    ('a: ""\n', ("a", "k", "l"), "x", 'a:\n  k:\n    l: "x"\n'),
])  # fmt: skip
def test_a_blank_value_is_filled(before, path, value, after):
    assert after_put(before, path, value) == after


@in_every_style([
    ("a: b # why\nc: d\n", ("a",), ["x", "y"], 'a: # why\n  - "x"\n  - "y"\nc: d\n'),
    ("l:\n- 1\na: b\n", ("a",), ["x"], 'l:\n- 1\na:\n- "x"\n'),
    ("l:\n- 1\na: b\n", ("l",), {"x": "y"}, 'l:\n  x: "y"\na: b\n'),
    ("a:\n   b: 1\n   c: 2\n", ("a",), {"x": {"m": "z"}}, 'a:\n   x:\n      m: "z"\n'),
    ("l:\n- a\n- b\n", ("l", 0), {"x": "1", "m": "2"}, 'l:\n- x: "1"\n  m: "2"\n- b\n'),
    ("l:\n- a # x\n", ("l", 0), {"x": ["1"]}, 'l:\n- x: # x\n  - "1"\n'),
    ("a: |\n  b\nc: d\n", ("a",), ["x"], 'a:\n  - "x"\nc: d\n'),
    ("l:\n-\n  a: 1\n- b\n", ("l", 0), ["x"], 'l:\n-\n  - "x"\n- b\n'),
    ("l:\n- # why\n  a\n- b\n", ("l", 0), {"k": "v"}, 'l:\n- # why\n  k: "v"\n- b\n'),
    ("a:\n  | # why\n  b\nc: d\n", ("a",), ["x"], 'a:\n   # why\n  - "x"\nc: d\n'),
    ("a: b\n", ("a",), [], "a: []\n"),
    ("a: b\n", ("a",), {"x": {}, "m": ""}, 'a:\n  x: {}\n  m: ""\n'),
    ("a: {b: c}\n", ("a", "b"), {"x": ["1", {"m": "z"}]}, 'a: {b: {x: ["1", {m: "z"}]}}\n'),
    ("a: b\n", ("a",), [["x", "y"], ["z"]], 'a:\n  - - "x"\n    - "y"\n  - - "z"\n'),
])  # fmt: skip
def test_a_map_or_list_is_written_in_the_style_around_it(before, path, value, after):
    assert after_put(before, path, value) == after


# --- texts -----------------------------------------------------------------


@grid("text", [
    'say "hi"', "back\\slash", "a: b", "# no comment", "- x", "", " ", "~", "null", "tab\there",
    "line\rfeed", "x\u2028y\u2029z", "\ufeffmark", "😀", "{{ y }}", "%", "'", "...", "---", "\n",
    "one\ntwo", "one\n\ntwo\n", "\none", " one\ntwo", "one \ntwo", "one\n  two", "one\n# two",
    "---\n...", "one\r\ntwo", "one\n\n\ntwo", "one\n\ttwo", "one\ntwo\n\n", "a\n\u2028b", "|\n>",
])  # fmt: skip
@grid("before", ["a: b\n", "l:\n- a\n- b", "a: {b: c}", "a: |\n  x\n# c\n"])
def test_every_text_comes_back_as_it_was_given(before, text):
    for path, node in walk(source(before).tree):
        if isinstance(node, Scalar):
            assert at(put(source(before), path, text).tree, path).text == text


def test_a_text_of_several_lines_is_a_literal_block():
    assert after_put("a: b # why\nc: d\n", ("a",), "one\n\ntwo") == (
        "a: |- # why\n  one\n\n  two\nc: d\n"
    )


def test_a_text_whose_line_ends_in_a_space_is_quoted():
    assert after_put("a: b\n", ("a",), "one \ntwo") == 'a: "one \\ntwo"\n'


def test_a_block_replaces_a_text_below_its_key():
    assert after_put("a:\n    old\n    text\nb: c\n", ("a",), "x\ny") == ("a: |-\n  x\n  y\nb: c\n")


def test_the_comment_of_a_block_below_its_key_stays():
    assert after_put("a:\n  > # why\n  b\nc: d\n", ("a",), "x\ny") == (
        "a:\n  |- # why\n  x\n  y\nc: d\n"
    )


def test_a_comment_below_a_key_does_not_become_part_of_a_block():
    text = "a:\n  # why\n  b: 1\nc: d\n"
    assert after_put(text, ("a",), "x\ny") == 'a: "x\\ny"\n  # why\nc: d\n'


@grid("key", ["no", "a b", "x: y", "1", "", "-", '"', "a/b", "~"])
def test_a_key_that_is_no_plain_word_is_quoted(key):
    assert put(source("a: b\n"), (key,), "x").tree.get(key).text == "x"
    assert after_put("a: b\n", (key,), "x").split("\n")[1].startswith('"')


@pytest.mark.parametrize("key", ["имя", "next_check_in", "名前", "a-b"])
def test_a_key_that_is_a_word_is_plain(key):
    assert after_put("a: b\n", (key,), "x") == f'a: b\n{key}: "x"\n'


# --- a key is added --------------------------------------------------------


@in_every_style([
    ("a: b\n", ("c",), "x", 'a: b\nc: "x"\n'),
    ("a: b", ("c",), "x", 'a: b\nc: "x"'),
    ("a: b # why", ("c",), "x", 'a: b # why\nc: "x"'),
    ("a: b\n\n\n# the end\n", ("c",), "x", 'a: b\nc: "x"\n\n\n# the end\n'),
    ("a: b\n...\n", ("c",), "x", 'a: b\nc: "x"\n...\n'),
    ("a:\n", ("c",), "x", 'a:\nc: "x"\n'),
    ("a:\n  b: 1\n\nc: 2\n", ("a", "d"), "x", 'a:\n  b: 1\n  d: "x"\n\nc: 2\n'),
    ("a:\n b: 1\n", ("a", "d", "e"), "x", 'a:\n b: 1\n d:\n  e: "x"\n'),
    ("a:\n        b: 1\n", ("c", "d"), "x", 'a:\n        b: 1\nc:\n        d: "x"\n'),
    ("a:\n  b: 1\n  # c: 2\n# end\n", ("d",), "x", 'a:\n  b: 1\n  # c: 2\nd: "x"\n# end\n'),
    ("a:\n  b: 1\n\n  # c: 2\n", ("d",), "x", 'a:\n  b: 1\n\n  # c: 2\nd: "x"\n'),
    ("a:\n  b: |\n    x\n\nc: 2\n", ("a", "d"), "x", 'a:\n  b: |\n    x\n  d: "x"\n\nc: 2\n'),
    ("a:\n  b: |+\n    x\n\nc: 2\n", ("a", "d"), "x", 'a:\n  b: |+\n    x\n\n  d: "x"\nc: 2\n'),
    ("a: >-\n  b", ("c",), "x", 'a: >-\n  b\nc: "x"'),
    ("a: |\n", ("c",), "x", 'a: |\nc: "x"\n'),
    ("l:\n  - k: v\n", ("l", 0, "m"), "x", 'l:\n  - k: v\n    m: "x"\n'),
    ("l:\n  -  k: v\n", ("l", 0, "m"), "x", 'l:\n  -  k: v\n     m: "x"\n'),
    ("a: {}\n", ("a", "b"), "x", 'a: {b: "x"}\n'),
    ("a: {b: c}\n", ("a", "d"), "x", 'a: {b: c, d: "x"}\n'),
    ("a: { b: c, }\n", ("a", "d"), "x", 'a: { b: c, d: "x" }\n'),
    ("{a: b}\n", ("c", "d"), "x", '{a: b, c: {d: "x"}}\n'),
    ("{}\n", ("c",), "x", '{c: "x"}\n'),
    ("a: {\n  b: c, # 1\n  d: e # 2\n}\n", ("a", "f"), "x",
     'a: {\n  b: c, # 1\n  d: e, # 2\n  f: "x"\n}\n'),
    ("a: {\n  b: c,\n  d: e, # 2\n}\n", ("a", "f"), "x",
     'a: {\n  b: c,\n  d: e, # 2\n  f: "x",\n}\n'),
    ("a: {b: c,\n    d: e}\n", ("a", "f"), "x", 'a: {b: c,\n    d: e,\n    f: "x"}\n'),
    ("a: &x b\nc: *x\n", ("d",), "x", 'a: &x b\nc: *x\nd: "x"\n'),
    ("a: &x\n  b: 1\n", ("a", "d"), "x", 'a: &x\n  b: 1\n  d: "x"\n'),
    ("имя: {\n  x: 1}\n", ("имя", "m"), "x", 'имя: {\n  x: 1,\n  m: "x"}\n'),
])  # fmt: skip
def test_a_missing_key_is_added_behind_the_last_one(before, path, value, after):
    assert after_put(before, path, value) == after


# --- an item is added ------------------------------------------------------


@in_every_style([
    ("l:\n- a\n", ("l",), "x", 'l:\n- a\n- "x"\n'),
    ("l:\n  - a\nb: c\n", ("l",), "x", 'l:\n  - a\n  - "x"\nb: c\n'),
    ("l:\n  -   a\n", ("l",), {"k": "1", "m": "2"}, 'l:\n  -   a\n  -   k: "1"\n      m: "2"\n'),
    ("l:\n- - a\n", ("l", 0), "x", 'l:\n- - a\n  - "x"\n'),
    ("l:\n- a\n  # of a\n# of l\n", ("l",), "x", 'l:\n- a\n  # of a\n- "x"\n# of l\n'),
    ("l:\n-\n", ("l",), "x", 'l:\n-\n- "x"\n'),
    ("l: []\n", ("l",), "x", 'l: ["x"]\n'),
    ("l: [a]\n", ("l",), "x", 'l: [a, "x"]\n'),
    ("l: [\n  a,\n  b\n]\n", ("l",), "x", 'l: [\n  a,\n  b,\n  "x"\n]\n'),
    ("l: [&x a, *x]\n", ("l",), "x", 'l: [&x a, *x, "x"]\n'),
    ("l:\n- &x a\n- *x # y\n", ("l",), "x", 'l:\n- &x a\n- *x # y\n- "x"\n'),
    ("l: &n\n  - a\n", ("l",), "x", 'l: &n\n  - a\n  - "x"\n'),
    ("l: &n [a]\n", ("l",), "x", 'l: &n [a, "x"]\n'),
    ("l:\n", ("l",), "x", 'l:\n  - "x"\n'),
    ("l: ~\nm:\n- 1\n", ("l",), "x", 'l:\n- "x"\nm:\n- 1\n'),
    ("a: b\n", ("c", "l"), {"k": "v"}, 'a: b\nc:\n  l:\n    - k: "v"\n'),
    ("a:\n- b\n", ("c",), "one\ntwo", "a:\n- b\nc:\n- |-\n  one\n  two\n"),
])  # fmt: skip
def test_an_item_is_added_behind_the_last_one(before, path, value, after):
    assert after_append(before, path, value) == after


# --- the file's own bytes --------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_new_lines_end_as_the_files_do(newline):
    text = newline.join(["a:", "  - b", "c: d", ""])
    result = after_append(text, ("a",), {"k": "one\ntwo", "l": "x"})
    assert re.findall(r"\r\n|\r|\n", result) == [newline] * 7


def test_a_byte_order_mark_is_kept():
    data = b"\xef\xbb\xbfa: b\n"
    assert encoded(put(read(data), ("a",), "c")) == b'\xef\xbb\xbfa: "c"\n'


def test_a_file_without_a_byte_order_mark_gets_none():
    assert encoded(put(source("a: é\n"), ("b",), "ü")) == 'a: é\nb: "ü"\n'.encode()


def test_the_name_of_the_file_stays():
    assert put(source("a: b\n"), ("a",), "c").name == "career.yaml"


def test_a_block_that_the_end_of_the_file_cut_off_gains_its_newline():
    result = put(source("a: |\n  b"), ("c",), "x")
    assert (result.text, result.tree.get("a").text) == ('a: |\n  b\nc: "x"', "b\n")


# --- refusals --------------------------------------------------------------


def test_an_alias_is_not_written_over():
    problem = refusal(put, "a: &x b\nc: *x\n", ("c",), "d")
    assert "alias" in problem.message


@pytest.mark.parametrize("path", [("c", "k"), ("l", 1, "k"), ("l", 1)])
def test_nothing_is_written_through_an_alias(path):
    assert "alias" in refusal(put, "c0: &x {k: v}\nc: *x\nl: [&y {k: v}, *y]\n", path, "d").message


def test_a_value_that_an_alias_names_is_not_replaced():
    refusal(put, "a: &x b\nc: *x\n", ("a",), "d")


def test_what_stands_inside_a_value_that_an_alias_names_is_not_changed():
    problem = refusal(put, "a: &x {k: v}\nc: *x\n", ("a", "k"), "d")
    assert "something else" in problem.message


def test_a_list_that_an_alias_names_is_not_added_to():
    refusal(append, "a: &x [b]\nc: *x\n", ("a",), "d")


@pytest.mark.parametrize("path", [("a",), ("c",)])
def test_a_map_with_a_question_mark_key_is_refused(path):
    refusal(put, "? a\n: b\n", path, "d")


@grid(
    ("edit", "path", "said"),
    [(put, ("a", "k"), "holds a text, not a map"), (append, ("a",), "holds a text, not a list"),
     (append, ("m",), "holds a map, not a list"), (put, ("l", "k"), "holds a list, not a map"),
     (put, ("l", 7), "no item 8"), (put, ("c", 0), "no item 1"), (put, (), "whole file")],
)  # fmt: skip
def test_a_place_of_another_kind_is_refused(edit, path, said):
    assert said in refusal(edit, "a: b\nm:\n  k: v\nl: [x]\n", path, "d").message


@pytest.mark.parametrize("text", ["\x07", "\x00", "\ud800", "\x85", "\uffff"])
def test_a_text_that_no_file_can_hold_is_refused_with_the_readers_words(text):
    assert "cannot be printed" in refusal(put, "a: b\n", ("a",), text).message


def test_a_pair_in_a_list_without_braces_takes_no_second_key():
    refusal(put, "a: [b: c]\n", ("a", 0, "d"), "x")


def test_a_refusal_names_the_place_and_stops_the_run():
    problem = refusal(put, "a: b\nc:\n  d: e\n", ("c", "d", "f"), "x")
    assert issubclass(EditRefused, Stop)
    assert problem.span == at(source("a: b\nc:\n  d: e\n").tree, ("c", "d")).span
    assert "'c/d'" in problem.message


# --- any file --------------------------------------------------------------

VALUES = ["x", "", "~", "two\nlines", "two\nlines \n", 'a "b" \\ c', "Ünï: # x", [], ["x", "y\nz"],
          {"k": "v"}, {"k": {"l": ["x", {"m": "y"}]}, "n": "one\n\ntwo"}, {}]  # fmt: skip


def whole(node: Node):
    if isinstance(node, Scalar):
        return node.text if not (node.plain and node.blank) else None
    if isinstance(node, Sequence):
        return [whole(item) for item in node.items]
    return {entry.key.text: whole(entry.value) for entry in node.entries}


def with_value(tree, path, value):
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(tree or [])
        return [*items[:step], with_value([*items, None][step], rest, value), *items[step + 1 :]]
    entries = dict(tree or {})
    return entries | {step: with_value(entries.get(step), rest, value)}


def random_edit(rng: random.Random, tree: Mapping):
    """Return an edit, its path, and the path that it changes."""
    nodes = [(path, node) for path, node in walk(tree) if path]
    path, node = rng.choice(nodes)
    kind = rng.random()
    if isinstance(node, Scalar) and node.blank and kind < 0.5:
        return (append, path, (*path, 0)) if kind < 0.25 else (put, (*path, "new"), (*path, "new"))
    if isinstance(node, Sequence) and kind < 0.7:
        return append, path, (*path, len(node.items))
    if isinstance(node, Mapping) and kind < 0.7:
        return put, (*path, "new key", "deep"), (*path, "new key", "deep")
    if kind < 0.15:
        return put, ("root key",), ("root key",)
    if kind < 0.25:
        return append, ("root list", "deep"), ("root list", "deep", 0)
    return put, path, path


def hold(before: Source, result: Source, path: tuple, value, newline: str) -> None:
    """Assert all that an edit promises."""
    assert read(encoded(result)).tree == result.tree
    assert result.bom == before.bom
    wanted = with_value(whole(before.tree), path, value)
    got = whole(result.tree)
    if got != wanted:  # only the newline that the end of the file cut off may come back
        grown = read(encoded(Source("", before.text + "\n", before.tree)))
        assert not before.text.endswith(("\n", "\r"))
        assert got == with_value(whole(grown.tree), path, value)
    assert set(re.findall(r"\r\n|\r|\n", result.text)) <= {newline}
    taken, start = stretch_taken(before.text, result.text)
    node = at(before.tree, path)
    replaced = node.span if node else None
    for place, character in enumerate(without_comments(taken), start):
        inside = replaced and replaced.start <= place < replaced.end
        assert inside or character in " ~\r\n", (taken, character)
    if node is None or isinstance(node, Scalar):
        words = node.text if node else ""  # what looks like a comment in a block is text
        kept = [comment for comment in comments(before.text) if comment not in words]
        assert comments(result.text) == kept


def comments(text: str) -> list[str]:
    return re.findall(r"# c\d+c", text)


def stretch_taken(old: str, new: str) -> tuple[str, int]:
    """Return what of the old text lies between the beginning and the end both texts share."""
    short = min(len(old), len(new))
    start = next((n for n in range(short) if old[n] != new[n]), short)
    end = next((n for n in range(short - start) if old[-1 - n] != new[-1 - n]), short - start)
    return old[start : len(old) - end], start


def without_comments(text: str) -> str:
    return re.sub(r"(?<!\S)#[^\r\n]*", lambda found: " " * len(found[0]), text)


def edited(seed: int, *, ordinary: bool = False, named: float = 0.0) -> bool:
    """Edit a random file; return whether it was done, and assert that nothing else changed."""
    rng = random.Random(seed)
    text, newline = yaml_text(rng, ordinary=ordinary, named=named)
    before = read(text.encode())
    newline = newline if newline in before.text else "\n"
    value = rng.choice(VALUES)
    edit, path, changed = random_edit(rng, before.tree)
    try:
        result = edit(before, path, value)
    except EditRefused:
        return False
    hold(before, result, changed, value, newline)
    return True


@given(st.integers(0, 2**32))
def test_an_edit_of_any_file_changes_only_its_place_or_is_refused(seed):
    edited(seed)


@given(st.integers(0, 2**32))
def test_an_edit_of_a_file_with_aliases_changes_only_its_place_or_is_refused(seed):
    edited(seed, named=0.3)


@pytest.mark.parametrize(("ordinary", "allowed"), [(True, 0.01), (False, 0.05)])
@untraced
def test_an_edit_is_seldom_refused(ordinary, allowed):
    tries = scaled(120)
    refused = sum(not edited(seed, ordinary=ordinary) for seed in range(tries))
    assert refused / tries <= allowed, f"{refused} of {tries} were refused"
