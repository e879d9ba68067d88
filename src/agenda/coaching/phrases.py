"""Phrases of a language, and where they stand in a text.

A phrase is matched word by word and never on a part of a word. What is compared is folded:
compatibility forms, case, curly quotes, hyphens and possessive endings make no difference.

How a phrase is written:

    promotion           that word
    promot{e,ed,ion}    each of those forms: promote, promoted, promotion
    gehalts*  *leiter   any word that begins, or ends, like that (for languages that compound)
    next|higher         either word
    a?                  a word that may be missing (also a|the?)
    ...                 up to four other words of the same sentence; two for .., eight for ....
    #                   a number
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

GAPS = {"....": 8, "...": 4, "..": 2}
"""So many words may stand where a phrase has dots."""
MOST_STEPS, MOST_WAYS, MOST_BRACES = 12, 400, 5
"""Bounds of a phrase, with which any text is read quickly: the ways are those in which its gaps
and the words that may be missing can fall out."""
END = "."
"""Stands for whatever ends a sentence or a clause."""
TOKEN = re.compile(r"\d(?:[\d.,'/]*\w)*|[^\W_]+(?:'[^\W_]+)*'?|[€$£¥%&]|[.!?;:…\n]")
QUOTES = str.maketrans("’‘‛ʼ´`＇", "'''''''")
BRACES = re.compile(r"\{([^{}]*)\}")
APOSTROPHE_S = re.compile(r"(?<=\w)'s?$")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as keyboards without them write
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Word(NamedTuple):
    """A word of a text: as it is compared, and as it was written."""

    folded: str
    written: str
    first: bool = False
    """Whether it begins a sentence."""

    @property
    def capital(self) -> bool:
        """Whether it was written with a capital, and not for beginning a sentence."""
        return self.written[:1].isupper() and not self.first

    @property
    def number(self) -> bool:
        """Whether it is a number, or begins with one: 12, 4,000, 85k, 3x."""
        return self.folded[:1].isdigit()


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text; whatever ends a clause is the word '.'."""
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).translate(QUOTES)
    found: list[Word] = []
    first = True
    for match in TOKEN.finditer(plain):
        written = match[0]
        ends = not (written[0].isalnum() or written[0] in "€$£¥%&")
        found.append(Word(END if ends else _folded(written), written, first and not ends))
        first = ends
    return tuple(found)


def _folded(word: str) -> str:
    """Fold case and umlauts, and drop what a possessive adds."""
    folded = word.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).translate(UMLAUTS)
    return APOSTROPHE_S.sub("", folded) if "'" in folded else folded


class Found(NamedTuple):
    """A phrase in a text: from which word, up to which, and how it was written there."""

    start: int
    end: int
    written: str


