"""The self-contained page: as a browser shows it, on a screen and on a phone."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import agenda
from ground import GOOD, NOW, tool

FULL = next(path for path in GOOD if path.stem == "full")


@pytest.fixture(scope="module")
def page() -> str:
    return agenda.make(agenda.load(FULL), "html", now=NOW).decode()


def test_it_fetches_nothing(page):
    addresses = re.findall(r'(?:src|href)\s*[=:]?\s*["(]?\s*(\w+:[^"\') ]*)', page)
    links = set(re.findall(r'<a href="([^"]+)"', page))
    assert {address for address in addresses if not address.startswith("data:")} <= links
    assert "url(" in page
    assert not re.search(r"url\((?!data:)", page)
    assert "@import" not in page


def test_it_stays_small(page):
    assert len(page) < 150_000


def test_an_attack_in_a_stylesheet_cannot_end_its_element(tmp_path):
    import shutil

    from agenda.language import bundled

    home = tmp_path / "themes" / "classic"
    shutil.copytree(bundled.templates() / "themes" / "classic", home)
    with (home / "style.css").open("a") as css:
        css.write("\n/* </style><script>alert(1)</script> */\n")
    made = agenda.make(agenda.load(FULL), "html", templates=tmp_path, now=NOW).decode()
    assert made.count("</style>") == 1


def browsed(page: str, folder: Path, width: int) -> str:
    """Load the page in Chromium, and return what a script that measures it says."""
    probe = """<script>
      const wide = [...document.querySelectorAll("body *")].filter(e =>
        e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 &&
        getComputedStyle(e).position !== "absolute");
      document.fonts.ready.then(() => document.title = JSON.stringify({
        wide: wide.map(e => e.tagName + "." + e.className),
        faces: [...document.fonts].filter(f => f.status === "loaded").length,
        named: [...document.querySelectorAll("input, textarea")].every(e => e.labels.length),
      }));
    </script>"""
    file = folder / "page.html"
    file.write_text(page.replace("</body>", f"{probe}</body>"), "utf-8")
    done = subprocess.run(
        [tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={folder / 'profile'}", f"--window-size={width},1400",
         "--virtual-time-budget=2000", "--dump-dom", file.as_uri()],
        capture_output=True, text=True, check=True, timeout=90,
    )  # fmt: skip
    return re.search(r"<title>(.*?)</title>", done.stdout).group(1)


@pytest.mark.parametrize("width", [1200, 500])
def test_nothing_stands_out_of_the_window(page, tmp_path, width):
    said = browsed(page, tmp_path, width)
    assert '"wide":[]' in said
    assert '"faces":0' not in said
    assert '"named":true' in said
