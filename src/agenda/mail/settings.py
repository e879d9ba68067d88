"""Where e-mails are sent from: `AGENDA_SMTP_URL`, else `config.toml` in the user's folder.

A password stands in neither, and where one does, nothing of it is repeated: for that, no
message here quotes a value.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import unquote

from agenda.answers.mailbox import in_ascii
from agenda.coaching import toml_file
from agenda.source.problems import Problem, Span, Stop, closest, did_you_mean, error

Security = Literal["starttls", "tls", "none"]
VARIABLE, PASSWORD = "AGENDA_SMTP_URL", "AGENDA_SMTP_PASSWORD"
NAME, TABLE = "config.toml", "smtp"
KEYS = ("host", "port", "user", "security")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""RFC 6409, section 3.1; RFC 8314, section 3.3; RFC 5321, section 4.5.4.2."""
SCHEMES: Mapping[str, Security] = {"smtp": "starttls", "smtps": "tls"}
LAST_PORT = 65535
SECONDS = 20.0
HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})*\.?")
HINTS = "pass|secret|token|kennwort|(^|[_-]|api)key$"
PASSWORDS = ("password", "passwd", "passphrase", "secret", "pwd", "pw")
BELONGS = f"take it out: agenda asks for it, or finds it in the keyring or in {PASSWORD}"

Wrong = Callable[[str, str, str], None]
"""Takes the key, the fault and its cure."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server: where it listens, how the line is made safe, who logs in."""

    host: str
    port: int
    security: Security
    user: str = ""
    timeout: float = SECONDS
    """How many seconds each step may take."""


def server(environ: Mapping[str, str] | None = None) -> Server:
    """Return the server to send with.

    Raises Stop with every fault of the settings, or where there are none.
    """
    url = (os.environ if environ is None else environ).get(VARIABLE, "")
    if url:
        return _of_url(url)
    file = toml_file.user_folder() / NAME
    if not os.path.lexists(file):
        cure = (
            f"set {VARIABLE}=smtp://ada@smtp.example.org:587, or write into {file} the table "
            f'[{TABLE}] with host = "smtp.example.org" and user = "ada"'
        )
        raise Stop(error("settings", "no mail server is set to send with", cure))
    return _of_file(file)


def is_loopback(host: str) -> bool:
    """Whether a host is this computer: by the name localhost (RFC 6761), or by its address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.lower() == "localhost"
    return address.is_loopback and getattr(address, "ipv4_mapped", None) is None


def _of_file(file: Path) -> Server:
    text, said = toml_file.read_toml(file)
    reader, sender, table = _Reader(text), None, said.get(TABLE)
    reader.keys(said, (TABLE,))
    if isinstance(table, dict):
        reader.begin = (reader.place(TABLE) or Span(0, 0)).end
        reader.keys(table, KEYS)
        sender = _checked(table, reader.wrong)
    elif TABLE in said or not any(closest(key, (TABLE,)) for key in said):
        reader.wrong(TABLE, f"there is no table [{TABLE}]", f"write [{TABLE}], and keys below it")
    if reader.problems or sender is None:
        raise Stop(*reader.problems, name=str(file), text=reader.keys_alone())
    return sender


@dataclass(slots=True)
class _Reader(toml_file.Reader):
    """Points at keys, and names them where they are words: all else may be a password."""

    begin: int = 0
    """Where in the text to look for a key."""

    def keys(self, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        """Tell of every key that is none of those, or that means a password."""
        self.known({key: 0 for key in table if not _is_secret(key)}, known)
        for key in filter(_is_secret, table):
            self.wrong(key, f"a password does not belong here: '{key}'", BELONGS)

    def wrong(self, word: str, fault: str, cure: str) -> None:
        """Tell of a fault at the first place where the key stands."""
        span = self.place(word)
        if not re.fullmatch(r"[\w-]{1,40}", word):
            fault, span = fault.replace(f"'{word}'", "'…'"), span and Span(span.start, span.start)
        self.problems.append(error("settings", fault, cure, span=span))

    def place(self, key: str) -> Span | None:
        """Return where a key stands, which no comment has."""
        pattern = rf"(?m)^[ \t]*#.*|(?<![\w-])({re.escape(key)})(?=[\"']?\s*[=.\]])"
        places = re.compile(pattern).finditer(self.text, self.begin)
        return next((Span(*found.span(1)) for found in places if found[1] is not None), None)


def _is_secret(key: str) -> bool:
    """Whether a key means a password, well spelt or not."""
    return key not in (*KEYS, TABLE) and (
        bool(re.search(HINTS, key, re.IGNORECASE)) or bool(closest(key, PASSWORDS))
    )


def _of_url(url: str) -> Server:
    """Take a URL apart by hand: a library's message on a wrong one may hold the password."""
    problems: list[Problem] = []

    def wrong(_: str, fault: str, cure: str) -> None:
        problems.append(error("settings", f"{VARIABLE}: {fault}", cure))

    scheme, _, rest = url.strip().partition("://")
    user, at, place = rest.rpartition("@")
    if ":" in unquote(user):
        wrong("user", "a password does not belong into a URL", BELONGS)
        raise Stop(*problems)
    if scheme.lower() not in SCHEMES:
        wrong("scheme", "it begins neither with smtp:// nor with smtps://",
              "write smtp://ada@smtp.example.org:587")  # fmt: skip
        raise Stop(*problems)
    if at and not user:
        wrong("user", "no user stands before the @", "write the user, or take the @ away")
    named = {"user": unquote(user)} if user else {}
    found = _checked({**_place(place), **named, "security": SCHEMES[scheme.lower()]}, wrong)
    if problems or found is None:
        raise Stop(*problems)
    return found


