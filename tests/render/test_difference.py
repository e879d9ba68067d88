"""Two texts as one: what is kept, what went, what is new, word by word."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from agenda.render.difference import difference
from agenda.render.richtext import markdown, plain_blocks
from draws import few, grid, one_in
from ground import ending
from untraced import untraced

LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Co"], include_characters="\t\n", max_codepoint=0x1F9FF
)
WORDS = ["one", "two", "three", "Two,", "“three”", "*one*", "**two**", "<b>", "&amp;", "…", "10%",
         "[x](https://a.org/)", "_a", "\n\n", "\n- ", "\n1. ", "日本", "日", "、", "語。", "한국",
         "C++", "😀", "की", "का"]  # fmt: skip
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(LETTERS, max_size=40)


def page(html: str) -> etree._Element:
    """Return the paragraphs; what is not well-formed does not parse."""
    return etree.fromstring(f"<div>{html}</div>")


def without(tag: str, html: str) -> str:
    """Return the text without what has this tag, a space between paragraphs."""
    tree = page(html)
    etree.strip_elements(tree, tag, with_tail=False)
    return " ".join("".join(paragraph.itertext()) for paragraph in tree)


def words(text: str) -> list[str]:
    """Return the words, and each Chinese, Japanese or Korean sign as one."""
    return re.sub("([\u3040-\u9fff\uac00-\ud7af])", r" \1 ", text).split()


def bare(word: str) -> str:
    """Return a word without punctuation at its edges, unless it is nothing else."""
    inner = list(word)
    for end in (0, -1):
        while inner and unicodedata.category(inner[end])[0] == "P":
            inner.pop(end)
    return "".join(inner) or word


def plain(text: str) -> str:
    return " ".join(plain_blocks(text))


# --- a text without its marks ------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One\ntwo.\n\nThree.", ["One two.", "Three."]),
        ("- *one*\n- **two** three", ["one", "two three"]),
        ("1. [one](https://example.com/)\n2. two", ["one", "two"]),
        ("a\\*b <c> &amp; `d`", ["a*b <c> &amp; `d`"]),
        ("", []),
    ],
)
def test_blocks_are_paragraphs_and_items_without_marks(text, blocks):
    assert list(plain_blocks(text)) == blocks


@given(texts)
def test_blocks_hold_the_words_of_the_page(text):
    shown = etree.HTML(f"<div>{markdown(text)}</div>")
    assert plain(text).split() == "".join(shown.itertext()).split()


# --- examples ----------------------------------------------------------------


@grid(
    ("then", "now", "html"),
    [
        ("Lead a gallery one day.", "Lead a workshop one day.",
         "<p>Lead a <del>gallery</del> <ins>workshop</ins> one day.</p>"),
        ("Lead art.", "Lead art. In Leeds.", "<p>Lead art. <ins>In Leeds.</ins></p>"),
        ("Lead art. In Leeds.", "Lead art.", "<p>Lead art. <del>In Leeds.</del></p>"),
        ("Lead a gallery.", "Lead a large gallery.", "<p>Lead a <ins>large</ins> gallery.</p>"),
        ("Perhaps lead a gallery.", "lead a gallery.", "<p><del>Perhaps</del> lead a gallery.</p>"),
        ("Some day.", "Some day.\n\nIn Leeds.", "<p>Some day.</p>\n<p><ins>In Leeds.</ins></p>"),
        ("In Leeds.\n\nSome day.", "Some day.", "<p><del>In Leeds.</del> Some day.</p>"),
        ("Lead people.", "Make things.", "<p><del>Lead people.</del> <ins>Make things.</ins></p>"),
        ("", "Make things.", "<p><ins>Make things.</ins></p>"),
        ("Lead people.", "", "<p><del>Lead people.</del></p>"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_what_went_is_struck_through_and_what_is_new_is_marked(then, now, html):
    assert difference(then, now) == html


@pytest.mark.parametrize(
    "text", ["One.", "One\ntwo.\n\n- three\n- *four*", "日本語。", "…", "<b> &"]
)
def test_equal_texts_have_no_marks(text):
    html = difference(text, text)
    assert "<ins>" not in html
    assert "<del>" not in html
    assert words(without("del", html)) == words(plain(text))


def test_punctuation_around_a_word_is_no_change():
    assert difference("Lead a gallery", "“Lead” a gallery!") == "<p>“Lead” a gallery!</p>"


@pytest.mark.parametrize(("then", "now"), [("C", "C++"), ("की", "का"), ("$5", "€5"), ("…", "!")])
def test_a_sign_that_is_no_punctuation_is_a_change(then, now):
    assert difference(then, now) == f"<p><del>{then}</del> <ins>{now}</ins></p>"


@pytest.mark.parametrize("crumb", ["and", "and then"])
def test_one_or_two_words_between_two_changes_change_with_them(crumb):
    assert difference(f"one red {crumb} blue two", f"one big {crumb} tall two") == (
        f"<p>one <del>red {crumb} blue</del> <ins>big {crumb} tall</ins> two</p>"
    )


def test_three_words_between_two_changes_are_kept():
    assert difference("one red and then some blue two", "one big and then some tall two") == (
        "<p>one <del>red</del> <ins>big</ins> and then some <del>blue</del> <ins>tall</ins> two</p>"
    )


def test_the_end_of_a_paragraph_between_two_changes_is_kept():
    assert difference("one red\n\nblue two", "one big\n\ntall two") == (
        "<p>one <del>red</del> <ins>big</ins></p>\n<p><del>blue</del> <ins>tall</ins> two</p>"
    )


def test_one_word_at_an_end_is_kept():
    assert difference("one red two", "one big two") == (
        "<p>one <del>red</del> <ins>big</ins> two</p>"
    )


def test_the_marks_of_markdown_are_left_out():
    then = "Make *things* [here](https://example.com/):\n\n- a gallery\n- a workshop"
    assert difference(then, f"{then}\n1. a *large* museum") == (
        "<p>Make things here:</p>\n<p>a gallery</p>\n<p>a workshop</p>"
        "\n<p><ins>a large museum</ins></p>"
    )


def test_a_paragraph_split_in_two_has_two_paragraphs_and_no_marks():
    assert difference("One two three four.", "One two\n\nthree four.") == (
        "<p>One two</p>\n<p>three four.</p>"
    )


def test_two_paragraphs_made_one_are_one_and_have_no_marks():
    assert difference("One two\n\nthree four.", "One two three four.") == (
        "<p>One two three four.</p>"
    )


def test_a_paragraph_that_went_stands_where_it_was():
    assert difference("One two.\n\nRed.\n\nThree four.", "One two.\n\nThree four.") == (
        "<p>One two.</p>\n<p><del>Red.</del> Three four.</p>"
    )


def test_a_script_without_spaces_is_compared_sign_by_sign():
    assert difference("将来は展示室を作りたい。", "将来は美術館を作りたい。") == (
        "<p>将来は<del>展示室</del> <ins>美術館</ins>を作りたい。</p>"
    )


def test_what_went_from_a_script_without_spaces_leaves_none():
    assert difference("小さな展示室を作りたい。", "小さな室を作りたい。") == (
        "<p>小さな<del>展示</del>室を作りたい。</p>"
    )


@grid("text", ["ㄅㄆㄇ", "㈱", "㍿です", "々〆", "豈", "한국어"])
def test_no_sign_of_another_script_is_lost(text):
    assert without("del", difference("", text)).split() == text.split()


def test_what_is_written_is_escaped():
    assert difference("<script>alert(1)</script>", "R&D {} </del>") == (
        "<p><del>&lt;script&gt;alert(1)&lt;/script&gt;</del> <ins>R&amp;D {} &lt;/del&gt;</ins></p>"
    )


# --- any two texts -----------------------------------------------------------


@few(40, wide=500)
@given(texts, texts)
@example("x a b c", "a b c")
@example("a b c\n\nd e f", "a b c d e f")
@example("ㄅ", "㈱")
def test_the_words_that_are_kept_or_new_are_those_of_now(then, now):
    assert words(without("del", difference(then, now))) == words(plain(now))


@few(40, wide=500)
@given(texts, texts)
@example("x a b c", "a b c")
@example("x\n\na b c", "a b c")
def test_the_words_that_are_kept_or_went_are_those_of_then_but_for_punctuation(then, now):
    # A mark of a wide script that stands alone needs no space before it, and joins the word there.
    assume(all(any(map(str.isalnum, word)) for word in words(plain(then))))
    kept = words(without("ins", difference(then, now)))
    assert list(map(bare, kept)) == list(map(bare, words(plain(then))))


@few(40, wide=500)
@given(texts, texts)
@example("a b c\n\nd e f", "a b c d e f")
def test_every_paragraph_and_every_mark_holds_a_text(then, now):
    for element in page(difference(then, now)).iterdescendants():
        assert element.tag in {"p", "ins", "del"}
        assert element.getparent().tag == ("div" if element.tag == "p" else "p")
        assert "".join(element.itertext()).strip()


@given(texts)
def test_a_text_is_the_same_as_itself(text):
    assert {element.tag for element in page(difference(text, text)).iterdescendants()} <= {"p"}


@given(texts, texts)
def test_paragraphs_are_those_of_now(then, now):
    made = [words(without("del", f"<p>{part}</p>")) for part in
            re.findall("<p>(.*?)</p>", difference(then, now))]  # fmt: skip
    assert [part for part in made if part] == [
        words(block) for block in plain_blocks(now) if words(block)
    ]


HUNDRED = "".join(map(chr, range(0x4E00, 0x4E65)))
"""Signs of which none is more frequent than the others: a hundred and one."""
KANA = "".join(map(chr, range(0x3041, 0x3091)))


def of_signs(signs: str, seed: int, between: str = " ") -> str:
    rng = random.Random(seed)
    return between.join(rng.choice(signs) for _ in range(10_000 // (1 + len(between))))


LONG = [
    ("本" * 10_000, "本" * 9_999),
    ("a " * 5_000, "a " * 4_999),
    (of_signs("ab", 1), of_signs("ab", 2)),
    (of_signs("本日", 1, ""), of_signs("本日", 2, "")),
    (of_signs("abcdefghij", 1), of_signs("abcdefghij", 2)),
    ("x" + "!" * 9_998 + "x", "y" + "!" * 9_998 + "y"),
    ("*a* " * 2_500, "**a** " * 1_600),
    ("[a](" * 2_500, "- " * 5_000),
    ("a\n\n" * 3_333, "b\n\n" * 3_333),
    ("a " * 2_000, "a b " * 1_000),
    ("本" * 5_000, "本日" * 5_000),
    (HUNDRED * 99, HUNDRED[50:] + HUNDRED * 98 + "x"),
    (of_signs(HUNDRED, 1, ""), of_signs(HUNDRED, 2, "")),
    (of_signs(KANA, 1, ""), re.sub("(.{96}).", r"\1龍", of_signs(KANA, 1, ""))),
    (" ".join(f"{n % 300}" for n in range(2_500)), " ".join(f"{n * 7}" for n in range(2_500))),
]


@pytest.mark.parametrize("number", one_in(3, range(len(LONG))))
@untraced
def test_two_long_texts_end_and_nothing_is_lost(number):
    then, now = LONG[number]
    with ending(seconds=3):
        made = difference(then, now)
    assert words(without("del", made)) == words(plain(now))
    kept = words(without("ins", made))
    assert list(map(bare, kept)) == list(map(bare, words(plain(then))))


def test_a_change_in_a_long_text_of_few_words_is_the_only_one_shown():
    before, after = "a b " * 1_000, "b a " * 1_000
    assert difference(f"{before}x {after}", f"{before}y {after}") == (
        f"<p>{before}<del>x</del> <ins>y</ins> {after.strip()}</p>"
    )


def test_a_long_text_of_few_words_is_the_same_as_itself():
    assert "<del>" not in difference(of_signs("ab", 1), of_signs("ab", 1))


def test_a_comma_is_struck_with_what_followed_it():
    then, now = "I want to run a team, and later teach.", "I want to run a team of my own."
    assert difference(then, now) == (
        "<p>I want to run a <del>team, and later teach.</del> <ins>team of my own.</ins></p>"
    )


def test_a_comma_alone_is_no_change():
    assert difference("A long, slow way.", "A long slow way.") == "<p>A long slow way.</p>"
