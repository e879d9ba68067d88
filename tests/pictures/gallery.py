"""Every document of every sample, in every format and as each program shows it, to look at.

`make gallery` writes it into build/gallery/, and `make gallery ONLY=agenda` that kind alone.
"""

from __future__ import annotations

import argparse
import html
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from math import ceil
from pathlib import Path
from typing import NamedTuple

from agenda.kinds import KINDS
from agenda.names import FORMATS
from cases import ALL, Case
from ground import ROOT
from pictures.drawing import VIEWS, reduced

GALLERY = ROOT / "build" / "gallery"
TOGETHER = 8
"""Documents that a program draws in one go: it takes as long to start as for a few of them."""


class Seen(NamedTuple):
    """A document, and the names of its pictures, view by view."""

    name: str
    pictures: dict[str, list[str]]


def draw(folder: Path, cases: Sequence[Case]) -> list[Seen]:
    """Write some documents and their pictures into the folder."""
    found = [Seen(str(case), {}) for case in cases]
    for case, form in ((case, form) for case in cases for form in FORMATS):
        (folder / f"{case}.{form}").write_bytes(case.made(form))
    for view, (form, look, _) in VIEWS.items():
        drawn = look({str(case): case.made(form) for case in cases})
        for name, pictures in found:
            pictures[view] = [f"{name}.{view}-{number}.png" for number in
                              range(1, 1 + len(drawn[name]))]  # fmt: skip
            for file, page in zip(pictures[view], drawn[name], strict=True):
                reduced(page, 64).save(folder / file)
    return found


def page_of(found: Sequence[Seen]) -> str:
    """Return the page that shows all of them, small; each leads to the large one."""
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>body {{ font: 14px sans-serif; background: #ddd }} img {{ height: 20em; margin: .2em }}
figure {{ display: inline-block; margin: 0 1em 0 0; vertical-align: top }}</style>
<h1>{len(found)} documents</h1>{"".join(map(_row, found))}"""


def _row(seen: Seen) -> str:
    links = " ".join(f'<a href="{seen.name}.{form}">{form}</a>' for form in FORMATS)
    figures = "".join(_figure(view, files) for view, files in seen.pictures.items())
    return f"<h2>{html.escape(seen.name)}</h2><p>{links}</p>{figures}\n"


def _figure(view: str, files: Sequence[str]) -> str:
    shown = "".join(f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy"></a>'
                    for file in files)  # fmt: skip
    return f"<figure><figcaption>{view}: {len(files)}</figcaption>{shown}</figure>"


def main() -> None:
    """Draw the gallery, on all processors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=KINDS, help="one kind of documents")
    only = parser.parse_args().only
    cases = [case for case in ALL if only in {None, case.document}]
    GALLERY.mkdir(parents=True, exist_ok=True)
    for old in GALLERY.iterdir():
        old.unlink()
    workers = os.cpu_count() or 1
    together = min(TOGETHER, ceil(len(cases) / workers))
    batches = [cases[first : first + together] for first in range(0, len(cases), together)]
    with ProcessPoolExecutor(workers) as pool:
        parts = pool.map(partial(draw, GALLERY), batches)
        found = [seen for part in parts for seen in part]
    (GALLERY / "index.html").write_text(page_of(found), "utf-8")


if __name__ == "__main__":
    main()
