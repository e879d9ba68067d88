"""From answers to the content of the follow-up record: pure, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator

from agenda import answers as model
from agenda.answers import Answers, gaps
from agenda.answers import record as recorded
from agenda.answers.audience import named
from agenda.answers.cycle.standing import Standing, held, name_in, standing
from agenda.answers.identifying import of_record
from agenda.answers.identity import Identity
from agenda.answers.part import with_ids
from agenda.documents import wording
from agenda.documents.entries import Note, Notes
from agenda.documents.record import sections
from agenda.documents.record.sections import skills
from agenda.documents.record.types import (
    Account,
    Acknowledgement,
    Pair,
    Record,
    Room,
    SharedRecord,
    Sharing,
    Signature,
)
from agenda.documents.wording import own
from agenda.language.locale import Locale
from agenda.source.folding import each_once, folded
from agenda.source.problems import Problem, error


def content(answers: model.SharedAnswers, locale: Locale) -> SharedRecord:
    """Return the record that both see: it comes from answers that hold nothing private."""
    rooms = _rooms(answers, locale)
    return SharedRecord(_record(answers, locale, "", rooms, of_record(answers, "manager")))


def content_for_me(answers: model.Answers, locale: Locale) -> Record:
    """Return the writer's own copy with the private reflection; it says so on every page."""
    marking = wording.marking(answers, locale)
    return _record(answers, locale, marking, (), of_record(answers, "me"))


def _rooms(answers: model.Answers, locale: Locale) -> tuple[Room, ...]:
    """Return where the manager writes; each line becomes an entry of that list."""
    name = answers.manager.called
    return (
        Room(locale.say("%(name)s adds or corrects", name=name), ("record", "remarks")),
        Room(locale.say("%(name)s sees it differently", name=name), ("record", "reservations")),
    )


def _record(
    answers: model.Answers,
    locale: Locale,
    marking: str,
    rooms: tuple[Room, ...],
    identity: Identity,
) -> Record:
    agreed = answers.record or recorded.Record()
    on = held(answers)
    asks = {name: ask.what for name, ask in with_ids(answers.asks)}
    acknowledgement = _acknowledgement(answers, agreed, locale, own_fields=bool(rooms))
    asked = bool(rooms) and not acknowledgement.complete
    return Record(
        title=locale.say("Follow-up record"),
        people=wording.people(answers, locale),
        employee=answers.employee.name,
        manager=answers.manager.name,
        held=sections.weekday(on, locale),
        attendees=_attendees(answers, agreed, locale),
        footer=wording.footer(answers, on, locale),
        marking=marking,
        state=_state(answers, agreed, acknowledgement, locale),
        reflection=at_the_top(agreed),
        aspirations=_aspirations(agreed),
        values=_values(answers, agreed),
        skills_told=_skills(agreed),
        skills=skills(answers, agreed, locale),
        alignment=_alignment(agreed),
        expectations=_expectations(agreed),
        goals=tuple(sections.goal(goal, locale) for goal in answers.goals),
        decisions=tuple(sections.decision(entry, asks, locale) for entry in agreed.decisions),
        actions=tuple(sections.by_owner(answers, locale)),
        next_check_in=sections.weekday(agreed.next_check_in, locale),
        reservations=tuple(sections.remark(entry, answers) for entry in agreed.reservations),
        remarks=tuple(sections.remark(entry, answers) for entry in agreed.remarks),
        sharing=_sharing(answers, agreed, locale),
        feedback=sections.feedback(answers, agreed, locale, asked=asked),
        acknowledgement=acknowledgement,
        rooms=rooms if asked else (),
        identity=identity,
    )


def _attendees(answers: model.Answers, agreed: recorded.Record, locale: Locale) -> str:
    """Say who took part, where it was not just the two whose names stand above."""
    names = tuple(name_in(name, answers) for name in agreed.attendees)
    both = {folded(answers.employee.name), folded(answers.manager.name)}
    just_them = {folded(name) for name in names} <= both and len(names) != 1
    return "" if just_them else locale.listed(names)


def _state(
    answers: model.Answers, agreed: recorded.Record, done: Acknowledgement, locale: Locale
) -> str:
    """Say whether it is a draft, has gone out, or was acknowledged."""
    if done.complete:
        return locale.say("Acknowledged by both.")
    names = {"employee": answers.employee.name, "manager": answers.manager.name}
    open_places = len(list(gaps.within(agreed)))
    sentences = [locale.say("Draft by %(employee)s, for %(manager)s to correct.", **names)]
    if open_places:
        sentences.append(
            locale.count(
                "%(num)d place in it is still to be filled in.",
                "%(num)d places in it are still to be filled in.",
                open_places,
            )
        )
    if agreed.sent:
        sentences.append(locale.say("Sent on %(day)s.", day=locale.day(agreed.sent)))
    for signature in done.signatures:
        if signature.on:
            said = {"name": signature.name, "day": signature.on.text}
            sentences.append(locale.say("%(name)s acknowledged it on %(day)s.", **said))
    return " ".join(sentences)


