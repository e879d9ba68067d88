"""The word lists of a language, from `locales/<language>/coaching.toml`.

To read the phrases that a file is looked through for takes 15 ms. The build keeps them read, and
to load them takes three. Where anything that they were made of is another one, they are read as
ever.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from agenda.coaching.phrases import Found, Packed, Phrases
from agenda.coaching.steps import Lists, Pattern, Reader
from agenda.coaching.tokens import Word
from agenda.language import bundled
from agenda.language.reading import broken_catalogue, languages, lineage, reading
from agenda.source.problems import Stop, did_you_mean

FILE, READY = "coaching.toml", "compiled/coaching.{}.pickle"
MODULES = ("book", "phrases", "steps", "tokens", "words")
"""What reads the lists; words are compared as they were when these were read."""
KEYS = Pattern._fields
LISTS = frozenset(
    {"small", "titles", "promotion-wish", "promotion-pitch", "pay-in-shared", "amount",
     "job-search-in-shared", "vague-goal", "dates", "months", "numbers", "artefacts", "open-end",
     "visible-end", "vague-success", "vague-ask", "costly", "trade-off", "superlative", "course",
     "no-time", "shared-owner", "together", "promise-in-record", "judging-words",
     "asks-for-their-view", "titled", "articles", "objects",
     "reason", "turn", "writer", "denied", "asked", "trade", "post", "person", "others", "gain",
     "sum", "money", "firm", "elsewhere", "thing", "goods", "clause", "business",
     "character", "mood", "who", "common"}
)  # fmt: skip
"""What the rules look for; the last ones are parts of phrases in the others."""
NOTHING = Phrases()


class Words(NamedTuple):
    """What the rules on texts look for, by the name of the list; none in most languages."""

    language: str
    lists: Mapping[str, Phrases] = MappingProxyType({})
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
    language = inherited[0] if inherited else tag
    levels = reading(tag, folders, known=known).level_names
    places = product(reversed(inherited), reversed(folders))
    files = [file for one, folder in places if (file := folder / "locales" / one / FILE).exists()]
    if len(files) == 1 and (kept := _kept(files[0])):
        capitals, packed = kept
        ready = {name: Phrases(patterns) for name, patterns in packed.items()}
        return Words(language, ready, levels, capitals)
    lists: dict[str, tuple[Pattern, ...]] = {}
    capitals, own = False, []
    for file in files:
        told, capital = _read(file)
        lists |= told
        capitals = capitals or capital
        if not file.is_relative_to(bundled.templates()):  # ours are held by the tests
            own.append((file, told))
    _check(own, lists)
    return Words(language, _phrases(lists), levels, capitals)


def _phrases(lists: Lists) -> dict[str, Phrases]:
    reader = Reader(lists)
    return {name: Phrases(patterns, reader) for name, patterns in lists.items()}


Kept = tuple[bool, dict[str, tuple[Packed, ...]]]
"""What the build keeps of a file: whether nouns have a capital, and its lists."""


def _kept(file: Path) -> Kept | None:
    """Return what the build has kept of a file that says what it was made of."""
    ready = bundled.templates() / READY.format(file.parent.name)
    if not ready.is_file():
        return None
    made_of, _, kept = ready.read_bytes().partition(b"\n")
    # To read a pickle is to run it: so it is the package's own, and never a user's.
    return pickle.loads(kept) if made_of == _made_of(file) else None  # noqa: S301


def keep_lists(templates: Path) -> dict[Path, bytes]:
    """Return what the build keeps of each file, by where it goes: first what it was made of."""
    ready = {}
    for file in sorted(templates.glob(f"locales/*/{FILE}")):
        lists, capitals = _read(file)
        kept = (capitals, {name: one.pack() for name, one in _phrases(lists).items()})
        data = _made_of(file) + b"\n" + pickle.dumps(kept, protocol=5)
        ready[templates / READY.format(file.parent.name)] = data
    return ready


def _made_of(file: Path) -> bytes:
    own = (Path(__file__).with_name(f"{name}.py") for name in MODULES)
    return sha256(b"".join(one.read_bytes() for one in (file, *own))).hexdigest().encode()


def _read(file: Path) -> tuple[Lists, bool]:
    """Return the lists of one file, and whether the language writes its nouns with a capital."""
    import tomllib  # noqa: PLC0415 - 4 ms that what is kept spares

    try:
        told = tomllib.loads(file.read_text("utf-8-sig"))
        capitals = told.pop("capital_nouns", False) is True
        return {name: tuple(_patterns(name, tables)) for name, tables in told.items()}, capitals
    except (OSError, ValueError, RecursionError) as fault:
        raise Stop(broken_catalogue(file, str(fault))) from None


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
