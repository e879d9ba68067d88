"""A record to fill in after the talk, with what the answers file already knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agenda.answers import Answers
from agenda.answers.before import Person, Skills
from agenda.answers.cycle.following import proposed
from agenda.answers.cycle.standing import ENDED, goals_of, held, standing
from agenda.answers.gaps import GAP
from agenda.answers.part import with_ids
from agenda.language.locale import Locale
from agenda.language.reading import Reading
from agenda.source.folding import folded
from agenda.source.fresh import FreshHand, Noted, Told, apart

LONGEST_ID = 30
FIRST_STEP = timedelta(weeks=2)
"""How soon after the talk a goal begins."""


def skeleton(answers: Answers, locale: Locale, reading: Reading, today: date) -> dict[str, Told]:
    """Return the record part: the day, both names, and proposed actions with ids of their own.

    What is blank in it says nothing until it is filled in, as the day of a talk that is to come.
    """
    say, on = locale.say, held(answers)
    day = on.isoformat() if on and on <= today else ""
    skills = answers.skills or Skills.model_construct()
    named = [skill.name for skill in (*skills.current, *skills.future)]
    next_day = proposed(answers)
    when = say("for example %(day)s", day=next_day.isoformat()) if next_day else ""
    reserve = say("Half a day a month is thin.")
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
        "decisions": Noted(
            "",
            say("What was decided: agreed, deferred or declined."),
            below="\n".join(FreshHand().written(_undecided(answers, next_day, locale))),
        ),
        "actions": Noted(
            list(propose_actions(answers, locale, reading)) or "",
            say(
                "What was open, and the first steps of your goals, as proposals. Keep what you"
                " agreed on, in words that a third person understands, each with its owner and a"
                " due date. What an agreed ask means is added when you run this again."
            ),
        ),
        "reservations": _list(
            say("Where one of you sees it differently."),
            f"what: {reserve}",
            f"who: {answers.employee.name}",
        ),
        "feedback": Noted(
            {side: {"helped": "", "different": ""} for side in ("employee", "manager")},
            say("How the talk was, for each of you: what helped, and what to do differently."),
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


def _undecided(answers: Answers, later: date | None, locale: Locale) -> list[dict[str, str]]:
    """Return the asks as decisions to go on from, or an example where nothing was asked."""
    asks = [{"what": ask.what, "ask": name, "status": "agreed"}
            for name, ask in with_ids(answers.asks)]  # fmt: skip
    revisit = later.isoformat() if later else "2027-05-18"
    example = {"what": locale.say("A day a week in another team"), "status": "deferred",
               "revisit": revisit}  # fmt: skip
    return asks or [example]


def start_record(answers: Answers, locale: Locale, reading: Reading, today: date) -> Noted:
    """Return the record part as it is added to a file, apart from what stands before it."""
    above = locale.say("After the talk: fill this in within a day, then run agenda followup.")
    return apart(skeleton(answers, locale, reading, today), above)


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


def propose_actions(
    answers: Answers, locale: Locale, reading: Reading
) -> Iterator[dict[str, Told]]:
    """Yield what is open, then the first step of each goal, and what was agreed to of the asks.

    An action has the id of the goal or ask it comes from: so it is known again, however it is
    worded. Whose words speak of 'you' or 'me' are a stranger's riddle a year on: they are
    quoted, with a gap for what is to be done.
    """
    on, every = held(answers), standing(answers)
    earlier = [one for one in every if one.open]
    for one in earlier:
        due = _due(one.action.due, on)
        owner = one.action.owner or ""
        yield {"id": one.id, "what": one.action.what, "owner": owner, "due": due,
               "carried": str(one.action.carried)}  # fmt: skip
    known, taken = {folded(one.action.what) for one in every}, {one.id for one in every}
    agreed = {one.id for one in answers.record.actions} if answers.record else set()
    for name, what, owner, by in (
        *_first_steps(answers, locale, reading),
        *_granted(answers, locale),
    ):
        ids = (name, f"{name[:LONGEST_ID]}-2")  # the first may be that of an action of last time
        free = next((one for one in ids if one not in taken), None)
        if free and not agreed.intersection(ids) and folded(what) not in known:
            taken.add(free)
            yield {"id": free, "what": what, "owner": owner, "due": _due(by, on)}


Proposed = tuple[str, str, str, date | None]
"""An id, what is to be done, who does it, and by when."""


def _first_steps(answers: Answers, locale: Locale, reading: Reading) -> Iterator[Proposed]:
    """Yield how each goal begins, within two weeks of the talk; a goal is no action itself."""
    on = held(answers)
    for name, goal in with_ids(goals_of(answers)):
        if goal.first_step and goal.outcome not in ENDED:
            what = goal.first_step
            if _is_personal(what, reading):
                what = _framed(what, answers.employee, locale)
            yield name, what, "employee", on + FIRST_STEP if on else None


def _granted(answers: Answers, locale: Locale) -> Iterator[Proposed]:
    """Yield what the manager has agreed to: what that means to a stranger is theirs to say."""
    asks, goals = dict(with_ids(answers.asks)), dict(with_ids(goals_of(answers)))
    for one in answers.record.decisions if answers.record else ():
        if one.ask in asks and one.status == "agreed":
            what = _framed(one.what, answers.manager, locale)
            name = f"{one.ask[:LONGEST_ID]}-ask" if one.ask in goals else one.ask
            yield name, what, "manager", asks[one.ask].by


def _framed(words: str, who: Person, locale: Locale) -> str:
    asked = locale.say("for “%(words)s”: what will %(name)s do?", words=words, name=who.called)
    return f"{asked} {GAP}"


def _is_personal(text: str, reading: Reading) -> bool:
    """Whether a text speaks of whoever wrote it, or to somebody: a third person cannot tell whom.

    A capital counts inside a text alone: 'Sie' are you, and 'sie' they.
    """
    first, *others = re.findall(r"\w+", text) or [""]
    return first.lower() in reading.personal or any(one in reading.personal for one in others)


def _due(by: date | None, on: date | None) -> str:
    """A date that passed before the talk is none to agree on."""
    return by.isoformat() if by and not (on and by < on) else ""
