"""What reading an answers file depends on: the words of its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from agenda.language import bundled
from agenda.source.folding import folded
from agenda.source.problems import Problem, Stop, error

DEFAULT = "en"
"""The language of a file that says none."""
ISO_DATE = r"\d{4}-\d{2}-\d{2}"
ISO_LENGTH = len("2027-04-30")
BEFORE_UNTIL = " \t\r\n\u00a0\u202f,;"
"""What may stand between a text and the word before its date."""


class Reading(NamedTuple):
    """How texts in one language are read.

    `until_words` may stand before the date at the end of a short goal, as the
    English 'by' in 'Give the talk by 2027-04-30'; `languages` are those that a
    document can be written in, `themes` those that it can be set in (none: any);
    `level_names` is the scale of five in that language; who says one of the `personal` words
    speaks of themselves or to somebody.
    """

    until_words: tuple[str, ...] = ("by",)
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    level_names: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()

    def until(self, text: str) -> tuple[str, str] | None:
        """Split 'Give the talk by 2027-04-30' into its text and its date, or return None."""
        text = text.rstrip().removesuffix(".").rstrip()
        before, on = text[:-ISO_LENGTH], text[-ISO_LENGTH:]
        words = before.rstrip()
        if not re.fullmatch(ISO_DATE, on) or words == before:
            return None
        accented = (unicodedata.normalize("NFD", until) for until in self.until_words)
        for until in sorted({*self.until_words, *accented}, key=len, reverse=True):
            what = words[: -len(until)]
            told = what.rstrip(BEFORE_UNTIL)
            if folded(words[-len(until) :]) == folded(until) and told not in {"", what}:
                return told, on
        return None


def base(tag: str) -> str:
    """Return the language of a BCP 47 tag: 'de' for 'de-AT'."""
    return re.split("[-_]", tag.strip())[0].lower()


def lineage(tag: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the catalogues for a tag, each before what it inherits from: 'pt-BR', then 'pt'."""
    by_lower = {name.lower(): name for name in known}
    parts = re.split("[-_]", tag.strip().lower())
    prefixes = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return tuple(by_lower[prefix] for prefix in prefixes if prefix in by_lower)


def nearest(tag: str, known: Iterable[str]) -> str | None:
    """Return the catalogue for a tag: 'pt-BR' itself, else 'pt', else None."""
    return next(iter(lineage(tag, known)), None)


def languages(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the languages that the template folders have words for, sorted."""
    found = {
        path.parent.name for folder in folders for path in folder.glob("locales/*/language.toml")
    }
    return tuple(sorted(found))


def reading(
    tag: str,
    folders: tuple[Path, ...],
    themes: tuple[str, ...] = (),
    known: tuple[str, ...] | None = None,
) -> Reading:
    """Return how texts in the language of `tag` are read, from `locales/<tag>/language.toml`.

    `known` are the languages of the folders, where these have been listed before.
    """
    known = languages(folders) if known is None else known
    words: dict[str, list[str]] = {}
    for language in reversed(lineage(tag, known)):
        words |= _words(language, folders)
    return Reading(
        until_words=tuple(words.get("until", ("by",))),
        languages=known,
        themes=themes,
        level_names=tuple(words.get("levels", ())),
        personal=tuple(words.get("personal", ())),
    )


def _words(language: str, folders: tuple[Path, ...]) -> dict[str, list[str]]:
    """Read the first folder's words of a language that is known: a tag is somebody's text."""
    files = (folder / "locales" / language / "language.toml" for folder in folders)
    found = next((file for file in files if file.is_file()), None)
    return _parsed(found) if found else {}


def _parsed(file: Path) -> dict[str, list[str]]:
    """Raises Stop with a problem `catalogue`: the file may be somebody's own."""
    try:
        words = bundled.parse_toml(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as fault:
        raise Stop(broken_catalogue(file, str(fault))) from None
    for key, texts in words.items():
        if not (isinstance(texts, list) and all(isinstance(text, str) for text in texts)):
            raise Stop(broken_catalogue(file, f"'{key}' is no list of texts"))
    return words


def broken_catalogue(
    file: Path, fault: str, cure: str = "mend the file, or take it out of --templates"
) -> Problem:
    """Return the problem of a file with a language's words that cannot be used."""
    return error("catalogue", f"{file}: {fault}", cure)
