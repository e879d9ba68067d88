"""The words of a text, as phrases are compared with them.

What is compared is folded: compatibility forms, case, curly quotes, umlauts, hyphens and
possessive endings make no difference, and a short form is the words that it is short for: "won't"
is will not, and so is wont.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

END = "."
"""Stands for whatever ends a sentence or a clause."""
SENTENCE_ENDS = frozenset(".!?…\n")
"""What ends a sentence; a colon and a semicolon end a clause of one."""
TOKEN = re.compile(r"\d+(?:[.,'/]\d+)*|[^\W\d_][^\W_]*(?:'[^\W_]+)*'?|[€$£¥%&+]|[.!?;:…\n]")
MONTH = re.compile(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember)\b"
)
GOES_ON = re.compile(r"[,)]|[^\S\n]+[a-zäöüß]")
"""What stands behind a stop that ends no sentence: bis zum 15., am 4. und 11. Juni."""
COUNTED = frozenset({"der", "die", "das", "dem", "den", "des", "im", "zur"})
"""What stands before an ordinal, whatever follows it: im 3. Quartal."""
SHORT = {"n't": "not", "'ll": "will", "'d": "would", "'ve": "have", "'re": "are", "'m": "am"}
SHORT_FORM = re.compile(r"(.*?)(n't|'ll|'d|'ve|'re|'m)|(he|she|it|that|there|who|what)('s)")
HASTY = re.compile(r"(do|does|did|is|was|are|has|have|would|could|should|ca|wo)(nt)")
"""A short form as it is typed in a hurry: dont, wont."""
WHOLE = {"wo": "will", "ca": "can", "sha": "shall"}
DIGITS, YEARS = 4, range(1900, 2100)
"""The digits of a thousand, and which numbers of so many digits are years."""
QUOTES = str.maketrans(dict.fromkeys("’‘‛ʼ´`＇", "'"))
APOSTROPHE_S = re.compile(r"(?<=\w)'s?$")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # as keyboards without them write
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Word(NamedTuple):
    """A word of a text: as it is compared, and as it was written."""

    folded: str
    written: str
    first: bool = False
    """Whether it begins a sentence."""
    joined: bool = False
    """Whether it stands directly behind the word before it, as the k of 85k."""

    @property
    def capital(self) -> bool:
        """Whether it was written with a capital, and not for beginning a sentence."""
        return self.written[:1].isupper() and not self.first

    @property
    def name(self) -> bool:
        """Whether it may be a name: it begins with a capital, and is not the English I."""
        return self.written[:1].isupper() and self.folded != "i"

    @property
    def number(self) -> bool:
        """Whether it is a number: 12, or 4,000."""
        return self.folded[:1].isdigit()

    @property
    def large(self) -> bool:
        """Whether it is a number of a thousand or more, and no year: 4,000, or 4.000."""
        if not self.number:
            return False
        digits = re.sub(r"\D\d\d?$|\D", "", self.folded).lstrip("0")
        return len(digits) > DIGITS or (len(digits) == DIGITS and int(digits) not in YEARS)


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text; whatever ends a clause is the word '.'."""
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).translate(QUOTES)
    found: list[Word] = []
    first, end = True, -1
    for match in TOKEN.finditer(plain):
        written = match[0]
        ends = not (written[0].isalnum() or written[0] in "€$£¥%&+")
        if ends:
            if found and match.start() == end and ordinal(found, plain, end):
                continue
            found.append(Word(END, written))
        else:
            parts = whole(written) if "'" in written or written.endswith("nt") else ()
            joined = match.start() == end
            if not parts:
                found.append(Word(fold(written), written, first, joined))
            for place, (said, part) in enumerate(parts):
                found.append(Word(fold(said), part, first and not place, joined or bool(place)))
        first, end = ends, match.end()
    return tuple(found)


def ordinal(before: list[Word], text: str, place: int) -> bool:
    """Whether the stop at a place makes an ordinal of the number before it, as in German.

    A number at the beginning counts the points of a list, unless it is the day of a month.
    """
    if text[place] != "." or not before[-1].number:
        return False
    if MONTH.match(text, place + 1):
        return True
    if before[-1].first:
        return False
    counted = before[-2].folded in COUNTED and text.startswith(" ", place + 1)
    return counted or bool(GOES_ON.match(text, place + 1))


def whole(written: str) -> tuple[tuple[str, str], ...]:
    """Return the words that a short form is short for, each with how it is written there."""
    low = written.casefold()
    match = SHORT_FORM.fullmatch(low) or HASTY.fullmatch(low)
    if not match:
        return ()
    stem, rest = (part for part in match.groups() if part is not None)
    said = SHORT.get(rest) or ("is" if rest == "'s" else "not")
    return (WHOLE.get(stem, stem), written[: len(stem)]), (said, written[len(stem) :])


def fold(word: str) -> str:
    """Fold case and umlauts, and drop what a possessive adds."""
    folded = word.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).translate(UMLAUTS)
    return APOSTROPHE_S.sub("", folded) if "'" in folded else folded
