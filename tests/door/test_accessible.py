"""The page for everybody: what axe finds, and what a telephone shows. Slow: axe comes with npm."""

from __future__ import annotations

import shutil

import pytest

from door.the_browser import shown_in_chromium
from ground import ROOT, STORIES, lacking

AXE = ROOT / "tests" / "collect" / "programs" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("story", [0, 1], ids=["English", "German"])
def test_axe_finds_nothing_and_nothing_hangs_over(tmp_path, scheme, story):
    if not AXE.is_file():
        lacking("axe is not installed: make test-slow does that")
    shutil.copy(STORIES[story][1], tmp_path / "career.yaml")
    with shown_in_chromium(tmp_path, color_scheme=scheme, bypass_csp=True) as page:
        page.locator("#notes").click()
        page.locator("#f\\:text").wait_for(state="attached")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.add_script_tag(content=AXE.read_text("utf-8"))
        found = page.evaluate("axe.run(document, {iframes: false})")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
