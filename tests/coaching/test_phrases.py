"""Phrases are found word by word, however the words are written, and never inside a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.coaching.phrases import Phrases
from agenda.coaching.steps import Pattern, Reader
from agenda.coaching.tokens import words_of
from agenda.coaching.words import LISTS
from coaching.corpus import lists
from draws import grid
from ground import ending
from untraced import untraced


def found(phrase: str, text: str, *unless: str) -> str:
    return said(Pattern((phrase,), unless), text)


def said(pattern: Pattern, text: str, **lists: str) -> str:
    parts = {name: (Pattern((phrase,)),) for name, phrase in lists.items()}
    hit = Phrases([pattern], Reader(parts)).first(words_of(text))
    return hit.written if hit else ""


@grid(
    ("phrase", "text"),
    [
        ("promotion", "A PROMOTION, please"),
        ("next level", "the next-level cache"),
        ("next-level", "the next level"),
        ("promot{e,ed,ion}", "I was promoted"),
        ("don't care", "they don’t care"),
        ("manager", "the manager’s view"),
        ("gehalts*", "die Gehaltsverhandlung"),
        ("*leiter{,in}", "unsere Teamleiterin"),
        ("größe", "GRÖSSE"),
        ("höher", "hoeher"),
        ("a? raise", "give me raise"),
        ("a? raise", "give me a raise"),
        ("get ... promoted", "get me and my team promoted"),
        ("# euro{,s}", "for 4,000 euros"),
        ("€ #", "€85,000"),
        ("# k", "85 k"),
        ("promotion", "pro\u00admotion"),
        ("will not promise", "she won’t promise"),
        ("can't|couldn't wait", "I can not wait"),
        ("does not care", "he doesnt care"),
        ("she is lazy", "She's lazy"),
        ("i would like", "I'd like"),
        ("# k", "85k"),
        ("##", "3.400,50"),
        ("@ is", "that Femi is"),
        ("^ a title", "One. A title"),
        ("title ^", "a title: one"),
        ("zum ... machen", "zum 1. Juli zur Leiterin machen"),
        ("im # quartal ton", "im 3. Quartal Ton"),
        ("bis # was", "bis 15., was"),
        ("am # und # juni", "am 4. und 11. Juni"),
        ("^ mehr", "1. mehr Zeit"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(phrase, text):
    assert found(phrase, text)


@grid(
    ("phrase", "text"),
    [
        ("intern", "an international team"),
        ("intern", "internal"),
        ("raise", "praised"),
        ("next level", "the next. Level two"),
        ("# ... team", "from 4 to 2. The team"),
        ("# ... team", "Termin am 15. Team holen"),
        ("get ... promoted", "get one two three four five promoted"),
        ("get .. promoted", "get one two three promoted"),
        ("get ... promoted", "get on. Be promoted"),
        ("gehalts*", "der Gehalt"),
        ("a b", "b a"),
        ("##", "in 2027"),
        ("##", "85"),
        ("@ is", "it is"),
        ("^ title", "a title"),
        ("title ^", "a title of one"),
        ("she is", "she would"),
    ],
)
def test_a_phrase_is_not_found_in_other_words(phrase, text):
    assert not found(phrase, text)


def test_an_exception_keeps_what_stands_within_it_and_nothing_else():
    assert not found("next level", "the next level of the cache", "next level of")
    assert found("next level", "the next level of the cache, and the next level", "next level of")


def test_what_was_found_is_told_as_it_was_written():
    assert found("next level", "the NEXT-Level") == "NEXT Level"
    assert found("will not", "I won’t, for 85k") == "won't"
    assert found("# k", "for 85k") == "85k"


def test_a_phrase_may_name_a_list_whatever_the_length_of_its_phrases():
    for post in ("head of", "manager"):
        assert said(Pattern(("become|be .. <post>",)), f"be the {post} x", post=post)
    assert said(Pattern(("my <post>? role",)), "my role", post="head of")
    with pytest.raises(ValueError, match="no list 'pst'"):
        Phrases([Pattern(("<pst>",))]).check()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("be lead nurse", "be lead nurse"), ("be lead of it", "be lead"), ("be nurse", "")],
)
def test_of_the_phrases_of_a_list_the_longer_one_stands_in_a_place(text, expected):
    parts = {"post": (Pattern(("lead", "lead <trade>")),), "trade": (Pattern(("nurse",)),)}
    hit = Phrases([Pattern(("be <post>",))], Reader(parts)).first(words_of(text))
    assert (hit.written if hit else "") == expected


def test_a_phrase_counts_with_what_stands_beside_it_in_the_sentence():
    promise = Pattern(("promise",), beside=("raise",))
    assert said(promise, "That is a promise: a raise in May")
    assert not said(promise, "That is a promise. A raise was not talked about")


def test_a_phrase_does_not_count_where_its_clause_denies_it():
    raised = Pattern(("raise",), apart=("not|no",))
    assert not said(raised, "I do not want a raise")
    assert said(raised, "Not this: a raise")
    assert said(raised, "not a title but a raise", turn="but")
    assert not said(raised, "but not a raise", turn="but")


@grid(
    ("text", "counts"),
    [
        ("Write a cv by May", True),
        ("I write a cv", True),
        ("Help her write a cv", False),
        ("Help her, then I write a cv", True),
        ("I help her write a cv", False),
        ("With her on my list write a cv", False),
        ("Since she left my cv is ready", True),
        ("Her plan is done. Write a cv", True),
        ("Her cv", False),
    ],
)
def test_a_phrase_counts_unless_others_are_named_last_before_it(text, counts):
    pattern = Pattern(("my|her? cv",), others=("she|her",))
    parts = {"writer": (Pattern(("i", "my ^")),)}
    assert bool(Phrases([pattern], Reader(parts)).first(words_of(text))) is counts


def test_short_forms_and_whole_words_do_not_mix_in_one_place():
    with pytest.raises(ValueError, match="mixes short forms"):
        Phrases([Pattern(("don't|never care",))]).check()


@pytest.mark.parametrize("phrase", ["", "...", "a?", "  "])
def test_a_phrase_that_says_nothing_is_refused(phrase):
    with pytest.raises(ValueError, match="no phrase"):
        Phrases([Pattern((phrase,))]).check()


@grid(
    "phrase",
    [
        "a " * 13,
        "a ... " * 5 + "z",
        "a? " * 9 + "z",
        "{a,b}{a,b}{a,b}",
        "{a,b",
        "a,b}",
        "{a,{b,c}}",
    ],
)
def test_a_phrase_that_could_occupy_the_machine_or_never_match_is_refused(phrase):
    with pytest.raises(ValueError, match=r"too long|braces"):
        Phrases([Pattern((phrase,))]).check()


@pytest.mark.parametrize("language", ["en", "de"])
def test_our_own_lists_are_all_there_and_hold_their_bounds(language):
    assert set(lists(language).lists) == LISTS
    for phrases in lists(language).lists.values():
        phrases.check()


@untraced
def test_the_longest_text_of_one_word_is_searched_quickly():
    with ending():
        words = words_of("a " * 4_900)
        assert Phrases([Pattern(("a .... a ... a ... z",))]).first(words) is None


WORDS = st.lists(st.sampled_from(["get", "a", "raise", "Straße", "größer", "don't", "12"]),
                 min_size=1, max_size=5)  # fmt: skip


@given(WORDS, st.lists(st.sampled_from(["get", "raise", "x", "."]), max_size=4), st.booleans())
def test_a_phrase_is_found_in_any_sentence_that_holds_it(words, around, upper):
    text = " ".join([*around, *words, *around])
    text = text.upper() if upper else text
    phrase = " ".join(words)
    for form in ("NFC", "NFD"):
        assert found(phrase, unicodedata.normalize(form, text))


@given(st.text(max_size=200))
def test_what_is_found_in_any_text_is_made_of_its_words(text):
    words = words_of(text)
    assert all(word.folded for word in words)
    for hit in Phrases([Pattern(("... a", "# ... b|*c|d*", "e ...."))]).found(words):
        assert 0 <= hit.start < hit.end <= len(words)
        told = "".join(word.written for word in words[hit.start : hit.end])
        assert "".join(hit.written.split()) == "".join(told.split())
