"""Job titles in a text that says nothing else."""

from __future__ import annotations

from agenda.coaching.tokens import END, Word
from agenda.coaching.words import Words

MOST_MORE, LONGEST = 2, 14
"""Beside a title there are so many words of content at most, and so many with the small ones."""


def is_nothing_but_a_title(words: tuple[Word, ...], lists: Words) -> bool:
    """Whether a text is a title, or begins with one and says only where: no clause tells more."""
    return is_title(words, lists) or _is_headed(words, lists)


def _is_headed(words: tuple[Word, ...], lists: Words) -> bool:
    found = min(lists.found("titles", words), key=lambda one: (one.start, -one.end), default=None)
    if not found or not all(lists.says("small", (word,)) for word in words[: found.start]):
        return False
    rest = tuple(word for word in words[found.end :] if word.folded != END)
    if not rest or len(rest) > LONGEST or lists.says("clause", rest):
        return False
    return rest[-1].capital or not lists.capital_nouns  # where a verb comes last, it is small


def is_title(words: tuple[Word, ...], lists: Words, most: int = MOST_MORE) -> bool:
    """Whether a text is a title and hardly anything else, however it is phrased."""
    titles = {
        place for found in lists.found("titles", words) for place in range(found.start, found.end)
    }
    others = [
        word for place, word in enumerate(words) if place not in titles and word.folded != END
    ]
    more = sum(not lists.says("small", (word,)) for word in others)
    return bool(titles) and more <= most and len(others) <= LONGEST
