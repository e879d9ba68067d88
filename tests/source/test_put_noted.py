"""Adding a part with comments: in the hand of the file, and nothing else is touched."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.source import Scalar, Sequence, read
from agenda.source.edit import EditRefused, encoded, put, put_noted
from agenda.source.fresh import Noted, apart, unnoted
from agenda.source.nodes import Node
from draws import grid, mostly_slow, scaled
from ground import GOOD, STORIES
from source.yaml_texts import yaml_text
from untraced import untraced

SAMPLES = [*GOOD, *(path for story in STORIES for path in story)]
RECORD = {
    "held": Noted("2026-12-03", beside="when you talked"),
    "attendees": ["Ada Park", "Grace Osei"],
    "summary": Noted({"skills": "", "alignment": ""}, "In short."),
    "actions": Noted([{"what": "Read on", "due": ""}], "Keep what you agreed on.\nDrop the rest."),
    "private": "",
}
TOLD = apart(RECORD, "What both of you said.")
WRITTEN = """\

# What both of you said.
record:
  held: 2026-12-03  # when you talked
  attendees:
    - Ada Park
    - Grace Osei
  # In short.
  summary:
    skills:
    alignment:
  # Keep what you agreed on.
  # Drop the rest.
  actions:
    - what: Read on
      due:
  private:
