"""A record to fill in after the talk, with what the answers file already knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agenda.model.answers import Answers
from agenda.model.answers.before import Skills
from agenda.model.cycle.following import ENDED, proposed
from agenda.model.cycle.standing import held
from agenda.model.locale import Locale
from agenda.model.source.fresh import Noted, Told


def skeleton(answers: Answers, locale: Locale) -> dict[str, Told]:
    """Return the record part: the day, both names, goals and asks as proposed actions.

    What is blank in it says nothing until it is filled in.
    """
    say, on = locale.say, held(answers)
    skills = answers.skills or Skills()
    named = [skill.name for skill in (*skills.current, *skills.future)]
    next_day = proposed(answers)
    when = say("for example %(day)s", day=next_day.isoformat()) if next_day else ""
    return {
        "held": Noted(on.isoformat() if on else "", beside=say("when you talked")),
        "attendees": [answers.employee.name, answers.manager.name],
        "summary": Noted(
            {"aspirations": "", "skills": "", "alignment": ""},
            say("The talk in three short paragraphs, so that both of you find yourselves in it."),
        ),
        "manager_values": Noted("", say("What your manager values: the other half.")),
        **_levels(named, locale),
        "expectations": Noted(
            {"of_employee": "", "of_manager": ""}, say("What each expects of the other.")
        ),
        "decisions": Noted(
            "", say("What was decided; status: agreed, deferred or declined, and when to revisit:.")
        ),
        "actions": Noted(list(_actions(answers, on)) or "", say(
            "Proposed from your goals and asks: keep what you agreed on, each with its owner and a"
            " due date."
        )),
        "reservations": Noted("", say("Where one of you sees it differently; what: and who:.")),
        "next_check_in": Noted("", beside=when),
        "sharing": Noted({"with": "", "keep_until": ""}, say("Who may see this, and until when.")),
        "private": Noted("", say("Only you see this: how it went, and what you make of it.")),
    }  # fmt: skip


def _levels(names: list[str], locale: Locale) -> dict[str, Told]:
    """Leave room for both readings of each skill."""
    if not names:
        return {}
    theirs, agreed = ([{"skill": name, "level": ""} for name in names] for _ in range(2))
    return {
        "manager_levels": Noted(theirs, locale.say("How your manager reads your skills.")),
        "agreed_levels": Noted(agreed, locale.say("What you both settled on.")),
    }


def _actions(answers: Answers, on: date | None) -> Iterator[Told]:
    """Propose each goal as an action of the employee's, each ask as one of the manager's."""
    goals = (goal for goal in answers.goals if goal.outcome not in ENDED)
    yield from (_action(goal.what, "employee", goal.by, on) for goal in goals)
    yield from (_action(ask.what, "manager", ask.by, on) for ask in answers.asks)


def _action(what: str, owner: str, by: date | None, on: date | None) -> Told:
    """A date that passed before the talk is none to agree on."""
    due = by.isoformat() if by and not (on and by < on) else ""
    return {"what": what, "owner": owner, "due": due}
