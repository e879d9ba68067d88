"""`agenda send`: an e-mail with the document, as a draft or through a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.answers.edits import Edited, edited
from agenda.answers.mailbox import Mailbox, is_address, sendable
from agenda.commands.wish import Wish
from agenda.mail.post import posted
from agenda.mail.posting import Post, Posting
from agenda.outputs import files
from agenda.outputs.beside import Kind, beside, default, spare
from agenda.outputs.exits import Exit
from agenda.outputs.outcome import Outcome, stopped, wrong
from agenda.resources import Resources
from agenda.source.bounds import unprintable
from agenda.source.problems import Stop

if TYPE_CHECKING:
    from agenda.mail.settings import Server
    from agenda.source import Source

SUFFIXES = (".eml",)
KINDS = {
    document: Kind(f".{document}.eml", SUFFIXES, "an e-mail") for document in ("agenda", "record")
}
NAMED = re.compile(r"\s*(?:(?P<name>[^<>]*?)\s*<(?P<inner>[^<>]*)>|(?P<bare>[^<>]*?))\s*")
KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Sending:
    """What the command line asks for."""

    name: str
    wish: Wish
    resources: Resources
    cc: tuple[str, ...] = ()
    in_reply_to: str | None = None
    output: str | None = None
    smtp: bool = False
    invite: bool = True
    mark_sent: bool = False
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter on the point of leaving, its server, and the file where it is written or kept.

    No path means stdout.
    """

    asked: Sending
    post: Post
    path: Path | None
    server: Server | None = None

    @property
    def lines(self) -> Iterator[str]:
        """Yield to whom and what is sent, a line each."""
        letter = self.post.letter
        people = (("From", (letter.sender,)), ("To", letter.to), ("Cc", letter.cc))
        for head, listed in people:
            shown = ", ".join(_shown(one) for one in listed if one)
            yield from (f"{head + ':':<10}{shown}",) if shown else ()
        yield f"{'Subject:':<10}{letter.subject}"
        for attached in letter.attachments:
            size = max(1, round(len(attached.data) / KILOBYTE))
            yield f"{'Attached:':<10}{attached.name} ({size} KB)"
        if letter.invitation:
            yield f"{'Invites:':<10}to the meeting"
        if self.server:
            as_user = f" as {self.server.user}" if self.server.user else ""
            how = "in the clear" if self.server.security == "none" else "encrypted"
            yield f"{'Through:':<10}{self.server.host}:{self.server.port}{as_user}, {how}"
        yield from self.notes

    @property
    def notes(self) -> Iterator[str]:
        """Yield what is good to know before it goes out, whether anybody asks or not."""
        if self.post.sent:
            yield f"{'Note:':<10}the record says that it was sent on {self.post.sent} already"
        yield from (f"{'Note:':<10}{line}" for line in self.post.said)


def _shown(person: Mailbox) -> str:
    """Name somebody, with the address as the server gets it where that is another spelling."""
    sent = sendable(person.address)
    told = person.address if sent == person.address else f"{person.address}, sent to {sent}"
    return f"{person.name} <{told}>" if person.name else told


def ready(asked: Sending) -> Ready:
    """Return the letter and its way. Raises Stop, with all that keeps it from going there."""
    path, server = _way(asked)
    _spare_what_is_answered(path, asked)
    posting = Posting(
        name=asked.name,
        wish=asked.wish,
        resources=asked.resources,
        cc=tuple(dict.fromkeys(_mailbox(text) for text in asked.cc)),
        in_reply_to=_replied_to(asked.in_reply_to),
        invite=asked.invite,
        addressed=asked.smtp,
        earlier=path,
        advise=_advice,
    )
    return Ready(asked, posted(posting), path, server)


def _advice(source: Source, wish: Wish, resources: Resources) -> str:
    from agenda.commands.advice import advice  # noqa: PLC0415 - where the answers are read

    return advice(source, wish, resources)


def _way(asked: Sending) -> tuple[Path | None, Server | None]:
    """Settle where the message goes before it is made, and whether the file may be marked."""
    kind = KINDS[asked.wish.document]
    if not asked.smtp:
        if asked.mark_sent:
            cure = "add --smtp; or send the draft yourself, then write sent: under record"
            raise wrong("--mark-sent is for a record that goes out now", cure)
        return beside(asked.name, asked.output, kind, terminal=asked.terminal), None
    if asked.output == files.STDOUT:
        raise wrong("--smtp sends the message, and - is stdout", "leave one of them out")
    path = Path(asked.output) if asked.output else default(asked.name, kind)
    spare(path, asked.name, kind)
    files.fit_to_write(path)  # afterwards is too late: the message would be out
    if asked.mark_sent:
        _fit_to_mark(asked)
    from agenda.mail.settings import server  # noqa: PLC0415 - drafts need none

    return path, server()


def _spare_what_is_answered(path: Path | None, asked: Sending) -> None:
    answered = Path(asked.in_reply_to) if asked.in_reply_to else None
    if path and answered and files.identity(path) == files.identity(answered):
        raise wrong(f"{path} is the message that is answered", "name another file with -o")


