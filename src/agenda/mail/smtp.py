"""How a message goes to a mail server: once, and to everybody or to nobody (RFC 5321).

smtplib's `sendmail` is content when one of the recipients is accepted. Here none gets it
then: sent again after the fault is cured, it would reach the others twice.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from agenda.answers.mailbox import sendable
from agenda.mail.settings import Server
from agenda.mail.smtp_line import WHOLE, Line, Reply
from agenda.source.problems import Problem, Stop, error

SLOWEST = 32 * 1024
"""Bytes a second that a network carries at least, by which a large message has more time."""
NOBODY = "nobody got it"
AFTER_LOGIN, CONTINUE, START_MAIL, WANTS_LOGIN, CLOSING = 235, 334, 354, 530, 421
"""RFC 4954, sections 4 and 6; RFC 5321, section 4.2.3."""
TOO_LARGE = (452, 552)
TEMPORARY = 4
WAYS = ("PLAIN", "LOGIN")


def deliver(
    raw: bytes,
    sender: str,
    recipients: tuple[str, ...],
    server: Server,
    password: Callable[[], str],
    *,
    utf8: bool = False,
) -> None:
    """Give a message to the server, for all the recipients at once. It is never tried again.

    `utf8` says that its headers are in UTF-8. Raises Stop with a problem `mail`: nobody got
    it then, unless the problem says that this is not known.
    """
    people = [_address(one) for one in (sender, *recipients)]
    data = _lines(raw)
    secret = _secret(server, password)
    with _session(server, secret, len(data) / SLOWEST) as line:
        options = _options(line, people, len(data), utf8=utf8)
        _envelope(line, people[0], people[1:], options)
        _message(line, data)


def reachable(server: Server, password: Callable[[], str] | None) -> str:
    """Return a line about the server, after logging in where a password is given.

    Raises Stop with a problem `mail` where nothing could be sent there.
    """
    secret = _secret(server, password) if password else ""
    with _session(server, secret, 0) as line:
        reply = line.command("NOOP")
        if not reply.is_good:
            line.fail(
                f"{server.host} does not take NOOP: {reply}", _cure(reply, "ask its provider")
            )
        safe = line.tls or "no TLS"
        login = f", logged in as {server.user}" if secret else ""
        return f"{server.host} port {server.port} answers: {safe}{login}"


@contextmanager
def _session(server: Server, secret: str, more: float) -> Iterator[Line]:
    line = Line(server, WHOLE * server.timeout + more)
    try:
        line.open()
        if secret:
            _login(line, server.user, secret)
        yield line
    finally:
        line.close()


def _secret(server: Server, password: Callable[[], str]) -> str:
    """Ask before the line is open: nobody types while a server waits."""
    secret = password() if server.user else ""
    if not all(char.isprintable() for char in server.user + secret):
        fault = "the user or the password has a character that nobody can type"
        raise Stop(error("mail", fault, "check both, and where they are kept"))
    return secret


def _address(address: str) -> str:
    """Return an address as it is said to a server; what would end the command is no address."""
    try:
        said = sendable(address)
    except UnicodeError:
        said = ""
    if not re.fullmatch(r"[^\s<>\x00-\x20\x7f]+@[^\s<>@\x00-\x20\x7f]+", said):
        raise Stop(error("mail", f"{address!r} is no address to write to", "check its spelling"))
    return said


def _lines(raw: bytes) -> bytes:
    """Return the message with CR LF after each line, and no CR or LF of another kind.

    Servers differ on those, and may take what follows for another message: RFC 5321,
    section 2.3.8.
    """
    return re.sub(rb"\r\n|\r|\n", b"\r\n", raw) + (b"" if raw.endswith((b"\r", b"\n")) else b"\r\n")


def _login(line: Line, user: str, secret: str) -> None:
    """Say the password once, in one way: a second would count as a second wrong one.

    RFC 4616 and draft-murchison-sasl-login. Both are as safe as the line.
    """
    offered = line.features.get("auth", "").upper().split()
    way = next((way for way in WAYS if way in offered), "")
    if not way:
        other = f", but only {' '.join(offered)}"[:100] if offered else ""
        line.fail(f"{line.server.host} offers no login with a password{other}",
                  "nothing was sent; check the port, or take out the user")  # fmt: skip
    whole, *parts = (_base64(text) for text in (f"\0{user}\0{secret}", user, secret))
    line.secrets = (whole, parts[1], secret)
    reply = line.command("AUTH", f"PLAIN {whole}" if way == "PLAIN" else "LOGIN")
    for part in parts if way == "LOGIN" else ():
        if reply.code == CONTINUE:
            reply = line.command(part, step="AUTH")
    if reply.code != AFTER_LOGIN:
        cure = "check user and password; many providers want a password made for this program"
        line.fail(f"{line.server.host} does not let {user} log in: {reply}",
                  _cure(reply, cure, "nothing was sent"))  # fmt: skip


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")


def _options(line: Line, people: list[str], size: int, *, utf8: bool) -> str:
    """Return what follows MAIL FROM: RFC 6531 and RFC 1870, section 6.1."""
    host, options = line.server.host, ""
    beyond = [address for address in people if not address.isascii()]
    if utf8 or beyond:
        if "smtputf8" not in line.features:
            whose = beyond[0] if beyond else "an address in the message"
            line.fail(f"{whose} has letters beyond a to z before the @, and {host} takes none",
                      f"{NOBODY}; use another address, or a server with SMTPUTF8")  # fmt: skip
        line.utf8()
        options += " BODY=8BITMIME" if "8bitmime" in line.features else ""
        options += " SMTPUTF8"
    if "size" in line.features:
        most = line.features["size"].strip()
        if most.isdecimal() and 0 < int(most) < size:
            line.fail(f"the message has {size} bytes, and {host} takes at most {int(most)}",
                      f"{NOBODY}; attach less")  # fmt: skip
        options += f" SIZE={size}"
    return options


def _envelope(line: Line, sender: str, recipients: list[str], options: str) -> None:
    host = line.server.host
    reply = line.command("MAIL", f"FROM:<{sender}>{options}")
    if not reply.is_good:
        line.fail(f"{host} does not take {sender} as the sender: {reply}",
                  _cure(reply, "write from an address that you may use there"))  # fmt: skip
    refused: list[Problem] = []
    for recipient in recipients:
        reply = line.command("RCPT", f"TO:<{recipient}>")
        if not reply.is_good:
            fault = f"{host} does not take {recipient} as a recipient: {reply}"
            refused.append(error("mail", fault, _cure(reply, "check the address")))
        if reply.code == CLOSING:
            break
    if refused:
        if reply.code != CLOSING:
            line.command("RSET")
        raise Stop(*refused)


def _message(line: Line, data: bytes) -> None:
    """Send the message, with lines that begin with a dot beginning with two: section 4.5.2.

    Until the last dot a server has no message. After it, only its reply says that it has.
    """
    host = line.server.host
    reply = line.command("DATA")
    if reply.code != START_MAIL:
        line.fail(f"{host} takes no message: {reply}", _cure(reply, "ask its provider"))
    line.in_message = True
    line.send(re.sub(rb"(?m)^\.", b"..", data))
    last, why = line.last_reply()
    if last is None or last.code // 100 not in (2, TEMPORARY, 5):
        fault = f"it is not known whether {host} took the message: {why or f'it answers {last}'}"
        line.fail(fault, "the server may have it: look before you send again")
    line.in_message = False
    if not last.is_good:
        cure = "attach less" if last.code in TOO_LARGE else "ask its provider why"
        line.fail(f"{host} refuses the message: {last}", _cure(last, cure))


def _cure(reply: Reply, cure: str, nobody: str = NOBODY) -> str:
    if reply.code == WANTS_LOGIN:
        cure = "name your user in the settings, and use starttls or tls"
    elif reply.code // 100 == TEMPORARY and reply.code not in TOO_LARGE:
        cure = "try again later"
    return f"{nobody}; {cure}"
