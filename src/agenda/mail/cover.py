"""The first half of posting: the answers, what the document says, and what the e-mail says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agenda.answers import Answers, audience
from agenda.answers.audience import Audience
from agenda.answers.cycle.standing import held
from agenda.answers.mailbox import Mailbox
from agenda.answers.sound import part
from agenda.calendar.history import is_beside, known
from agenda.calendar.publishing import invite
from agenda.commands.brief import brief, spoken
from agenda.documents.record import unsettled
from agenda.language.locale import Locale
from agenda.mail.covers import COVERS
from agenda.mail.email import file_name
from agenda.mail.posting import Cover, Posting, Reading
from agenda.resources import Resources
from agenda.source import Scalar, Source
from agenda.source.nodes import at
from agenda.source.problems import Problem, error

SENT = ("record", "sent")
FORGOTTEN = (
    "the invitation will not be found again there: run agenda calendar too, so that the meeting"
    " stays the same one when it is moved"
)


def read_for(source: Source, asked: Posting) -> Reading:
    """Return what is said and sent of the answers. Raises Stop with all that keeps it back."""
    made = brief(source, asked.wish, asked.resources, lambda answers: _lacking(answers, asked))
    sent = at(source.tree, SENT)
    return Reading(
        source,
        replace(made, advice=asked.advise(source, asked.wish, asked.resources)),
        _cover(source, asked),
        sent.text.strip() if isinstance(sent, Scalar) else "",
    )


def _lacking(answers: Answers, asked: Posting) -> Iterator[Problem]:
    """Yield what keeps a document from being sent, though it could be made."""
    if asked.wish.document == "record":
        yield from unsettled(answers)
    for side in ("employee", "manager"):
        if asked.addressed and not getattr(answers, side).email:
            fault = f"{getattr(answers, side).name} has no e-mail address"
            yield error("no-address", fault, f"write {side}: with a name and an email", (side,))


def shown(source: Source, resources: Resources) -> Answers:
    """Return what an invitation holds: what both an e-mail and a calendar may show."""
    seen = audience.seen_by(source.tree, Audience.EMAIL)
    return part(seen, Audience.CALENDAR, resources.reading)


def _cover(source: Source, asked: Posting) -> Cover:
    answers = shown(source, asked.resources)
    words = spoken(answers, asked.wish, asked.resources)
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
    """Return the invitation that goes with an agenda, or why there is none."""
    if not asked.invite or asked.wish.document != "agenda":
        return b"", ""
    why = next(_uninviting(answers), "")
    if why:
        return b"", f"no invitation goes with it: {why}"
    before = known(asked.name, asked.earlier)
    note = "" if before or is_beside(asked.name, asked.earlier) else FORGOTTEN
    return invite(answers, words, asked.wish.now, before), note


def _uninviting(answers: Answers) -> Iterator[str]:
    """Yield why nobody can be invited to the meeting."""
    meeting = answers.meeting
    if not (meeting and meeting.hours):
        yield "write when you meet, for example meeting: 2026-12-03 14:00"
    elif not meeting.timezone:
        yield "write timezone: Europe/Berlin under meeting, or the zone of your clock"
    elif not (answers.employee.mailbox and answers.manager.mailbox):
        yield "write an email: for both of you"


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
