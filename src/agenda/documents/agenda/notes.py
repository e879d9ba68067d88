"""Private texts, each at the place of the agenda where it helps. Shared answers have none."""

from __future__ import annotations

from datetime import date

from agenda.answers.before import Achievement
from agenda.answers.root import Answers, OnlyMine
from agenda.documents.entries import Note, Notes
from agenda.documents.wording import own
from agenda.language.locale import Locale

NEWEST = 3
"""So many achievements stand on the page."""


def by_age(entries: tuple[Achievement, ...]) -> list[Achievement]:
    """Sort by date, newest first; those without one keep their order, after the dated ones."""
    return sorted(entries, key=lambda entry: entry.when or date.min, reverse=True)


def opening(answers: Answers, locale: Locale) -> Notes:
    """Return what comes first: the first sentence, what must be said and what must not."""
    say, mine = locale.say, answers.private or OnlyMine.model_construct()
    told = (
        (say("How I open"), mine.opening),
        (say("I must say"), mine.must_say),
        (say("I will not say"), mine.avoid_saying),
    )
    people = own(answers.meeting) + own(answers.employee) + own(answers.manager)
    return _filled(told) + people


def at_aspirations(answers: Answers, locale: Locale) -> Notes:
    """Return what weighs on the long view."""
    say, mine = locale.say, answers.private or OnlyMine.model_construct()
    told = (
        (say("What worries me"), mine.worries),
        (say("What I know about my manager"), mine.about_manager),
    )
    return _filled(told) + own(answers.aspirations) + _of_older_achievements(answers)


def _of_older_achievements(answers: Answers) -> Notes:
    """Return the notes of what the page leaves out, so that none of mine is lost."""
    return tuple(
        Note(achievement.what, note.text)
        for achievement in by_age(answers.achievements)[NEWEST:]
        for note in own(achievement)
    )


def at_skills(answers: Answers, locale: Locale) -> Notes:
    """Return what others said of the skills."""
    mine = answers.private or OnlyMine.model_construct()
    told = ((locale.say("Feedback I received"), mine.feedback_received),)
    return _filled(told) + own(answers.skills)


def at_the_end(answers: Answers, locale: Locale) -> Notes:
    """Return what belongs to other talks, and the rest."""
    say, mine = locale.say, answers.private or OnlyMine.model_construct()
    told = (
        (say("Promotion, for a talk of its own"), mine.promotion),
        (say("Pay, for a talk of its own"), mine.pay),
        (say("Looking elsewhere"), mine.job_search),
        (say("Names to leave out"), ", ".join(map(locale.isolated, mine.other_people))),
        (say("Trust between us"), _trust(mine, locale)),
        (say("Notes"), mine.notes),
    )
    return _filled(told)


def _trust(mine: OnlyMine, locale: Locale) -> str:
    say = locale.say
    return {"low": say("low"), "medium": say("medium"), "high": say("high")}.get(
        mine.trust or "", ""
    )


def _filled(told: tuple[tuple[str, str | None], ...]) -> Notes:
    return tuple(Note(label, text) for label, text in told if text)
