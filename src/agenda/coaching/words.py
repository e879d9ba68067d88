"""The word lists of a language, from `locales/<language>/coaching.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from agenda.coaching.phrases import Found, Phrases, Word
from agenda.language import bundled
from agenda.language.reading import broken_catalogue, languages, lineage, reading
from agenda.source.problems import Stop, did_you_mean

FILE = "coaching.toml"
KEYS = frozenset({"find", "unless"})
LISTS = frozenset(
    {"small", "titles", "acts", "of", "becoming", "promotion-pitch", "pay-in-shared", "amount",
     "job-search-in-shared", "vague-goal", "months", "numbers", "artefacts", "open-end",
     "visible-end", "vague-ask", "costly", "superlative", "course", "no-time", "shared-owner",
     "promise-in-record", "judging-words", "asks-for-their-view", "titled", "articles", "objects"}
)  # fmt: skip
"""What the rules look for."""
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
    lists: dict[str, Phrases] = {}
    capitals = False
    for language, folder in product(reversed(inherited), reversed(folders)):
        file = folder / "locales" / language / FILE
        if file.exists():
            own, capital = _read(file)
            lists |= own
            capitals = capitals or capital
    return Words(inherited[0] if inherited else tag, lists, levels, capitals)


def _read(file: Path) -> tuple[dict[str, Phrases], bool]:
    """Return the lists of one file, and whether the language writes its nouns with a capital."""
    try:
        told = tomllib.loads(file.read_text("utf-8-sig"))
        capitals = told.pop("capital_nouns", False) is True
        lists = {name: _phrases(name, phrases) for name, phrases in told.items()}
        if not file.is_relative_to(bundled.templates()):  # ours are held by the tests
            for phrases in lists.values():
                phrases.check()
    except (OSError, ValueError, RecursionError) as fault:
        raise Stop(broken_catalogue(file, str(fault))) from None
    return lists, capitals


def _phrases(name: str, told: object) -> Phrases:
    """Read one list. Raises ValueError where it is none, or one that no rule looks at."""
    if name not in LISTS:
        near = did_you_mean(name, LISTS) or f"known are {', '.join(sorted(LISTS))}"
        raise ValueError(f"no rule looks at a list [{name}]: {near}")
    if not isinstance(told, dict) or not told.keys() <= KEYS:
        raise ValueError(f"[{name}] takes {' and '.join(sorted(KEYS))}, each a list of phrases")
    if not all(
        isinstance(texts, list) and all(isinstance(one, str) for one in texts)
        for texts in told.values()
    ):
        raise ValueError(f"[{name}] has something that is no list of phrases")
    return Phrases(told.get("find", ()), told.get("unless", ()))
