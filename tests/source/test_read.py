"""The reader: what it takes, what it refuses, and that every refusal has its place."""

import pytest
from ruamel.yaml.reader import Reader

from agenda.source import Mapping, Scalar, Sequence, read
from agenda.source.bounds import MAX_BYTES, MAX_DEPTH, unprintable
from agenda.source.nodes import walk
from agenda.source.problems import Problem, Span, Stop
from agenda.source.reader import Unreadable
from draws import grid
from ground import ending


def problems_of(data: bytes | str) -> tuple[Problem, ...]:
    with pytest.raises(Stop) as stopped:
        read(data.encode() if isinstance(data, str) else data)
    return stopped.value.problems


def problem_of(data: bytes | str) -> Problem:
    (problem,) = problems_of(data)
    return problem


def rules_of(data: bytes | str) -> list[str]:
    return [problem.rule for problem in problems_of(data)]


def texts(data: bytes | str) -> dict[str, str]:
    tree = read(data.encode() if isinstance(data, str) else data).tree
    return {entry.key.text: entry.value.text for entry in tree.entries}


# --- texts stay as they were written ---------------------------------------


@grid("text", ["1:1", "no", "on", "1.10", "2026-13-01", "0x1F", "12:30", "1e3"])
def test_a_plain_scalar_stays_text(text):
    assert texts(f"a: {text}\n") == {"a": text}


def test_a_quoted_scalar_is_not_plain():
    tree = read(b"a: '~'\nb: ~\n").tree
    assert [entry.value.blank for entry in tree.entries] == [False, True]


def test_a_merge_key_is_a_key_like_any_other():
    assert texts("<<: x\n") == {"<<": "x"}


# --- bytes -----------------------------------------------------------------


def test_a_byte_order_mark_is_remembered_and_not_counted():
    source = read(b"\xef\xbb\xbfa: 1\n")
    assert (source.text, source.bom, source.tree.entries[0].key.span) == (
        "a: 1\n", True, Span(0, 1))  # fmt: skip


def test_a_file_without_a_byte_order_mark_says_so():
    assert not read(b"a: 1\n").bom


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_newline_ends_a_line_and_stays_in_the_text(newline):
    source = read(f"a: 1{newline}b: 2{newline}".encode())
    assert texts(source.text) == {"a": "1", "b": "2"}
    assert source.text.count(newline) == 2


def test_bytes_that_are_not_utf_8_are_shown_in_their_place():
    problem = problem_of("é: 1\n".encode() + b"b: caf\xe9\n")
    assert (problem.rule, problem.span) == ("encoding", Span(11, 12))
    assert "0xE9" in problem.message


def test_the_text_of_a_badly_encoded_file_begins_after_its_byte_order_mark():
    with pytest.raises(Unreadable) as stopped:
        read(b"\xef\xbb\xbfa: \xff\n")
    assert stopped.value.text[stopped.value.problems[0].span.start] == "\N{REPLACEMENT CHARACTER}"
    assert stopped.value.text.startswith("a")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(encoding):
    assert set(rules_of("a: 1\n".encode(encoding))) <= {"encoding", "control-character"}


def test_a_large_file_is_refused_by_its_size():
    assert rules_of(b"a: " + b"x" * MAX_BYTES) == ["too-large"]


# --- control characters ----------------------------------------------------


def test_a_control_character_is_refused_in_its_place():
    problem = problem_of("a: x\x07y\n")
    assert (problem.rule, problem.span) == ("control-character", Span(4, 5))
    assert "U+0007" in problem.message


@grid("character", ["\x00", "\x1b", "\x7f", "\x85", "\ufffe", "\U0001ffff"])
def test_what_no_document_can_hold_is_refused(character):
    assert rules_of(f"a: x{character}\n") == ["control-character"]


def test_what_yaml_refuses_is_refused_before_it_is_read_as_yaml():
    every = [chr(code) for code in (*range(0x10000), *range(0x1FFF0, 0x20010))]
    refused = [character for character in every if Reader.NON_PRINTABLE.match(character)]
    assert len(refused) > 2000
    assert all(map(unprintable, refused))


