"""Names of people in a text: whole, in part, with an ending; never inside another word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from agenda.coaching.phrases import END, Word, words_of
from agenda.coaching.words import Words

Person = tuple[Word, ...]
ENDS = re.compile(r"[(,:;]|\s[-–—]\s")
"""What stands behind a name and belongs to it no more."""
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "miss", "frau", "herr", "dipl", "ing", END})


def named_people(lines: Iterable[str]) -> tuple[Person, ...]:
    """Return the name in each line: 'Tomasz Wilk (platform team)' is Tomasz Wilk."""
    names = (words_of(ENDS.split(line)[0]) for line in lines)
    people = (tuple(word for word in name if word.folded not in TITLES) for name in names)
    return tuple(person for person in people if person)


@dataclass(frozen=True, slots=True)
class Named:
    """People to look for, and the words of the language that tell a name from a thing."""

    people: tuple[Person, ...]
    lists: Words

    def in_text(self, words: tuple[Word, ...]) -> str:
        """Return the first of the names as it is written there, or an empty string."""
        for place in range(len(words)):
            for person in self.people:
                if _whole(person, words, place):
                    return " ".join(word.written for word in words[place : place + len(person)])
                if self._part(person, words, place):
                    return words[place].written
        return ""

    def _part(self, person: Person, words: tuple[Word, ...], place: int) -> bool:
        """Whether one of the names stands there, with a capital, and not as a common word."""
        word = words[place]
        if not word.written[:1].isupper() and person[0].written[:1].isupper():
            return False
        names = {form for name in person for form in _forms(name)}
        return word.folded in names and not self._common(words, place)

    def _common(self, words: tuple[Word, ...], place: int) -> bool:
        """Whether the words around say that it is a thing: 'Mark the date', 'ein Stein'."""
        before = words[max(place - 1, 0) : place]
        if before and (before[0].number or self.lists.says("articles", before)):
            return True
        if self.lists.says("months", words[max(place - 1, 0) : place + 1]):
            return True
        return words[place].first and bool(self.lists.says("objects", words[place + 1 : place + 3]))


def _whole(person: Person, words: tuple[Word, ...], place: int) -> bool:
    there = words[place : place + len(person)]
    return len(person) > 1 and len(there) == len(person) and all(
        word.folded in _forms(name) for word, name in zip(there, person, strict=True)
    )  # fmt: skip


def _forms(name: Word) -> tuple[str, ...]:
    """Return how a name may be written: with the ending of a genitive, too."""
    if name.folded == END or name.folded.endswith("s"):
        return (name.folded,)
    return (name.folded, f"{name.folded}s")
