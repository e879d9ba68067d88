"""Pages as Chromium shows and prints them."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ground import tool


def dumped(page: str, folder: Path, width: int = 1200) -> str:
    """Load a page in a window of some width, and return it as its scripts have left it."""
    return _run(page, folder, f"--window-size={width},1400", "--virtual-time-budget=2000",
                "--dump-dom").decode()  # fmt: skip


def measured(pages: Iterable[str], folder: Path, widths: Iterable[int], measure: str) -> Any:
    """Return what an expression in JavaScript says of each page, at each of some widths.

    `page` is the document there, in a window of its own: none of Chromium's is as narrow as
    that of a telephone.
    """
    frames = "".join(
        f'<iframe style="border: 0; width: {width}px" srcdoc="{html.escape(page)}"></iframe>'
        for page in pages for width in widths
    )  # fmt: skip
    script = f"""<script>onload = () => {{
      const measured = [...document.querySelectorAll("iframe")].map(frame => {{
        const page = frame.contentDocument;
        return {measure};
      }});
      document.title = JSON.stringify(measured);
    }}</script>"""
    made = dumped(f"<!doctype html><title></title>{frames}{script}", folder)
    found = re.search(r"<title>(.*?)</title>", made)
    assert found
    return json.loads(html.unescape(found[1]))


def printed(page: str, folder: Path) -> bytes:
    """Return the page as Chromium prints it into a PDF, with nothing of its own around it."""
    made = folder / "page.pdf"
    _run(page, folder, f"--print-to-pdf={made}", "--no-pdf-header-footer")
    return made.read_bytes()


def _run(page: str, folder: Path, *options: str) -> bytes:
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    return subprocess.run(
        [tool("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         f"--user-data-dir={folder / 'profile'}", *options, file.as_uri()],
        capture_output=True, check=True, timeout=90,
    ).stdout  # fmt: skip
