"""What a mail server answers, and what to do about it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NOBODY = "nobody got it"
WANTS_LOGIN = 530
"""RFC 4954, section 6."""
TOO_LARGE = (452, 552)
TEMPORARY = 4
LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Reply:
    """A code of three digits, and words on one line."""

    code: int
    words: str

    @property
    def is_good(self) -> bool:
        """Whether what was asked is done: RFC 5321, section 4.2.1."""
        return self.code // 100 == 2  # noqa: PLR2004 - 2yz

    def __str__(self) -> str:
        """Return what to show of it."""
        return f"{self.code} {self.words}".rstrip() if self.code > 0 else f"'{self.words}'"


def read_reply(code: int, words: bytes | str, secrets: tuple[str, ...]) -> Reply:
    """Return a reply as smtplib has it, fit to be shown: a server may repeat a secret."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    for secret in secrets:
        said = said.replace(secret, "…")
    shown = "".join(_visible(char) for char in " ".join(said.split()))
    return Reply(code, shown[:LONGEST_WORDS])


def _visible(char: str) -> str:
    """Keep a server from steering the terminal, or from turning the direction of a text."""
    return "\ufffd" if unicodedata.category(char)[0] == "C" else char


def cure_for(reply: Reply, cure: str, nobody: str = NOBODY) -> str:
    """Return what to do about a refusal; `cure` is for what may be cured at once."""
    if reply.code == WANTS_LOGIN:
        cure = "name your user in the settings, and use starttls or tls"
    elif reply.code // 100 == TEMPORARY and reply.code not in TOO_LARGE:
        cure = "try again later"
    return f"{nobody}; {cure}"
