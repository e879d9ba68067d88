"""Job titles in a text that says nothing else."""

from __future__ import annotations

from agenda.coaching.tokens import END, Word
from agenda.coaching.words import Words

MOST_MORE, LONGEST = 2, 14
"""Beside a title there are so many words of content at most, and so many with the small ones."""


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
