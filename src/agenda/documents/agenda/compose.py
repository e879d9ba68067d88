"""From answers to the content of the agenda: pure, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace

from agenda import answers as model
from agenda.answers import before
from agenda.answers.afterwards import LastFeedback
from agenda.answers.identifying import of_agenda
from agenda.answers.identity import Identity
from agenda.documents import wording
from agenda.documents.agenda import notes, sections
from agenda.documents.agenda.types import (
    Agenda,
    Aspirations,
    Closing,
    NextMonths,
    Person,
    SharedAgenda,
    SinceLastTime,
    Skills,
)
from agenda.documents.entries import Note, Notes, Option
from agenda.language.locale import Locale
from agenda.source.folding import each_once

SMALL = 12
"""Up to so many entries an agenda fits on one page."""
LINES = 3
"""Lines of room for notes: with its label, 18 mm."""


def content(answers: model.SharedAnswers, locale: Locale) -> SharedAgenda:
    """Return the manager's copy: it comes from answers that hold nothing private."""
    identity = of_agenda(answers, "manager")
    return SharedAgenda(_agenda(answers, locale, "", ("record",), identity))


def content_for_me(answers: model.Answers, locale: Locale) -> Agenda:
    """Return the writer's own copy, private notes and all; it says so on every page."""
    marking = wording.marking(answers, locale)
    return _agenda(answers, locale, marking, ("record", "private"), of_agenda(answers, "me"))


def _agenda(
    answers: model.Answers,
    locale: Locale,
    marking: str,
    fields: tuple[str, ...],
    identity: Identity,
) -> Agenda:
    meeting = answers.meeting or before.Meeting.model_construct()
    minutes = shared_out(meeting.minutes, looking_back=_looks_back(answers))
    return Agenda(
        title=locale.say("Career conversation"),
        people=wording.people(answers, locale),
        employee=_person(answers.employee),
        manager=_person(answers.manager),
        roles=tuple(_roles(answers, locale)),
        when=wording.when(meeting, locale),
        length=locale.count("%(num)d minute", "%(num)d minutes", meeting.minutes),
        place=_place(meeting, locale),
        footer=wording.footer(answers, meeting.day, locale),
        marking=marking,
        fields=fields,
        before=answers.manager_prepare or _to_think_about(locale),
        opening=notes.opening(answers, locale),
        since_last_time=_since_last_time(answers, minutes, locale),
        aspirations=_aspirations(answers, minutes, locale),
        skills=_skills(answers, minutes, locale),
        next_months=_next_months(answers, minutes, locale, answered=not marking),
        closing=_closing(answers, minutes, locale, among_us=not marking),
        note_lines=LINES,
        identity=identity,
    )


def _person(person: before.Person) -> Person:
    return Person(person.name, person.role or "", person.called)


def _roles(answers: model.Answers, locale: Locale) -> Iterator[str]:
    for person in (answers.employee, answers.manager):
        told = ", ".join(filter(None, (person.role, person.pronouns)))
        if told:
            yield locale.say("%(name)s: %(role)s", name=person.name, role=told)


def _place(meeting: before.Meeting, locale: Locale) -> str:
    """The zone is named only beside an hour: without one it says nothing."""
    zone = meeting.timezone if meeting.timezone and meeting.hours else ""
    if not meeting.place or not zone:
        return locale.isolated(meeting.place or "") or zone
    return f"{locale.isolated(meeting.place)} ({zone})"


def _to_think_about(locale: Locale) -> tuple[str, ...]:
    return (
        locale.say("What you value most in how I work today"),
        locale.say("One skill you see me needing in two years"),
        locale.say("Where the team will need somebody a year from now"),
    )


def _questions(locale: Locale) -> tuple[str, ...]:
    return (
        locale.say("What do you value most in the work of this team?"),
        locale.say("Where did your own path turn, and what helped?"),
    )


def _since_last_time(
    answers: model.Answers, minutes: Minutes, locale: Locale
) -> SinceLastTime | None:
    if not _looks_back(answers):
        return None
    actions = sorted(answers.since_last_time, key=lambda action: action.status != "open")
    shown = tuple(wording.action(action, answers, locale) for action in actions)
    return SinceLastTime(
        minutes=minutes.since_last_time,
        different=_different(answers),
        checkins=wording.checkins(answers.last_checkins, locale),
        actions=shown,
        notes=wording.own(answers.last_feedback),
    )


def _looks_back(answers: model.Answers) -> bool:
    wanted = _different(answers) or wording.own(answers.last_feedback)
    return bool(answers.since_last_time or answers.last_checkins or wanted)


