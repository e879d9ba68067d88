"""A record to fill in after the talk, with what the answers file already knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from agenda.answers import Answers
from agenda.answers.before import Skills
from agenda.answers.cycle.following import proposed
from agenda.answers.cycle.standing import ENDED, goals_of, held, standing
from agenda.language.locale import Locale
from agenda.source.folding import folded
from agenda.source.fresh import Noted, Told, apart


def skeleton(answers: Answers, locale: Locale, today: date) -> dict[str, Told]:
    """Return the record part: the day, both names, and proposed actions with ids of their own.

    What is blank in it says nothing until it is filled in, as the day of a talk that is to come.
    """
    say, on = locale.say, held(answers)
    day = on.isoformat() if on and on <= today else ""
    skills = answers.skills or Skills()
    named = [skill.name for skill in (*skills.current, *skills.future)]
    next_day = proposed(answers)
    when = say("for example %(day)s", day=next_day.isoformat()) if next_day else ""
    example, reserve = say("A day a week in another team"), say("Half a day a month is thin.")
    return {
        "held": Noted(day, beside=say("when you talked")),
        "attendees": [answers.employee.name, answers.manager.name],
        "summary": Noted(
            {"aspirations": "", "skills": "", "alignment": ""},
            say("The talk in three short paragraphs, so that both of you find yourselves in it."),
        ),
        "manager_values": _list(
            say("What your manager values, one a line:"), say("Hearing bad news on the same day")
        ),
        **_levels(named, locale),
        "expectations": Noted(
            {"of_employee": "", "of_manager": ""},
            say("What each expects of the other: two lists, one line for each."),
        ),
        "decisions": _list(
            say("What was decided: agreed, deferred or declined."),
            f"what: {example}",
            "status: deferred",
            f"revisit: {next_day.isoformat() if next_day else '2027-05-18'}",
        ),
        "actions": Noted(
            list(propose_actions(answers)) or "",
            say(
                "What was open, and your goals and asks as proposals. Keep what you agreed on, in"
                " words that a third person understands, each with its owner and a due date."
            ),
        ),
        "reservations": _list(
            say("Where one of you sees it differently."),
            f"what: {reserve}",
            f"who: {answers.employee.name}",
        ),
        "next_check_in": Noted("", beside=when),
        "sharing": Noted(
            {"with": "", "keep_until": ""},
            say("Who else may see this (a list), and until when it is kept (a date)."),
        ),
        "private": Noted("", say("Only you see this: how it went, and what you make of it.")),
        "sent": Noted("", say("Later: the day it went out, and when each of you acknowledged it.")),
        "acknowledged": {"employee": "", "manager": ""},
    }


def start_record(answers: Answers, locale: Locale, today: date) -> Noted:
    """Return the record part as it is added to a file, apart from what stands before it."""
    above = locale.say("After the talk: fill this in within a day, then run agenda followup.")
    return apart(skeleton(answers, locale, today), above)


def _list(above: str, first: str, *more: str) -> Noted:
    """Return a blank list with an example below it, written as it would stand there."""
    return Noted("", above, below="\n".join((f"- {first}", *(f"  {line}" for line in more))))


def _levels(names: list[str], locale: Locale) -> dict[str, Told]:
    """Leave room for both readings of each skill."""
    if not names:
        return {}
    theirs, agreed = ([{"skill": name, "level": ""} for name in names] for _ in range(2))
    return {
        "manager_levels": Noted(theirs, locale.say("How your manager reads your skills.")),
        "agreed_levels": Noted(agreed, locale.say("What you both settled on.")),
    }


def propose_actions(answers: Answers) -> Iterator[dict[str, Told]]:
    """Yield what is open, then each goal as the employee's, each ask as the manager's.

    Ids are short, and free in this file.
    """
    on, every = held(answers), standing(answers)
    earlier = [one for one in every if one.open]
    for one in earlier:
        due = _due(one.action.due, on)
        owner = one.action.owner or ""
        yield {"id": one.id, "what": one.action.what, "owner": owner, "due": due,
               "carried": str(one.action.carried)}  # fmt: skip
    known = {folded(one.action.what) for one in every}
    goals = ((goal.what, "employee", goal.by) for goal in goals_of(answers)
             if goal.outcome not in ENDED)  # fmt: skip
    asks = ((ask.what, "manager", ask.by) for ask in answers.asks)
    taken = {one.id for one in every}
    ids = (f"a{number}" for number in count(1) if f"a{number}" not in taken)
    for what, owner, by in (*goals, *asks):
        if folded(what) not in known:
            yield {"id": next(ids), "what": what, "owner": owner, "due": _due(by, on)}


def _due(by: date | None, on: date | None) -> str:
    """A date that passed before the talk is none to agree on."""
    return by.isoformat() if by and not (on and by < on) else ""
