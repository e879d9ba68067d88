"""Two texts word by word: what was taken out is struck through, what is new is marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from itertools import accumulate, groupby

from markupsafe import Markup, escape

from agenda.render.richtext import Isolate, plain_blocks
from agenda.source.folding import composed

SIGNS, JAMO = r"\u3040-\u9fff\uac00-\ud7af", r"[\u1100-\u115f][\u1160-\u11a7]*[\u11a8-\u11ff]*"
WORD = re.compile(rf"(\s*)([{SIGNS}][\u3099\u309a]*|{JAMO}|[^\s{SIGNS}\u1100-\u11ff]+|.)")
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


def difference(then: str, now: str, isolated: Isolate = str) -> Markup:
    """Return two Markdown texts as one, in paragraphs, with `del` and `ins` around the changes."""
    paragraphs = _paragraphs(_changes(_words(then), _words(now)))
    shown = (Markup(isolated(str(text))) for text in paragraphs if text)  # noqa: S704 - escaped
    return Markup("\n").join(map(Markup("<p>{}</p>").format, shown))


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
            # A comma that went with what followed it is struck with it, and its word beside it.
            first = int((i1, j1) != (0, 0) and not _same(then[i1], now[j1]))
            behind = (i2, j2) != (len(then), len(now)) and not _same(then[i2 - 1], now[j2 - 1])
            last = int(behind and i2 - i1 > first)
            found += [(OUT, then[i1 : i1 + first]), (IN, now[j1 : j1 + first])]
            found.append((KEPT, now[j1 + first : j2 - last]))
            found += [(OUT, then[i2 - last : i2]), (IN, now[j2 - last : j2])]
        else:
            found += [(OUT, then[i1:i2]), (IN, now[j1:j2])]
    return list(_joined(change for change in found if change[1]))


def _same(one: Word, other: Word) -> bool:
    return composed(one[1]) == composed(other[1])


def _bare(word: str) -> str:
    """Return a word without what is no change: punctuation around it, and how accents are coded."""
    marks = {sign for sign in word if unicodedata.category(sign).startswith("P")}
    return composed(word.strip("".join(marks)) or word)


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


MOST_PAIRS = 100_000
"""Pairs of equal words in two texts, four times what 10,000 characters of prose have; beyond,
the most frequent words begin no stretch, they only lengthen one."""
MOST_STEPS = 2_000_000
"""Pairs looked at for all stretches together, which take a sixth of a second; two texts of
1,500 words need fewer, unless more is changed than anybody would want to see word by word."""


def steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the steps from one list to the other, as difflib names them.

    They always lead from one to the other. Where it would take too long to find all that
    is alike, less is kept: a stretch that is left is compared at its two ends alone.
    """
    return _Bounded(before, after).get_opcodes()


class _Bounded(SequenceMatcher[str]):
    # What difflib has told of itself since its first version, and typeshed leaves out.
    a: Sequence[str]
    b: Sequence[str]
    b2j: dict[str, list[int]]

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(a=before, b=after, autojunk=False)
        self._left = MOST_STEPS
        self._forget_frequent(Counter(before))
        pairs = (1 + len(self.b2j.get(word, ())) for word in before)
        self._cost = [0, *accumulate(pairs)]

    def _forget_frequent(self, counts: Counter[str]) -> None:
        """Keep the rarest words as what a stretch may begin with: they say most."""
        pairs = {word: counts[word] * len(places) for word, places in self.b2j.items()}
        rarest = sorted(pairs, key=lambda word: (pairs[word], word))
        sums = list(accumulate(pairs[word] for word in rarest))
        for word in rarest[bisect_right(sums, MOST_PAIRS) :]:
            del self.b2j[word]

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Return the longest stretch, or what is alike at an end where that costs too much."""
        ahi, bhi = len(self.a) if ahi is None else ahi, len(self.b) if bhi is None else bhi
        cost = self._cost[ahi] - self._cost[alo]
        if cost <= self._left:
            self._left -= cost
            found = super().find_longest_match(alo, ahi, blo, bhi)
            if found.size:
                return found
        return self._at_an_end(alo, ahi, blo, bhi)

    def _at_an_end(self, alo: int, ahi: int, blo: int, bhi: int) -> Match:
        most = min(ahi - alo, bhi - blo)
        size = _alike(self.a[alo : alo + most], self.b[blo : blo + most])
        if size:
            return Match(alo, blo, size)
        size = _alike(self.a[ahi - most : ahi][::-1], self.b[bhi - most : bhi][::-1])
        return Match(ahi - size, bhi - size, size)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two lists begin with in common."""
    pairs = enumerate(zip(one, other, strict=True))
    return next((place for place, (word, same) in pairs if word != same), len(one))
