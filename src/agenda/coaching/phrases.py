"""Phrases of a language, and where they stand in a text.

What is looked for has more to it than the phrase: a pattern says what must stand beside it in the
same sentence, what may not stand in the same clause, as a denial, and who may not be meant.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import chain
from sys import intern
from typing import NamedTuple

from agenda.coaching.book import Book, Step, end_of
from agenda.coaching.steps import Pattern, Reader
from agenda.coaching.tokens import END, SENTENCE_ENDS, Word


class Found(NamedTuple):
    """A phrase in a text: from which word, up to which, and how it was written there."""

    start: int
    end: int
    written: str


class Packed(NamedTuple):
    """A pattern as the build keeps it: of each part its index, or nothing where it is empty.

    `turns` is that of the words at which a sentence turns, `writer` that of those for its writer.
    """

    find: bytes
    unless: bytes
    beside: bytes
    apart: bytes
    others: bytes
    turns: bytes
    writer: bytes


class Index:
    """Phrases by the words that they may begin with, so that a text is read once.

    A phrase is read when the first text has such a word: of most, no text ever has one.
    """

    def __init__(self, phrases: Iterable[str], reader: Reader) -> None:
        self._reader, self._phrases = reader, tuple(phrases)
        self._book = Book()
        self._unread: dict[str, list[str]] = {}
        self._known: set[str] = set()
        for phrase in self._phrases:
            words, elsewhere = reader.find_beginnings(phrase)
            for word in words:
                self._unread.setdefault(word, []).append(phrase)
            if elsewhere:
                self._read(phrase)

    def _read(self, phrase: str) -> None:
        if phrase in self._known:
            return
        self._known.add(phrase)
        for steps in self._reader.read((phrase,)):
            self._book.add(steps)

    def pack(self) -> bytes:
        """Return the index with every phrase read, in the same bytes each time: a set has no order.

        What is alike is kept once.
        """
        for phrase in self._phrases:
            self._read(phrase)
        words = cache(lambda some: dict.fromkeys(map(intern, sorted(some))))
        shape = cache(lambda one: one and one._replace(common=words(one.common)))
        step = cache(
            lambda one: Step(words(one.words), shape(one.shape), book(one.several), *one[3:])
        )
        steps = cache(lambda phrase: tuple(map(step, phrase)))
        book = cache(lambda one: one and one.ordered(step, steps, shape(one.shape)))
        return pickle.dumps(book(self._book), protocol=5)

    @classmethod
    def unpack(cls, data: bytes) -> Index:
        """Return the index that was packed. To read a pickle is to run it: only our own will do."""
        index = cls((), Reader())
        index._book = pickle.loads(data)  # noqa: S301
        return index

    def spans(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
        """Yield from which word to which a phrase stands."""
        if self._unread:
            for word in words:
                for phrase in self._unread.pop(word.folded, ()):
                    self._read(phrase)
        book = self._book
        for place, word in enumerate(words):
            if book.open or word.folded in book.by_word:
                for steps in book.begun(words, place):
                    end = end_of(steps, words, place)
                    if end is not None:
                        yield place, end


class Phrases:
    """What to find in a text: the phrases of one list, which may name other lists.

    Phrases are read when the first text is: most files need few of the lists, and hardly
    ever the exceptions. `check` reads them all, and raises ValueError where one says nothing.
    """

    def __init__(
        self, patterns: Iterable[Pattern | Packed] = (), reader: Reader | None = None
    ) -> None:
        self._patterns = tuple(_Ready(pattern, reader or Reader()) for pattern in patterns)

    def pack(self) -> tuple[Packed, ...]:
        """Return what the build keeps of the patterns."""
        return tuple(pattern.pack() for pattern in self._patterns)

    def check(self) -> None:
        """Read every phrase now. Raises ValueError where one says nothing."""
        for pattern in self._patterns:
            pattern.check()

    def found(self, words: tuple[Word, ...]) -> Iterator[Found]:
        """Yield each phrase that stands in the text, and counts there."""
        for pattern in self._patterns:
            for start, end in pattern.spans(words):
                yield Found(start, end, _as_written(words[start:end]))

    def first(self, words: tuple[Word, ...]) -> Found | None:
        """Return the first phrase that stands in the text, or None."""
        return next(self.found(words), None)


def _as_written(words: tuple[Word, ...]) -> str:
    gaps = ("" if word.joined or not place else " " for place, word in enumerate(words))
    return "".join(gap + word.written for gap, word in zip(gaps, words, strict=True))


class _Ready:
    """A pattern, each of its parts read when it is first needed."""

    def __init__(self, pattern: Pattern | Packed, reader: Reader) -> None:
        self._pattern, self._reader = pattern, reader

    def _index(self, phrases: Iterable[str] | bytes) -> Index:
        if isinstance(phrases, bytes):
            return Index.unpack(phrases) if phrases else Index((), self._reader)
        return Index(phrases, self._reader)

    def pack(self) -> Packed:
        """Return what the build keeps of the pattern; nothing of a part that is empty."""
        parts = (*self._pattern, *map(self._reader.phrases_of, ("turn", "writer")))
        return Packed(*(self._index(part).pack() if part else b"" for part in parts))

    @cached_property
    def _find(self) -> Index:
        return self._index(self._pattern.find)

    @cached_property
    def _unless(self) -> Index:
        return self._index(self._pattern.unless)

    @cached_property
    def _beside(self) -> Index:
        return self._index(self._pattern.beside)

    @cached_property
    def _apart(self) -> Index:
        return self._index(self._pattern.apart)

    @cached_property
    def _others(self) -> Index:
        return self._index(self._pattern.others)

    @cached_property
    def _writer(self) -> Index:
        if isinstance(self._pattern, Packed):
            return self._index(self._pattern.writer)
        return self._index(self._reader.phrases_of("writer"))

    @cached_property
    def _turns(self) -> Index:
        if isinstance(self._pattern, Packed):
            return self._index(self._pattern.turns)
        return self._index(self._reader.phrases_of("turn"))

    def check(self) -> None:
        """Read every phrase. Raises ValueError where one says nothing."""
        parts = (part for part in self._pattern if not isinstance(part, bytes))
        for _ in self._reader.read(chain.from_iterable(parts)):
            pass

    def spans(self, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
        """Yield from which word to which a phrase stands that counts."""
        spans = list(self._find.spans(words))
        excepted = list(self._unless.spans(words)) if spans else ()
        for start, end in spans:
            if any(begin <= start and end <= stop for begin, stop in excepted):
                continue
            if self._pattern.beside and not any(self._beside.spans(_sentence(words, start, end))):
                continue
            if self._pattern.apart and any(self._apart.spans(self._clause(words, start, end))):
                continue
            if self._pattern.others and self._is_of_others(words, start, end):
                continue
            yield start, end

    def _is_of_others(self, words: tuple[Word, ...], start: int, end: int) -> bool:
        """Whether of the people named in it, or before it in the sentence, others come last."""
        before = _sentence(words[:start], start, start)
        for part in (words[start:end], before):
            others = max((stop for _, stop in self._others.spans(part)), default=0)
            writer = max((stop for _, stop in self._writer.spans(part)), default=0)
            if others or writer:
                return others >= writer
        return False

    def _clause(self, words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
        """Return the words around, up to where a clause ends or the sentence turns: 'but'."""
        turns = {place for place, _ in self._turns.spans(words)}
        turns |= {place for place, word in enumerate(words) if word.folded == END}
        return _between(words, turns, start, end)


def _sentence(words: tuple[Word, ...], start: int, end: int) -> tuple[Word, ...]:
    ends = {place for place, word in enumerate(words) if word.folded == END
            and word.written in SENTENCE_ENDS}  # fmt: skip
    return _between(words, ends, start, end)


def _between(words: tuple[Word, ...], ends: set[int], start: int, end: int) -> tuple[Word, ...]:
    """Return the words between the nearest of some ends."""
    begin = max((place + 1 for place in ends if place < start), default=0)
    return words[begin : min((place for place in ends if place >= end), default=len(words))]
