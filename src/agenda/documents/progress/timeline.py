"""The cycles as columns of time: their names, and when something was there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from agenda.answers import SharedAnswers
from agenda.answers.cycle.joined import Cycle
from agenda.answers.record import Record
from agenda.documents.progress.types import Kept
from agenda.language.locale import Locale
from agenda.source.folding import folded

Cycles = Sequence[Cycle[SharedAnswers]]
Dated = tuple[date, str, str]
"""A day, what is due on it, and whose it is."""


def labels(cycles: Cycles, locale: Locale) -> tuple[str, ...]:
    """Name each cycle by its month, and by its day where two fall into one month."""
    days = [cycle.on for cycle in cycles if cycle.on]
    months = [locale.short_month(on) for on in days]
    if len(set(months)) == len(months):
        return tuple(months)
    return tuple(locale.short_day(on) for on in days)


def kept(named: Sequence[Sequence[str]], labels: Sequence[str], locale: Locale) -> tuple[Kept, ...]:
    """Return what was named in any cycle, what is named now first, with the time of the rest."""
    spelled: dict[str, str] = {}
    there: dict[str, list[int]] = {}
    for place, names in enumerate(named):
        for name in names:
            spelled[folded(name)] = name
            there.setdefault(folded(name), []).append(place)
    order = dict.fromkeys((*map(folded, named[-1]), *there))
    return tuple(Kept(spelled[name], _when(there[name], labels, locale)) for name in order)


def _when(there: list[int], labels: Sequence[str], locale: Locale) -> str:
    first, last = there[0], there[-1]
    if last < len(labels) - 1:
        return locale.say("until %(month)s", month=labels[last])
    return locale.say("since %(month)s", month=labels[first]) if first else ""


def agreed_dates(cycles: Cycles, today: date, locale: Locale) -> Iterator[Dated]:
    """Yield what the last record puts off to a day ahead: the next talk, and what was deferred."""
    last = cycles[-1].answers
    record = last.record or Record.model_construct()
    if record.next_check_in and record.next_check_in >= today:
        yield record.next_check_in, locale.say("Next conversation"), ""
    for decision in record.decisions:
        if decision.status == "deferred" and decision.revisit and decision.revisit >= today:
            yield decision.revisit, locale.say("Deferred: %(what)s", what=decision.what), ""
