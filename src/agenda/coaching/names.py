"""Names of people in a text: whole, in part, with an ending; never inside another word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agenda.coaching.phrases import END, Word, words_of
from agenda.coaching.words import Words

Person = tuple[Word, ...]
MOST_OF_A_NAME = 20
"""So many people of one first name are told apart; a part of the name finds the others."""
ENDS = re.compile(r"[(,:;]|\s[-–—]\s")
"""What stands behind a name and belongs to it no more."""
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "miss", "frau", "herr", "dipl", "ing", END})


def named_people(lines: Iterable[str]) -> tuple[Person, ...]:
    """Return the name in each line: 'Tomasz Wilk (platform team)' is Tomasz Wilk."""
    names = (words_of(ENDS.split(line)[0]) for line in lines)
    people = (tuple(word for word in name if word.folded not in TITLES) for name in names)
    return tuple(person for person in people if person)


class Named:
    """People to look for, by every form of every part of their names."""

    def __init__(self, people: Iterable[Person], lists: Words) -> None:
        self._lists = lists
        self._parts: dict[str, bool] = {}
        self._whole: dict[str, list[Person]] = {}
        for person in people:
            capital = person[0].written[:1].isupper()
            for form in (form for name in person for form in _forms(name)):
                self._parts[form] = self._parts.get(form, True) and capital
            for form in _forms(person[0]):
                self._whole.setdefault(form, []).append(person)

    def in_text(self, words: tuple[Word, ...]) -> str:
        """Return the first of the names as it is written there, or an empty string."""
        for place, word in enumerate(words):
            for person in self._whole.get(word.folded, ())[:MOST_OF_A_NAME]:
                if _stands(person, words, place):
                    return " ".join(word.written for word in words[place : place + len(person)])
            if word.folded in self._parts and self._is_name(words, place):
                return word.written
        return ""

    def _is_name(self, words: tuple[Word, ...], place: int) -> bool:
        """Whether a word is written as a name, and not used as a common word."""
        word = words[place]
        written = word.written[:1].isupper() or not self._parts[word.folded]
        return written and not self._common(words, place)

    def _common(self, words: tuple[Word, ...], place: int) -> bool:
        """Whether the words around say that it is a thing: 'Mark the date', 'ein Stein'."""
        before = words[max(place - 1, 0) : place]
        if before and (before[0].number or self._lists.says("articles", before)):
            return True
        if self._lists.says("months", words[max(place - 1, 0) : place + 1]):
            return True
        return words[place].first and bool(
            self._lists.says("objects", words[place + 1 : place + 3])
        )


def _stands(person: Person, words: tuple[Word, ...], place: int) -> bool:
    """Whether the whole name stands there, with whatever ending."""
    there = words[place : place + len(person)]
    return len(person) > 1 and len(there) == len(person) and all(
        word.folded in _forms(name) for word, name in zip(there, person, strict=True)
    )  # fmt: skip


def _forms(name: Word) -> tuple[str, ...]:
    """Return how a name may be written: with the ending of a genitive, too."""
    if name.folded == END or name.folded.endswith("s"):
        return (name.folded,)
    return (name.folded, f"{name.folded}s")
