"""A line to a mail server: smtplib's, which never stays open for ever and tells what is wrong.

smtplib gives each step its time; an end of everything together, and of what a server says,
is added here. Which step a fault belongs to is known, as every command goes through `putcmd`.
"""

from __future__ import annotations

import io
import smtplib
import socket
import ssl
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from agenda.mail.replies import Reply, cure_for, read_reply
from agenda.mail.settings import Server
from agenda.source.problems import Stop, error

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

OURSELVES = "[127.0.0.1]"
"""What EHLO says of this computer (RFC 5321, section 4.1.4): its name is nobody's business,
and to find it out may take a slow look-up."""
NOTHING, NOBODY = "nothing was sent", "nobody got it"
SENDING = "SENDING"
DOING = {
    "CONNECT": "connecting",
    "GREETING": "waiting for its greeting",
    SENDING: "sending the message",
}
"""The steps that are no command."""
WHOLE, GOODBYE = 3, 2
"""The time limit of everything together, in steps; seconds for QUIT, on which nothing depends."""
MOST_HEARD = 64 * 1024
DISTRUST = {
    9: ("is not valid yet", "check this computer's clock"),
    10: ("has expired", "tell whoever runs the server"),
    62: ("was made for another name", "write the host as the provider names it"),
    64: ("was made for another name", "write the host as the provider names it"),
}
"""What is wrong with a certificate, and the cure, by OpenSSL's results: x509_vfy.h."""
OWN_AUTHORITY = "if your company has an authority, name its file in SSL_CERT_FILE"


class Line(smtplib.SMTP):
    """A line to a server. Its methods raise OSError, of which `stop` makes what is told."""

    def __init__(self, server: Server, more: float, **how: Any) -> None:
        """Connect; everything may take so many seconds more than its steps. Raises Stop."""
        self.server, self.step, self.secret = server, "CONNECT", ""
        self.allow(server.timeout, WHOLE * server.timeout + more)
        try:
            super().__init__(server.host, server.port, OURSELVES, timeout=server.timeout, **how)
        except OSError as fault:
            raise self.stop(fault) from None

    def allow(self, step: float, whole: float) -> None:
        """Let each step from now on take so many seconds, and all of them so many."""
        self.timeout, self.whole, self.end = step, whole, monotonic() + whole

    def left(self) -> float:
        """Return how long the next step may take. Raises TimeoutError where nothing is left."""
        if (rest := self.end - monotonic()) <= 0:
            raise TimeoutError
        return min(self.timeout, rest)

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Say a command."""
        self.step = cmd.upper()
        super().putcmd(cmd, args)

    def send(self, s: ReadableBuffer | str) -> None:
        """Send a command, or a part of a message."""
        if self.sock:
            self.sock.settimeout(self.left())
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        """Return what the server says, as smtplib itself asks for it."""
        if self.step == "CONNECT":
            self.step = "GREETING"
        if self.sock and not self.file:  # when TLS begins, smtplib forgets what came before
            self.file = io.BufferedReader(_Heard(self.sock, self))
        return super().getreply()

    def reply(self) -> Reply:
        """Return what the server says, as it may be shown."""
        return read_reply(*self.getreply(), self.secret)

    def ask(self, verb: str, arguments: str = "") -> Reply:
        """Say a command, and return the reply."""
        self.putcmd(verb, arguments)
        return self.reply()

    def ehlo(self, name: str = "") -> tuple[int, bytes]:
        """Say who we are, and hear what the server can do; `starttls` does it first."""
        code, words = super().ehlo(name)
        if not Reply(code, "").is_good:
            raise smtplib.SMTPHeloError(code, words)
        return code, words

    def leave(self) -> None:
        """Take leave where that can be understood, and close."""
        if self.sock and self.step != SENDING:
            with suppress(OSError):
                self.allow(GOODBYE, GOODBYE)
                self.quit()
        self.close()

    def refusal(self, does: str, reply: Reply) -> Stop:
        """Return what is told where the server says no."""
        cure = cure_for(reply, self.step, has_login=bool(self.secret))
        unsent = NOBODY if self.step in ("MAIL", "RCPT", "DATA") else NOTHING
        return Stop(error("mail", f"{self.server.host} {does}: {reply}", f"{unsent}; {cure}"))

    def stop(self, fault: OSError) -> Stop:
        """Return what is told of a line that ends, or that never was one."""
        host, place = self.server.host, f"{self.server.host} port {self.server.port}"
        if isinstance(fault, smtplib.SMTPResponseException):
            does = "greets with" if self.step == "GREETING" else f"does not take {self.step}"
            reply = read_reply(fault.smtp_code, fault.smtp_error, self.secret)
            return self.refusal(does, reply)
        if isinstance(fault, smtplib.SMTPNotSupportedError):
            cure = f"{NOTHING}, as others could read it; try security tls"
            return Stop(error("mail", f"{host} offers no STARTTLS", cure))
        if isinstance(fault, ssl.SSLCertVerificationError):
            unknown = f"is from an unknown authority ({fault.verify_message})"
            what, cure = DISTRUST.get(fault.verify_code, (unknown, OWN_AUTHORITY))
            return Stop(error("mail", f"the certificate of {host} {what}", f"{NOTHING}; {cure}"))
        if isinstance(fault, ssl.SSLError):
            cure = f"{NOTHING}; port 465 wants security tls, 587 starttls"
            return Stop(error("mail", f"no TLS with {place}: {fault.reason or 'it hung up'}", cure))
        why, cure = self.explain(fault)
        unsent = NOBODY if self.step == SENDING else NOTHING
        doing = DOING.get(self.step, f"waiting for the answer to {self.step}")
        return Stop(error("mail", f"{place} {why} while {doing}", f"{unsent}; {cure}"))

    def explain(self, fault: OSError) -> tuple[str, str]:
        """Return what the server did, as the end of a sentence about it, and the cure."""
        slow = "check host, port and security, or try again later"
        # smtplib puts the socket's fault behind one of its own.
        cause = fault.__context__ if isinstance(fault, smtplib.SMTPException) else fault
        if monotonic() >= self.end:
            return f"took longer than {round(self.whole, 1):g} s", slow
        if isinstance(cause, TimeoutError):
            return f"did not answer within {round(self.timeout, 1):g} s", slow
        if isinstance(cause, socket.gaierror):
            cure = "check the name of the host, and your network"
            return "is unknown: no address was found", cure
        cure = "check host and port, or try again later"
        if isinstance(cause, ConnectionRefusedError):
            return "refuses the connection", cure
        why = getattr(cause, "strerror", None)
        return f"hung up ({why})" if why else "hung up", cure


class SafeLine(Line, smtplib.SMTP_SSL):
    """A line that begins with TLS."""


class _Heard(io.RawIOBase):
    """What a server says: the time is looked at before each piece, and its length is bounded.

    A socket's own file would wait anew for every byte that drips in.
    """

    def __init__(self, sock: socket.socket, line: Line) -> None:
        self._sock, self._line, self._left = sock, line, MOST_HEARD

    def readable(self) -> bool:
        """Whether it can be read, as a buffer on it asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read a piece. Raises OSError."""
        if self._left <= 0:
            raise OSError("it says too much")
        self._sock.settimeout(self._line.left())
        count = self._sock.recv_into(buffer)
        self._left -= count
        return count
