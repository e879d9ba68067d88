"""Two texts word by word: what was taken out is struck through, what is new is marked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, takewhile

from markupsafe import Markup, escape

from agenda.render.richtext import plain_blocks

WORD = re.compile(r"(\s*)([\u3040-\u9fff\uac00-\ud7af]|[^\s\u3040-\u9fff\uac00-\ud7af]+)")
"""A word with the space before it; each sign of a script that has no spaces is one."""
WIDE = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]")
"""Signs that stand side by side without spaces, punctuation and all."""
BREAK = "\n"
"""Stands for the end of a paragraph among the words."""
FEWEST = 3
"""A shorter stretch between two changes is changed with them: single words make no sense alone."""
KEPT, OUT, IN = "kept", "out", "in"
MARKS = {KEPT: Markup("{}"), OUT: Markup("<del>{}</del>"), IN: Markup("<ins>{}</ins>")}
Word = tuple[str, str]
"""The space before it, and the word itself."""
Change = tuple[str, list[Word]]
"""What became of a stretch of words: kept, taken out or put in."""


def difference(then: str, now: str) -> Markup:
    """Return two Markdown texts as one, in paragraphs, with `del` and `ins` around the changes."""
    paragraphs = _paragraphs(_changes(_words(then), _words(now)))
    return Markup("\n").join(Markup("<p>{}</p>").format(text) for text in paragraphs if text)


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    for block in plain_blocks(text):
        found = [(" " if space else "", word) for space, word in WORD.findall(block)]
        words += [*([("", BREAK)] if words else []), *found]
    return words


def _changes(then: list[Word], now: list[Word]) -> list[Change]:
    """Return the changes from one text to the other, without crumbs between them."""
    found: list[Change] = []
    for kind, i1, i2, j1, j2 in steps(*([_bare(word) for _, word in one] for one in (then, now))):
        at_an_end = (i1, j1) == (0, 0) or (i2, j2) == (len(then), len(now))
        if kind == "equal" and (at_an_end or not _crumb(now[j1:j2])):
            found.append((KEPT, now[j1:j2]))
        else:
            found += [(OUT, then[i1:i2]), (IN, now[j1:j2])]
    return list(_joined(found))


def _bare(word: str) -> str:
    """Return a word without the punctuation around it, which is no change worth showing."""
    marks = {sign for sign in word if unicodedata.category(sign).startswith("P")}
    return word.strip("".join(marks)) or word


def _crumb(words: list[Word]) -> bool:
    """Whether so few words are left between two changes that nobody reads them as kept."""
    return len(words) < FEWEST and ("", BREAK) not in words


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """Put what changed between two kept stretches together: first all that went, then the new."""
    for kept, stretch in groupby(changes, key=lambda change: change[0] == KEPT):
        listed = list(stretch)
        for kind in (KEPT,) if kept else (OUT, IN):
            words = [word for found, part in listed if found == kind for word in part]
            if words:
                yield kind, words


def _paragraphs(changes: Iterable[Change]) -> list[Markup]:
    """Write the words; a paragraph ends where it ends now, not where it used to."""
    paragraphs = [Markup()]
    for kind, words in changes:
        shown = [(" ", "") if word == BREAK else (space, word) for space, word in words]
        for ends, group in groupby(
            words if kind != OUT else shown, key=lambda word: word[1] == BREAK
        ):
            if ends:
                paragraphs.append(Markup())
            else:
                paragraphs[-1] = _with(paragraphs[-1], kind, "".join(map("".join, group)))
    return paragraphs


def _with(paragraph: Markup, kind: str, text: str) -> Markup:
    """Add a stretch; the space before it stands outside of its mark, and one behind what went."""
    if not text.strip():
        return paragraph
    behind = paragraph.endswith("</del>") and (kind == IN or not WIDE.match(text))
    apart = " " if behind or (paragraph and text.startswith(" ")) else ""
    return paragraph + apart + MARKS[kind].format(escape(text.strip()))


# --- what two lists of words have in common, found with a bounded effort ---------------


MOST_PAIRS = 40_000
"""Pairs of equal words in two texts: more than 10,000 characters of prose have. They are what
difflib looks at, again for each stretch that it finds."""


def steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the steps from one list to the other, as difflib names them.

    Where it would take too long to find all that is alike, it is looked for at both ends alone.
    """
    counts = Counter(after)
    if sum(counts[word] for word in before) <= MOST_PAIRS:
        return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    old, new = len(before) - end, len(after) - end
    found = (
        ("equal", 0, start, 0, start),
        ("replace", start, old, start, new),
        ("equal", old, len(before), new, len(after)),
    )
    return [one for one in found if one[1] < one[2] or one[3] < one[4]]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lists begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