@grid("escape", [r"\x07", r"\uD800", r"\0", r"\e", r"\N", r"\uFFFF"])
def test_an_escape_for_a_control_character_is_refused_with_the_text_around_it(escape):
    problem = problem_of(f'a: "x{escape}"\n')
    assert (problem.rule, problem.span) == ("control-character", Span(3, 6 + len(escape)))


def test_escapes_are_read():
    assert texts(r'a: "\"\\\t\n\u00e9\U0001F600"') == {"a": '"\\\t\né😀'}


@pytest.mark.parametrize("escape", [r"\UFFFFFFFF", r"\U00110000"])
def test_an_escape_beyond_unicode_is_refused_in_its_place(escape):
    problem = problem_of(f'a: "x{escape}"\n')
    assert (problem.rule, problem.span) == ("yaml", Span(5, 15))


def test_a_binary_file_does_not_yield_a_problem_for_every_byte():
    assert len(problems_of(b"\x00" * 5000)) <= 20


# --- bounds ----------------------------------------------------------------


def nested(depth: int) -> str:
    return "a: " + "[" * (depth - 1) + "]" * (depth - 1)


def test_nesting_is_read_down_to_the_bound():
    assert read(nested(MAX_DEPTH).encode()).tree.entries


def test_nesting_beyond_the_bound_is_refused():
    assert rules_of(nested(MAX_DEPTH + 1)) == ["too-large"]


def test_aliases_cannot_nest_beyond_the_bound():
    lines = [f"a0: &a0 {nested(MAX_DEPTH)[3:]}"]
    lines += [f"a{n}: &a{n} [[[[*a{n - 1}]]]]" for n in range(1, 30)]
    assert rules_of("\n".join(lines)) == ["too-large"]


def test_more_values_than_the_bound_are_refused():
    assert rules_of("a: [" + "x," * 20_000 + "]") == ["too-large"]


def test_an_alias_bomb_stops_at_the_bound():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with ending():
        assert rules_of("\n".join(lines)) == ["too-large"]


def test_an_alias_of_itself_is_refused():
    assert rules_of("a: &x [*x]\n") == ["yaml"]


def test_an_alias_is_the_node_that_it_names():
    first, second = read(b"a: &x b\nc: *x\n").tree.entries
    assert first.value == second.value


# --- YAML ------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_repeated_key_is_refused_with_the_line_of_the_first(newline):
    problem = problem_of(newline.join(["x: 1", "a: 1", "a: 2"]))
    assert problem.rule == "duplicate-key"
    assert "line 2" in problem.help


def test_every_repeated_key_is_told():
    assert rules_of("a: 1\na: 2\nb: {c: 1, c: 2}\n") == ["duplicate-key"] * 2


@pytest.mark.parametrize(("text", "span"), [("a: !!str b\n", (3, 10)), ("a: ! b\n", (3, 6))])
def test_a_tag_is_refused_in_its_place(text, span):
    problem = problem_of(text)
    assert (problem.rule, problem.span) == ("yaml-tag", Span(*span))


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "a: 1\n...\nb: 2\n"])
def test_a_second_document_is_refused(text):
    problem = problem_of(text)
    assert problem.rule == "yaml"
    assert problem.span is not None
    assert problem.span.start == text.index("---" if "---" in text else "b")


@pytest.mark.parametrize("quote", ["'", '"'])
def test_an_unclosed_quote_is_shown_where_it_opens(quote):
    problem = problem_of(f"a: 1\nb: {quote}x\nc: 2\n")
    assert (problem.rule, problem.span) == ("yaml-quote", Span(8, 9))


@grid("newline", ["\n", "\r\n", "\r"])
@grid("text", ["a: 1\n\tb: 1\n", "a:\n  b: 1\n\tc: 1\n", "a: \tb\n"])
def test_a_tab_is_shown_where_it_stands(text, newline):
    text = text.replace("\n", newline)
    problem = problem_of(text)
    assert (problem.rule, problem.span) == (
        "yaml-tab", Span(text.index("\t"), text.index("\t") + 1))  # fmt: skip


