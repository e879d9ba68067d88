"""What a mail server answers: how it is shown, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from fnmatch import fnmatchcase

LONGEST_WORDS = 300
STATUS = r"#?([245]\.\d{1,3}\.\d{1,3})(?![\d.])"
"""An enhanced status code: RFC 2034, section 4; what it means is in RFC 3463 and at IANA."""
GAP = "[\\s\ufffd]"
"""What may stand within a secret that a server repeats: the end of a line, control characters."""
AROUND, SHORTEST = "[A-Za-z0-9+/=]{0,200}", 3
"""What goes with a secret in base64, of which so many letters are no accident."""


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


def read_reply(code: int, words: bytes | str, secret: str) -> Reply:
    """Return a reply as smtplib has it, fit to be shown, without a status in every line."""
    if secret and code // 100 not in range(2, 6):  # of no reply, smtplib drops the first letters
        return Reply(-1, "…")
    raw = words.encode() if isinstance(words, str) else words
    try:
        said = raw.decode("utf-8")
    except UnicodeDecodeError:
        said = raw.decode("latin-1")
    first, *more = said.split("\n")
    text = " ".join([first, *(re.sub(rf"\A\s*{STATUS}", "", line) for line in more)])
    shown = "".join(_visible(char) for char in " ".join(text.split()))
    return Reply(code, _without(secret, shown)[:LONGEST_WORDS])


def _visible(char: str) -> str:
    """Keep a server from steering the terminal, or from turning the direction of a text."""
    return "\ufffd" if unicodedata.category(char)[0] == "C" else char


def _without(secret: str, text: str) -> str:
    """Take a secret out of a text, in any case, over lines, and in base64, hex or a URL's spelling.

    In base64 a secret is spelled in three ways, by how many bytes stand before it (as the user
    does in AUTH PLAIN); where it begins and ends, a letter is shared with its neighbours.
    """
    patterns, raw = [_spread(secret)], secret.encode()
    if " " in secret and secret.strip():
        patterns.insert(0, _in_words(secret))
    for before in range(3):
        first, last = -(-before * 8 // 6), (before + len(raw)) * 8 // 6
        spelled = _spread(b64encode(bytes(before) + raw).decode()[first:last])
        if last - first >= SHORTEST:
            patterns.insert(0, AROUND + spelled + AROUND)
    patterns.insert(0, _spread(raw.hex()))
    for pattern in filter(None, patterns):
        text = re.sub(pattern, "…", text, flags=re.IGNORECASE)
    return text


def _spread(secret: str) -> str:
    """Return a pattern for a secret that may be taken apart; capitals may be more letters.

    Any of its characters may be spelled as in a URL, with % and hex digits.
    """
    kept = (char for char in secret if not re.match(GAP, _visible(char)))
    return f"{GAP}*".join(map(_either, kept))


def _in_words(secret: str) -> str:
    """Return a pattern for a secret with spaces, which may be spelled as in a URL.

    Each is looked for in its own place, and once: where a + may be a space or itself, there would
    be no end of trying.
    """
    first, *more = re.split(f"({GAP}+)", "".join(map(_visible, secret)))
    sign, pattern = f"(?:%{GAP}*2{GAP}*0|\\+){GAP}*", _spread(first)
    for gap, word in zip(more[::2], more[1::2], strict=True):
        pattern += f"(?>{GAP}*(?:{sign}){{0,{len(gap)}}}){_spread(word)}"
    return pattern


def _either(char: str) -> str:
    """Return a pattern for all that a character may be spelled as.

    The longest is tried first: a % alone would leave the rest of its own %25.
    """
    spelled = {_in_url(char), char, char.upper(), char.lower()}
    ways = (f"{GAP}*".join(map(re.escape, one)) for one in sorted(spelled, key=len, reverse=True))
    return f"(?:{'|'.join(ways)})"


def _in_url(char: str) -> str:
    return "".join(f"%{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))


# --- what to do ----------------------------------------------------------------------------

LATER = "try again later"
LESS = "attach less"
LOG_IN = "log in: name your user in the settings, and use starttls or tls"
TLS = "write security starttls or tls into the settings"
SENDER = "write from an address that you may use there"
ADDRESS = "check the address"
FULL = "their mailbox is full: try again later, or write to another address"
LOGIN = "check user and password; many providers want a password made for this program"
APP = "make a password for this program at your provider (an app password), and use that one"
SWITCH = "SMTP AUTH is off for this account: ask its administrator, or for an app password"
PROVIDER = "ask its provider why"

# fmt: off
CURES = (
    # The step (any, where none stands), code/status, and the cure: the first that fits counts.
    ("AUTH", "*.7.139 *.7.30", SWITCH),  # as Microsoft has it
    ("AUTH", "534* *.7.9 *.7.14", APP),  # as Google has it
    ("AUTH", "432* *.7.12", "log in at the provider's website: it wants a new password"),
    ("AUTH", "525* *.7.13", "the account is closed there: ask its provider"),
    ("AUTH", "530* 538* *.7.10 *.7.11", TLS),
    ("AUTH", "50[0234]*", "check the port, or take out the user"),
    ("AUTH", "5*", LOGIN),
    # Whoever did not log in. Postfix says so for the time being: 454 4.7.1.
    ("MAIL RCPT DATA", "530* *.7.57 *.7.64", LOG_IN),
    ("MAIL RCPT", "454* 503* 55?/?.7.1 *.7.54", LOG_IN),
    ("RCPT", "550 554", f"{ADDRESS}; if it is right, {LOG_IN}"),
    ("MAIL RCPT DATA", "530* 538* *.7.10", TLS),
    # The message as a whole.
    ("MAIL RCPT DATA", "*.5.3", "write to fewer people at once"),
    ("MAIL RCPT DATA", "*.3.4 *.2.3 523*", LESS),
    ("MAIL RCPT DATA", "*.6.7", "use an address of a to z, or a server with SMTPUTF8"),
    ("DATA", "452", f"{LESS}, or {LATER}"),
    ("MAIL DATA", "552", LESS),
    # Who writes, and to whom; a sender may be refused with the first recipient.
    ("MAIL RCPT DATA", "4??/*.1.[78]", f"{SENDER}, or {LATER}"),
    ("MAIL RCPT DATA", "*.1.[78] 553/*.7.1 *.7.2? *.7.60 *.2.252", SENDER),
    ("RCPT", "4??/*.1.*", f"{ADDRESS}, or {LATER}"),
    ("RCPT DATA", "*.2.2", FULL),
    ("RCPT", "552", FULL),
    ("RCPT", "5??/*.2.1 521*", "they get no mail there: ask for another address"),
    # The server: not now, or not at all.
    ("", "4* *.3.1 *.3.2", LATER),
    ("MAIL RCPT", "*.3.* *.4.6 *.5.[0124] 50[0234] 555*", PROVIDER),
    ("RCPT DATA GREETING", "*.7.*", PROVIDER),
    ("MAIL", "5*", SENDER),
    ("RCPT", "5*", ADDRESS),
    ("DATA", "5*", PROVIDER),
    ("", "*", "check host and port"),
)
# fmt: on


def cure_for(reply: Reply, step: str, *, has_login: bool) -> str:
    """Return what to do about a no: by code and status, as a server's words are in any language."""
    status = re.match(STATUS, reply.words)
    said = f"{reply.code}/{status[1]}" if status else str(reply.code)
    return next(
        cure
        for steps, replies, cure in CURES
        if (not steps or step in steps.split())
        and any(fnmatchcase(said, one) for one in replies.split())
        and not (has_login and LOG_IN in cure)
    )
