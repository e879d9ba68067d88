"""New files: plain where YAML allows it, with comments, and read back as what was told."""

from __future__ import annotations

import textwrap
from datetime import date

from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from agenda.source import Mapping, Scalar, Sequence, read
from agenda.source.fresh import WIDTH, FreshHand, Noted, apart, fresh, natural, unnoted
from agenda.source.write import Hand
from draws import grid

TRICKY = [
    "yes", "No", "on", "OFF", "true", "y", "N", "~", "null", "NULL", "nan", "1:1", "12:30", "0x1F",
    "0o17", "017", "1_000", "1e3", "1.5", "5.", "+1", "-1", ".5", ".inf", "0b1", "1234567", "42",
    "2026-12-03", "2026-13-45", "2026-02-30", "0000-01-01", "2026-1-3", "2026-12-03 10:00",
    "2026-12-03 10:00:00", "2026-12-03T10:00:00Z", "2026-12-03t10:00:00.5 +1", "# x", "a #b", "a#b",
    "a: b", "a:", "a:b", "C:\\x", "- a", "-", "? a", "=", "<<", "&a", "*a", "!a", "%a", "@a", "`a",
    "|", ">", "[a]", "{a: b}", "a, b", '"a"', "'a'", "it's", 'say "hi"', "---", "...", "{{ y }}",
    "a\tb", "\ta", "a\t", "a\nb", "a\n\nb", "\na", "a\n", "a \nb", " a\nb", "a\n b", "a\n# b",
    "a\r\nb", "a\rb", "a\u2028b", "a\u2029b", "a\ufeffb", "\ufeffa", "a\xa0b", "\xa0", " ", "a  b",
    " a", "a ", "😀", "🏳️\u200d🌈", "שלום", "\u202eabc", "\u200fa", "日本語。", "²", "١٢", "é",
    "word " * 30 + "end", "# " + "word " * 30 + "end", "x" * 200, ("x" * 100 + " ") * 2 + "x",
    "well-known " * 20 + "end", "word " * 30, "word  " * 30 + "end", "a: " + "word " * 30 + "end",
    "word " * 30 + "\nend",
]  # fmt: skip
"""What some reader of YAML takes for something else, or some way of writing does not hold."""
LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn"], include_characters="\t\n\r", max_codepoint=0x1F9FF
)
"""All that an answers file may hold."""
texts = st.one_of(
    st.sampled_from(TRICKY),
    st.lists(st.sampled_from(TRICKY), min_size=2, max_size=3).map(" ".join),
    st.from_regex(r"\A[-+.:_0-9eExXoOtTzZ ]{1,12}\Z"),
    st.text(LETTERS, max_size=20),
    st.text("ab \n#:-", max_size=300),
)
keys = st.one_of(st.sampled_from(["held", "what", "no", "1:1", "имя", "a b", "a-b"]),
                 st.text(LETTERS, max_size=12))  # fmt: skip
remarks = st.one_of(
    st.just(""), texts, st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["a\nb: c", "a\r- b", "a\x85b: c", "a\u2028b: c", "a\x0bb", "\x00", "\ufffe"]),
)  # fmt: skip


def collections(inner):
    return (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(keys, inner, min_size=1, max_size=3)
        | st.builds(Noted, inner, remarks, remarks, st.booleans())
    )


values = st.recursive(texts, collections, max_leaves=12)
files = st.dictionaries(keys, values, min_size=1, max_size=4)
hands = st.builds(
    lambda step, offset, gap: Hand(step=step, offset=min(offset, step), gap=gap),
    st.sampled_from([1, 2, 3, 4, 8]), st.sampled_from([0, 1, 2, 8]), st.sampled_from([1, 2, 3]),
)  # fmt: skip


