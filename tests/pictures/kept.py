"""The pictures that are kept beside this file: `make pictures` draws them anew.

A difference that an eye would see turns a test red; look at it, and renew them if it was wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops, ImageFilter

from cases import Case
from ground import GOOD, ROOT, STORIES
from pictures.drawing import TOOLS, VIEWS, Page, reduced

HERE = Path(__file__).parent
VERSIONS = HERE / "versions.txt"
"""What drew them."""
SEEN = ROOT / "build" / "pictures"
"""Where one that differs is put, beside what is kept."""
FULL = next(path for path in GOOD if path.stem == "full")
DOCUMENTS = {
    "exercise": Case("exercise", (), language="en"),
    "ask": Case("ask", (FULL,)),
    "agenda": Case("agenda", (FULL,)),
    "guide": Case("guide", (FULL,)),
    "record": Case("record", (STORIES[0][2],)),
    "checkin": Case("checkin", (STORIES[0][1],)),
    "progress": Case("progress", tuple(STORIES[0]), "me"),
    "actions": Case("actions", tuple(STORIES[0])),
}
DOTS = 56
"""Per inch: half as many again, and the files are twice as large."""
COLOURS = 32
GAP = 8
"""Dots between pages, in the colour of a desk."""
DESK = "#808080"
LEVELS = {1: 40, 4: 10}
"""How far a dot may be from what is kept, of 255, by the radius at which both are blurred: an edge
that is drawn half a dot away stays below, a line that moved does not, nor does a pale ground."""
FEW = 12
"""Dots that may be farther."""


class Picture(NamedTuple):
    """A document as it looks in one way."""

    document: str
    view: str

    def __str__(self) -> str:
        return f"{self.document}-{self.view}"

    @property
    def file(self) -> Path:
        return HERE / f"{self}.png"

    def drawn(self) -> Page:
        """Return it as it looks today. What a program shows is drawn in one go for all."""
        return sheet(_together(self.view)[self.document] if self.view != "pdf" else _alone(self))


PICTURES = [Picture(*row) for row in product(DOCUMENTS, VIEWS)]


def _alone(picture: Picture) -> list[Page]:
    data = DOCUMENTS[picture.document].made("pdf")
    return VIEWS["pdf"].draw({"": data}, DOTS)[""]


@cache
def _together(view: str) -> dict[str, list[Page]]:
    made = {name: case.made(VIEWS[view].form) for name, case in DOCUMENTS.items()}
    return VIEWS[view].draw(made, DOTS)


def sheet(pages: Iterable[Page]) -> Page:
    """Lay pages beside each other."""
    pages = list(pages)
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    whole = Image.new("RGB", (width, max(page.height for page in pages)), DESK)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width + GAP
    return whole


def alike(kept: Page, now: Page) -> bool:
    """Whether nobody would see a difference."""
    return kept.size == now.size and all(
        sum(_difference(kept, now, radius).histogram()[level + 1 :]) <= FEW
        for radius, level in LEVELS.items()
    )


def _difference(kept: Page, now: Page, radius: int) -> Page:
    """Return by how much each dot differs, in the colour that differs most."""
    size = (max(kept.width, now.width), max(kept.height, now.height))
    grounds = [Image.new("RGB", size, DESK) for _ in range(2)]
    for ground, page in zip(grounds, (kept, now), strict=True):
        ground.paste(page.convert("RGB"))
    blurred = [ground.filter(ImageFilter.GaussianBlur(radius)) for ground in grounds]
    red, green, blue = ImageChops.difference(*blurred).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def shown(kept: Page, now: Page) -> Page:
    """Return what is kept, what is drawn now, and where they differ, beside each other."""
    marked = ImageChops.invert(_difference(kept, now, 1)).convert("RGB")
    return sheet([kept.convert("RGB"), now.convert("RGB"), marked])


def versions() -> dict[str, str]:
    """Return the version of each tool that drew what is kept."""
    lines = VERSIONS.read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line)


def renew() -> None:
    """Draw all of them anew, and note by which tools."""
    for old in HERE.glob("*.png"):
        old.unlink()
    for picture in PICTURES:
        reduced(picture.drawn(), COLOURS).save(picture.file, optimize=True)
    said = (f"{name} {say()}\n" for name, say in TOOLS.items())
    VERSIONS.write_text("".join(said), "utf-8")


if __name__ == "__main__":
    renew()
