"""A letter that is ready to go: a document made afresh for the manager, and an e-mail around it.

It is read, composed and written as every document is; what the e-mail says beside it is made of
what an e-mail may show, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.ahead import get_ready
from agenda.answers.mailbox import Mailbox, same
from agenda.fork import run_both
from agenda.formats import USUAL
from agenda.language.reading import DEFAULT
from agenda.names import Document
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.pipeline import Advise, compose, lay_out, notice, write
from agenda.resources import Resources
from agenda.source.problems import Problem, Report, Stop, error
from agenda.wish import Brief, Wish

if TYPE_CHECKING:
    from agenda.answers import Answers
    from agenda.documents.message import Message
    from agenda.language.locale import Locale
    from agenda.mail.email import Letter
    from agenda.source import Source

DOCUMENTS = (b"%PDF", b"PK\x03\x04")
"""How a PDF and a Word file begin."""
SENT = ("record", "sent")
GUIDE: Document = "guide"
"""The page that goes with the agenda of a first talk."""
FORGOTTEN = (
    "the invitation will not be found again there: run agenda calendar too, so that the meeting"
    " stays the same one when it is moved"
)


@dataclass(frozen=True, slots=True)
class Posting:
    """What is to be posted; `addressed` tells that it leaves at once, so needs both addresses.

    `earlier` is the message that this one replaces: its invitation was to the same meeting.
    `guide` tells whether the page on how to hold the talk goes with an agenda; where nobody
    says, it does with that of a first talk.
    """

    name: str
    wish: Wish
    resources: Resources
    advise: Advise
    cc: tuple[Mailbox, ...] = ()
    in_reply_to: str = ""
    invite: bool = True
    guide: bool | None = None
    addressed: bool = False
    earlier: Path | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is read from the answers: the document's brief, and what stands around it.

    `file` is the name that the document has as an attachment; `sent` is when the record says
    that it went out, or empty; `said` tells, a line each, what is left out; `guide` is the
    brief of the page on how to hold the talk and its name, where it goes with the document.
    """

    source: Source
    brief: Brief
    message: Message
    sender: Mailbox | None
    to: Mailbox | None
    file: str
    invitation: bytes = b""
    sent: str = ""
    said: tuple[str, ...] = ()
    guide: tuple[Brief, str] | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A letter that is ready, what it is made of, and what was noticed in that."""

    letter: Letter
    contents: Contents
    reports: tuple[Report, ...] = ()

    @property
    def said(self) -> tuple[str, ...]:
        """What else there is to say, a line each."""
        advice = self.contents.brief.advice
        return (*self.contents.said, *((advice,) if advice else ()))


def post(asked: Posting) -> Post:
    """Return the letter. Raises Stop, with all that keeps it from being sent."""
    if asked.wish.private:
        raise wrong("a private copy is for you alone", "send what your manager may see")
    data = files.read(asked.name)
    _refuse_documents(asked.name, data)
    contents, _ = run_both(
        lambda: _read(data, asked),
        lambda: get_ready([USUAL.name], asked.wish, asked.resources),
    )
    if isinstance(contents, Stop):
        name = contents.name or files.display_name(asked.name)
        raise Stop(*contents.problems, name=name, text=contents.text)
    return _enclosed(contents, asked)


def _refuse_documents(name: str, data: bytes) -> None:
    """A document that lies there may be private, or of another day: it is made afresh."""
    private = ".PRIVATE." in Path(name).name
    if private or data.startswith(DOCUMENTS):
        fault = "is a private copy, and is for you alone" if private else "is a document"
        cure = "name the answers file: what your manager gets is made of it afresh"
        raise Stop(error("usage", f"{files.display_name(name)} {fault}", cure))


def _read(data: bytes, asked: Posting) -> Contents | Stop:
    from agenda.answers.reading import read  # noqa: PLC0415 - half of what a run imports

    try:
        return read_contents(read(data, files.display_name(asked.name)), asked)
    except Stop as stop:
        return stop


def _enclosed(contents: Contents, asked: Posting) -> Post:
    """Lay out the document, and put it into an e-mail."""
    from agenda.mail.email import Attachment, Letter, name_letter  # noqa: PLC0415 - the other half

    brief, to = contents.brief, contents.to
    enclosed = []
    if contents.guide:
        page, name = contents.guide
        laid_out = lay_out(page, replace(asked.wish, document=GUIDE), asked.resources)
        enclosed = [Attachment(name, write(laid_out, USUAL.name))]
    draft = lay_out(brief, asked.wish, asked.resources)
    words = asked.resources.locale(brief.language, brief.formality)
    sheet = asked.resources.templates.message(contents.message, words)
    letter = Letter(
        date=asked.wish.now,
        subject=contents.message.subject,
        text=sheet.text,
        html=sheet.html,
        sender=contents.sender,
        to=(to,) if to else (),
        cc=_others(asked.cc, to),
        attachments=(Attachment(contents.file, write(draft, USUAL.name)), *enclosed),
        invitation=contents.invitation,
        in_reply_to=asked.in_reply_to,
        language=words.tag,
    )
    reports = (*notice(brief, draft, [USUAL.name]), *sheet.reports)
    return Post(name_letter(letter), contents, reports)


def _others(cc: tuple[Mailbox, ...], to: Mailbox | None) -> tuple[Mailbox, ...]:
    """Return who gets a copy, each once, and not whoever gets the message itself."""
    by_address = {same(one.address): one for one in reversed(cc)}
    if to:
        by_address.pop(same(to.address), None)
    return tuple(reversed(by_address.values()))


# --- what is read of the answers ---------------------------------------------------------


def read_contents(source: Source, asked: Posting) -> Contents:
    """Return what is said and sent of the answers. Raises Stop with all that keeps it back."""
    from agenda.mail.covers import COVERS, with_guide  # noqa: PLC0415 - half of what a run imports
    from agenda.source.nodes import Scalar, at  # noqa: PLC0415

    wish, resources, cover = asked.wish, asked.resources, COVERS[asked.wish.document]

    def lacking(answers: Answers) -> Iterator[Problem]:
        yield from cover.unsettled(answers)
        for side in ("employee", "manager"):
            if asked.addressed and not getattr(answers, side).email:
                fault = f"{getattr(answers, side).name} has no e-mail address"
                yield error("no-address", fault, f"write {side}: with a name and an email", (side,))

    brief = compose([source], wish, resources, lacking, asked.advise)
    answers = see_invitation(source, resources)
    words = resources.locale(wish.language or answers.language or DEFAULT, answers.formality)
    sender, to = answers.employee.mailbox, answers.manager.mailbox
    message, guide = cover.message(see_letter(source, resources), words), None
    first = bool(answers.meeting and answers.meeting.kind == "first")
    if cover.invites and (first if asked.guide is None else asked.guide):
        page = compose([source], replace(wish, document=GUIDE), resources)
        guide = page, cover.name_guide(answers, words, USUAL)
        message = with_guide(message, words)
    entry, why = _invitation(answers, words, asked) if cover.invites else (b"", "")
    sent = at(source.tree, SENT)
    return Contents(
        source=source,
        brief=brief,
        message=message,
        sender=sender,
        to=to,
        file=cover.file_name(answers, words, USUAL),
        invitation=entry,
        sent=sent.text.strip() if isinstance(sent, Scalar) else "",
        said=(*tell_left_out(sender, to), *((why,) if why else ())),
        guide=guide,
    )


def see_letter(source: Source, resources: Resources) -> Answers:
    """Return what the text of an e-mail may show, how one addresses the manager among it."""
    from agenda.answers import narrow  # noqa: PLC0415 - half of what a run imports
    from agenda.answers.audience import Audience  # noqa: PLC0415

    return narrow(source.tree, resources.reading, Audience.EMAIL)


def see_invitation(source: Source, resources: Resources) -> Answers:
    """Return what an invitation holds: what both an e-mail and a calendar may show."""
    from agenda.answers import narrow  # noqa: PLC0415 - half of what a run imports
    from agenda.answers.audience import Audience  # noqa: PLC0415

    return narrow(source.tree, resources.reading, Audience.EMAIL, Audience.CALENDAR)


def tell_left_out(sender: Mailbox | None, to: Mailbox | None) -> Iterator[str]:
    """Yield what a draft lacks, a line each."""
    if to is None:
        yield (
            "the draft names no recipient: give your manager's e-mail address"
            " (email: under manager), or add it when you send it"
        )
    if sender is None:
        yield "the draft names no sender: give your own e-mail address (email: under employee)"


def _invitation(answers: Answers, words: Locale, asked: Posting) -> tuple[bytes, str]:
    """Return the invitation to the meeting, or why there is none; with neither, none is wanted."""
    from agenda.calendar.earlier import find_known, is_beside  # noqa: PLC0415 - drafts of a record do
    from agenda.calendar.publishing import invite  # noqa: PLC0415 - without

    if not asked.invite:
        return b"", ""
    if why := _uninviting(answers):
        return b"", f"no invitation goes with it: {why}"
    before = find_known(asked.name, asked.earlier)
    note = "" if before or is_beside(asked.name, asked.earlier) else FORGOTTEN
    return invite(answers, words, asked.wish.now, before), note


def _uninviting(answers: Answers) -> str:
    """Return why nobody can be invited to the meeting, or an empty text."""
    meeting = answers.meeting
    if not (meeting and meeting.hours):
        return "write when you meet, for example meeting: 2026-12-03 14:00"
    if not meeting.timezone:
        return "write timezone: Europe/Berlin under meeting, or the zone of your clock"
    if not (answers.employee.mailbox and answers.manager.mailbox):
        return "write an email: for both of you"
    return ""
