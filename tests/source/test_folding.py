"""What counts as one text, and that the digests made of it stay as they went out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.source.folding import folded
from agenda.source.problems import did_you_mean
from draws import grid

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@grid(
    ("one", "other"),
    [
        ("Zoë", "Zoe\u0308"),
        ("Nguyễn Thị Ngữ", unicodedata.normalize("NFD", "Nguyễn Thị Ngữ")),
        ("Nguyê\u0303n", "Nguyễn"),  # half of the accents on their letters
        ("한국어", unicodedata.normalize("NFD", "한국어")),
        ("Åsa", "\u212bsa"),
        ("ZOË  Park", " zoe\u0308\u00a0park\t"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_reads_the_same_is_one_text(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Zoë", "Zoe"), ("Ada Park", "AdaPark"), ("a²", "a2")])
def test_what_reads_otherwise_is_another(one, other):
    assert folded(one) != folded(other)


@given(TEXTS)
def test_a_composed_text_is_folded_as_it_always_was(text):
    text = unicodedata.normalize("NFC", text)
    assert folded(text) == " ".join(text.split()).casefold()


def test_a_word_is_near_however_its_accents_are_written():
    assert did_you_mean("Gru\u0308ßen", ["Grüße", "x"]) == "did you mean Grüße?"
