"""An e-mail as bytes: text and HTML, what is attached, and perhaps an invitation.

The message is put together by the standard library's `email`. Only the headers that hold
somebody's text are encoded here: `email` takes `=?utf-8?q?…?=` in a text for encoded words,
and writes out a line break that they hide, which begins a new header.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP, compat32
from email.utils import format_datetime, quote

from agenda.answers.mailbox import Mailbox, sendable
from agenda.formats import FORMATS

POLICY = SMTP.clone(refold_source="none")
"""Lines end as on the wire, and headers are written as they were made."""
PLAIN = re.compile(r"(?!.*=\?)[\x21-\x7e]([\x20-\x7e]{0,60}[\x21-\x7e])?")
"""What a header line holds as it is: short, printable ASCII that looks like no encoded word."""
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
"""A name that needs no quotes: RFC 5322, section 3.2.5."""
UNSAFE_IN_FILES = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029<>:"/\\|?*\s]+')
"""What a file name cannot hold on some system, and white space of any kind."""
LONGEST_NAME, LONGEST_ID = 80, 250
"""Of a file, and of a Message-ID, which has a line of its own."""
UNKNOWN = "application/octet-stream"
MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message; its name may be in any script."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says, to whom, and what goes with it.

    `id` and `date` make the Message-ID and the Date: with the same ones, the bytes are the
    same. `invitation` is an iCalendar object whose METHOD is REQUEST, or is empty.
    """

    date: datetime
    subject: str
    text: str
    html: str
    id: str = ""
    sender: Mailbox | None = None
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    invitation: bytes = b""
    in_reply_to: str = ""
    draft: bool = False
    """Whether a mail program is to open it for writing, not for reading."""
    language: str = ""

    @property
    def message_id(self) -> str:
        """The Message-ID, with its angle brackets."""
        domain = sendable(self.sender.address).rpartition("@")[2] if self.sender else "localhost"
        return f"<{self.id}@{domain}>"


def name_letter(letter: Letter) -> Letter:
    """Return the letter with an id made of all that is in it.

    The same letter keeps its name, and no other one has it.
    """
    return replace(letter, id=hashlib.sha256(repr(letter).encode()).hexdigest()[:32])


def write_message(letter: Letter) -> bytes:
    """Return the message in the form of RFC 5322, its lines ended by CR LF.

    Every part is written in ASCII; a header is in UTF-8 only where an address has a local
    part beyond ASCII, which asks for SMTPUTF8.
    """
    made = EmailMessage(policy=POLICY)
    _fill(made, letter)
    for name, value in _headers(letter):
        made.set_raw(name, value)  # made here, and not to be taken apart again
    _bound(made, letter.id)
    return made.as_bytes(policy=POLICY.clone(utf8=needs_utf8(letter)))


def needs_utf8(letter: Letter) -> bool:
    """Whether a header has UTF-8 in it, so that only a server with SMTPUTF8 can take it."""
    people = (*((letter.sender,) if letter.sender else ()), *letter.to, *letter.cc)
    return not all(sendable(person.address).isascii() for person in people)


def _headers(letter: Letter) -> list[tuple[str, str]]:
    addressed = (("To", letter.to), ("Cc", letter.cc))
    reply = letter.in_reply_to
    found = [
        ("Date", format_datetime(letter.date)),
        ("From", mailboxes("From", (letter.sender,)) if letter.sender else ""),
        *((name, mailboxes(name, people)) for name, people in addressed),
        ("Subject", unstructured("Subject", letter.subject)),
        ("Message-ID", letter.message_id),
        ("In-Reply-To", reply),
        ("References", reply),
        ("Content-Language", letter.language),
        ("X-Unsent", "1" if letter.draft else ""),
    ]
    return [(name, value) for name, value in found if value]


def is_message_id(text: str) -> bool:
    """Whether a text is the Message-ID of a message, with its angle brackets."""
    return bool(MESSAGE_ID.fullmatch(text)) and len(text) <= LONGEST_ID


def message_id_in(raw: bytes) -> str:
    """Return the Message-ID of a message, or an empty text where it has none that is one."""
    head = BytesHeaderParser(policy=compat32).parsebytes(raw)  # its body may be nested for ever
    found = str(head.get("Message-ID", "")).strip()
    return found if is_message_id(found) else ""


def unstructured(name: str, text: str) -> str:
    """Return a text as the value of a header: itself where it is plain, else encoded words.

    Runs of white space, line breaks among them, become one space: a header has one line.
    """
    said = " ".join(text.split())
    if PLAIN.fullmatch(said) or not said:
        return said
    encoded = Header(said, "utf-8", header_name=name, continuation_ws=" ")
    return encoded.encode(linesep="\r\n")


def mailboxes(name: str, people: tuple[Mailbox, ...]) -> str:
    """Return the value of a header that names people, each on a line."""
    return ",\r\n ".join(_mailbox(name, person) for person in people)


def _mailbox(header: str, person: Mailbox) -> str:
    address = sendable(person.address)
    said = " ".join(person.name.split())
    if not said:
        return address
    if not PLAIN.fullmatch(said):
        return f"{unstructured(header, said)}\r\n <{address}>"
    return f"{said if ATOMS.fullmatch(said) else _quoted(said)} <{address}>"


def _quoted(text: str) -> str:
    return f'"{quote(text)}"'


def _fill(made: EmailMessage, letter: Letter) -> None:
    """Put in the plainest form first: mail programs show the last that they know."""
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.invitation:
        made.add_alternative(
            letter.invitation,
            maintype="text",
            subtype="calendar",
            cte="base64",
            params={"charset": "utf-8", "method": "REQUEST"},
        )
    for attachment in letter.attachments:
        form = FORMATS.get(attachment.name.rpartition(".")[2])
        main, sub = (form.media_type if form else UNKNOWN).split("/")
        made.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)


def _bound(made: EmailMessage, name: str) -> None:
    """Give each multipart a boundary of its own, made of its name.

    `=_` stands in no quoted-printable and no base64 text: RFC 2045, section 6.7.
    """
    inner = [part for part in made.walk() if part.is_multipart()]
    for number, part in enumerate(inner):
        digest = hashlib.sha256(f"{number} {name}".encode()).hexdigest()
        part.set_boundary(f"=_{digest[:32]}")


def file_name(*words: str, suffix: str) -> str:
    """Return a file name of some words that every system can store."""
    said = " ".join(UNSAFE_IN_FILES.sub(" ", word).strip(" .") for word in words if word)
    return f"{' '.join(said.split())[:LONGEST_NAME].strip(' .') or 'agenda'}.{suffix}"
