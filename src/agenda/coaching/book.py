"""What a phrase is made of, and where it ends in a text that it begins in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import chain
from sys import intern
from typing import NamedTuple

from agenda.coaching.tokens import END, Word


class Shape(NamedTuple):
    """What a word may look like that stands in no list."""

    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    number: bool = False
    large: bool = False
    capital: bool = False
    genitive: bool = False
    common: Collection[str] = frozenset()
    """Words that are no names, whatever they begin with; the same in a whole language."""

    def fits(self, word: Word) -> bool:
        text = word.folded
        return (
            ((self.number or self.large) and text[0].isdigit() and (self.number or word.large))
            or (self.capital and word.name and text not in self.common)
            or (self.genitive and word.name and word.written.endswith(("'s", "s'")))
            or bool(self.beginnings and text.startswith(self.beginnings))
            or bool(self.endings and text.endswith(self.endings))
        )

    def __or__(self, other: Shape) -> Shape:
        """Return the shape of every word that has one of the two."""
        return Shape(
            tuple(dict.fromkeys(self.beginnings + other.beginnings)),
            tuple(dict.fromkeys(self.endings + other.endings)),
            self.number or other.number,
            self.large or other.large,
            self.capital or other.capital,
            self.genitive or other.genitive,
            self.common or other.common,
        )


class Step(NamedTuple):
    """One place of a phrase: which words may stand there, or which phrases of a list."""

    words: Collection[str] = frozenset()
    shape: Shape | None = None
    several: Book | None = None
    """Those phrases of a list that are several words."""
    edge: bool = False
    gap: int = 0
    optional: bool = False

    def fits(self, word: Word) -> bool:
        return word.folded in self.words or bool(self.shape and self.shape.fits(word))


Steps = tuple[Step, ...]


class Book:
    """Phrases by what they may begin with, so that few are tried at a word of a text."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[Steps]] = {}
        self.by_shape: dict[object, tuple[Step, list[Steps]]] = {}
        """Phrases with their first step, which is tried once a word."""
        self.at_edges: list[Steps] = []
        self.anywhere: list[Steps] = []
        self.shape = Shape()
        """What a word has to look like for any of those by shape."""
        self.open = False
        """Whether a phrase may begin with another word than those it is kept by."""

    def add(self, steps: Steps) -> None:
        """Take in a phrase."""
        first, inner = steps[0], steps[0].several or NO_PHRASES
        for word in {*first.words, *inner.by_word}:
            self.by_word.setdefault(word, []).append(steps)
        if first.edge:
            self.at_edges.append(steps)
        elif first.gap or inner.at_edges or inner.anywhere:
            self.anywhere.append(steps)
        elif first.shape or inner.by_shape:
            self.by_shape.setdefault(first, (first, []))[1].append(steps)
            self.shape |= (first.shape or Shape()) | inner.shape
        self.open = bool(self.by_shape or self.at_edges or self.anywhere)

    def phrases(self) -> Iterator[Steps]:
        """Yield each phrase, some more than once."""
        yield from chain(*self.by_word.values(), *(steps for _, steps in self.by_shape.values()))
        yield from chain(self.at_edges, self.anywhere)

    def ordered(
        self, step: Callable[[Step], Step], steps: Callable[[Steps], Steps], shape: Shape
    ) -> Book:
        """Return a book of the same, in an order that is always the same, made of what is given."""
        book = Book()
        by_shape = [(step(first), [*map(steps, phrases)])
                    for first, phrases in self.by_shape.values()]  # fmt: skip
        by_word = ((intern(word), self.by_word[word]) for word in sorted(self.by_word))
        book.by_word = {word: [*map(steps, phrases)] for word, phrases in by_word}
        book.by_shape, book.shape = dict(enumerate(by_shape)), shape
        book.at_edges, book.anywhere = [*map(steps, self.at_edges)], [*map(steps, self.anywhere)]
        book.open = self.open
        return book

    def begun(self, words: tuple[Word, ...], place: int) -> list[Steps]:
        """Return the phrases that may begin at a place of a text."""
        word = words[place]
        found = self.by_word.get(word.folded, [])
        if not self.open:
            return found
        found = found + self.anywhere
        if self.at_edges and at_edge(words, place):
            found += self.at_edges
        if self.by_shape and self.shape.fits(word):
            for first, phrases in self.by_shape.values():
                if (first.shape and first.shape.fits(word)) or first.several:
                    found += phrases
        return found


NO_PHRASES = Book()


def at_edge(words: tuple[Word, ...], place: int) -> bool:
    """Whether a clause begins or ends at a place."""
    if place in (0, len(words)):
        return True
    return END in (words[place - 1].folded, words[place].folded)


def end_of(steps: Steps, words: tuple[Word, ...], place: int) -> int | None:
    """Return behind which word the steps end that begin at a place, as late as may be."""
    for at, step in enumerate(steps):
        if step.gap:
            return _over(step.gap, steps[at + 1 :], words, place)
        if step.several or step.optional:
            return _either_way(step, steps[at + 1 :], words, place)
        if step.edge:
            if not at_edge(words, place):
                return None
        elif place < len(words) and step.fits(words[place]):
            place += 1
        else:
            return None
    return place


def _either_way(step: Step, rest: Steps, words: tuple[Word, ...], place: int) -> int | None:
    """Return where the rest ends behind a phrase of the step, or its word, or without it."""
    if place < len(words):
        if step.several:
            for inner in step.several.begun(words, place):
                if (end := end_of(inner + rest, words, place)) is not None:
                    return end
        if step.fits(words[place]) and (end := end_of(rest, words, place + 1)) is not None:
            return end
    return end_of(rest, words, place) if step.optional else None


def _over(gap: int, rest: Steps, words: tuple[Word, ...], place: int) -> int | None:
    """Return where the rest ends behind a gap; the shortest one, but all of it at the end."""
    if not rest:
        last = min(place + gap, len(words))
        return next((at for at in range(place, last) if words[at].folded == END), last)
    for skipped in range(place, min(place + gap, len(words)) + 1):
        if (end := end_of(rest, words, skipped)) is not None:
            return end
        if skipped < len(words) and words[skipped].folded == END:
            return None
    return None
