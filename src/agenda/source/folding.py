"""When two texts are the same to whoever reads them, though their bytes differ."""

from __future__ import annotations

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


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts in their order, of those that are the same the first."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(folded(text), text)
    return tuple(found.values())