"""
BLANKS = {
    "": "",
    " ": " ",
    " ~": "",
    ' ""': "",
    " null": "",
    " # why": " # why",
    " ~  # why": "  # why",
}
"""What may stand behind a blank key, and what is left of it."""
IN_PLACE = WRITTEN.split("record:\n")[1]


def source(text: str):
    return read(text.encode(), "career.yaml")


def after(text: str, value=TOLD, name: str = "record") -> str:
    return put_noted(source(text), (name,), value).text


def whole(node: Node):
    """Return the tree as texts, lists and maps, with None for what is blank."""
    if isinstance(node, Scalar):
        return None if node.blank else node.text
    if isinstance(node, Sequence):
        return [whole(item) for item in node.items]
    return {entry.key.text: whole(entry.value) for entry in node.entries}


def blanked(value):
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list):
        return [blanked(item) for item in value]
    return {name: blanked(child) for name, child in value.items()}


def parted(old: str, new: str) -> tuple[str, str]:
    """Return what of the old text is gone, and what of the new one has come."""
    short = min(len(old), len(new))
    start = next((n for n in range(short) if old[n] != new[n]), short)
    end = next((n for n in range(short - start) if old[-1 - n] != new[-1 - n]), short - start)
    return old[start : len(old) - end], new[start : len(new) - end]


# --- a missing part is added -------------------------------------------------


def test_a_part_is_added_behind_the_last_one_with_its_comments():
    assert after("a: b\n") == "a: b\n" + WRITTEN


def test_a_file_without_a_newline_at_its_end_gets_none():
    assert after("a: b") == ("a: b\n" + WRITTEN).rstrip("\n")


def test_it_stands_behind_the_comments_that_end_the_file():
    text = "a: b\n  # c: d\n\n# goals:\n#   - e\n"
    assert after(f"{text}\n\n") == f"{text}{WRITTEN}\n\n"


def test_a_comment_of_the_last_part_stays_with_it():
    assert after("a:\n  b: c\n  # d: e\n") == f"a:\n  b: c\n  # d: e\n{WRITTEN}"


@pytest.mark.parametrize("end", ["...\n", "...", "...\n# x\n"])
def test_it_stands_before_the_end_of_the_document(end):
    assert after(f"---\na: b\n# c\n{end}") == f"---\na: b\n# c\n{WRITTEN}{end}"


def test_it_stands_behind_a_block_of_text():
    assert after("a: |\n  one\n  two\n\n") == f"a: |\n  one\n  two\n{WRITTEN}\n"


def test_a_block_that_keeps_its_blank_lines_keeps_them_and_no_more():
    text = "a: |+\n  one\n\n"
    result = put_noted(source(text), ("record",), TOLD)
    assert result.text.startswith(text)
    assert result.tree.get("a") == source(text).tree.get("a")
    assert whole(result.tree.get("record")) == blanked(unnoted(TOLD))


def test_a_byte_order_mark_is_kept():
    assert encoded(put_noted(read(b"\xef\xbb\xbfa: b\n"), ("record",), TOLD)) == (
        b"\xef\xbb\xbfa: b\n" + WRITTEN.encode()
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_its_lines_end_as_the_files_do(newline):
    value = apart({"a": Noted("one\ntwo", "Why?\nHow?", "or not")}, "First.")
    result = after(newline.join(["a:", "  b: c", "# end", ""]), value)
    assert re.findall(r"\r\n|\r|\n", result) == [newline] * (3 + 8)


def test_it_is_indented_as_the_file_is():
    text = "a:\n    b: c\nd:\n-   e: f\n    g: h\n"
    assert after(text, {"k": [{"l": "x", "m": "1"}], "p": {"o": "2"}}) == (
        f"{text}record:\n    k:\n    -   l: x\n        m: 1\n    p:\n        o: 2\n"
    )


def test_it_stands_in_the_column_of_the_other_parts():
    assert after("  a: b\n", Noted("x", "Why?")) == "  a: b\n  # Why?\n  record: x\n"


def test_a_part_may_be_a_list_or_a_text():
    assert after("a: b\n", Noted(["x"], "Why?", "or z")) == (
        "a: b\n# Why?\nrecord:  # or z\n  - x\n"
    )
    assert after("a: b\n", Noted("x", "Why?", "or z")) == "a: b\n# Why?\nrecord: x  # or z\n"


# --- a blank part is filled --------------------------------------------------


@grid(
    ("before", "head"),
    [
        ("record:", "record:"), ("record: ", "record: "), ("record: ~", "record:"),
        ('record: ""', "record:"), ("record: ''", "record:"), ("record: null", "record:"),
        ("record: # later", "record: # later"), ("record: ~ # later", "record: # later"),
        ('record:   "" # later', "record: # later"), ("'record': ~", "'record':"),
    ],
)  # fmt: skip
@grid(("above", "below"), [("", ""), ("a: b\n# it\n", "\n# end\nc: d\n")])
def test_a_blank_part_is_filled_in_its_place(before, head, above, below):
    assert after(f"{above}{before}\n{below}") == f"{above}{head}\n{IN_PLACE}{below}"


def test_a_blank_part_at_the_end_of_a_file_without_a_newline_is_filled():
    assert after("a: b\nrecord:") == f"a: b\nrecord:\n{IN_PLACE}".rstrip("\n")


def test_a_blank_part_in_a_file_with_other_newlines_is_filled():
    assert after("record: ~ # later\r\na: b\r\n") == (
        "record: # later\r\n" + IN_PLACE.replace("\n", "\r\n") + "a: b\r\n"
    )


def test_a_blank_part_in_a_column_of_its_own_is_filled_there():
    assert after("  record: ~\n  a: b\n", {"held": "x"}) == "  record:\n    held: x\n  a: b\n"


def test_a_blank_part_keeps_the_comments_below_it():
    assert after("record:\n  # held: x\na: b\n") == f"record:\n{IN_PLACE}  # held: x\na: b\n"


def test_a_blank_part_may_become_a_text():
    assert after("record: # later\na: b\n", Noted("x", "Why?")) == 'record: "x" # later\na: b\n'


def test_a_blank_text_on_the_next_line_is_filled_without_comments():
    result = put_noted(source("record:\n  ~\na: b\n"), ("record",), TOLD)
    assert whole(result.tree) == {"record": blanked(unnoted(TOLD)), "a": "b"}


# --- where there is no room for comments -------------------------------------


@pytest.mark.parametrize(
    ("before", "result"),
    [
        ("{a: b}\n", '{a: b, record: {held: "x", l: ["1"]}}\n'),
        ("{}\n", '{record: {held: "x", l: ["1"]}}\n'),
        ("{a: b, record: }\n", '{a: b, record: {held: "x", l: ["1"]} }\n'),
        ("record: old # c\n", 'record: # c\n  held: "x"\n  l:\n    - "1"\n'),
        ("record: {held: y}\na: b\n", 'record:\n  held: "x"\n  l:\n    - "1"\na: b\n'),
    ],
)
def test_it_is_put_without_them(before, result):
    value = apart({"held": Noted("x", "Why?", "or z"), "l": ["1"]}, "First.")
    assert after(before, value) == result


def test_a_place_in_a_map_further_down_is_put_with_them():
    result = put_noted(source("a:\n  b: c\n# end\n"), ("a", "d"), Noted("x", "Why?"))
    assert result.text == "a:\n  b: c\n  # Why?\n  d: x\n# end\n"


@pytest.mark.parametrize(
    ("text", "path", "result"),
    [
        ("a: {b: c}\n", ("a", "d"), 'a: {b: c, d: "x"}\n'),
        ("a: {b: }\n", ("a", "d"), 'a: {b: , d: "x" }\n'),
        ("a: [b]\n", ("a", 0), 'a: ["x"]\n'),
        ("a: b\n", ("c", "d"), 'a: b\nc:\n  d: "x"\n'),
    ],
    ids=["flow", "after a blank", "list", "two steps"],
)
def test_a_place_without_room_for_comments_is_put_without_them(text, path, result):
    assert put_noted(source(text), path, Noted("x", "Why?")).text == result


@pytest.mark.parametrize("text", ["? a\n: b\n", "a: &x ~\nrecord: *x\n"])
def test_what_put_refuses_is_refused(text):
    for edit, value in [(put, unnoted(TOLD)), (put_noted, TOLD)]:
        with pytest.raises(EditRefused):
            edit(source(text), ("record",), value)


def test_the_whole_file_is_not_replaced():
    with pytest.raises(EditRefused, match="whole file"):
        put_noted(source("a: b\n"), (), {"a": "c"})


def test_an_item_of_the_root_is_refused():
    with pytest.raises(EditRefused):
        put_noted(source("a: b\n"), (0,), "x")


# --- any file ----------------------------------------------------------------


def noted_once(text: str, newline: str) -> bool:
    """Add a part, assert that nothing else changed, and return whether its comments are there."""
    before = read(text.encode())
    result = put_noted(before, ("record",), TOLD)
    taken, come = parted(before.text, result.text)
    assert taken == ""
    assert set(re.findall(r"\r\n|\r|\n", come)) <= {newline if newline in before.text else "\n"}
    assert whole(result.tree) == whole_with(before, blanked(unnoted(TOLD)))
    assert result.bom == before.bom
    assert read(encoded(result)).tree == result.tree
    return "# What both of you said." in result.text


def whole_with(before, value):
    """Return the tree with the record; what is put behind a cut-off block ends its last line."""
    ended = read((before.text + "\n").encode()) if not before.text.endswith("\n") else before
    return whole(ended.tree) | {"record": value}


ENDS = ("", "newline", "# end", "...")


def in_every_sample(*others: Iterable[str]) -> pytest.MarkDecorator:
    """Try every sample with each of the others: a third in every run, of each some."""
    grid = [*product(SAMPLES, *others)]

    def name(case: tuple[Path, *tuple[str, ...]]) -> str:
        path, *rest = case
        return "-".join([f"{path.parent.name}/{path.name}", *map(repr, rest)])

    return pytest.mark.parametrize("case", mostly_slow(grid, grid[::3].__contains__, name))


@in_every_sample(ENDS, ("\n", "\r\n"))
@untraced
def test_nothing_else_changes_in_a_sample(case):
    path, end, newline = case
    text = path.read_text("utf-8").split("\nrecord:")[0].rstrip()
    text += {"": "", "newline": "\n"}.get(end, f"\n{end}\n")
    assert noted_once(text.replace("\n", newline), newline)


@in_every_sample(BLANKS)
@untraced
def test_only_the_blank_is_taken_out_of_a_sample(case):
    path, blank = case
    text = path.read_text("utf-8").split("\nrecord:")[0].rstrip()
    head, manager, tail = text.partition("\nmanager:")
    result = after(f"{head}\nrecord:{blank}{manager}{tail}")
    begun = f"{head}\nrecord:{BLANKS[blank]}\n  held: 2026-12-03  # when you talked\n"
    assert result.startswith(begun)
    assert result.endswith(f"\n  private:{manager}{tail}")


@given(st.integers(0, 2**32))
def test_nothing_else_changes_in_any_file(seed):
    try:
        noted_once(*yaml_text(random.Random(seed)))
    except EditRefused:
        return


@untraced
def test_comments_are_seldom_left_out():
    tries = scaled(100)
    done = sum(noted_once(*yaml_text(random.Random(n), ordinary=True)) for n in range(tries))
    assert done / tries >= 0.95, f"{tries - done} of {tries} have no comments"


def parted_at_a_key(rng: random.Random) -> tuple[str, str]:
    """Return what stands before one of a random file's own keys, and the rest; "" without one."""
    text, _ = yaml_text(rng, ordinary=True)
    text = text.removeprefix("\ufeff")
    keys = [entry.key.span.start for entry in source(text).tree.entries if text[0] != "{"]
    at = rng.choice(keys) if keys else 0
    return text[:at], text[at:]


@given(st.integers(0, 2**32), st.sampled_from(list(BLANKS)))
def test_only_the_blank_is_taken_out_of_any_file(seed, blank):
    head, tail = parted_at_a_key(random.Random(seed))
    newline = next(iter(re.findall("\r\n|\n", tail)), "\n")
    before = source(f"{head}record:{blank}{newline}{tail}")
    result = put_noted(before, ("record",), TOLD)
    assert result.text.startswith(f"{head}record:{BLANKS[blank]}{newline}")
    assert result.text.endswith(f"{newline}{tail}")
    assert whole(result.tree) == whole(before.tree) | {"record": blanked(unnoted(TOLD))}
