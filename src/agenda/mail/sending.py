"""A letter on the point of leaving: what is told of it, and its way to the server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.answers.mailbox import Mailbox, is_address, sendable
from agenda.mail.letter import Post
from agenda.names import Document
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.source.bounds import unprintable

if TYPE_CHECKING:
    from agenda.mail.settings import Server

KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter, its server where it leaves now, and the file where it is written or kept.

    No path means stdout.
    """

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
        if sent := self.post.contents.sent:
            yield f"{'Note:':<10}the record says that it was sent on {sent} already"
        yield from (f"{'Note:':<10}{line}" for line in self.post.said)


def _shown(person: Mailbox) -> str:
    """Name somebody, with the address as the server gets it where that is another spelling."""
    sent = sendable(person.address)
    told = person.address if sent == person.address else f"{person.address}, sent to {sent}"
    return f"{person.name} <{told}>" if person.name else told


def draft(ready: Ready) -> bytes:
    """Return the message as a mail program opens it for writing."""
    from agenda.mail.email import write_message  # noqa: PLC0415 - where there is a message

    return write_message(replace(ready.post.letter, draft=True))


def deliver(ready: Ready, ask: Callable[[str], str | None]) -> None:
    """Send it, once. `ask` asks the user for a password, with the words that it is given.

    Raises Stop with a problem `mail` where it does not reach everybody.
    """
    from agenda.mail import password, smtp  # noqa: PLC0415 - drafts need none
    from agenda.mail.email import needs_utf8, write_message  # noqa: PLC0415

    letter, server = ready.post.letter, ready.server
    if server is None or letter.sender is None:  # `ready` has seen to both
        raise wrong("no server is chosen", "add --smtp")
    people = [sendable(one.address) for one in (*letter.to, *letter.cc)]
    smtp.deliver(
        write_message(letter),
        sendable(letter.sender.address),
        tuple(people),
        server,
        lambda: password.find_password(server, ask),
        utf8=needs_utf8(letter),
    )


# --- who gets a copy, and which message is answered, as somebody names them on a command line ---


SUFFIXES = (".eml",)
NAMED = re.compile(r"\s*(?:(?P<name>[^<>]*?)\s*<(?P<inner>[^<>]*)>|(?P<bare>[^<>]*?))\s*")


def mailbox(text: str) -> Mailbox:
    """Read an address of the command line: a@b.org, or Name <a@b.org>."""
    found = NAMED.fullmatch(text)
    address = (found["inner"] or found["bare"] or "") if found else ""
    if found is None or not is_address(address) or any(map(unprintable, text)):
        raise wrong(f"--cc '{text}' is not an e-mail address", "write it as name@example.org")
    return Mailbox((found["name"] or "").strip(' "'), address)


def named(cc: Iterable[str], answered: str | None) -> tuple[tuple[Mailbox, ...], str]:
    """Return who gets a copy, and the message that is answered. Raises Stop for wrong usage."""
    return tuple(dict.fromkeys(mailbox(text) for text in cc)), message_id(answered)


def message_id(text: str | None) -> str:
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


def fit_to_mark(name: str, document: Document) -> None:
    """Raise Stop where nothing can be written into the answers file of when a document went out."""
    from agenda.mail.covers import COVERS  # noqa: PLC0415 - few files are marked

    if not COVERS[document].marks:
        raise wrong("--mark-sent is for a record", "add --document record")
    if name == files.STDIN:
        raise wrong("--mark-sent writes into the answers file, and stdin is none", "name a file")
    files.fit_to_edit(name)
    files.fit_to_write(Path(name))
