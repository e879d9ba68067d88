"""Which way a text runs, and the marks that keep it apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agenda.language.direction import FSI, PDI, alone, direction, isolate, outside
from draws import grid

LETTERS = "aé1 (.,)-\u0645\u05d0\u0663\u4e2d\u200f\u202b\u202c\u2066\u2067\u2068\u2069"
TEXTS = st.text(st.sampled_from(LETTERS), max_size=20)
WAYS = st.sampled_from(["ltr", "rtl"])


@grid(
    ("text", "around", "isolated"),
    [
        ("Ada (2)", "ltr", False), ("Größe → 3", "ltr", False), ("日本", "ltr", False),
        ("2026-12-03", "rtl", False), ("נועם", "rtl", False), ("١٢", "rtl", False),
        ("נועם", "ltr", True), ("Ada נועם", "ltr", True), ("١٢", "ltr", True),
        ("محمد (2)", "ltr", True), ("ދިވެހި", "ltr", True), ("\U0001e900", "ltr", True),
        ("Ada", "rtl", True), ("R&D", "rtl", True), ("日本", "rtl", True),
        ("a\u202eb", "ltr", True), ("a\u200fb", "ltr", True),
    ],
)  # fmt: skip
def test_a_value_is_isolated_where_it_runs_against_its_line(text, around, isolated):
    assert isolate(text, around) == (f"{FSI}{text}{PDI}" if isolated else text)


def test_what_is_made_of_isolated_values_is_not_isolated_again():
    name = isolate("נועם", "ltr")
    assert isolate(f"{name} with {name}", "ltr") == f"{name} with {name}"
    assert isolate(f"{name} עם {name}", "ltr") == f"{FSI}{name} עם {name}{PDI}"


@given(TEXTS, WAYS)
def test_whatever_a_value_holds_it_ends_what_it_begins_and_nothing_else(text, around):
    once = isolate(text, around)
    assert isolate(once, around) == once
    assert outside(f"before{once}after").startswith("before")
    assert outside(f"before{once}after").endswith("after")
    depth = 0
    for sign in once:
        depth += (sign in "\u2066\u2067\u2068") - (sign == PDI)
        assert depth >= 0
    assert depth == 0


@given(TEXTS, WAYS)
def test_no_letter_is_lost(text, around):
    def without(said):
        return [sign for sign in said if sign not in "\u2066\u2067\u2068\u2069"]

    assert without(isolate(text, around)) == without(text)


def test_a_text_runs_as_its_first_letter_that_stands_in_no_isolate():
    assert direction("(2) נועם Ada") == "rtl"
    assert direction(f"{FSI}נועם{PDI}, Ada") == "ltr"
    assert direction("2026 (3)") is None


def test_alone_a_value_needs_no_marks():
    assert alone(f"{FSI}נועם{PDI}") == "נועם"
    both = f"{FSI}נועם{PDI}, {FSI}מפתח{PDI}"
    assert alone(both) == both


def test_isolates_that_nobody_means_are_not_deeper_than_writers_go():
    text = isolate("\u2067" * 3000 + "שלום" + "\u2069" * 10, "ltr")
    assert text == "\u2068שלום\u2069"