def _different(answers: model.Answers) -> Notes:
    """Return what each of the two wanted different by now, under their names."""
    wanted = answers.last_feedback or LastFeedback.model_construct()
    sides = ((answers.employee.called, wanted.employee), (answers.manager.called, wanted.manager))
    return tuple(Note(name, text) for name, text in sides if text)


def _aspirations(answers: model.Answers, minutes: Minutes, locale: Locale) -> Aspirations:
    mine = answers.aspirations or before.Aspirations.model_construct()
    return Aspirations(
        minutes=minutes.aspirations,
        long_term=mine.long_term or "",
        horizon=sections.horizon(mine, locale),
        clarity=sections.clarity(mine, locale),
        directions=tuple(sections.direction(way, locale) for way in mine.directions),
        values=tuple(sections.value(value) for value in answers.values),
        energised_by=mine.energised_by,
        drained_by=mine.drained_by,
        achievements=sections.newest(answers.achievements, locale),
        questions=answers.questions or _questions(locale),
        notes=notes.at_aspirations(answers, locale),
    )


def _skills(answers: model.Answers, minutes: Minutes, locale: Locale) -> Skills:
    current = sections.current_skills(answers, locale)
    future = sections.future_skills(answers, locale)
    return Skills(
        minutes=minutes.skills,
        current=current,
        future=future,
        legend=sections.legend(answers, locale),
        levels=sections.levels_to_choose(answers, locale),
        questions=sections.skill_questions(current, future, locale),
        notes=notes.at_skills(answers, locale),
    )


def _next_months(
    answers: model.Answers, minutes: Minutes, locale: Locale, *, answered: bool
) -> NextMonths:
    return NextMonths(
        minutes=minutes.next_months,
        goals=tuple(sections.goal(goal, locale) for goal in answers.goals),
        asks=sections.asks(answers, locale, answered=answered),
        questions=()
        if answers.goals or answers.asks
        else (locale.say("What could I take on in the next 6 to 12 months that serves this?"),),
    )


def _closing(
    answers: model.Answers, minutes: Minutes, locale: Locale, *, among_us: bool
) -> Closing:
    rows = 3 if _size(answers) <= SMALL else 4
    names = tuple(f"new{number}" for number in range(1, rows + 1))
    both = (answers.employee.name, answers.manager.name)
    owners = tuple(Option(name, name) for name in each_once(both))
    return Closing(minutes.closing, names, owners, among_us, notes.at_the_end(answers, locale))


def _size(answers: model.Answers) -> int:
    """Count the entries that take up the page."""
    skills = answers.skills or before.Skills.model_construct()
    lists = (
        answers.values,
        answers.goals,
        answers.asks,
        answers.questions,
        answers.achievements,
        answers.since_last_time,
        answers.last_checkins,
        skills.current,
        skills.future,
    )
    return sum(len(entries) for entries in lists)


# --- how the meeting's minutes are shared out among the sections -----------------------


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes for each section; they add up to the meeting's."""

    since_last_time: int
    aspirations: int
    skills: int
    next_months: int
    closing: int

    @property
    def total(self) -> int:
        """How long the talk takes."""
        return sum(astuple(self))


MEASURED = {30: Minutes(3, 9, 9, 6, 3), 45: Minutes(5, 14, 13, 8, 5), 60: Minutes(6, 18, 18, 12, 6)}
"""The lengths that people book, and how these are shared out."""
SHARES = (10, 30, 30, 20, 10)
"""Hundredths for each section at any other length: those of the 60 minutes."""


def shared_out(total: int, *, looking_back: bool) -> Minutes:
    """Share `total` minutes out in whole ones; the closing keeps at least a tenth.

    Without a look back at last time, its minutes go to the aspirations.
    """
    minutes = MEASURED.get(total) or _by_shares(total)
    if looking_back:
        return minutes
    longer = minutes.aspirations + minutes.since_last_time
    return replace(minutes, since_last_time=0, aspirations=longer)


def _by_shares(total: int) -> Minutes:
    """Round down, then give what is left to the largest remainders, the closing first."""
    whole = [total * share // 100 for share in SHARES]
    remainders = [total * share % 100 for share in SHARES]
    closing = len(SHARES) - 1
    order = sorted(range(len(SHARES)), key=lambda place: (place != closing, -remainders[place]))
    for place in [place for place in order if remainders[place]][: total - sum(whole)]:
        whole[place] += 1
    return Minutes(*whole)
