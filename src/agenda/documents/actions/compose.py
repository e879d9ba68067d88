"""From the answers of many files to the list of what is open: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from agenda.answers import SharedAnswers
from agenda.answers.cycle.joined import Cycle, OpenAction, by_person, open_actions
from agenda.answers.cycle.wanted import NOBODY, Wanted
from agenda.documents import wording
from agenda.documents.actions.types import Actions, Entry, Person
from agenda.language.locale import Locale
from agenda.source.folding import each_once, folded

Cycles = Sequence[Cycle[SharedAnswers]]
NAMED = 3
"""So many people are named at the top; more are counted."""


def content(cycles: Cycles, today: date, wanted: Wanted, locale: Locale) -> Actions:
    """Return what is open of all that is `wanted`, person by person in the order of their names.

    `today` tells what is overdue. Who has nothing open is left out.
    """
    say = locale.say
    groups = sorted(by_person(cycles), key=lambda group: folded(_name(group)))
    found = [(group, entries) for group in groups
             if (entries := [*filter(wanted.has, open_actions(group, today))])]  # fmt: skip
    names = each_once(map(_name, [group for group, _ in found] or groups))
    title, day = say("Open actions"), locale.day(today)
    listed = locale.listed(names)
    return Actions(
        title=title,
        heading=listed
        if len(names) <= NAMED
        else locale.count("%(num)d person", "%(num)d people", len(names)),
        names=listed,
        day=day,
        tally=_tally([entry for _, entries in found for entry in entries], locale),
        only=tuple(_only(wanted, locale)),
        footer=say("%(names)s, %(day)s", names=title, day=day),
        people=tuple(_person(group, entries, locale) for group, entries in found),
    )


def _name(group: Cycles) -> str:
    return group[-1].answers.employee.name


def _tally(entries: Sequence[OpenAction], locale: Locale) -> str:
    late = sum(entry.overdue for entry in entries)
    told = locale.count("%(num)d open", "%(num)d open", len(entries))
    more = locale.count("%(num)d of them overdue", "%(num)d of them overdue", late)
    return locale.say("%(count)s, %(more)s", count=told, more=more) if late else told


def _only(wanted: Wanted, locale: Locale) -> Iterator[str]:
    """Yield which actions were asked for: who reads the list is to know what is not on it."""
    say, whose = locale.say, wanted.whose.strip()
    roles = {
        "employee": say("only what the employee does"),
        "manager": say("only what the manager does"),
        NOBODY: say("only what nobody owns yet"),
    }
    if whose:
        yield roles.get(folded(whose)) or say("only what %(name)s does", name=whose)
    if wanted.until:
        yield say("only what is due by %(day)s", day=locale.day(wanted.until))
    if wanted.overdue:
        yield say("only what is overdue")


def _person(group: Cycles, entries: Sequence[OpenAction], locale: Locale) -> Person:
    newest = group[-1].on
    return Person(
        name=_name(group),
        talk=wording.moment(newest, locale),
        entries=tuple(
            Entry(
                what=entry.standing.action.what,
                owner=entry.owner or "",
                due=wording.short_moment(entry.standing.action.due, locale),
                overdue=entry.overdue,
                carried=wording.carried(entry.standing.action.carried, locale),
                talk=wording.short_moment(entry.cycle.on, locale)
                if entry.cycle.on != newest
                else None,
            )
            for entry in entries
        ),
    )
