"""How a message goes to a mail server: once, and to everybody or to nobody (RFC 5321).

smtplib speaks with the server, but for what it does in another way than is good here:
- `sendmail` is content when one of the recipients is accepted. Here none gets it then: sent
  again after the fault is cured, it would reach the others twice;
- `mail` and `rcpt` take an address apart as one of a header is, and spell the command as their
  Python does;
- `login` knows ASCII alone, and tries a wrong password in every way, each of which counts;
- `data` does not say whether the line broke before the last dot, so that nobody has the
  message, or after it, so that this is not known.
"""

from __future__ import annotations

import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from agenda.answers.mailbox import sendable
from agenda.mail.settings import Server, is_loopback
from agenda.mail.smtp_line import NOBODY, NOTHING, SENDING, Line, SafeLine
from agenda.source.problems import Problem, Stop, error

SLOWEST, AT_ONCE = 32 * 1024, 16 * 1024
"""Bytes a second that a network carries at least, by which a large message has more time; and
bytes that are sent in one step."""
AFTER_LOGIN, CONTINUE, START_MAIL, CLOSING = 235, 334, 354, 421
"""RFC 4954, section 4; RFC 5321, section 4.2.3."""
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
    with _session(server, password, len(data) / SLOWEST) as line:
        options = _options(line, people, len(data), utf8=utf8)
        _envelope(line, people[0], people[1:], options)
        _message(line, data)


def reachable(server: Server, password: Callable[[], str] | None) -> str:
    """Return a line about the server, after logging in where a password is given.

    Raises Stop with a problem `mail` where nothing could be sent there.
    """
    with _session(server, password) as line:
        safe = line.sock.version() if isinstance(line.sock, ssl.SSLSocket) else "no TLS"
        login = f", logged in as {server.user}" if line.secret else ""
        return f"{server.host} port {server.port} answers: {safe}{login}"


@contextmanager
def _session(server: Server, password: Callable[[], str] | None, more: float = 0) -> Iterator[Line]:
    """Open a line that is safe before anything is said on it, and log in.

    Certificates and names are checked; SSL_CERT_FILE may name other authorities.
    """
    if server.security == "none" and not is_loopback(server.host):
        raise Stop(error("mail", f"{server.host} is another computer", "use starttls or tls"))
    secret = password() if password and server.user else ""  # nobody types while a server waits
    if not (server.user + secret).isprintable():
        fault = "the user or the password has a character that nobody can type"
        raise Stop(error("mail", fault, "check both, and where they are kept"))
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    tls = server.security == "tls"
    line = SafeLine(server, more, context=context) if tls else Line(server, more)
    try:
        if server.security == "starttls":
            line.starttls(context=context)
        line.ehlo()
        if secret:
            _login(line, server.user, secret)
        yield line
    except OSError as fault:
        raise line.stop(fault) from None
    finally:
        line.leave()


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
    """Say the password once, in one way: RFC 4616 and draft-murchison-sasl-login.

    Both are as safe as the line.
    """
    host, offered = line.server.host, line.esmtp_features.get("auth", "").upper().split()
    way = next((way for way in WAYS if way in offered), "")
    if not way:
        other = f", but only {' '.join(offered)}"[:100] if offered else ""
        cure = f"{NOTHING}; check the port, or take out the user"
        raise Stop(error("mail", f"{host} offers no login with a password{other}", cure))
    whole, *parts = (
        b64encode(text.encode()).decode() for text in (f"\0{user}\0{secret}", user, secret)
    )
    line.secret = secret
    reply = line.ask("AUTH", f"PLAIN {whole}" if way == "PLAIN" else "LOGIN")
    for part in parts if way == "LOGIN" else ():
        if reply.code == CONTINUE:
            line.send(f"{part}\r\n")  # no command, whose name would be told
            reply = line.reply()
    if reply.code != AFTER_LOGIN:
        raise line.refusal(f"does not let {user} log in", reply)


def _options(line: Line, people: list[str], size: int, *, utf8: bool) -> str:
    """Return what follows MAIL FROM: RFC 6531 and RFC 1870, section 6.1."""
    host, options = line.server.host, ""
    beyond = [address for address in people if not address.isascii()]
    if utf8 or beyond:
        if not line.has_extn("smtputf8"):
            whose = beyond[0] if beyond else "an address in the message"
            fault = f"{whose} has letters beyond a to z before the @, and {host} takes none"
            cure = f"{NOBODY}; use another address, or a server with SMTPUTF8"
            raise Stop(error("mail", fault, cure))
        line.command_encoding = "utf-8"
        options += " BODY=8BITMIME SMTPUTF8"
    if line.has_extn("size"):
        most = line.esmtp_features["size"]
        if most.isdecimal() and len(most) <= len(str(size)) and 0 < int(most) < size:
            fault = f"the message has {size} bytes, and {host} takes at most {int(most)}"
            raise Stop(error("mail", fault, f"{NOBODY}; attach less"))
        options += f" SIZE={size}"
    return options


def _envelope(line: Line, sender: str, recipients: list[str], options: str) -> None:
    reply = line.ask("MAIL", f"FROM:<{sender}>{options}")
    if not reply.is_good:
        raise line.refusal(f"does not take {sender} as the sender", reply)
    refused: list[Problem] = []
    for recipient in recipients:
        reply = line.ask("RCPT", f"TO:<{recipient}>")
        if not reply.is_good:
            refused += line.refusal(f"does not take {recipient} as a recipient", reply).problems
        if reply.code == CLOSING:
            break
    if refused:
        with suppress(OSError):
            line.rset()
        raise Stop(*refused)


def _message(line: Line, data: bytes) -> None:
    """Send the message, with lines that begin with a dot beginning with two: section 4.5.2.

    Until the last dot a server has no message. After it, only its reply says that it has,
    and that has a time of its own.
    """
    reply = line.ask("DATA")
    if reply.code != START_MAIL:
        raise line.refusal("takes no message", reply)
    line.step, said = SENDING, re.sub(rb"(?m)^\.", b"..", data)
    for start in range(0, len(said), AT_ONCE):
        line.send(said[start : start + AT_ONCE])
    line.allow(line.whole, line.whole)
    try:
        line.send(b".\r\n")
        reply = line.reply()
        unknown = "" if reply.code // 100 in (2, 4, 5) else f"it answers {reply}"
    except OSError as fault:
        unknown = f"it {line.explain(fault)[0]}"
    except KeyboardInterrupt:
        unknown = "you did not wait for it"
    if unknown:
        message = f"it is not known whether {line.server.host} took the message: {unknown}"
        raise Stop(error("mail", message, "the server may have it: look before you send again"))
    line.step = "DATA"
    if not reply.is_good:
        raise line.refusal("refuses the message", reply)
