"""How fast the page of `agenda edit` is: from the start to the first page, and to a redraw."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = "employee"


@dataclass
class Page:
    """The page of a server, asked over one connection as a browser asks."""

    connection: http.client.HTTPConnection
    base: str
    cookie: str = ""

    def ask(self, method: str, path: str, told: object = None) -> bytes:
        """Return what the server answers; anything but success ends the run."""
        headers = {"Cookie": self.cookie}
        body = None
        if told is not None:
            body = json.dumps(told)
            headers |= {"Origin": f"http://{self.connection.host}:{self.connection.port}"}
        self.connection.request(method, self.base + path, body, headers)
        answer = self.connection.getresponse()
        self.cookie = (answer.headers.get("set-cookie") or self.cookie).partition(";")[0]
        data = answer.read()
        if answer.status not in {200, 303}:
            raise SystemExit(f"{path}: {answer.status}")
        return data


@contextmanager
def started(program: str, answers: Path) -> Iterator[tuple[Page, float]]:
    """Yield the page, and how long it took from the start until it was there."""
    start = time.perf_counter()
    with subprocess.Popen(
        [program, "edit", str(answers), "--no-open"], stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            found = re.search(
                r"http://([\d.]+):(\d+)(/\S+/)(\?\S+)", server.stderr.readline() if server.stderr
                else "",
            )  # fmt: skip
            if found is None:
                raise SystemExit("agenda edit says no address")
            host, port, base, key = found.groups()
            page = Page(http.client.HTTPConnection(host, int(port)), base)
            page.ask("GET", key)
            page.ask("GET", "")
            yield page, time.perf_counter() - start
        finally:
            server.terminate()


def edit_page(program: str, sample: Path, folder: Path, runs: int) -> tuple[float, float]:
    """Return the medians in seconds: until the first page, and from a change to its document."""
    answers = folder / "page.yaml"
    shutil.copy(sample, answers)
    starts = []
    for _ in range(runs):
        with started(program, answers) as (_, taken):
            starts.append(taken)
    redraws = []
    with started(program, answers) as (page, _):
        was = "Ada Park"
        for number in range(2 * runs + 1):
            start = time.perf_counter()
            change = {"does": "write", "path": [NAME, "name"], "was": was, "text": f"Ada {number}"}
            page.ask("POST", "change", change)
            shown = page.ask("GET", "document?kind=agenda&for=manager")
            redraws.append(time.perf_counter() - start)
            was = f"Ada {number}"
            if was.encode() not in shown:
                raise SystemExit("the document does not say what was typed")
    return statistics.median(starts), statistics.median(redraws[1:])