def told(node):
    """Return the tree as it was read, blank items of lists included."""
    if isinstance(node, Scalar):
        return "" if node.blank else node.text
    if isinstance(node, Sequence):
        return [told(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {entry.key.text: told(entry.value) for entry in node.entries}


def blanked(value):
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, list):
        return [blanked(item) for item in value]
    return {name: blanked(child) for name, child in value.items()}


def as_read(text: str):
    return told(read(text.encode()).tree)


def older(text: str):
    """Return what a reader of YAML 1.1 makes of it."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 1)
    return yaml.load(text)


def as_text(value):
    """Return the values as texts, where they are no other than what a person reads there."""
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, dict):
        return {name: as_text(child) for name, child in value.items()}
    if value is None:
        return ""
    return str(value) if type(value) in {int, date} else value


# --- what was told is what is read -------------------------------------------


@given(files)
def test_what_was_told_is_read_back(value):
    assert as_read(fresh(value)) == blanked(unnoted(value))


@given(files)
def test_a_reader_of_yaml_1_1_reads_the_same_with_counts_and_dates_for_what_they_are(value):
    read_so = as_text(older(fresh(value)))
    assert blanked(read_so) == blanked(unnoted(value))


@given(files, hands)
def test_it_is_read_back_from_the_hand_of_any_file(value, hand):
    text = "\n".join(FreshHand(hand).written(value))
    assert as_read(text) == blanked(unnoted(value))


@grid("text", TRICKY)
def test_every_tricky_text_is_read_back(text):
    value = {"a": text, "b": [text, [text]], "c": {"d": text}}
    assert as_read(fresh(value)) == blanked(value)


# --- plain where it is safe --------------------------------------------------


@grid("text", [
    "two words", "R&D, 10 %", "what (and why)", "a:b", "a#b", "C:\\x", "x [y], {z}", "Größe",
    "שלום", "日本語。", "2026-12-03", "2026-12-03 14:00", "3", "0", "12 weeks", "3 of 10",
])  # fmt: skip
def test_a_text_that_nobody_takes_for_another_is_plain(text):
    assert fresh({"a": text}) == f"a: {text}\n"


@grid("text", [
    "yes", "No", "ON", "y", "null", "true", "nan", "1:1", "1e3", "1.5", "017", "0x1F", "1_000",
    "1234567", "2026-1-3", "2026-13-45", "2026-02-30", "0000-01-01", "2026-12-03 10:00:00",
    "2026-12-03T10:00:00Z", "a: b", "a:", "a #b", "# a", "- a", "a ", "a  b", "a\tb", "a\xa0b",
    "'a'", "@a", "*a", "&a", "!a", "%a", "|", "[a]", "~", "\u200fa", "a\u200fb", "a\ufeffb",
])  # fmt: skip
def test_a_text_that_somebody_may_take_for_another_is_quoted(text):
    assert fresh({"a": text}).startswith('a: "')


@given(texts)
@example("2026-12-03 10:00:00")
@example("2026-02-30")
def test_a_plain_text_is_a_text_a_count_or_a_date_for_yaml_1_1(text):
    assume(natural(text))
    value = older(f"- {text}")[0]
    assert as_text(value) == text
    assert type(value) in {str, int, date}


def test_a_long_text_is_folded_between_words():
    text = "It takes one afternoon to draw a map, and a year to walk what is on it. " * 3
    wrapped = textwrap.wrap(text, WIDTH)
    assert fresh({"a": text.strip()}) == "\n  ".join(["a: >-", *wrapped]) + "\n"


def test_a_text_of_several_lines_keeps_them():
    assert fresh({"a": "one\n\n# two"}) == "a: |-\n  one\n\n  # two\n"


LINES = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co"], exclude_characters="\ufeff"
    ),
).flatmap(lambda text: st.sampled_from([text, f"{text} ", f"{text}  ", f"\t{text}", f"- {text}"]))


@given(st.lists(LINES, min_size=2).map("\n".join).map(str.strip).filter(lambda text: "\n" in text))
@example("In five years.  \nA small one.\n\nAnd build.")
@example("a\n \t\nb")
def test_what_was_a_block_is_a_block_again_with_the_same_value(text):
    written = fresh({"a": text, "b": ["x", text]})
    assert written.startswith("a: |-\n")
    assert "\n  - |-\n" in written
    assert as_read(written) == {"a": text, "b": ["x", text]}


def test_a_blank_text_leaves_its_key_to_be_filled_in():
    assert fresh({"a": "", "b": [""]}) == "a:\nb:\n  -\n"


def test_a_list_or_a_map_with_nothing_in_it_is_left_to_be_filled_in():
    assert fresh({"a": [], "b": {}, "c": [[]]}) == "a:\nb:\nc:\n  -\n"


def test_maps_and_lists_stand_in_block_style():
    value = {"a": {"b": "1"}, "c": ["x", {"d": "2", "e": ["v"]}, [["z"]]]}
    assert fresh(value) == (
        "a:\n  b: 1\nc:\n  - x\n  - d: 2\n    e:\n      - v\n  - - - z\n"
    )  # fmt: skip


def test_it_is_indented_as_the_hand_has_it():
    told_so = {"a": {"b": "1"}, "c": [{"d": "2", "e": ["x\nz"]}]}
    assert FreshHand(Hand(step=4, offset=0, gap=3)).written(told_so) == [
        "a:", "    b: 1", "c:", "-   d: 2", "    e:", "    -   |-", "        x", "        z",
    ]  # fmt: skip


# --- comments ----------------------------------------------------------------


def test_a_comment_stands_above_its_key():
    assert fresh({"a": "x", "b": Noted("z", "Why?")}) == "a: x\n# Why?\nb: z\n"


def test_a_comment_stands_beside_its_value():
    assert fresh({"a": Noted("x", beside="Why?")}) == "a: x  # Why?\n"


def test_a_comment_beside_a_map_or_a_list_stands_beside_its_key():
    value = {"a": Noted({"b": "x"}, beside="Why?"), "c": Noted(["x"], beside="How?")}
    assert fresh(value) == "a:  # Why?\n  b: x\nc:  # How?\n  - x\n"


def test_a_comment_beside_a_block_of_text_stands_beside_its_head():
    assert fresh({"a": Noted("x\ny", beside="Why?")}) == "a: |-  # Why?\n  x\n  y\n"


def test_a_comment_beside_a_blank_value_stands_beside_its_key():
    assert fresh({"a": Noted("", beside="a date")}) == "a:  # a date\n"


def test_a_comment_stands_above_the_dash_of_its_item():
    assert fresh({"a": [Noted("x", "Why?"), "z"]}) == "a:\n  # Why?\n  - x\n  - z\n"


def test_a_comment_above_the_first_key_of_an_item_stands_above_the_dash():
    value = {"a": [Noted({"b": Noted("x", "Why?", apart=True), "c": "z"}, "First.")]}
    assert fresh(value) == "a:\n  # First.\n  # Why?\n  - b: x\n    c: z\n"


def test_a_comment_above_the_first_item_of_an_item_stands_above_both_dashes():
    assert fresh({"a": [[Noted("x", "Why?")], "z"]}) == "a:\n  # Why?\n  - - x\n  - z\n"


def test_a_comment_of_several_lines_keeps_them():
    assert fresh({"a": Noted("x", "One.\nTwo.")}) == "# One.\n# Two.\na: x\n"


def test_a_comment_beside_a_value_is_one_line():
    assert fresh({"a": Noted("x", beside="One.\nTwo.")}) == "a: x  # One. Two.\n"


def test_a_no_break_space_in_a_comment_stays():
    assert fresh({"a": Noted("x", "10\xa0%", "5\xa0%")}) == "# 10\xa0%\na: x  # 5\xa0%\n"


def test_a_value_may_stand_apart():
    assert fresh({"a": "x", "b": apart("z", "Why?")}) == "a: x\n\n# Why?\nb: z\n"


def test_a_file_does_not_begin_with_a_blank_line():
    assert fresh({"a": apart("x", "Why?")}) == "# Why?\na: x\n"


def test_what_is_set_apart_keeps_its_own_comments():
    value = apart(Noted("x", "Why?", "or y"), "First.")
    assert fresh({"a": "1", "b": value}) == "a: 1\n\n# First.\n# Why?\nb: x  # or y\n"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n"),
               max_size=400))  # fmt: skip
@example("word " * 100)
@example("x" * 200 + " y")
def test_a_long_comment_is_wrapped_between_its_words(remark):
    *comment, last = fresh({"a": Noted("x", remark)}).splitlines()
    assert last == "a: x"
    assert all(line.startswith("# ") for line in comment)
    assert all(len(line) <= WIDTH + 2 or " " not in line[2:].strip() for line in comment)


@given(st.lists(st.sampled_from(["one", "#", "a:", "-", "x" * 100, "\n", "\r\n", "\t"])))
def test_a_comment_keeps_its_words(words):
    *comment, _ = fresh({"a": Noted("x", " ".join(words))}).splitlines()
    assert " ".join(line[2:] for line in comment).split() == " ".join(words).split()


@given(remarks, remarks)
@example("a\u2028b: c", "a\u2028b: c")
@example("a\x85b: c", "a\x07")
@example("a", "b\nc: d")
@example("\ufeff", "\uffff")
def test_no_comment_changes_a_value(above, beside):
    value = Noted("x", above, beside)
    text = fresh({"a": value, "b": [value, {"c": value}], "d": Noted({"e": value}, above, beside)})
    expected = {"a": "x", "b": ["x", {"c": "x"}], "d": {"e": "x"}}
    assert as_read(text) == older(text) == expected
