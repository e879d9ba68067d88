"""From the answers of several cycles to the content of the progress report: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from agenda.answers import SharedAnswers, before
from agenda.answers.before import Aspirations
from agenda.answers.cycle.joined import Cycle, by_person
from agenda.answers.cycle.standing import ENDED, goals_of, milestones
from agenda.documents import wording
from agenda.documents.entries import Achievement, CheckIn
from agenda.documents.progress import actions, timeline
from agenda.documents.progress.skills import skills
from agenda.documents.progress.timeline import Cycles, Dated
from agenda.documents.progress.types import Direction, Due, Goal, Kept, Progress
from agenda.language.locale import Locale
from agenda.source.folding import each_once, folded
from agenda.source.problems import Problem, error


def find_strangers(cycles: Cycles) -> Iterator[tuple[str, Problem]]:
    """Yield, each with the name of its file, what keeps cycles from being put side by side."""
    seen: dict[object, str] = {}
    own = next((group for group in by_person(cycles) if cycles[0] in group), [])
    for cycle in cycles:
        if cycle not in own:
            yield cycle.name, _another_person(cycle, cycles[0])
        if cycle.on is None:
            yield cycle.name, _undated()
        elif cycle.on in seen:
            yield cycle.name, _same_cycle(cycle, seen[cycle.on])
        else:
            seen[cycle.on] = cycle.name


def _another_person(cycle: Cycle[SharedAnswers], first: Cycle[SharedAnswers]) -> Problem:
    own, others = cycle.answers.employee.name, first.answers.employee.name
    return error(
        "another-person",
        f"this file is about {own}, and {first.name} about {others}",
        "name the cycles of one person; after a change of name, give both files the same id"
        " or email under employee",
        ("employee",),
    )


def _undated() -> Problem:
    return error(
        "needs",
        "progress needs to know when this talk was",
        "write meeting: with its date, or held: under record",
        ("meeting",),
    )


def _same_cycle(cycle: Cycle[SharedAnswers], other: str) -> Problem:
    path = (
        ("record", "held") if cycle.answers.record and cycle.answers.record.held else ("meeting",)
    )
    return error(
        "same-cycle",
        f"this is the same cycle as {other}: both talks were on {cycle.on}",
        "leave one of the two out, or correct its date",
        path,
    )


def content(cycles: Cycles, today: date, locale: Locale) -> Progress:
    """Return the report of cycles that are in order and have no `problems`, two at least.

    It is for the employee, and is made of what others may see all the same. `today` tells
    what is overdue.
    """
    last = cycles[-1].answers
    labels = timeline.labels(cycles, locale)
    first, now = (locale.month(cycle.on) for cycle in (cycles[0], cycles[-1]) if cycle.on)
    span = locale.say("%(first)s to %(last)s", first=first, last=now)
    return Progress(
        title=locale.say("Progress"),
        employee=last.employee.name,
        span=span,
        talks=_talks(cycles, locale),
        footer=locale.say("%(name)s, %(span)s", name=last.employee.name, span=span),
        marking=wording.marking(last, locale),
        direction=_direction(cycles, first, now, locale),
        directions=_directions(cycles, labels, locale),
        values=_values(cycles, labels, locale),
        skills=skills(cycles, labels, locale),
        goals=tuple(goals(cycles, labels, locale)),
        tally=actions.tally(cycles, locale),
        mine=actions.mine(cycles, locale),
        others=tuple(actions.others(cycles, locale)),
        checkins=_checkins(cycles, locale),
        achievements=tuple(_achievements(cycles, locale)),
        coming=_coming(cycles, today, locale),
    )


def _talks(cycles: Cycles, locale: Locale) -> str:
    names = each_once(cycle.answers.manager.name for cycle in cycles)
    count = locale.count("%(num)d conversation", "%(num)d conversations", len(cycles))
    return locale.say("%(count)s with %(names)s", count=count, names=locale.listed(names))


def _direction(cycles: Cycles, first: str, now: str, locale: Locale) -> Direction | None:
    arcs = [cycle.answers.aspirations or Aspirations.model_construct() for cycle in cycles]
    if not any(arc.long_term for arc in arcs):
        return None
    clear = {
        "unknown": locale.say("I have no long-term plan yet. What I do know is what I value."),
        "exploring": locale.say("I am still exploring this."),
        "clear": locale.say("By now I am clear about this."),
    }
    was, is_ = arcs[0].clarity, arcs[-1].clarity
    clarity = clear[is_] if is_ and was != is_ else ""
    return Direction(arcs[0].long_term or "", arcs[-1].long_term or "", first, now, clarity)


def _directions(cycles: Cycles, labels: Sequence[str], locale: Locale) -> tuple[Kept, ...]:
    named = [
        [
            way.role
            for way in (cycle.answers.aspirations or Aspirations.model_construct()).directions
        ]
        for cycle in cycles
    ]
    return timeline.kept(named, labels, locale)


def _values(cycles: Cycles, labels: Sequence[str], locale: Locale) -> tuple[Kept, ...]:
    named = [[value.name for value in cycle.answers.values] for cycle in cycles]
    return timeline.kept(named, labels, locale)


def _checkins(cycles: Cycles, locale: Locale) -> tuple[CheckIn, ...]:
    """Return the check-ins, each once: the next file says again what the record before it has."""
    found = {
        one.held: one
        for cycle in cycles
        for one in (
            *cycle.answers.last_checkins,
            *(cycle.answers.record.checkins if cycle.answers.record else ()),
        )
    }
    return wording.checkins(found.values(), locale)


def _achievements(cycles: Cycles, locale: Locale) -> Iterator[Achievement]:
    """Yield what went well over all cycles, newest first, each once."""
    found = {folded(one.what): one for cycle in cycles for one in cycle.answers.achievements}
    dated = [one for one in found.values() if one.when]
    undated = [one for one in found.values() if not one.when]
    dated.sort(key=lambda one: str(one.when), reverse=True)
    yield from (wording.achievement(one, locale) for one in (*dated, *undated))


def _coming(cycles: Cycles, today: date, locale: Locale) -> tuple[Due, ...]:
    """Return what is due, by date: open actions of both, open goals, the next talk.

    A goal that became an action in the same words is named once.
    """
    dated = sorted({*actions.due(cycles), *due(cycles),
                    *_milestones(cycles[-1].answers, today),
                    *timeline.agreed_dates(cycles, today, locale)})  # fmt: skip
    once = {(folded(what), folded(who)): (on, what, who) for on, what, who in reversed(dated)}
    return tuple(
        Due(moment, what, who, late=on < today)
        for on, what, who in sorted(once.values())
        if (moment := wording.short_moment(on, locale))
    )


# --- goals over all cycles, by what became of them -------------------------------------


def _milestones(answers: SharedAnswers, today: date) -> Iterator[Dated]:
    """Yield those that are still to come: a file does not say which of the others are there."""
    for _, one, _ in milestones(answers):
        if one.by and one.by >= today:
            yield one.by, one.what, answers.employee.name


def _newest(cycles: Cycles) -> list[tuple[int, before.Goal]]:
    """Return each goal as the last cycle that names it has it.

    Its id leads from one cycle to the next; what has ended is not undone by another
    goal that is given the same id later.
    """
    found: dict[tuple[str, int], tuple[int, before.Goal]] = {}
    times: dict[str, int] = {}
    for place, cycle in enumerate(cycles):
        for goal in goals_of(cycle.answers):
            known = found.get((goal.own_id, times.get(goal.own_id, 0)))
            if known and known[1].outcome in ENDED and folded(known[1].what) != folded(goal.what):
                times[goal.own_id] = times.get(goal.own_id, 0) + 1
            found[goal.own_id, times.get(goal.own_id, 0)] = place, goal
    return list(found.values())


def goals(cycles: Cycles, labels: Sequence[str], locale: Locale) -> Iterator[Goal]:
    """Yield what was achieved, reached in part, is open, was dropped: in this order."""
    found = sorted(_newest(cycles), key=lambda one: (_rank(one[1]), one[0]))
    for place, goal in found:
        outcome = wording.outcome(goal, locale)
        yield Goal(goal.what, wording.short_moment(goal.by, locale), outcome, labels[place])


def _rank(goal: before.Goal) -> int:
    return wording.OUTCOMES.index(goal.outcome or "open")


def due(cycles: Cycles) -> Iterator[Dated]:
    """Yield the goals of the last cycle that are open and have a date."""
    last = cycles[-1].answers
    for goal in goals_of(last):
        if goal.by and goal.outcome not in ENDED:
            yield goal.by, goal.what, last.employee.name
