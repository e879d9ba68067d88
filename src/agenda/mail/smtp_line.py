"""A line to a mail server: safe before anything is said on it, and never open for ever."""

from __future__ import annotations

import io
import smtplib
import socket
import ssl
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import NoReturn

from agenda.mail.settings import Server, is_loopback
from agenda.mail.smtp_socket import Clock, Heard, connect
from agenda.source.problems import Stop, error

OURSELVES = "[127.0.0.1]"
"""What EHLO says of this computer (RFC 5321, section 4.1.4): its name is nobody's business,
and to find it out may take a slow look-up."""
WHOLE = 3
"""The time limit of everything together, in steps."""
LONGEST_WORDS = 300
AT_ONCE = 16 * 1024
GOODBYE = 2
"""Seconds for QUIT, on which nothing depends any more."""
EXPIRED, TOO_EARLY, OTHER_NAME, OTHER_ADDRESS = 10, 9, 62, 64
"""Results of OpenSSL's check of a certificate: x509_vfy.h."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers: a code of three digits, and its words on one line."""

    code: int
    words: str

    @property
    def is_good(self) -> bool:
        """Whether what was asked is done: RFC 5321, section 4.2.1."""
        return self.code // 100 == 2  # noqa: PLR2004 - 2yz

    def __str__(self) -> str:
        """Return what to show of it."""
        return f"{self.code} {self.words}".rstrip() if self.code > 0 else f"'{self.words}'"


