"""What reading an answers file depends on: the words of its language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ISO_DATE = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts in one language are read.

    `until_words` may stand before the date at the end of a short goal, as the
    English 'by' in 'Give the talk by 2027-04-30'; `languages` are those that a
    document can be written in, `themes` those that it can be set in (none: any);
    `level_names` is the scale of five in that language.
    """

    until_words: tuple[str, ...] = ("by",)
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    level_names: tuple[str, ...] = ()

    def until(self, text: str) -> tuple[str, str] | None:
        """Split 'Give the talk by 2027-04-30' into its text and its date, or return None."""
        words = "|".join(re.escape(word) for word in self.until_words)
        match = re.fullmatch(
            rf"(.+?)[\s,;]+(?:{words})\s+({ISO_DATE})\s*\.?\s*", text, re.DOTALL | re.IGNORECASE
        )
        return (match[1], match[2]) if match else None


def base(tag: str) -> str:
    """Return the language of a BCP 47 tag: 'de' for 'de-AT'."""
    return re.split("[-_]", tag.strip())[0].lower()


def languages(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the languages that the template folders have words for, sorted."""
    found = {path.parent.name for folder in folders for path in folder.glob("locales/*/*.toml")}
    return tuple(sorted(found))


def reading(tag: str, folders: tuple[Path, ...], themes: tuple[str, ...] = ()) -> Reading:
    """Return how texts in the language of `tag` are read, from `locales/<lang>/language.toml`."""
    file = f"locales/{base(tag)}/language.toml"
    found = next((path for folder in folders if (path := folder / file).is_file()), None)
    words = tomllib.loads(found.read_text("utf-8")) if found else {}
    return Reading(
        until_words=tuple(words.get("until", ("by",))),
        languages=languages(folders),
        themes=themes,
        level_names=tuple(words.get("levels", ())),
    )