def _told(summary: str | None, notes: tuple[str | None, ...], private: Notes) -> Account:
    return Account(summary or "", tuple(note for note in notes if note), private)


def _aspirations(agreed: recorded.Record) -> Account:
    summary, notes = agreed.summary or recorded.Summary(), agreed.notes or recorded.Notes()
    private = at(agreed, "aspirations")
    return _told(summary.aspirations, (notes.aspirations,), private)


def _skills(agreed: recorded.Record) -> Account:
    summary, notes = agreed.summary or recorded.Summary(), agreed.notes or recorded.Notes()
    return _told(summary.skills, (notes.skills,), at(agreed, "skills"))


def _alignment(agreed: recorded.Record) -> Account:
    """Everything else that was noted is about what was and will be done: it belongs here."""
    summary, notes = agreed.summary or recorded.Summary(), agreed.notes or recorded.Notes()
    written = (notes.since_last_time, notes.next_months, notes.agreements)
    private = at(agreed, "since_last_time", "next_months", "agreements")
    return _told(summary.alignment, written, private)


def _values(answers: model.Answers, agreed: recorded.Record) -> Pair:
    mine = tuple(sections.value(value) for value in answers.values)
    return Pair(mine, sections.plain(agreed.manager_values))


def _expectations(agreed: recorded.Record) -> Pair:
    both = agreed.expectations or recorded.Expectations()
    return Pair(sections.plain(both.of_employee), sections.plain(both.of_manager), own(both))


def _sharing(answers: model.Answers, agreed: recorded.Record, locale: Locale) -> Sharing:
    given = agreed.sharing or recorded.Sharing()
    both = (answers.employee.name, answers.manager.name)
    others = (name_in(name, answers) for name in given.with_)
    people = locale.listed(each_once((*both, *others))) if given.with_ else ""
    return Sharing(people, wording.moment(given.keep_until, locale), own(given))


def _acknowledgement(
    answers: model.Answers, agreed: recorded.Record, locale: Locale, *, own_fields: bool
) -> Acknowledgement:
    """A private copy is not handed round, so nobody signs it."""
    given = agreed.acknowledged or recorded.Acknowledged()
    both = (("employee", answers.employee.name), ("manager", answers.manager.name))
    signatures = tuple(
        Signature(
            name,
            wording.moment(getattr(given, side), locale),
            ("record", "acknowledged", side) if own_fields else (),
            ("record", "acknowledged", side, "yes") if own_fields else (),
        )
        for side, name in both
    )
    return Acknowledgement(signatures, answers.employee.email or "", own(given))


# --- what a record cannot do without ---------------------------------------------------


def needs(answers: Answers) -> Iterator[Problem]:
    """Yield what a record cannot do without: the part of the file that says what was agreed."""
    if answers.record is None:
        yield error(
            "needs",
            "a record needs what was agreed, and there is no `record` part",
            "write record: with what you agreed; `agenda followup --start` adds one to fill in",
        )


def find_unsettled(answers: Answers) -> Iterator[Problem]:
    """Yield what keeps a record from being sent: what both would have to remember alike.

    Each open action needs an owner and a date, and the next check-in has to stand.
    """
    for one in standing(answers):
        if one.open:
            yield from _unsettled(one)
    if answers.record:
        for path in gaps.within(answers.record, ("record",)):
            yield error(
                "gap",
                f"{named(path)} is still to be filled in, so the record cannot be sent yet",
                f"write it in the place of {gaps.GAP}; agenda followup shows the draft",
                path,
            )
    if answers.record and answers.record.next_check_in is None:
        yield error(
            "not-agreed",
            "the next check-in is not agreed, so the record cannot be sent yet",
            "write next_check_in: and a date; agenda followup shows the draft",
            ("record", "next_check_in"),
        )


def _unsettled(one: Standing) -> Iterator[Problem]:
    what, path = f"'{one.action.what}'", tuple(one.path)
    if not one.action.owner:
        yield error(
            "not-agreed",
            f"{what} has no owner, so the record cannot be sent yet",
            "write owner: employee, manager or a name",
            path,
        )
    if not one.action.due:
        yield error(
            "not-agreed",
            f"{what} has no date, so the record cannot be sent yet",
            "write due: and a date",
            path,
        )


# --- What the writer alone noted about the talk, each at its place. Shared answers ha


PLACES = frozenset({"since_last_time", "aspirations", "skills", "next_months", "agreements"})
"""The names under `private: notes:` that belong to a section; the fields of a private copy."""


def at_the_top(record: recorded.Record) -> Notes:
    """Return the reflection as a whole, and what belongs to no section."""
    loose = tuple(
        Note(_label(name, inner), text)
        for name, texts in record.private.items()
        for inner, text in texts.items()
        if text and not (name == "notes" and inner in PLACES)
    )
    return loose + own(record.notes) + own(record.summary)


def at(record: recorded.Record, *places: str) -> Notes:
    """Return what was noted in the rooms of a private copy for these places."""
    notes = record.private.get("notes", {})
    return tuple(Note("", notes[place]) for place in places if notes.get(place))


def _label(name: str, inner: str) -> str:
    return " ".join(part for part in (name, inner) if part).replace("_", " ")
