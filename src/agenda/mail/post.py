"""A letter that is ready to go: a document made afresh for the manager, and an e-mail around it."""

from __future__ import annotations

from pathlib import Path

from agenda.answers.mailbox import Mailbox, same
from agenda.commands.ahead import overlapped
from agenda.commands.produce import load
from agenda.mail.posting import Post, Posting, Reading
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.source.problems import Stop, error

DOCUMENTS = (b"%PDF", b"PK\x03\x04")
"""How a PDF and a Word file begin."""


def posted(asked: Posting) -> Post:
    """Return the letter. Raises Stop, with all that keeps it from being sent."""
    if asked.wish.audience != "manager":
        raise wrong("a private copy is for you alone", "send what your manager may see")
    data = files.read(asked.name)
    _is_no_document(asked.name, data)
    read, _ = overlapped(
        lambda: _read(data, asked), lambda: load(["pdf"], asked.wish, asked.resources)
    )
    if isinstance(read, Stop):
        raise Stop(*read.problems, name=read.name or files.shown(asked.name), text=read.text)
    return _post(read, asked)


def _others(cc: tuple[Mailbox, ...], to: Mailbox | None) -> tuple[Mailbox, ...]:
    """Return who gets a copy, each once, and not whoever gets the message itself."""
    by_address = {same(one.address): one for one in reversed(cc)}
    if to:
        by_address.pop(same(to.address), None)
    return tuple(reversed(by_address.values()))


def _is_no_document(name: str, data: bytes) -> None:
    """A document that lies there may be private, or of another day: it is made afresh."""
    private = ".PRIVATE." in Path(name).name
    if private or data.startswith(DOCUMENTS):
        fault = "is a private copy, and is for you alone" if private else "is a document"
        cure = "name the answers file: what your manager gets is made of it afresh"
        raise Stop(error("usage", f"{files.shown(name)} {fault}", cure))


def _read(data: bytes, asked: Posting) -> Reading | Stop:
    from agenda.mail.cover import read_for  # noqa: PLC0415 - half of what a run imports
    from agenda.source import read  # noqa: PLC0415

    try:
        source = read(data, files.shown(asked.name))
        return read_for(source, asked)
    except Stop as stop:
        return stop


def _post(read: Reading, asked: Posting) -> Post:
    from agenda.commands import making  # noqa: PLC0415 - the other half
    from agenda.mail.email import Attachment, Letter, named  # noqa: PLC0415

    brief, cover = read.brief, read.cover
    draft = making.laid_out(brief, asked.wish, asked.resources)
    words = asked.resources.locale(brief.language, brief.formality)
    text, html = asked.resources.templates.message(cover.message, words)
    pdf = Attachment(cover.file, making.written(draft, "pdf"))
    letter = Letter(
        date=asked.wish.now,
        subject=cover.message.subject,
        text=text,
        html=html,
        sender=cover.sender,
        to=(cover.to,) if cover.to else (),
        cc=_others(asked.cc, cover.to),
        attachments=(pdf,),
        invitation=cover.invitation,
        in_reply_to=asked.in_reply_to,
        language=words.tag,
    )
    said = (*cover.said, *((brief.advice,) if brief.advice else ()))
    return Post(
        named(letter), read.source, read.sent, making.noticed(brief, draft.theme, pdf=True), said
    )
