"""How an entry of the answers reads, in whichever document it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from agenda import answers as model
from agenda.answers import afterwards, before
from agenda.answers.cycle.standing import name_in
from agenda.answers.part import Part
from agenda.documents.entries import (
    Achievement,
    Action,
    CheckIn,
    Goal,
    Milestone,
    Moment,
    Note,
    Notes,
)
from agenda.language.direction import PDI
from agenda.language.locale import Locale

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


def moment(on: date | None, locale: Locale) -> Moment | None:
    """Return a day as people read it."""
    return Moment(locale.day(on), on.isoformat()) if on else None


def short_moment(on: date | None, locale: Locale) -> Moment | None:
    """Return a day for a narrow column."""
    return Moment(locale.short_day(on), on.isoformat()) if on else None


def when(meeting: before.Meeting, locale: Locale) -> Moment | None:
    """Return when the two meet; the day alone while the hour is open."""
    if meeting.start is None or meeting.day is None:
        return None
    day = locale.weekday(meeting.day)
    if meeting.hours is None:
        return Moment(day, meeting.day.isoformat())
    text = locale.say("%(day)s, %(hours)s", day=day, hours=locale.hours(*meeting.hours))
    return Moment(text, meeting.start.isoformat())


def people(answers: model.Answers, locale: Locale) -> str:
    """Name both who talk in one line."""
    return locale.say(
        "%(employee)s with %(manager)s",
        employee=answers.employee.name,
        manager=answers.manager.name,
    )


def footer(answers: model.Answers, on: date | None, locale: Locale) -> str:
    """Return what stands at the foot of each page: who, and the day of the talk."""
    names = people(answers, locale)
    return locale.say("%(names)s, %(day)s", names=names, day=locale.day(on)) if on else names


def marking(answers: model.Answers, locale: Locale) -> str:
    """Return what a document for its writer alone says on every page."""
    return locale.say("PRIVATE: for %(name)s alone", name=answers.employee.name)


def action(entry: before.Action, answers: model.Answers, locale: Locale) -> Action:
    """Return an action and how it stands."""
    return Action(
        what=entry.what,
        owner=name_in(entry.owner, answers),
        due=short_moment(entry.due, locale),
        open=entry.status == "open",
        state=state(entry, locale),
        detail="; ".join(filter(None, (entry.reason, entry.evidence))),
        notes=own(entry),
    )


def state(entry: before.Action, locale: Locale) -> str:
    """Say how an action stands, and how often it was carried while it is open."""
    say = locale.say
    told = {"open": say("open"), "done": say("done"), "dropped": say("dropped")}[entry.status]
    times = entry.carried if entry.status == "open" else 0
    return ", ".join(filter(None, (told, carried(times, locale))))


def carried(times: int, locale: Locale) -> str:
    """Say how often something was carried over; '' where it was not."""
    known = {0: "", 1: locale.say("carried over once"), 2: locale.say("carried over twice")}
    if times in known:
        return known[times]
    return locale.count("carried over %(num)d time", "carried over %(num)d times", times)


def achievement(entry: before.Achievement, locale: Locale) -> Achievement:
    """Return something that went well."""
    when = Moment(locale.month(entry.when), entry.when.isoformat()) if entry.when else None
    link = entry.link or ""
    return Achievement(entry.what, entry.result or "", when, link, href(link), own(entry))


def href(link: str) -> str:
    """Return the link where it is an address that may be followed."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.scheme.lower() == "mailto":
        return link if parts.path and not parts.query else ""
    safe = parts.scheme.lower() in SAFE_SCHEMES and parts.netloc and "@" not in parts.netloc
    return link if safe else ""


OUTCOMES = ("achieved", "partial", "open", "dropped")


def outcome(entry: before.Goal, locale: Locale) -> str:
    """Say what became of a goal."""
    say = locale.say
    told = (say("achieved"), say("partly reached"), say("open"), say("dropped"))
    return dict(zip(OUTCOMES, told, strict=True))[entry.outcome or "open"]


def goal(entry: before.Goal, locale: Locale, *, serves: str = "", private: Notes) -> Goal:
    """Return a goal with how it is measured, how it begins and, where said, what it serves."""
    say = locale.say
    details = (
        (say("Done when"), entry.success),
        (say("First step"), entry.first_step),
        (say("Leads towards"), serves),
    )
    on_the_way = tuple(milestone(one, locale) for one in entry.milestones)
    return Goal(entry.what, moment(entry.by, locale), on_the_way, labelled(details), private)


def milestone(entry: before.Milestone, locale: Locale) -> Milestone:
    """Return a step on the way to a goal."""
    return Milestone(entry.what, short_moment(entry.by, locale), own(entry))


def checkin(entry: afterwards.CheckIn, locale: Locale) -> CheckIn:
    """Return what was said in the ten minutes of a quarter, each under its label."""
    say = locale.say
    still = {"yes": say("yes"), "no": say("no")}.get(entry.direction or "")
    told = (
        (say("Moved"), entry.moved),
        (say("Stuck"), entry.stuck),
        (say("We change"), entry.change),
        (say("Still the right direction"), still),
    )
    said = tuple(Note(label, text) for label, text in told if text)
    return CheckIn(short_moment(entry.held, locale), said, own(entry))


def checkins(entries: Iterable[afterwards.CheckIn], locale: Locale) -> tuple[CheckIn, ...]:
    """Return the check-ins in the order of their days."""
    return tuple(checkin(one, locale) for one in sorted(entries, key=lambda one: one.held))


def own(part: Part | None) -> Notes:
    """Return what stands under `private` in a part of the file."""
    texts = part.private if part else {}
    return tuple(Note(label.replace("_", " "), text) for label, text in texts.items() if text)


def labelled(details: tuple[tuple[str, str | None], ...]) -> Notes:
    """Return what was written, each as a sentence behind its label."""
    return tuple(Note(label, sentence(text)) for label, text in details if text)


def sentence(text: str) -> str:
    """End a text with a full stop where it has no end of its own, so that another may follow."""
    seen = text.rstrip(PDI)
    return text if seen.endswith((".", "!", "?", "…", "。", "؟", ":", ";")) else f"{text}."
