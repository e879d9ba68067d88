"""Job titles in a text: as all that it says, or as what somebody wants to become."""

from __future__ import annotations

from agenda.coaching.case import Text
from agenda.coaching.phrases import END, Word
from agenda.coaching.words import Words

MOST_WORDS, LONGEST = 3, 7
"""A title has so many words of content at most, and so many with all the small ones."""
NEAR = 5
"""So near behind 'become' a title is what somebody wants to become."""


def is_title(words: tuple[Word, ...], lists: Words) -> bool:
    """Whether a text is a title and nothing else, however it is phrased."""
    said = tuple(word for word in words if word.folded != END)
    count = sum(not lists.says("small", (word,)) for word in said)
    short = len(said) <= LONGEST and 0 < count <= MOST_WORDS
    return short and bool(lists.says("titles", words))


def pitched_title(text: Text, lists: Words) -> str:
    """Return the title that a text asks for, or an empty string."""
    if is_title(text.words, lists) and _stands_alone(text.words, lists):
        return text.text.strip()
    for found in lists.found("becoming", text.words):
        near = text.words[found.end : found.end + NEAR]
        clause = near[: next((at for at, word in enumerate(near) if word.folded == END), NEAR)]
        title = lists.says("titles", clause)
        if title:
            return f"{found.written} … {title}"
    return ""


def _stands_alone(words: tuple[Word, ...], lists: Words) -> bool:
    """Whether nothing is done with the title: 'Lead the review' and 'Meet a director' do.

    It ends the text, or goes on with what it is the title of.
    """
    if lists.says("acts", words[:1]):
        return False
    last = max(found.end for found in lists.found("titles", words))
    rest = [word for word in words[last:] if word.folded != END]
    content = [word for word in rest if not lists.says("small", (word,))]
    if lists.capital_nouns and not all(word.written[:1].isupper() for word in content):
        return False
    return not content or bool(lists.says("of", tuple(rest[:1])))
