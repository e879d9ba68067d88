"""From answers to the content of the follow-up record: pure, the same for every format."""

from __future__ import annotations

from agenda import answers as model
from agenda.answers import record as recorded
from agenda.answers.cycle.standing import held, name_in
from agenda.answers.identifying import of_record
from agenda.answers.identity import Identity
from agenda.answers.texts import folded
from agenda.documents import wording
from agenda.documents.entries import Notes
from agenda.documents.record import reflection, sections
from agenda.documents.record.skills import skills
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
    name = answers.manager.name
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
    acknowledgement = _acknowledgement(answers, agreed, locale, own_fields=bool(rooms))
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
        reflection=reflection.at_the_top(agreed),
        aspirations=_aspirations(agreed),
        values=_values(answers, agreed),
        skills_told=_skills(agreed),
        skills=skills(answers, agreed, locale),
        alignment=_alignment(agreed),
        expectations=_expectations(agreed),
        goals=tuple(sections.goal(goal, locale) for goal in answers.goals),
        decisions=tuple(sections.decision(entry, locale) for entry in agreed.decisions),
        actions=tuple(sections.by_owner(answers, locale)),
        next_check_in=sections.weekday(agreed.next_check_in, locale),
        reservations=tuple(sections.remark(entry, answers) for entry in agreed.reservations),
        remarks=tuple(sections.remark(entry, answers) for entry in agreed.remarks),
        sharing=_sharing(answers, agreed, locale),
        acknowledgement=acknowledgement,
        rooms=() if acknowledgement.complete else rooms,
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
    sentences = [locale.say("Draft by %(employee)s, for %(manager)s to correct.", **names)]
    if agreed.sent:
        sentences.append(locale.say("Sent on %(day)s.", day=locale.day(agreed.sent)))
    for signature in done.signatures:
        if signature.on:
            said = {"name": signature.name, "day": signature.on.text}
            sentences.append(locale.say("%(name)s acknowledged it on %(day)s.", **said))
    return " ".join(sentences)


def _told(summary: str | None, notes: tuple[str | None, ...], private: Notes) -> Account:
    return Account(summary or "", () if summary else tuple(note for note in notes if note), private)


def _aspirations(agreed: recorded.Record) -> Account:
    summary, notes = agreed.summary or recorded.Summary(), agreed.notes or recorded.Notes()
    private = reflection.at(agreed, "aspirations")
    return _told(summary.aspirations, (notes.aspirations,), private)


def _skills(agreed: recorded.Record) -> Account:
    summary, notes = agreed.summary or recorded.Summary(), agreed.notes or recorded.Notes()
    return _told(summary.skills, (notes.skills,), reflection.at(agreed, "skills"))


def _alignment(agreed: recorded.Record) -> Account:
    """Everything else that was noted is about what was and will be done: it belongs here."""
    summary, notes = agreed.summary or recorded.Summary(), agreed.notes or recorded.Notes()
    written = (notes.since_last_time, notes.next_months, notes.agreements)
    private = reflection.at(agreed, "since_last_time", "next_months", "agreements")
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
    people = locale.listed(dict.fromkeys((*both, *others))) if given.with_ else ""
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
