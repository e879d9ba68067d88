"""Every document as Chromium shows it: on narrow screens, by night, in print, and for axe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cases import CASES, Case
from ground import ROOT, lacking, tool
from untraced import untraced

AXE = ROOT / "tests" / "collect" / "programs" / "node_modules" / "axe-core" / "axe.min.js"
NARROWEST = 320
"""Pixels of CSS: a window of 1280 of them at 400 %, as WCAG 2.2 asks in 1.4.10."""
WIDE = 1200
WIDTHS = (NARROWEST, 390, 840, 841, 1024, WIDE)
"""Beside the telephone and the desk, those between which the look changes."""
OVERHANGING = """() => document.documentElement.scrollWidth > innerWidth ? ["the page"] : []"""
BROKEN = r"""() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, range = document.createRange();
    if (text.parentElement.closest("svg")) continue;
    for (const word of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter(part => part.width);
      if (new Set(lines.map(part => Math.round(part.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""
COLOURS = """() => [...document.querySelectorAll("*")].map(one => {
  const look = getComputedStyle(one);
  return [look.color, look.backgroundColor, look.borderTopColor];
})"""
TOPS = """() => [...document.querySelectorAll("h1, h2, h3, p, ul, ol, dl, table, aside")]
  .filter(one => !one.closest("td, dd, li") && one.getClientRects().length)
  .map(one => one.getBoundingClientRect().top + scrollY)"""
LONE = """() => [...document.querySelectorAll("thead")]
  .filter(head => head.getClientRects().length && !head.closest(".skills, .readings, .owned"))
  .map(head => head.innerText)"""
PARTED = """() => [...document.querySelectorAll(".box + label")].filter(label => {
  const box = label.previousElementSibling.getBoundingClientRect();
  const words = label.getClientRects()[0];
  return words && !(words.left >= box.right && words.top < box.bottom && words.bottom > box.top);
}).map(label => label.innerText)"""
GERMAN = [one for one in CASES if {"de", "deutsch", "sie"} & {*str(one).split("-")}]
FEW = list({one.document: one for one in GERMAN}.values())
"""One of each kind, in German, whose words are longest."""
REST = [case for case in CASES if case not in FEW]
SOME = pytest.mark.parametrize(
    "cases", [FEW, pytest.param(REST, marks=pytest.mark.slow)], ids=["each kind", "all others"]
)


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    """Start Chromium once for all documents."""
    from playwright.sync_api import sync_playwright

    program = tool("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_context(bypass_csp=True).new_page()
        browser.close()


def shown(case: Case, page: Any) -> None:
    look(page, "screen", "light", WIDE)
    page.set_content(case.made("html").decode())


def look(page: Any, media: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media, color_scheme=scheme)


@SOME
@untraced
def test_nothing_hangs_over_and_no_word_is_broken(cases: list[Case], page: Any):
    found = []
    for case in cases:
        shown(case, page)
        for width in WIDTHS:
            look(page, "screen", "light", width)
            faults = [*page.evaluate(OVERHANGING), *page.evaluate(BROKEN)]
            found += [(str(case), width, fault) for fault in faults]
    assert found == []


@SOME
@untraced
def test_on_a_telephone_no_head_stands_alone_and_no_box_without_its_words(cases, page: Any):
    found = []
    for case in cases:
        shown(case, page)
        for width in (NARROWEST, 390):
            look(page, "screen", "light", width)
            faults = [*page.evaluate(LONE), *page.evaluate(PARTED)]
            found += [(str(case), width, fault) for fault in faults]
    assert found == []


@SOME
@untraced
def test_in_print_it_is_by_night_what_it_is_by_day_and_goes_down_the_page(cases, page: Any):
    for case in cases:
        shown(case, page)
        look(page, "print", "light", WIDE)
        by_day, tops = page.evaluate(COLOURS), page.evaluate(TOPS)
        look(page, "print", "dark", WIDE)
        assert page.evaluate(COLOURS) == by_day, case
        assert tops == sorted(tops), case
        look(page, "screen", "dark", WIDE)
        assert page.evaluate(COLOURS) != by_day, case


@pytest.mark.slow
@untraced
def test_axe_finds_nothing_on_a_screen_or_in_print(page: Any):
    if not AXE.is_file():
        lacking("axe is not installed: make test-slow does that")
    found = []
    for case in CASES:
        shown(case, page)
        page.add_script_tag(content=AXE.read_text("utf-8"))
        for media, width in (("screen", WIDE), ("screen", 390), ("print", 800)):
            for scheme in ("light", "dark"):
                look(page, media, scheme, width)
                told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                found += [(str(case), media, width, scheme, one["id"], one["nodes"][0]["html"])
                          for one in told["violations"]]  # fmt: skip
    assert found == []
