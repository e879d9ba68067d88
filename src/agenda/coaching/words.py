"""The word lists of a language, from `locales/<language>/coaching.toml`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any, cast

from agenda.coaching.phrases import Found, Phrases
from agenda.coaching.steps import Lists, Pattern, Reader
from agenda.coaching.tokens import Word
from agenda.language import bundled
from agenda.language.reading import broken_catalogue, languages, lineage, reading
from agenda.source.problems import Stop, did_you_mean

FILE, READY = "coaching.toml", "compiled/coaching.{}.json"
KEYS = ("find", "unless", "beside", "apart")
LISTS = frozenset(
    {"small", "titles", "promotion-wish", "promotion-pitch", "pay-in-shared", "amount",
     "job-search-in-shared", "vague-goal", "dates", "months", "numbers", "artefacts", "open-end",
     "visible-end", "vague-success", "vague-ask", "costly", "trade-off", "superlative", "course",
     "no-time", "shared-owner", "together", "promise-in-record", "judging-words",
     "asks-for-their-view", "titled", "articles", "objects",
     "reason", "turn", "denied", "asked", "trade", "post", "others", "gain", "sum", "money",
     "business", "character", "mood", "who", "common"}
)  # fmt: skip
"""What the rules look for; the last ones are parts of phrases in the others."""
NOTHING = Phrases()


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules on texts look for, by the name of the list; none in most languages."""

    language: str
    lists: Mapping[str, Phrases] = field(default_factory=dict)
    levels: tuple[str, ...] = ()
    """The scale of five in that language."""
    capital_nouns: bool = False
    """Whether its nouns are written with a capital, so that one is no sign of a name."""

    @property
    def known(self) -> bool:
        """Whether anybody has written lists for this language."""
        return bool(self.lists)

    def says(self, name: str, words: tuple[Word, ...]) -> str:
        """Return how a text says the first phrase of a list, or an empty string."""
        found = self.lists.get(name, NOTHING).first(words)
        return found.written if found else ""

    def found(self, name: str, words: tuple[Word, ...]) -> Iterator[Found]:
        """Yield each phrase of a list that stands in a text."""
        return self.lists.get(name, NOTHING).found(words)


def load_words(tag: str, folders: tuple[Path, ...]) -> Words:
    """Return the lists of the language of a BCP 47 tag: those of a folder before a later one's.

    Raises Stop with a problem `catalogue` when they cannot be read: they may be a user's own.
    """
    known = languages(folders)
    inherited = lineage(tag, known)
    levels = reading(tag, folders, known=known).level_names
    lists: dict[str, tuple[Pattern, ...]] = {}
    capitals, own = False, []
    for language, folder in product(reversed(inherited), reversed(folders)):
        file = folder / "locales" / language / FILE
        if file.exists():
            told, capital = _read(file)
            lists |= told
            capitals = capitals or capital
            if not file.is_relative_to(bundled.templates()):  # ours are held by the tests
                own.append((file, told))
    _check(own, lists)
    reader = Reader(lists)
    phrases = {name: Phrases(patterns, reader) for name, patterns in lists.items()}
    return Words(inherited[0] if inherited else tag, phrases, levels, capitals)


def _read(file: Path) -> tuple[Lists, bool]:
    """Return the lists of one file, and whether the language writes its nouns with a capital."""
    try:
        told = _parsed(file)
        capitals = told.pop("capital_nouns", False) is True
        return {name: tuple(_patterns(name, tables)) for name, tables in told.items()}, capitals
    except (OSError, ValueError, RecursionError) as fault:
        raise Stop(broken_catalogue(file, str(fault))) from None


def _parsed(file: Path) -> dict[str, Any]:
    """Return what a file says. Of what comes with the program, the build has kept it parsed."""
    text = file.read_bytes()
    kept = bundled.templates() / READY.format(file.parent.name)
    made_of, _, told = kept.read_bytes().partition(b"\n") if kept.is_file() else (b"", b"", b"")
    if made_of == _made_of(text):
        return cast("dict[str, Any]", json.loads(told))
    return tomllib.loads(text.decode("utf-8-sig"))


def keep_lists(templates: Path) -> dict[Path, bytes]:
    """Return what the build keeps of each list, by where it goes: first what it was made of."""
    files = sorted(templates.glob(f"locales/*/{FILE}"))
    return {
        templates / READY.format(file.parent.name): b"\n".join(
            (
                _made_of(file.read_bytes()),
                json.dumps(tomllib.loads(file.read_text("utf-8"))).encode(),
            )
        )
        for file in files
    }


def _made_of(text: bytes) -> bytes:
    return sha256(text).hexdigest().encode()


def _check(own: list[tuple[Path, Lists]], lists: Lists) -> None:
    """Raise Stop where a phrase of a user's own says nothing."""
    for file, told in own:
        try:
            for patterns in told.values():
                Phrases(patterns, Reader(lists)).check()
        except (ValueError, RecursionError) as fault:
            raise Stop(broken_catalogue(file, str(fault))) from None


def _patterns(name: str, told: object) -> Iterator[Pattern]:
    """Read one list: one pattern, or several. Raises ValueError where no rule looks at it."""
    if name not in LISTS:
        near = did_you_mean(name, LISTS) or f"known are {', '.join(sorted(LISTS))}"
        raise ValueError(f"no rule looks at a list [{name}]: {near}")
    for table in told if isinstance(told, list) else [told]:
        if not isinstance(table, dict) or not table.keys() <= set(KEYS):
            takes = f"{', '.join(KEYS[:-1])} and {KEYS[-1]}"
            raise ValueError(f"[{name}] takes {takes}, each a list of phrases")
        if not all(
            isinstance(texts, list) and all(isinstance(one, str) for one in texts)
            for texts in table.values()
        ):
            raise ValueError(f"[{name}] has something that is no list of phrases")
        yield Pattern(**{key: tuple(texts) for key, texts in table.items()})
