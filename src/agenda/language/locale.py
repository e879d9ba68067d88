"""A language and its region: catalogue, dates, paper. An argument, never read from inside."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import babel
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list

from agenda.language import bundled
from agenda.language.catalogue import Formality, chain, read_compiled
from agenda.language.direction import Direction, isolate
from agenda.language.reading import DEFAULT, base, languages, lineage
from agenda.source.problems import Problem, Stop, did_you_mean, error, warning

Paper = Literal["a4", "letter"]

WORLD_ENGLISH = "en_GB"
"""Plain 'en' is read in many countries: day before month, 24 hours, A4."""
LETTER_REGIONS = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
"""Regions whose paper is US Letter: CLDR, supplemental data, measurementData/paperSize."""
DOCUMENTS, FIELDS = "messages", "fields"
"""The catalogues of a language: the texts of documents, and those that tell what can be written."""
COMPLETE = "de"
"""The bundled catalogue that is held to have every text of a document: it tells which there are."""

REGION = re.compile(r"-([A-Za-z]{2})(?=-|$)")
"""The region subtag of BCP 47: babel forgets one that CLDR has no data for, as en-MX."""


@dataclass(frozen=True)
class Locale:
    """How a document speaks, and how it writes dates.

    `level_names` is the default scale in the language of the answers, where that is
    another one than the document's.
    """

    tag: str
    region: babel.Locale
    catalogue: gettext.NullTranslations
    level_names: tuple[str, ...] = ()

    def say(self, message: str, **values: object) -> str:
        """Return the message in this language, with its %(placeholders)s filled in.

        A percent sign is %% in every message, as it is in those of a template. A text that
        runs the other way is isolated, so that it moves nothing around it.
        """
        told = {name: self.isolated(value) if isinstance(value, str) else value
                for name, value in values.items()}  # fmt: skip
        return self.catalogue.gettext(message) % told

    def isolated(self, value: str) -> str:
        """Return a value so that it may stand beside other text of a document."""
        return isolate(value, self.direction)

    def count(self, one: str, many: str, number: int) -> str:
        """Return the message for that number, %(num)d filled in."""
        return self.catalogue.ngettext(one, many, number) % {"num": number}

    @property
    def direction(self) -> Direction:
        """Which way the script runs."""
        return "rtl" if self.region.text_direction == "rtl" else "ltr"

    @property
    def paper(self) -> Paper:
        """The paper of the region; A4 where no region is given."""
        region = REGION.search(self.tag)
        return "letter" if region and region[1].upper() in LETTER_REGIONS else "a4"

    def day(self, on: date) -> str:
        """Write a date out: 30 April 2027."""
        return format_date(on, "long", locale=self.region)

    def short_day(self, on: date) -> str:
        """Write a date for a narrow column: 30 Apr 2027."""
        return format_date(on, "medium", locale=self.region)

    def weekday(self, on: date) -> str:
        """Write a date out with its weekday: Thursday, 3 December 2026."""
        return format_date(on, "full", locale=self.region)

    def month(self, on: date) -> str:
        """Write month and year: May 2026."""
        return format_date(on, self.region.datetime_skeletons["yMMMM"].pattern, locale=self.region)

    def short_month(self, on: date) -> str:
        """Write month and year for the head of a column: May 2026."""
        return str(format_skeleton("yMMM", on, locale=self.region))

    def listed(self, names: Iterable[str]) -> str:
        """Write names one after the other: A, B and C."""
        return str(format_list([self.isolated(name) for name in names], locale=self.region))

    def hours(self, start: datetime, end: datetime) -> str:
        """Write from when to when: 14:00–14:45."""
        clock = "hm" if "a" in self.region.time_formats["short"].pattern else "Hm"
        return str(format_interval(start, end, clock, locale=self.region))


def load(
    tag: str,
    formality: Formality | None,
    folders: tuple[Path, ...],
    known: tuple[str, ...] | None = None,
    catalogues: tuple[str, ...] = (DOCUMENTS,),
) -> Locale:
    """Return the locale of a BCP 47 tag, in the polite form unless `informal` is asked for.

    `known` are the languages of the folders, where these have been listed before; `catalogues`
    are what it knows the words of, those of documents.
    Raises Stop with a problem `unknown-language` when no catalogue has that language.
    """
    known = languages(folders) if known is None else known
    inherited = lineage(tag, known)
    if not inherited:
        cure = did_you_mean(tag, known) or f"choose one of: {', '.join(known)}"
        raise Stop(error("unknown-language", f"there is no language '{tag}'", cure))
    hyphened = tag.strip().replace("_", "-")
    return Locale(hyphened, region_of(hyphened), chain(catalogues, inherited, formality, folders))


def has_two_ways(tag: str, folders: tuple[Path, ...]) -> bool:
    """Whether a language speaks in one way to a friend and in another to everybody else."""
    names = lineage(tag, languages(folders))
    return any(any((folder / "locales" / name).glob(f"{DOCUMENTS}.informal.*o"))
               for folder in folders for name in names)  # fmt: skip


def region_of(tag: str) -> babel.Locale:
    """Return what CLDR knows of a language and its region."""
    try:
        region = babel.Locale.parse(tag, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        region = _without_region(tag)
    return babel.Locale.parse(WORLD_ENGLISH) if str(region) == DEFAULT else region


def _without_region(tag: str) -> babel.Locale:
    """Fall back on the language alone, and on English dates where CLDR has no such language."""
    try:
        return babel.Locale.parse(base(tag))
    except (ValueError, babel.UnknownLocaleError):
        return babel.Locale.parse(WORLD_ENGLISH)


def find_untranslated(words: Locale) -> tuple[int, int]:
    """Return how many texts of documents are in English for want of words, and of how many.

    English needs none: (0, 0).
    """
    if base(words.tag) == DEFAULT:
        return 0, 0
    every = _originals(read_compiled(bundled.templates() / "locales" / COMPLETE / DOCUMENTS))
    return len(every - _originals(words.catalogue)), len(every)


def doubts(words: Locale, language: str) -> Iterator[Problem]:
    """Yield what is to be said of a catalogue that leaves some texts of a document English."""
    missing, every = find_untranslated(words)
    if missing:
        name = babel.Locale("en").languages.get(base(language), language)
        has, is_ = ("has", "is") if missing == 1 else ("have", "are")
        fault = f"{missing} of {every} texts {has} no {name} translation and {is_} in English"
        cure = f"translate them in locales/{language}/messages.po, in a folder for --templates"
        yield warning("untranslated", fault, cure)


def _originals(catalogue: gettext.NullTranslations | None) -> set[str]:
    """Return the English texts that a catalogue, or one that it inherits from, translates."""
    found: set[str] = set()
    while catalogue:
        entries = getattr(catalogue, "_catalog", {})  # gettext has no other way to ask
        found |= {entry[0] if isinstance(entry, tuple) else entry for entry in entries}
        catalogue = catalogue._fallback  # type: ignore[attr-defined]
    return found - {""}
