"""The next cycle's answers file: what goes on, to be questioned afresh, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agenda.answers import Answers
from agenda.answers.afterwards import Feedback
from agenda.answers.before import MOST_CARRIED, Achievement, Aspirations, Goal, Meeting, Person
from agenda.answers.cycle.levels import carried_skills
from agenda.answers.cycle.spelling import noted, shortly, spell, told
from agenda.answers.cycle.standing import AGREED, ENDED, Standing, goals_of, held, name_in, standing
from agenda.answers.part import with_ids
from agenda.language.clocks import months_later
from agenda.language.locale import Locale
from agenda.source.folding import folded
from agenda.source.fresh import Noted, Told, apart, unnoted

WEEKEND = 5
"""Of `date.weekday`: Saturday; Sunday comes after."""


@dataclass(frozen=True, slots=True)
class Following:
    """The file of the next cycle: its values with their comments, and the day that it proposes."""

    told: dict[str, Told]
    on: date | None


def following(answers: Answers, locale: Locale, manager: str | None = None) -> Following:
    """Return the next cycle of these answers, private or not as they are given.

    Every action that is open goes on, of both owners; `manager` names a new one,
    who takes over the earlier manager's. Levels are the agreed ones, else the
    employee's own.
    """
    on = proposed(answers)
    say = locale.say
    if manager and folded(manager) == folded(answers.manager.name):
        manager = None
    parts = (
        _head(answers, locale, manager),
        {"meeting": apart(_meeting(answers, on, locale, manager))},
        _since_last_time(answers, locale, manager),
        _last_checkins(answers, locale),
        _last_feedback(answers, locale),
        _aspirations(answers, locale),
        _listed("values", answers.values, say("Do these still matter most, and what showed it?")),
        _achievements(answers, locale),
        carried_skills(answers, locale),
        _goals(answers, on, locale),
        _asks(answers, on, locale),
        _blank("questions", say("What would you like to hear? One question about their values.")),
        _private(answers, locale),
    )
    return Following({name: value for part in parts for name, value in part.items()}, on)


def proposed(answers: Answers) -> date | None:
    """Return the day of the next talk: as agreed, else after the cadence, on a working day."""
    if answers.record and answers.record.next_check_in:
        return answers.record.next_check_in
    on, cadence = held(answers), (answers.meeting or Meeting.model_construct()).cadence_months
    later = months_later(on, cadence) if on else None
    if later and later.weekday() >= WEEKEND:
        return later + timedelta(days=7 - later.weekday())
    return later


def _head(answers: Answers, locale: Locale, manager: str | None) -> dict[str, Told]:
    on = held(answers)
    day = locale.day(on) if on else ""
    first = (
        locale.say("Carried over from the conversation of %(day)s.", day=day)
        if day
        else locale.say("Carried over from the last conversation.")
    )
    then = locale.say(
        "Read each part again: is it still true? Then: agenda check, and agenda prepare."
    )
    kept = ("language", "formality", "paper", "theme")
    settings = {name: told(getattr(answers, name)) for name in kept if getattr(answers, name)}
    return {
        "version": Noted(str(answers.version), f"{first}\n{then}"),
        **settings,
        "employee": apart(shortly(answers.employee)),
        "manager": shortly(Person(name=manager) if manager else answers.manager),
    }


def _meeting(answers: Answers, on: date | None, locale: Locale, manager: str | None) -> Told:
    """With a new manager it is a first conversation again."""
    last = answers.meeting or Meeting.model_construct()
    kind = "first" if manager else "check-in"
    fields = spell(last.model_copy(update={"start": on, "kind": kind}))
    if on is None:
        beside = locale.say("date and time, for example 2026-12-03 14:00")
        return {"start": Noted("", beside=beside), **fields}
    agreed = answers.record and answers.record.next_check_in
    how = locale.say("as agreed; add the hour") if agreed else locale.say("proposed; add the hour")
    return noted(fields, "start", how)


def _since_last_time(answers: Answers, locale: Locale, manager: str | None) -> dict[str, Told]:
    """Carry each open action, with its id and a higher count; none is left behind.

    What was agreed in the talk and is done goes on too, for the next one to begin with.
    """
    found = standing(answers)
    actions = [_carried(one, answers, locale, manager) for one in found if one.open]
    actions += [_closed(one) for one in found if _done_since(one)]
    if not actions:
        return {}
    above = locale.say(
        "Open actions of last time, and what was done. Write status: done and what shows it as"
        " evidence:, or status: dropped and a reason:."
    )
    return {"since_last_time": apart(actions, above)}


def _last_checkins(answers: Answers, locale: Locale) -> dict[str, Told]:
    """What was said between the talks is where the next one begins."""
    checkins = answers.record.checkins if answers.record else ()
    return _listed("last_checkins", checkins, locale.say("What the check-ins since then said."))


def _last_feedback(answers: Answers, locale: Locale) -> dict[str, Told]:
    """What each wanted different is shown first in the next talk."""
    given = (answers.record and answers.record.feedback) or Feedback.model_construct()
    sides = {"employee": given.employee, "manager": given.manager}
    wanted = {side: said.different for side, said in sides.items() if said and said.different}
    above = locale.say("What each of you wanted different after the last talk.")
    return {"last_feedback": apart(wanted, above)} if wanted else {}


def _done_since(one: Standing) -> bool:
    return one.action.status == "done" and one.path[: len(AGREED)] == AGREED


def _closed(one: Standing) -> Told:
    return spell(one.action.model_copy(update={"id": one.id}))


def _carried(one: Standing, answers: Answers, locale: Locale, manager: str | None) -> Told:
    action, update = (
        one.action,
        {"id": one.id, "carried": min(one.action.carried + 1, MOST_CARRIED), "reason": None},
    )
    taken_over = manager and name_in(action.owner, answers) == answers.manager.name
    if taken_over:
        said = locale.say("agreed with %(name)s", name=answers.manager.name)
        update |= {"owner": manager, "evidence": action.evidence or said}
    fields = spell(action.model_copy(update=update)) | {"status": action.status}
    if taken_over:
        beside = locale.say("taken over from %(name)s", name=answers.manager.name)
        return noted(fields, "owner", beside)
    return fields


def _aspirations(answers: Answers, locale: Locale) -> dict[str, Told]:
    """Carry the long arc as it stands; what gave and took energy is new every time."""
    mine = answers.aspirations or Aspirations.model_construct()
    kept = spell(mine.model_copy(update={"energised_by": (), "drained_by": ()}))
    energy = locale.say("What gave you energy in the last six months, and what took it?")
    fields = kept | {"energised_by": Noted("", energy), "drained_by": ""}
    ordered = {name: fields[name] for name in sorted(fields, key=lambda name: name == "private")}
    return {
        "aspirations": apart(ordered, locale.say("The long arc as it stood. Is it still yours?"))
    }


def _listed(name: str, entries: tuple[object, ...], above: str) -> dict[str, Told]:
    return {name: apart(told(entries), above)} if entries else {}


def _achievements(answers: Answers, locale: Locale) -> dict[str, Told]:
    """Begin with what was done: the employee's own actions and the goals achieved."""
    seeds = [shortly(entry) for entry in _done(answers)]
    if not seeds:
        return _blank("achievements", locale.say("What went well since the last talk?"))
    above = locale.say("What went well since: what was done is here already. Say what came of it.")
    return {"achievements": apart(seeds, above)}