def _place(place: str) -> dict[str, object]:
    """Return the host and the port; an IPv6 address stands in brackets (RFC 3986)."""
    pattern = r"(?:\[(?P<v6>[^\]]*:[^\]]*)\]|(?P<name>[^:\[\]]*))(?::(?P<port>.*))?"
    found = re.fullmatch(pattern, place.removesuffix("/"), re.DOTALL)
    if not found:
        return {"host": ""}
    host, port = found["v6"] or unquote(found["name"]), found["port"]
    if port is None:
        return {"host": host}
    return {"host": host, "port": int(port) if re.fullmatch("[0-9]{1,9}", port) else port}


def _checked(values: Mapping[str, object], wrong: Wrong) -> Server | None:
    """Return the server, or None where something is wrong, after all of it is told."""
    faults: list[str] = []

    def tell(key: str, fault: str, cure: str) -> None:
        faults.append(key)
        wrong(key, fault, cure)

    security = _security(values, tell)
    host = _host(values, tell)
    port = values.get("port", PORTS[security])
    if not (isinstance(port, int) and port is not True and 1 <= port <= LAST_PORT):
        tell("port", f"the port is no number from 1 to {LAST_PORT}",
             f"write {PORTS[security]}, or what your provider says")  # fmt: skip
    user = values.get("user", "")
    if not isinstance(user, str) or not (user or "user" not in values) or not user.isprintable():
        tell("user", "the user is no name", 'write user = "ada", or leave it out')
    if security == "none" and host and not is_loopback(host):
        tell("security", "security none is for a server on this computer alone",
             "write starttls or tls: passwords and letters go over the network")  # fmt: skip
    if faults:
        return None
    return Server(host, cast("int", port), security, str(user))


def _security(values: Mapping[str, object], tell: Wrong) -> Security:
    said = values.get("security", "starttls")
    if isinstance(said, str) and said in PORTS:
        return cast("Security", said)
    cure = did_you_mean(said, PORTS) if isinstance(said, str) else ""
    tell("security", "the security is unknown", cure or f"known are: {', '.join(PORTS)}")
    return "starttls"


def _host(values: Mapping[str, object], tell: Wrong) -> str:
    """Return the host as it is looked up, or an empty string where it is none."""
    said = values.get("host")
    if said is None:
        tell("host", "no host is named", "name your provider's server, as smtp.example.org")
        return ""
    try:
        host = in_ascii(said) if isinstance(said, str) else ""
        if ":" in host:
            host = str(ipaddress.IPv6Address(host))
        elif not HOST.fullmatch(host):
            host = ""
    except ValueError:
        host = ""
    if not host:
        tell("host", "the host is no name and no address", "write it as smtp.example.org")
    return host
