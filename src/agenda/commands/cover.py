"""The first half of posting: the answers, what the document says, and what the e-mail says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from agenda.commands import files
from agenda.commands.advice import advice
from agenda.commands.brief import brief, spoken
from agenda.commands.calendar import beside, invitation, invited, replaced
from agenda.commands.posting import Cover, Posting, Reading
from agenda.commands.sound import reading_of, sound
from agenda.commands.wish import Wish
from agenda.documents.cover import COVERS
from agenda.documents.record import unsettled
from agenda.exchange.calendar import NotOurs
from agenda.exchange.earlier import later
from agenda.exchange.email import file_name
from agenda.model import audience
from agenda.model.answers import Answers, validate
from agenda.model.audience import Audience
from agenda.model.cycle.standing import held
from agenda.model.locale import Locale
from agenda.model.mailbox import Mailbox
from agenda.model.problems import Problem, error
from agenda.model.source import Source


def read_for(source: Source, asked: Posting) -> Reading:
    """Return what is said and sent of the answers. Raises Stop with all that keeps it back."""
    made = brief(source, asked.wish)
    sent = _checked(source, asked)
    return Reading(
        source,
        replace(made, advice=advice(source, asked.wish)),
        _cover(source, asked),
        sent,
    )


def _checked(source: Source, asked: Posting) -> str:
    """Return when the record was sent, by what it says of itself. Raises Stop for what is open."""
    shared = audience.seen_by(source.tree, Audience.MANAGER)
    found = validate(shared, reading_of(shared, asked.wish.folders))
    answers, _ = sound(source, found, lambda answers: _lacking(answers, asked))
    sent = answers.record.sent if answers.record else None
    return sent.isoformat() if sent else ""


def _lacking(answers: Answers, asked: Posting) -> Iterator[Problem]:
    """Yield what keeps a document from being sent, though it could be made."""
    if asked.wish.document == "record":
        yield from unsettled(answers)
    for side in ("employee", "manager"):
        if asked.addressed and not getattr(answers, side).email:
            fault = f"{getattr(answers, side).name} has no e-mail address"
            yield error("no-address", fault, f"write {side}: with a name and an email", (side,))


def shown(source: Source, wish: Wish) -> Answers:
    """Return the answers as an e-mail may show them: nothing else can be said in one."""
    seen = audience.seen_by(source.tree, Audience.EMAIL)
    answers, _ = sound(source, validate(seen, reading_of(seen, wish.folders)))
    return answers


def _cover(source: Source, asked: Posting) -> Cover:
    answers = shown(source, asked.wish)
    words = spoken(answers, asked.wish)
    sender, to = answers.employee.mailbox, answers.manager.mailbox
    entry, why = _invitation(answers, words, asked)
    return Cover(
        message=COVERS[asked.wish.document](answers, words),
        sender=sender,
        to=to,
        file=_file(answers, asked, words),
        invitation=entry,
        said=(*left_out(sender, to), *((why,) if why else ())),
    )


def _invitation(answers: Answers, words: Locale, asked: Posting) -> tuple[bytes, str]:
    """Return the invitation that goes with an agenda, or why there is none.

    It is the entry that `agenda calendar` has written beside the answers, if it has.
    """
    meeting = answers.meeting
    if not asked.invite or asked.wish.document != "agenda" or not (meeting and meeting.hours):
        return b"", ""
    if not meeting.timezone:
        cure = "write timezone: Europe/Berlin under meeting, or the zone of your clock"
        return b"", f"no invitation goes with it, since no time zone is given: {cure}"
    path = beside(asked.name) if asked.name != files.STDIN else None
    try:
        entry = invitation(answers, words, asked.wish.now, _before(path, asked.earlier))
    except NotOurs:
        return b"", f"no invitation goes with it, since {path} is no calendar that agenda wrote"
    return entry, ""


def _before(calendar: Path | None, message: Path | None) -> bytes:
    """Return the calendar that knows the meeting's UID and how often it was changed."""
    published = replaced(calendar) if calendar else b""
    return later(published, invited(message) if message else b"")


def _file(answers: Answers, asked: Posting, words: Locale) -> str:
    """Name the attachment so that it is still found in a year: what, whose, of which day."""
    record = asked.wish.document == "record"
    title = words.say("Follow-up record") if record else words.say("Career conversation")
    meeting = answers.meeting.day if answers.meeting else None
    on = held(answers) if record else meeting
    return file_name(title, answers.employee.name, on.isoformat() if on else "", suffix="pdf")


def left_out(sender: Mailbox | None, to: Mailbox | None) -> Iterator[str]:
    """Yield what a draft lacks, a line each."""
    if to is None:
        yield "the draft names no recipient: write email: under manager, or fill it in there"
    if sender is None:
        yield "the draft names no sender: write email: under employee"