def _done(answers: Answers) -> Iterator[Achievement]:
    """Yield what was reached in this cycle and is not among its achievements already."""
    known = {folded(entry.what) for entry in answers.achievements}
    for found in (*_achieved(answers), *_acted(answers)):
        if folded(found.what) not in known:
            known.add(folded(found.what))
            yield found


def _achieved(answers: Answers) -> Iterator[Achievement]:
    for goal in goals_of(answers):
        if goal.outcome == "achieved":
            yield Achievement(what=goal.what, result=goal.success, private=goal.private)


def _acted(answers: Answers) -> Iterator[Achievement]:
    for one in standing(answers):
        action = one.action
        if action.status == "done" and name_in(action.owner, answers) == answers.employee.name:
            yield Achievement(what=action.what, result=action.evidence, private=action.private)


def _goals(answers: Answers, on: date | None, locale: Locale) -> dict[str, Told]:
    """Carry the goals that were not reached; a date that has passed by then asks for another."""
    goals: list[Told] = []
    passed = locale.say("before the next talk: choose a new date")
    for name, goal in with_ids(goals_of(answers)):
        if goal.outcome not in ENDED:
            goals.append(_dated(_open_goal(goal, name, on, locale), goal.by, on, passed))
    above = locale.say(
        "The next 6 to 12 months. What was not reached is here: is it still worth it?"
    )
    return {"goals": apart(goals or "", above)}


def _dated(
    fields: dict[str, Told], by: date | None, on: date | None, passed: str
) -> dict[str, Told]:
    """Say beside a date that it has passed by the next talk, and what that means."""
    late = bool(on and by and by < on)
    return noted(fields, "by", passed) if late else fields


def _open_goal(goal: Goal, name: str, on: date | None, locale: Locale) -> dict[str, Told]:
    """Write the ids out, so that goal and milestones are known again when their words change."""
    fields = spell(goal.model_copy(update={"outcome": None, "id": name}))
    passed = locale.say("before the next talk: take it out if it is there, else choose a new date")
    steps: list[Told] = [
        _dated(spell(one.model_copy(update={"id": own})), one.by, on, passed)
        for own, one in with_ids(goal.milestones)
    ]
    return fields | {"milestones": steps} if steps else fields


def _asks(answers: Answers, on: date | None, locale: Locale) -> dict[str, Told]:
    """Ask afresh, with what nobody has decided, and remind of what was put off."""
    decisions = answers.record.decisions if answers.record else ()
    words = [one.what for one in decisions] + [one.action.what for one in standing(answers)]
    decided = {folded(what) for what in words}
    answered = {one.ask for one in decisions}
    passed = locale.say("before the next talk: choose a new date")
    asks: list[Told] = [
        _dated(spell(ask), ask.by, on, passed)
        for name, ask in with_ids(answers.asks)
        if name not in answered and folded(ask.what) not in decided
    ]
    above = [locale.say("What do you ask this time, and by when?")]
    if asks:
        above.append(locale.say("What was not decided last time is here: is it still wanted?"))
    for decision in decisions:
        if decision.status == "deferred":
            when = f" ({decision.revisit.isoformat()})" if decision.revisit else ""
            above.append(locale.say("Deferred last time: %(what)s", what=decision.what) + when)
    return {"asks": apart(asks or "", "\n".join(above))}


def _blank(name: str, above: str) -> dict[str, Told]:
    return {name: apart("", above)}


def _private(answers: Answers, locale: Locale) -> dict[str, Told]:
    """Answers that were cut have none; whoever keeps it is told to read it again."""
    mine = spell(answers.private) if answers.private else {}
    above = locale.say("Only you see this. Is it still so?")
    return {"private": apart(mine, above)} if unnoted(mine) else {}
