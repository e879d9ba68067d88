"""Actions over all cycles: the employee's own counted, everybody else's only named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from agenda.answers import before
from agenda.answers.cycle.joined import newest
from agenda.answers.cycle.standing import name_in
from agenda.documents import wording
from agenda.documents.entries import Action, Owned
from agenda.documents.progress.timeline import Cycles, Dated
from agenda.language.locale import Locale
from agenda.source.folding import folded

ORDER = ("open", "done", "dropped")


@dataclass(frozen=True, slots=True)
class _Named:
    """An action as it stands today, and whose it is by name."""

    owner: str
    action: before.Action
    shown: Action


def _named(cycles: Cycles, locale: Locale) -> list[_Named]:
    """Return every action once: open ones first, those of one state by due date."""
    found = [
        _Named(shown.owner, one.action, shown)
        for cycle, one in newest(cycles)
        for shown in [wording.action(one.action, cycle.answers, locale)]
    ]
    return sorted(found, key=_place)


def _place(named: _Named) -> tuple[int, date]:
    return ORDER.index(named.action.status), named.action.due or date.max


def _is_me(owner: str, cycles: Cycles) -> bool:
    return any(folded(owner) == folded(cycle.answers.employee.name) for cycle in cycles)


def mine(cycles: Cycles, locale: Locale) -> tuple[Action, ...]:
    """Return the employee's own actions, with how often each was carried while it is open."""
    return tuple(one.shown for one in _named(cycles, locale) if _is_me(one.owner, cycles))


def others(cycles: Cycles, locale: Locale) -> Iterator[Owned]:
    """Yield the actions of each of the others as they stand: no counts, no carrying over."""
    groups: dict[str, list[Action]] = {}
    for one in _named(cycles, locale):
        if not _is_me(one.owner, cycles):
            uncounted = one.action.model_copy(update={"carried": 0})
            shown = one.shown._replace(state=wording.state(uncounted, locale))
            groups.setdefault(folded(one.owner), []).append(shown)
    for owner in sorted(groups, key=lambda name: (not name, name)):
        yield Owned(groups[owner][-1].owner, tuple(groups[owner]))


def tally(cycles: Cycles, locale: Locale) -> str:
    """Count the employee's own actions: done, open, dropped, and how many were carried."""
    own = [one.action for one in _named(cycles, locale) if _is_me(one.owner, cycles)]
    if not own:
        return ""
    many = {status: sum(action.status == status for action in own) for status in ORDER}
    told = locale.say("%(done)d done, %(open)d open, %(dropped)d dropped", **many)
    carried = sum(action.status == "open" and action.carried > 0 for action in own)
    if not carried:
        return told
    more = locale.count("%(num)d of the open ones was carried over",
                        "%(num)d of the open ones were carried over", carried)  # fmt: skip
    return f"{told}; {more}"


def due(cycles: Cycles) -> Sequence[Dated]:
    """Return the open actions that have a date, whosever they are."""
    return [
        (one.action.due, one.action.what, name_in(one.action.owner, cycle.answers))
        for cycle, one in newest(cycles)
        if one.open and one.action.due
    ]
