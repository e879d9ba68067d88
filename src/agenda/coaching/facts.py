"""What makes a sentence concrete: a number, a date, a name, something that is made."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers.before import Person
from agenda.coaching.case import Case, Text
from agenda.coaching.tokens import END, Word

LONGEST = 4
"""A phrase of so many words has no gap to speak of."""


def fact_in(text: Text, case: Case, *, made: bool = True) -> bool:
    """Whether a text names something that could be checked; something made counts if `made`."""
    words = text.words
    return (
        numbered(text, case)
        or bool(case.words.says("months", words))
        or (made and bool(case.words.says("artefacts", words)))
        or named_in(text, case)
        or "://" in text.text
    )


def beside(name: str, text: Text, case: Case) -> Text:
    """Return a text without the phrases of a list: the 100 of '100 % reliable' is no fact.

    Long ones stay, since whatever stands in their gaps may be one.
    """
    phrases = (one for one in case.words.found(name, text.words) if one.end - one.start <= LONGEST)
    said = {place for one in phrases for place in range(one.start, one.end)}
    left = (word.written for place, word in enumerate(text.words) if place not in said)
    return Text(text.path, " ".join(left))


def numbered(text: Text, case: Case) -> bool:
    """Whether a text has a number, in figures or as a word."""
    figures = any(word.number for word in text.words)
    return figures or bool(case.words.says("numbers", text.words))


def named_in(text: Text, case: Case) -> bool:
    """Whether a text names somebody: a person of the file, or two capitals in a row.

    One capital alone is a name in a language that writes none of its nouns so.
    """
    people = set(_people(case))
    words = text.words
    if any(word.folded in people for word in words):
        return True
    if case.words.says("titled", words):
        return True
    common = case.words
    capitals = [word.capital and word.name and not common.says("common", (word,)) for word in words]
    if case.words.capital_nouns:
        return any(_pair(words, place, case) for place in range(len(words) - 1))
    return any(capitals)


def _pair(words: tuple[Word, ...], place: int, case: Case) -> bool:
    """Whether a first and a family name may stand here: behind an article two nouns do."""
    one, other = words[place : place + 2]
    if not (one.capital and other.capital) or END in {one.folded, other.folded}:
        return False
    before = words[max(place - 1, 0) : place]
    return not (case.words.says("articles", before) or case.words.says("common", (one,)))


def _people(case: Case) -> Iterator[str]:
    """Yield every word of the names of those who talk."""
    people: tuple[Person, ...] = (case.answers.employee, case.answers.manager)
    names = (*(person.name for person in people), *case.record.attendees)
    for name in names:
        yield from (word.folded for word in Text((), name).words)
