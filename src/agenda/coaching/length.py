"""How much text an agenda has: in minutes of talk, and in pages, before anything is made."""

from __future__ import annotations

import re
from math import ceil
from types import MappingProxyType

from agenda.coaching.case import Case

WORDS_A_MINUTE = 32
"""People say some 130 words a minute; a quarter of a talk is for what was written beforehand."""
SIGNS_A_WORD = 6
"""A word and its space, in graphemes; languages without spaces are counted so too."""
BARE = 1.12
"""What stands on every agenda, in pages: its head, its tables to fill in, its headings."""
PAGES_A_SIGN = MappingProxyType(
    {"aspirations": 0.00020, "values": 0.00021, "achievements": 0.00011, "skills": 0.00061,
     "goals": 0.00028, "asks": 0.00044, "since_last_time": 0.00093}
)  # fmt: skip
"""How much of a page a grapheme takes, by the part of the file: a row of a table is narrower than
a paragraph. Fitted, with BARE, to 134 agendas in the classic theme on A4; over the samples and 66
others it is off by 0.09 pages on average, and by a third of a page at worst."""
ELSEWHERE = 0.00022
SURELY = 2.25
"""More than two pages by estimate: nothing shorter than that was ever estimated so."""


TOGETHER = re.compile(r"\r\n|[^\0-\u02ff\u2010-\u2027\u20ac]")
"""What may be a part of a grapheme; letters of Latin, quotes and dashes each are a whole one."""


def graphemes(text: str) -> int:
    """Return how many characters a reader sees."""
    if not TOGETHER.search(text):
        return len(text)
    import grapheme  # noqa: PLC0415 - a quarter of a whole check, and most files do without

    return int(grapheme.length(text))


def minutes_of(case: Case) -> int:
    """Return how many minutes it takes to talk about everything that is written."""
    return ceil(_signs(case) / SIGNS_A_WORD / WORDS_A_MINUTE)


def estimated_pages(case: Case) -> float:
    """Return how many pages the agenda takes, about; a test holds it against real pages."""
    sizes = (
        graphemes(text.text) * PAGES_A_SIGN.get(str(text.path[0]), ELSEWHERE)
        for text in case.prepared
    )
    return BARE + sum(sizes)


def _signs(case: Case) -> int:
    return sum(graphemes(text.text) for text in case.prepared)