class Line:
    """A line to a server, opened by `open`, on which commands are said one by one.

    Every method raises Stop with a problem `mail`, and the line is closed then, unless the
    fault is what a reply says.
    """

    def __init__(self, server: Server, whole: float) -> None:
        self.server = server
        self.clock = Clock(server.timeout, whole)
        self.secrets: tuple[str, ...] = ()
        """What may not be repeated, should the server say it."""
        self.tls = ""
        self.in_message = False
        """Whether what is said now is a part of a message."""
        self._smtp = smtplib.SMTP(local_hostname=OURSELVES)

    @property
    def features(self) -> dict[str, str]:
        """What the server says it can do, by keyword in lower case."""
        return self._smtp.esmtp_features

    def open(self) -> None:
        """Connect, make the line safe, and greet. Nothing the server said before TLS counts."""
        server = self.server
        if server.security == "none" and not is_loopback(server.host):
            self.fail(f"{server.host} is another computer", "use starttls or tls")
        with self.told("connecting"):
            self._take(connect(server.host, server.port, self.clock))
        if server.security == "tls":
            self._encrypt()
        self._expect(self._reply("waiting for its greeting"), "greets with")
        self._greet()
        if server.security == "starttls":
            self._starttls()

    def command(self, verb: str, arguments: str = "", *, step: str = "") -> Reply:
        """Say a command, and return the reply; `step` names it where it is itself a secret."""
        waiting = f"waiting for the answer to {step or verb}"
        with self.told(waiting):
            self._sock.settimeout(self.clock.left())
            self._smtp.putcmd(verb, arguments)
        return self._reply(waiting)

    def send(self, data: bytes) -> None:
        """Send a part of a message."""
        with self.told("sending the message"):
            for start in range(0, len(data), AT_ONCE):
                self._sock.settimeout(self.clock.left())
                self._sock.sendall(data[start : start + AT_ONCE])

    def last_reply(self) -> tuple[Reply | None, str]:
        """Return the reply to a message, or None and why there is none; it has time of its own.

        Raises no Stop: what to say of it is said by whoever knows what was sent.
        """
        self.clock = Clock(self.clock.whole, self.clock.whole)
        try:
            # The file that is read from holds the clock of before.
            self._smtp.file = io.BufferedReader(Heard(self._sock, self.clock))
            self._sock.settimeout(self.clock.left())
            self._sock.sendall(b".\r\n")
            return self._understood(*self._smtp.getreply()), ""
        except (OSError, smtplib.SMTPException) as fault:
            self._smtp.close()
            return None, f"it {self._why(fault)}"
        except KeyboardInterrupt:
            self._smtp.close()
            return None, "you did not wait for it"

    def utf8(self) -> None:
        """Say addresses in UTF-8 from now on: RFC 6531."""
        self._smtp.command_encoding = "utf-8"

    def close(self) -> None:
        """Take leave where that can be understood, and close."""
        if self._smtp.sock is not None and not self.in_message:
            with suppress(OSError, smtplib.SMTPException):
                self.clock = Clock(GOODBYE, GOODBYE)
                self._smtp.file = io.BufferedReader(Heard(self._sock, self.clock))
                self._sock.settimeout(GOODBYE)
                self._smtp.docmd("QUIT")
        self._smtp.close()

    def fail(self, fault: str, cure: str) -> NoReturn:
        """Raise Stop."""
        raise Stop(error("mail", fault, cure)) from None

    @contextmanager
    def told(self, step: str) -> Iterator[None]:
        """Tell what is wrong with the line itself; no fault of a library goes further."""
        try:
            yield
        except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as fault:
            self._smtp.close()
            why, cure = self._why(fault), "check host and port, or try again later"
            if self.clock.over or _cause(fault, TimeoutError):
                cure = f"check host, port and security, or raise the timeout ({self._step})"
            elif _cause(fault, socket.gaierror):
                cure = "check the name of the host, and your network"
            got = "nobody got it" if self.in_message else "nothing was sent"
            self.fail(f"{self._place} {why} while {step}", f"{got}; {cure}")

    @property
    def _place(self) -> str:
        return f"{self.server.host} port {self.server.port}"

    @property
    def _step(self) -> str:
        return f"{self.server.timeout:g} s"

    @property
    def _sock(self) -> socket.socket:
        if self._smtp.sock is None:
            raise ConnectionError
        return self._smtp.sock

    def _take(self, sock: socket.socket) -> None:
        """Talk on that socket from now on: what was read ahead from another is forgotten."""
        self._smtp.sock = sock
        self._smtp.file = io.BufferedReader(Heard(sock, self.clock))

    def _reply(self, step: str) -> Reply:
        with self.told(step):
            return self._understood(*self._smtp.getreply())

    def _understood(self, code: int, words: bytes) -> Reply:
        said = words.decode("utf-8", "replace")
        for secret in self.secrets:
            said = said.replace(secret, "…")
        shown = "".join(_visible(char) for char in " ".join(said.split()))
        return Reply(code, shown[:LONGEST_WORDS])

    def _expect(self, reply: Reply, does: str) -> None:
        if not reply.is_good:
            cure = "try again later" if reply.code // 100 == 4 else "check host and port"  # noqa: PLR2004 - 4yz
            self.fail(f"{self.server.host} {does}: {reply}", f"nothing was sent; {cure}")

    def _greet(self) -> None:
        with self.told("waiting for the answer to EHLO"):
            self._sock.settimeout(self.clock.left())
            reply = self._understood(*self._smtp.ehlo())
        self._expect(reply, "does not take EHLO")

    def _starttls(self) -> None:
        if not self._smtp.has_extn("starttls"):
            self.fail(f"{self.server.host} offers no STARTTLS",
                      "nothing was sent, as others could read it; try security tls")  # fmt: skip
        self._expect(self.command("STARTTLS"), "does not begin TLS")
        self._encrypt()
        self._greet()

    def _encrypt(self) -> None:
        """Certificates and names are checked; SSL_CERT_FILE may name other authorities.

        What the server offered before is forgotten: RFC 3207, section 4.2.
        """
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        with self.told("beginning TLS"), self._certificates():
            # The handshake comes when the socket is in place, so that a fault closes it.
            safe = context.wrap_socket(
                self._sock, server_hostname=self.server.host, do_handshake_on_connect=False
            )
            self._take(safe)
            safe.settimeout(self.clock.left())
            safe.do_handshake()
        self._smtp.esmtp_features = {}
        self.tls = safe.version() or "TLS"

    @contextmanager
    def _certificates(self) -> Iterator[None]:
        try:
            yield
        except ssl.SSLCertVerificationError as fault:
            self._smtp.close()
            self.fail(*_distrusted(fault, self.server.host))
        except ssl.SSLError as fault:
            self._smtp.close()
            self.fail(f"no TLS with {self._place}: {fault.reason or 'the line was closed'}",
                      "nothing was sent; port 465 wants security tls, 587 starttls")  # fmt: skip

    def _why(self, fault: Exception) -> str:
        """Return what the server did, as the end of a sentence about it."""
        if self.clock.over:
            return f"took longer than {round(self.clock.whole, 1):g} s"
        if _cause(fault, TimeoutError):
            return f"did not answer within {round(self.clock.step, 1):g} s"
        if _cause(fault, socket.gaierror):
            return "is unknown: no address was found"
        if _cause(fault, ConnectionRefusedError):
            return "refuses the connection"
        told = getattr(fault.__context__ or fault, "strerror", None)
        return f"hung up ({told})" if told else "hung up"


def _cause(fault: Exception, kind: type[Exception]) -> bool:
    """Whether it is of that kind: smtplib puts the socket's fault behind one of its own."""
    return isinstance(fault, kind) or isinstance(fault.__context__, kind)


def _visible(char: str) -> str:
    """Keep a server from steering the terminal, or from turning the direction of a text."""
    return "\ufffd" if unicodedata.category(char)[0] == "C" else char


def _distrusted(fault: ssl.SSLCertVerificationError, host: str) -> tuple[str, str]:
    """Return what is wrong with a certificate, and the cure."""
    name = f"the certificate of {host}"
    if fault.verify_code == EXPIRED:
        return f"{name} has expired", "nothing was sent; tell whoever runs the server"
    if fault.verify_code == TOO_EARLY:
        return f"{name} is not valid yet", "nothing was sent; check this computer's clock"
    if fault.verify_code in (OTHER_NAME, OTHER_ADDRESS):
        cure = "nothing was sent; write the host as the provider names it"
        return f"{name} was made for another name", cure
    cure = "nothing was sent; if your company has an authority, name its file in SSL_CERT_FILE"
    return f"{name} is from an unknown authority ({fault.verify_message})", cure