@pytest.mark.parametrize("text", ["[a]: 1\n", "? {a: b}\n: 1\n"])
def test_a_list_or_map_as_a_key_is_refused(text):
    assert rules_of(text) == ["yaml"]


@pytest.mark.parametrize("text", ["a: b: c\n", "a: [1, 2\n", "a: @x\n", "a: 1\n  b: 2\n"])
def test_broken_yaml_is_refused_with_a_place_in_the_text(text):
    problem = problem_of(text)
    assert problem.rule == "yaml"
    assert problem.span is not None
    assert 0 <= problem.span.start <= len(text)


@grid(
    ("text", "said"),
    [("", "empty"), ("\n# c\n", "empty"), ("---\n", "empty"), ("~\n", "empty"),
     ("- a\n", "a list"), ("[]\n", "a list"), ("text\n", "a text"), ("'1'\n", "a text")],
)  # fmt: skip
def test_a_root_that_is_no_map_is_refused(text, said):
    problem = problem_of(text)
    assert problem.rule == "not-a-map"
    assert said in problem.message


def test_what_was_decoded_travels_with_the_refusal():
    with pytest.raises(Unreadable) as stopped:
        read(b"\xef\xbb\xbf- a\n")
    assert stopped.value.text == "- a\n"


def test_flow_and_block_are_told_apart():
    tree = read(b"a: {}\nb: []\nc:\n  d: 1\ne:\n- 1\n").tree
    assert [entry.value.flow for entry in tree.entries] == [True, True, False, False]


# --- places ----------------------------------------------------------------

VARIED = """\
%YAML 1.2
---
# a comment
plain: two words # and a comment
'single': 'it''s'
"double": "a \\"b\\" \\u00e9"
ключ: значение
folded: >-
    one
    two

    three
literal: |
  one
    two

multi: first
  second
  third
quoted: "first
  second"
below:
  text here
anchored: &name Ada
list: [a, 'b', "c", {d: e, f}, ]
block:
- one
- - two
  - three: 3
    four: ~
-
  five: [
    6, # six
    'seven'
  ]
blank:
wide: 😀 x
last: |+
  kept

...
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_text_at_a_scalars_span_is_that_scalar(newline):
    source = read(VARIED.replace("\n", newline).encode())
    scalars = [node for _, node in walk(source.tree) if isinstance(node, Scalar)]
    assert len(scalars) > 20
    for scalar in scalars:
        written = source.text[scalar.span.start : scalar.span.end]
        assert texts(f"k: {written}")["k"] == scalar.text


def test_the_text_at_a_keys_span_is_that_key():
    source = read(VARIED.encode())
    for _, node in walk(source.tree):
        for entry in node.entries if isinstance(node, Mapping) else ():
            written = source.text[entry.key.span.start : entry.key.span.end]
            assert list(texts(f"{written}: x")) == [entry.key.text]


def test_the_text_at_the_span_of_a_flow_list_or_map_is_its_brackets():
    source = read(VARIED.encode())
    flows = [node for _, node in walk(source.tree)
             if isinstance(node, (Mapping, Sequence)) and node.flow]  # fmt: skip
    ends = [(source.text[node.span.start], source.text[node.span.end - 1]) for node in flows]
    assert ends == [("[", "]"), ("{", "}"), ("[", "]")]


def test_places_are_counted_in_characters():
    source = read("a: 😀\nb: x\n".encode())
    assert source.tree.entries[1].value.span == Span(8, 9)


def test_a_character_written_as_two_escapes_is_one_as_in_json():
    tree = read(b'{"a": "\\ud83d\\ude80"}').tree
    assert tree.entries[0].value.text == "\U0001f680"


def test_a_tag_that_is_spelled_out_at_length_is_told_as_it_was_written():
    text = b"%TAG !e! tag:" + b"a" * 60_000 + b"\n---\nvalues:\n" + b"- !e!x a\n" * 4000
    with pytest.raises(Unreadable) as stop:
        read(text)
    assert len(stop.value.problems) <= 20
    assert stop.value.problems[0].message == "the tag !e!x is not used here"
