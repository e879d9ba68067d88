"""When two texts are the same to whoever reads them, though their bytes differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def composed(text: str) -> str:
    """Return a text with each accent on its letter, as most keyboards write it (NFC).

    macOS and what writes PDFs let it follow the letter. This is for comparing: names are shown as
    they were written, since some Japanese and Korean ones would have other characters.
    """
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Return what all spellings of a text have in common: accents, case and spacing aside.

    Digests that are out there are made of it, so what it returns may not change.
    """
    return " ".join(composed(text).split()).casefold()


UNSEEN = frozenset(
    "\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069"
)
"""What comes along in copying and shows nowhere; what joins letters or signs is not among it."""


def alike(text: str) -> str:
    """Return what all spellings of a name look like to whoever reads them."""
    return folded("".join(char for char in text if char not in UNSEEN))


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts in their order, of those that are the same the first."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(folded(text), text)
    return tuple(found.values())


CORRECTED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f", " ")
    | {"\u00ad": "", "\u2026": "...", "\u2192": "->"}
)
DASHES = re.compile("-+")


def uncorrected(text: str) -> str:
    """Return a text as typed on a keyboard: a program sets quotes and dashes as one types."""
    return DASHES.sub("-", composed(text).translate(CORRECTED))
