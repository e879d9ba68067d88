"""Dates as people type them: understood without doubt, in several ways, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.language.days import readings
from career import speaking
from draws import grid

APRIL = date(2027, 4, 30)


@grid("tag", ["en", "en-US", "en-GB", "de", "de-AT"])
@grid(
    "text",
    [
        "2027-04-30", "2027/04/30", "2027.4.30", "20270430", " 2027-04-30 ", "30.4.2027",
        "30.04.27",
        "30. 4. 2027", "30 Apr 2027", "30 April 2027", "April 30, 2027", "Apr. 30 2027",
        "30th of April 2027", "Friday, 30 April 2027", "Fri 30 apr 2027", "2027 April 30",
        "30/4/2027", "4/30/2027", "2027年4月30日", "２０２７-０４-３０", "٣٠ April ٢٠٢٧",
    ],
)  # fmt: skip
def test_one_day_is_understood_without_doubt(tag, text):
    assert readings(text, speaking(tag)) == (APRIL,)


@pytest.mark.parametrize(
    ("tag", "days"),
    [
        ("en", [date(2027, 4, 3), date(2027, 3, 4)]),
        ("en-US", [date(2027, 3, 4)]),
        ("en-GB", [date(2027, 4, 3)]),
        ("de", [date(2027, 4, 3)]),
        ("en-CA", [date(2027, 4, 3), date(2027, 3, 4)]),
    ],
)
def test_the_region_decides_what_comes_first_and_plain_english_leaves_it_open(tag, days):
    assert list(readings("3/4/2027", speaking(tag))) == days
    assert list(readings("3-4-27", speaking(tag)))[:1] or tag == "en-CA"


def test_a_day_that_is_the_same_both_ways_is_no_question():
    assert readings("4/4/2027", speaking("en")) == (date(2027, 4, 4),)


@pytest.mark.parametrize("text", ["30. April 2027", "Freitag, 30. Apr. 2027", "30 april 27"])
def test_the_months_of_the_language_are_known(text):
    assert readings(text, speaking("de")) == (APRIL,)


@grid(
    "text",
    ["", "soon", "ASAP", "30 April", "April 2027", "31.2.2027", "2027-13-01", "30 Aprilish 2027",
     "30 April 2027 or later", "1/2/3/2027", "30.4.027", "99999999999999999999", "mid April 2027"],
)  # fmt: skip
def test_what_is_no_day_has_no_reading(text):
    assert readings(text, speaking("en")) == ()


@given(st.text(max_size=80))
def test_any_text_has_few_readings(text):
    assert len(readings(text, speaking("en"))) <= 2


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["en-GB", "en-US", "de"]))
def test_what_the_documents_write_is_read_again(day, tag):
    words = speaking(tag)
    for text in (day.isoformat(), words.day(day), words.short_day(day), words.weekday(day)):
        assert readings(text, words) == (day,), text
