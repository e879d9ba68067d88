"""How precise each rule on texts is, and how much it finds: the figures are printed at the end."""

import pytest

from agenda.coaching.rules import RULES
from coaching.corpus import FILES, WHERE, corpus, finds

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.8
ON_THE_WORDS_BESIDE = {"action-without-date"}
"""It finds an action without a date whatever the words; they only change what it says."""


def test_every_rule_on_texts_has_sentences_in_every_language():
    rules = {rule.name for rule in RULES if rule.text} - ON_THE_WORDS_BESIDE
    assert {(file.parent.name, file.stem) for file in FILES} == {
        (language, name) for language in ("en", "de") for name in rules
    }
    assert set(WHERE) == rules


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_rule_finds_what_it_should_and_little_else(file, record_property):
    told = corpus(file)
    missed, wrong = told.missed, told.wrong
    found = len(told.matches) - len(missed)
    precision, recall = found / (found + len(wrong)), found / len(told.matches)
    record_property("corpus", f"{told.language} {told.name:<22} precision {precision:.2f}"
                    f"  recall {recall:.2f}")  # fmt: skip
    assert precision >= LEAST_PRECISION, wrong
    assert recall >= LEAST_RECALL, missed


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_there_are_enough_sentences_each_once_and_on_one_side(file):
    told = corpus(file)
    assert len(set(told.matches)) == len(told.matches) >= 15
    assert len(set(told.look_alikes)) == len(told.look_alikes) >= 25
    assert not set(told.matches) & set(told.look_alikes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("job-search-in-shared", "I was offered help with the move"),
        ("promotion-pitch", "Promote the library to the other teams"),
        ("promotion-pitch", "Measure the next level of the cache"),
        ("promotion-pitch", "Bring the next-level cache to all regions"),
        ("vague-ask", "Show me the helper scripts of the international team"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(name, text):
    assert not finds(name, "en", text)
