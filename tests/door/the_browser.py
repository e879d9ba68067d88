"""The page of a file as Chromium shows it, served by the command."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ground import NOW, UNWATCHED, tool

WAIT = 15_000
"""Milliseconds: no measure of speed, for a machine that is busy."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Edit career.yaml, which may not be there yet; yield the page that leads there."""
    with subprocess.Popen(
        [sys.executable, "-m", "agenda", "edit", "career.yaml", "--no-open"],
        cwd=folder, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **UNWATCHED, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())),
             "XDG_STATE_HOME": str(folder / "state")},
    ) as server:  # fmt: skip
        try:
            assert server.stderr
            assert "http://" in server.stderr.readline()
            threading.Thread(target=server.stderr.read, daemon=True).start()
            (page,) = (folder / "state").rglob("doors/*.html")
            yield page.as_uri()
        finally:
            server.terminate()


@contextmanager
def shown_in_chromium(folder: Path, **context: Any) -> Iterator[Any]:
    """Yield the page, in which nothing may go wrong unnoticed."""
    from playwright.sync_api import sync_playwright

    chromium = tool("chromium")
    with served(folder) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(
            **{"viewport": {"width": 1200, "height": 900}} | context
        ).new_page()
        page.set_default_timeout(WAIT)
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text)
                if said.type == "error" and "409" not in said.text else None)  # fmt: skip
        page.goto(address)
        yield page
        browser.close()
        assert faults == []