class _Step(NamedTuple):
    """One place of a phrase: which words may stand there."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0
    optional: bool = False

    def fits(self, word: Word) -> bool:
        text = word.folded
        return (
            text in self.words
            or (self.number and word.number)
            or bool(self.beginnings and text.startswith(self.beginnings))
            or bool(self.endings and text.endswith(self.endings))
        )


Steps = tuple[_Step, ...]


class Index:
    """Phrases by the words that they may begin with, so that a text is read once."""

    def __init__(self, phrases: Iterable[Steps]) -> None:
        self._by_word: dict[str, list[Steps]] = {}
        self._others: list[Steps] = []
        for steps in phrases:
            begin = steps[0]
            if begin.number or begin.gap or begin.beginnings or begin.endings:
                self._others.append(steps)
            for word in begin.words:
                self._by_word.setdefault(word, []).append(steps)

    def spans(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
        """Yield from which word to which a phrase stands."""
        for place, word in enumerate(words):
            for steps in (*self._by_word.get(word.folded, ()), *self._others):
                end = _end(steps, words, place)
                if end is not None:
                    yield place, end


class Phrases:
    """What to find in a text, unless it stands within one of the exceptions.

    Phrases are read when the first text is: most files need few of the lists, and hardly
    ever the exceptions. `check` reads them all, and raises ValueError where one says nothing.
    """

    def __init__(self, find: Iterable[str] = (), unless: Iterable[str] = ()) -> None:
        self._find, self._unless = tuple(find), tuple(unless)

    @cached_property
    def _wanted(self) -> Index:
        return Index(_read(self._find))

    @cached_property
    def _excepted(self) -> Index:
        return Index(_read(self._unless))

    def check(self) -> None:
        """Read every phrase now. Raises ValueError where one says nothing."""
        Index(_read((*self._find, *self._unless)))

    def found(self, words: tuple[Word, ...]) -> Iterator[Found]:
        """Yield each phrase that stands in the text, and within no exception."""
        spans = list(self._wanted.spans(words))
        if not spans:
            return
        excepted = list(self._excepted.spans(words))
        for start, end in spans:
            if not any(begin <= start and end <= stop for begin, stop in excepted):
                yield Found(start, end, " ".join(word.written for word in words[start:end]))

    def first(self, words: tuple[Word, ...]) -> Found | None:
        """Return the first phrase that stands in the text, or None."""
        return next(self.found(words), None)


def _end(steps: Steps, words: tuple[Word, ...], place: int) -> int | None:
    """Return behind which word the steps end that begin at a place, as late as may be."""
    if not steps:
        return place
    step, rest = steps[0], steps[1:]
    if step.gap:
        return _over(step.gap, rest, words, place)
    if place < len(words) and step.fits(words[place]):
        end = _end(rest, words, place + 1)
        if end is not None:
            return end
    return _end(rest, words, place) if step.optional else None


def _over(gap: int, rest: Steps, words: tuple[Word, ...], place: int) -> int | None:
    """Return where the rest ends behind a gap; the shortest one, but all of it at the end."""
    if not rest:
        last = min(place + gap, len(words))
        return next((at for at in range(place, last) if words[at].folded == END), last)
    for skipped in range(place, min(place + gap, len(words)) + 1):
        end = _end(rest, words, skipped)
        if end is not None:
            return end
        if skipped < len(words) and words[skipped].folded == END:
            return None
    return None


def _read(phrases: Iterable[str]) -> Iterator[Steps]:
    """Read phrases as they are written in a list. Raises ValueError where one says nothing."""
    for phrase in phrases:
        steps = tuple(_step(part) for part in phrase.replace("-", " ").split())
        ways = prod(step.gap + 1 if step.gap else 1 + step.optional for step in steps)
        if len(steps) > MOST_STEPS or ways > MOST_WAYS:
            cure = f"write at most {MOST_STEPS} words, with fewer gaps between them"
            raise ValueError(f"'{phrase[:40]}' is too long: {cure}")
        while steps and steps[0].optional:
            yield steps
            steps = steps[1:]
        if not steps or all(step.gap for step in steps):
            raise ValueError(f"'{phrase}' is no phrase")
        yield steps


def _step(part: str) -> _Step:
    if part in GAPS:
        return _Step(gap=GAPS[part])
    optional = part.endswith("?")
    forms = [form for one in part.removesuffix("?").split("|") for form in _forms(one)]
    if "*" not in part and "#" not in part:
        return _Step(frozenset(map(_alike, forms)), optional=optional)
    return _Step(
        words=frozenset(_alike(form) for form in forms if "*" not in form and form != "#"),
        beginnings=tuple(_alike(form[:-1]) for form in forms if form.endswith("*")),
        endings=tuple(_alike(form[1:]) for form in forms if form.startswith("*")),
        number="#" in forms,
        optional=optional,
    )


def _alike(form: str) -> str:
    """Fold a form of a list as the words of a text are folded."""
    if form.isascii():
        return _folded(form)
    return _folded(unicodedata.normalize("NFKC", form).translate(QUOTES))


def _forms(part: str) -> Iterator[str]:
    """Yield the forms of one word: 'promot{e,ed}' is promote and promoted."""
    if "{" not in part and "}" not in part:
        yield part
        return
    pieces = BRACES.split(part)
    if len(pieces) > MOST_BRACES or "{" in "".join(pieces[::2]) or "}" in "".join(pieces[::2]):
        raise ValueError(f"'{part[:40]}' has braces that do not fit")
    choices = [piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    yield from ("".join(chosen) for chosen in product(*choices))
