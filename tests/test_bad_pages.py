"""Pages of what nobody foresaw: nothing overlaps or leaves the page, and none is nearly empty."""

from __future__ import annotations

import json
from functools import cache

import pytest

import agenda
from glyphs import lines, pages
from ground import NOW
from test_long_words import beyond
from untraced import untraced

SENTENCE = "We agree on one retention rule for all three product teams and write it down. "
LONG = (SENTENCE * 130)[:10_000]
SKILL = {"level": 3, "expected": 4, "evidence": "A short piece of evidence."}
MEETING = {"start": "2026-12-03 14:00", "timezone": "Europe/London", "minutes": 45}
SOUND = {
    "version": 1,
    "language": "en-GB",
    "employee": {"name": "Ada Park"},
    "manager": {"name": "Grace Osei"},
    "meeting": MEETING,
    "aspirations": {"long_term": "Lead a small team."},
    "goals": [{"what": "Run the review", "by": "2027-06-30"}],
}
IN_SCRIPTS = ("Ποιότητα για όλους", "Запустить проект", "להוביל מוזיאון", "قيادة الفريق", "博物館")
ODD = {
    "name": {"employee": {"name": ("Maria Theresia Wilhelmine Josephine " * 4)[:120].strip()}},
    "skills": {"skills": {"current": [{"name": f"Skill {n}", **SKILL} for n in range(40)]}},
    "goal": {"goals": [{"what": LONG, "by": "2027-06-30"}]},
    "success": {"goals": [{"what": "Run it", "success": LONG}]},
    "evidence": {"skills": {"current": [{"name": "Craft", **SKILL, "evidence": LONG}]}},
    "minutes": {"meeting": MEETING | {"minutes": 240}},
    "scripts": {"goals": [{"what": text, "by": "2027-06-30"} for text in IN_SCRIPTS]},
}
QUICK = {"name", "minutes"}
EVERY = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in ODD]
)
FEW = 150
"""Letters of a page that has a heading and nothing of what it heads."""


@cache
@untraced
def made(name: str) -> bytes:
    return agenda.make(agenda.load(json.dumps(SOUND | ODD[name]).encode()), "pdf", now=NOW)


@EVERY
def test_nothing_leaves_its_page(name):
    assert beyond(made(name)) == []


@EVERY
def test_no_page_is_nearly_empty(name):
    assert min(len(glyphs) for _, glyphs in pages(made(name))) > FEW


@EVERY
def test_no_two_letters_stand_in_one_place(name):
    for _, glyphs in pages(made(name)):
        places = [(round(one.left, 1), round(one.bottom, 1)) for one in glyphs]
        assert len(places) - len(set(places)) < 3


@pytest.mark.slow
def test_the_head_of_a_table_stands_on_each_page_of_a_row_that_goes_on():
    heads = [line for line in lines(made("evidence")) if "Level(expected)Evidence" in line]
    assert len(heads) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("name", ["goal", "success", "evidence"])
def test_what_is_long_begins_below_its_heading(name):
    texts = ["".join(one.sign for one in glyphs) for _, glyphs in pages(made(name))]
    first = next(text for text in texts if "Weagreeonone" in text)
    assert ("Skills" if name == "evidence" else "Goals") in first
