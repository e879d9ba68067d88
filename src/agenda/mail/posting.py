"""What `agenda send` is asked for, and what comes of it. Nothing heavy to import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.answers.mailbox import Mailbox
from agenda.commands.wish import Brief, Wish
from agenda.source.problems import Report

if TYPE_CHECKING:
    from agenda.documents.message import Message
    from agenda.mail.email import Letter
    from agenda.resources import Resources
    from agenda.source import Source


@dataclass(frozen=True, slots=True)
class Posting:
    """What is to be posted; `addressed` tells that it leaves at once, so needs both addresses.

    The wish's document is the agenda or the record: what looks back over several cycles is
    for me alone.
    """

    name: str
    wish: Wish
    resources: Resources
    cc: tuple[Mailbox, ...] = ()
    in_reply_to: str = ""
    invite: bool = True
    addressed: bool = False
    earlier: Path | None = None
    """The message that this one replaces: its invitation was to the same meeting."""
    advise: Callable[[Source, Wish, Resources], str] = lambda *_: ""
    """What says, in one line, how the talk might become a better one."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands around a document: made of what an e-mail may show, and nothing else.

    `file` is the name that the document has as an attachment; `said` tells, a line each, what
    is left out.
    """

    message: Message
    sender: Mailbox | None
    to: Mailbox | None
    file: str
    invitation: bytes = b""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from the answers while the writer of the PDF loads.

    `sent` is when the record says that it went out, or empty.
    """

    source: Source
    brief: Brief
    cover: Cover
    sent: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A letter that is ready, the answers that it is made of, and what was noticed in them."""

    letter: Letter
    source: Source
    sent: str = ""
    reports: tuple[Report, ...] = ()
    said: tuple[str, ...] = ()
