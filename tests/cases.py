"""Every document that the samples make, so that one test holds for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import agenda
from agenda.kinds import KINDS, Kind
from agenda.pipeline import draft
from agenda.render.pdf import pdf as print_anew  # before a test puts another in its place
from agenda.render.theme import Paper, Theme
from agenda.resources import Resources
from agenda.wish import Draft, Wish
from draws import mostly_slow
from ground import GOOD, NOW, ROOT, STORIES
from untraced import untraced

FORMATS = ("pdf", "docx", "html", "md")


@dataclass(frozen=True)
class Case:
    """A document of one or more answers files, for one reader, in its own language or another."""

    document: str
    paths: tuple[Path, ...]
    audience: str = "manager"
    language: str | None = None

    def __str__(self) -> str:
        names = [path.relative_to(ROOT / "samples").with_suffix("").as_posix()
                 for path in self.paths[:1]]  # fmt: skip
        parts = (self.document, *names, self.audience, self.language)
        return "-".join(part.replace("/", "-") for part in parts if part)

    @property
    def _options(self) -> dict[str, Any]:
        return {"document": self.document, "audience": self.audience, "language": self.language}

    def made(self, form: str) -> bytes:
        """Return the document in one format; made once, however many tests look at it."""
        return _made(self, form)

    def draft(self) -> Draft:
        """Return its page before it gets a format."""
        return _draft(self)


@cache
@untraced
def _made(case: Case, form: str) -> bytes:
    sources = [agenda.load(path) for path in case.paths]
    return agenda.make(sources, form, now=NOW, **case._options)


@cache
@untraced
def _draft(case: Case) -> Draft:
    sources = tuple(agenda.load(path) for path in case.paths)
    return draft(sources, Wish(now=NOW, **case._options), Resources())


@dataclass(frozen=True)
class _Same:
    """What is the same as another where their names are: a theme holds maps."""

    name: str
    value: Any = field(compare=False)


def printed(html: str, theme: Theme, paper: Paper, now: datetime, *, flat: bool = False) -> bytes:
    """Return the PDF of a page, which is made once: the same arguments give the same bytes."""
    return _printed(html, _Same(repr(theme), theme), paper, now, flat)


@cache
def _printed(html: str, theme: _Same, paper: Paper, now: datetime, flat: bool) -> bytes:
    return print_anew(html, theme.value, paper, now, flat=flat)


RECORDED = [next(path for path in GOOD if path.stem == "staff"), *STORIES[0], *STORIES[1]]
"""A draft, records that were acknowledged, and drafts with open lines; on A4 and Letter."""
SECOND, THIRD = STORIES[0][1], STORIES[1][2]

SHARED = [
    *(Case("exercise", (), language=language) for language in ("en", "de")),
    *(Case("ask", (path,)) for path in (GOOD[0], GOOD[1])),
    *(Case("agenda", (path,)) for path in (*GOOD, SECOND, THIRD)),
    *(Case("guide", (path,)) for path in GOOD),
    *(Case("record", (path,)) for path in RECORDED),
    Case("record", (STORIES[0][2],), language="de"),
    *(Case("checkin", (path,)) for path in (STORIES[0][1], THIRD)),
    Case("actions", (RECORDED[0], *STORIES[0], *STORIES[1]), language="de"),
]
"""What a manager gets."""
PRIVATE = [
    *(Case("agenda", (path,), "me") for path in GOOD),
    *(Case("record", (path,), "me") for path in (RECORDED[0], STORIES[0][0], THIRD)),
    Case("checkin", (STORIES[0][0],), "me"),
    *(Case("progress", tuple(story), "me") for story in STORIES),
    Case("progress", tuple(STORIES[0]), "me", "de"),
]
"""What the employee alone gets."""
CASES = [*SHARED, *PRIVATE]
SELDOM = frozenset({
    "agenda-good-junior-manager", "agenda-good-junior-me", "agenda-good-sie-manager",
    "agenda-good-sie-me", "agenda-good-smallest-me", "agenda-good-staff-me",
    "agenda-story-2026-05-manager", "guide-good-deutsch-manager", "guide-good-junior-manager",
    "guide-good-smallest-manager", "guide-good-staff-manager", "record-story-2025-11-manager",
    "record-story-2025-11-me", "record-story-deutsch-2025-11-manager",
    "record-story-deutsch-2026-05-manager", "progress-story-2025-11-me-de",
})  # fmt: skip
"""The names of those that are much like others: a test of each looks at them in a slow run."""


def each(cases: Iterable[Case], daily: Collection[Case] | None = None) -> pytest.MarkDecorator:
    """Let a test look at each of these; in every run at some, which are those not `SELDOM`."""

    def often(one: Case) -> bool:
        return str(one) not in SELDOM if daily is None else one in daily

    return pytest.mark.parametrize("case", mostly_slow(cases, often))


def _of(kind: Kind) -> Iterator[Case]:
    """Yield all of a kind that the samples can make, for each reader, in their own language."""
    if kind.blank:
        yield from (Case(kind.name, (), language=tag) for tag in ("en", "de"))
        return
    files = STORIES if kind.joined else [[path] for path in (*GOOD, *chain(*STORIES))]
    if kind.name == "record":
        files = [paths for paths in files if "\nrecord:" in paths[0].read_text("utf-8")]
    for reader in [*kind.copies][-1:] if kind.joined else kind.copies:
        yield from (Case(kind.name, tuple(paths), reader) for paths in files)


ALL = list(dict.fromkeys(chain(CASES, *map(_of, KINDS.values()))))
"""What the samples can make: more than is looked at each time."""
