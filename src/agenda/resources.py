"""What a run looks up in its folders: languages, themes and templates, each once."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.language import bundled
from agenda.language.reading import DEFAULT, Reading, languages, nearest, reading
from agenda.source.nodes import Mapping, Scalar, at
from agenda.source.problems import Report

if TYPE_CHECKING:
    from agenda.language.catalogue import Formality
    from agenda.language.locale import Locale
    from agenda.render.html import Templates
    from agenda.render.theme import Theme


class Resources:
    """The folders in which a run looks, and what it has found there.

    `own` is the folder that the user named for it: what stands there goes before what comes
    with the program, file by file. Made once, at the start of a run, and passed down. Another
    process gets the folder, and looks for itself.
    """

    def __init__(self, own: Path | None = None) -> None:
        self.folders: tuple[Path, ...] = (*((own,) if own else ()), bundled.templates())
        self._readings: dict[str, Reading] = {}
        self._locales: dict[tuple[str, Formality | None], Locale] = {}
        self._helps: dict[tuple[str, Formality | None], Locale] = {}
        self._looks: dict[str, Theme] = {}
        self._own = own

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass to another process without what was found: templates cannot."""
        return Resources, (self._own,)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that there are words for."""
        return languages(self.folders)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The names of the themes."""
        return bundled.themes(self.folders)

    @cached_property
    def templates(self) -> Templates:
        """The templates; each is loaded when it is first used."""
        from agenda.render.html import Templates  # noqa: PLC0415 - `check` makes no document

        return Templates(self.folders)

    def reading(self, tree: Mapping) -> Reading:
        """Return how the texts of a file are read: in its own language, whatever it becomes.

        Raises Stop with a problem `catalogue` where a user's own words cannot be used.
        """
        tag = _language(tree)
        if tag not in self._readings:
            self._readings[tag] = reading(tag, self.folders, self.themes, self.languages)
        return self._readings[tag]

    def locale(self, tag: str, formality: Formality | None) -> Locale:
        """Return how a document in that language speaks. Raises Stop where there is none."""
        from agenda.language import locale  # noqa: PLC0415 - 6 ms, and `check` speaks no language

        if (tag, formality) not in self._locales:
            known = self.languages
            self._locales[tag, formality] = locale.load(tag, formality, self.folders, known)
        return self._locales[tag, formality]

    def help(self, tag: str, formality: Formality | None) -> Locale:
        """Return how the fields of a file are told in a language. Raises Stop as `locale` does."""
        from agenda.language import locale  # noqa: PLC0415 - as above

        if (tag, formality) not in self._helps:
            both = (locale.FIELDS, locale.DOCUMENTS)
            found = locale.load(tag, formality, self.folders, self.languages, both)
            self._helps[tag, formality] = found
        return self._helps[tag, formality]

    @property
    def doubts(self) -> tuple[Report, ...]:
        """What is to be said of the languages that were spoken: some texts stay English."""
        if not self._locales:
            return ()
        from agenda.language import locale  # noqa: PLC0415 - as above

        spoken = {nearest(tag, self.languages): words for (tag, _), words in self._locales.items()}
        found = [
            one for name, words in spoken.items() if name for one in locale.doubts(words, name)
        ]
        return (Report("", "", tuple(found)),) if found else ()

    def theme(self, name: str) -> Theme:
        """Return a look. Raises Stop where there is none of that name, or it is at fault."""
        from agenda.render import theme  # noqa: PLC0415 - `check` makes no document

        if name not in self._looks:
            self._looks[name] = theme.load(name, self.folders, self.themes)
        return self._looks[name]

    def check_catalogue(self, tree: Mapping) -> None:
        """Raise Stop where a document in the file's language would: a user's own is broken.

        Those that come with the program are sound.
        """
        language, told = _language(tree), at(tree, ("formality",))
        if len(self.folders) > 1 and nearest(language, self.languages):
            familiar = isinstance(told, Scalar) and told.text == "informal"
            self.locale(language, "informal" if familiar else None)


def _language(tree: Mapping) -> str:
    tag = at(tree, ("language",))
    return tag.text if isinstance(tag, Scalar) and not tag.blank else DEFAULT
