"""Who gets a copy, and which message is answered, as somebody names them on a command line."""

from __future__ import annotations

import re
from pathlib import Path

from agenda.answers.mailbox import Mailbox, is_address
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.source.bounds import unprintable

SUFFIXES = (".eml",)
NAMED = re.compile(r"\s*(?:(?P<name>[^<>]*?)\s*<(?P<inner>[^<>]*)>|(?P<bare>[^<>]*?))\s*")


def mailbox(text: str) -> Mailbox:
    """Read an address of the command line: a@b.org, or Name <a@b.org>."""
    found = NAMED.fullmatch(text)
    address = (found["inner"] or found["bare"] or "") if found else ""
    if found is None or not is_address(address) or any(map(unprintable, text)):
        raise wrong(f"--cc '{text}' is not an e-mail address", "write it as name@example.org")
    return Mailbox((found["name"] or "").strip(' "'), address)


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