def _fit_to_mark(asked: Sending) -> None:
    if asked.wish.document != "record":
        raise wrong("--mark-sent is for a record", "add --document record")
    if asked.name == files.STDIN:
        raise wrong("--mark-sent writes into the answers file, and stdin is none", "name a file")
    files.fit_to_edit(asked.name)
    files.fit_to_write(Path(asked.name))


def _mailbox(text: str) -> Mailbox:
    """Read an address of the command line: a@b.org, or Name <a@b.org>."""
    found = NAMED.fullmatch(text)
    address = (found["inner"] or found["bare"] or "") if found else ""
    if found is None or not is_address(address) or any(map(unprintable, text)):
        raise wrong(f"--cc '{text}' is not an e-mail address", "write it as name@example.org")
    return Mailbox((found["name"] or "").strip(' "'), address)


def _replied_to(text: str | None) -> str:
    """Return the Message-ID that is answered: as given, or that of the message in a file."""
    from agenda.mail.email import is_message_id, message_id_in  # noqa: PLC0415

    if not text or is_message_id(text):
        return text or ""
    if not text.lower().endswith(SUFFIXES):
        cure = "write it with its brackets, <...@...>; or name the .eml file of that message"
        raise wrong(f"--in-reply-to '{text}' is not a Message-ID", cure)
    found = message_id_in(files.read_whole(Path(text)))
    if not found:
        raise wrong(f"{text} has no Message-ID", "write the Message-ID itself")
    return found


def drafted(ready: Ready) -> Outcome:
    """Write the letter as a draft: a mail program opens it for writing."""
    from agenda.mail.email import message  # noqa: PLC0415

    post, path = ready.post, ready.path
    data = message(replace(post.letter, draft=True))
    if path is None:
        return Outcome(reports=post.reports, stdout=data, said=post.said)
    files.write([(path, data)])
    return Outcome(reports=post.reports, written=(path,), said=post.said)


def sent(ready: Ready, ask: Callable[[str], str | None]) -> Outcome:
    """Send the letter, once; where that fails it stays as a draft, and the outcome says where.

    `ask` asks the user for a password, with the words that it is given.
    """
    try:
        _deliver(ready, ask)
    except Stop as stop:
        return _kept(ready, stop)
    letter = ready.post.letter
    names = ", ".join(one.address for one in (*letter.to, *letter.cc))
    said = _with(Outcome(said=(f"sent to {names}",)), _copied(ready))
    return _with(said, _marked(ready)) if ready.asked.mark_sent else said


def _with(one: Outcome, other: Outcome) -> Outcome:
    """Return what came of both."""
    return replace(
        one,
        code=max(one.code, other.code),
        reports=(*one.reports, *other.reports),
        written=(*one.written, *other.written),
        said=(*one.said, *other.said),
    )


def _copied(ready: Ready) -> Outcome:
    """Keep what was sent: a record answers it, and the meeting, moved, is still the same one."""
    from agenda.mail.email import message  # noqa: PLC0415

    if ready.path is None:  # `ready` has chosen one
        return Outcome()
    try:
        files.write([(ready.path, message(ready.post.letter))])
    except Stop as stop:
        return stopped(stop, ready.asked.name)
    return Outcome(written=(ready.path,))


def _deliver(ready: Ready, ask: Callable[[str], str | None]) -> None:
    from agenda.mail import password as mail_password  # noqa: PLC0415 - drafts need none
    from agenda.mail import smtp  # noqa: PLC0415
    from agenda.mail.email import message, needs_utf8  # noqa: PLC0415

    letter, server = ready.post.letter, ready.server
    if server is None or letter.sender is None:  # `ready` has seen to both
        raise wrong("no server is chosen", "add --smtp")
    people = [sendable(one.address) for one in (*letter.to, *letter.cc)]
    smtp.deliver(
        message(letter),
        sendable(letter.sender.address),
        tuple(people),
        server,
        lambda: mail_password.password(server, ask),
        utf8=needs_utf8(letter),
    )


def _kept(ready: Ready, stop: Stop) -> Outcome:
    """Nothing is lost: what could not be sent can be opened, and sent by hand."""
    from agenda.mail.email import message  # noqa: PLC0415

    failed, path = stopped(stop, ready.asked.name), ready.path
    if path is None:  # `ready` has chosen one
        return failed
    try:
        files.write([(path, message(replace(ready.post.letter, draft=True)))])
    except Stop as unwritable:
        lost = stopped(unwritable, ready.asked.name)
        return replace(failed, reports=(*failed.reports, *lost.reports))
    said = (f"the message is kept as {path}: a mail program opens it as a draft",)
    return replace(failed, code=max(failed.code, Exit.MAIL), said=said)


def _marked(ready: Ready) -> Outcome:
    """Write into the record when it was sent."""
    from agenda.commands.reading import of_source  # noqa: PLC0415
    from agenda.source.edit import put  # noqa: PLC0415

    day = ready.asked.wish.now.date().isoformat()
    source = ready.post.source
    file = Edited(ready.asked.name, source, lambda after: of_source(after, ready.asked.resources))
    said = f"the record is marked as sent on {day}"
    return edited(file, said, lambda: put(source, ("record", "sent"), day))
