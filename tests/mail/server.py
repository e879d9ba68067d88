"""A real mail server on this computer, and servers that play a fault."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

HOST = "localhost"


@dataclass(frozen=True)
class Arrived:
    """A message that the server said it has."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    utf8: bool


@dataclass
class MailServer:
    """Where it listens, and what arrived; `ca_file` is for the variable SSL_CERT_FILE."""

    port: int
    ca_file: str
    messages: list[Arrived] = field(default_factory=list)
    tries: list[str] = field(default_factory=list)
    """The passwords that were tried."""
    envelopes: list[str] = field(default_factory=list)
    """Every recipient that was named, also for messages that did not come."""


@contextmanager
def mail_server(
    security: str = "none",
    users: Mapping[str, str] | None = None,
    *,
    utf8: bool = True,
    size: int = 1_000_000,
    certificate: trustme.LeafCert | None = None,
    says: Mapping[str, str] | None = None,
    without: str = "",
) -> Iterator[MailServer]:
    """Serve on localhost; with users, only they may send.

    `says` maps MAIL, DATA, AUTH or a recipient to what the server says instead of yes, or no to
    a login; `without` is a way of login that it does not offer.
    """
    says = {} if says is None else says
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ca.pem"
        authority().cert_pem.write_to_path(str(file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (certificate or issued(HOST, "127.0.0.1")).configure_cert(context)
        server = MailServer(0, str(file))
        controller = _Controller(
            _Desk(server, says),
            hostname="127.0.0.1",
            port=0,
            enable_SMTPUTF8=utf8,
            data_size_limit=size,
            ssl_context=context if security == "tls" else None,
            tls_context=context if security == "starttls" else None,
            require_starttls=security == "starttls",
            auth_required=bool(users),
            auth_require_tls=False,  # over TLS or on loopback: it is for agenda to see to it
            auth_exclude_mechanism=[without] if without else None,
            authenticator=_authenticator(server, users or {}, says),
        )
        controller.start()
        server.port = controller.port
        try:
            yield server
        finally:
            controller.stop()


@cache
def authority() -> trustme.CA:
    return trustme.CA()


def issued(*names: str, days: int = 9) -> trustme.LeafCert:
    """Return a certificate of the authority that is valid for that many days from now."""
    now = datetime.now(UTC)
    return authority().issue_cert(
        *names, not_before=now - timedelta(days=99), not_after=now + timedelta(days=days)
    )


class _Controller(Controller):
    """Listens on a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class _Desk:
    """Takes messages, or says what it is told to."""

    def __init__(self, server: MailServer, says: Mapping[str, str]) -> None:
        self.server, self.says = server, says

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.server.envelopes.append(address)
        said = self.says.get(address, "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        said = self.says.get("DATA", "250 OK")
        if said.startswith("250"):
            people = tuple(envelope.rcpt_tos)
            self.server.messages.append(
                Arrived(envelope.mail_from, people, envelope.content, envelope.smtp_utf8)
            )
        return said


def _authenticator(
    server: MailServer, users: Mapping[str, str], says: Mapping[str, str]
) -> Callable[..., AuthResult]:
    def check(smtp, session, envelope, mechanism, login: LoginPassword) -> AuthResult:
        user, password = login.login.decode(), login.password.decode()
        server.tries.append(password)
        success = "AUTH" not in says and users.get(user) == password
        return AuthResult(success=success, handled=False, message=says.get("AUTH"))

    return check


class Peer:
    """A client, as a script that plays a server sees it."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock, self.heard = sock, b""
        self.file = sock.makefile("rb")

    def say(self, *lines: str) -> None:
        self.sock.sendall("".join(f"{line}\r\n" for line in lines).encode())

    def hear(self) -> str:
        line = self.file.readline()
        self.heard += line
        return line.decode().rstrip()

    def greet(self, *offers: str) -> None:
        """Say the greeting, and answer EHLO."""
        self.say("220 fake")
        self.hear()
        self.say(*(f"250-{offer}" for offer in ("fake", *offers)), "250 HELP")

    def listen_to_data(self) -> None:
        """Take the envelope of a message to one, and say that the message may come."""
        self.greet()
        for answer in ("250 OK", "250 OK", "354 go on"):
            self.hear()
            self.say(answer)

    def hear_message(self) -> None:
        """Read up to the final dot."""
        while self.hear() != ".":
            pass

    def wait(self) -> None:
        """Do nothing until the client goes."""
        while data := self.sock.recv(4096):
            self.heard += data


@dataclass
class Played:
    """Where a script is played, and what the client said in all."""

    port: int
    peers: list[Peer] = field(default_factory=list)


@contextmanager
def playing(script: Callable[[Peer], None]) -> Iterator[Played]:
    """Play a server: the script is run on each connection, which is then closed."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        played = Played(listening.getsockname()[1])

        def serve() -> None:
            with suppress(OSError):
                while True:
                    sock, _ = listening.accept()
                    sock.settimeout(10)
                    played.peers.append(Peer(sock))
                    with sock, played.peers[-1].file, suppress(OSError):
                        script(played.peers[-1])

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield played
        finally:
            with suppress(OSError):  # wakes the accept, which closing would not
                listening.shutdown(socket.SHUT_RDWR)
            thread.join(10)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
