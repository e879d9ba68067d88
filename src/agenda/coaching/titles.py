"""Job titles in a text that says nothing else."""

from __future__ import annotations

from agenda.coaching.tokens import END, Word
from agenda.coaching.words import Words

MOST_WORDS, LONGEST = 3, 14
"""A title has so many words of content at most, and so many with all the small ones."""


def is_title(words: tuple[Word, ...], lists: Words) -> bool:
    """Whether a text is a title and nothing else, however it is phrased."""
    said = tuple(word for word in words if word.folded != END)
    count = sum(not lists.says("small", (word,)) for word in said)
    short = len(said) <= LONGEST and 0 < count <= MOST_WORDS
    return short and bool(lists.says("titles", words))
