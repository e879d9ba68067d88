"""Who may come in: nobody but the browser that was given the key, from the page itself.

The page is served to this machine alone, and still not everybody here may read it: another
user, another program, and any page that a browser shows could ask too. So a request must

- name this very address as its host, which a name that somebody else's DNS points here does not;
- lead into a room whose name nobody knows: cookies do not tell the ports of a machine apart, but
  they do tell folders, so no other server here is sent ours;
- carry the cookie that the key in the first address was exchanged for, once, wherever the browser
  was when it was led to that;
- come from the page itself, where the browser says from where, and always where it changes
  something;
- be of a size that makes sense.

Nothing is left in a cache, nothing is loaded from outside, no other page may show this one.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

COOKIE = "agenda"
LARGEST = 2 * 2**20
"""Bytes of what the page sends; an upload says more for itself."""
COPY = 11 * 2**20
"""Bytes of a copy that came back: a little more than is taken, which says then what is wrong."""
PATIENCE = 1.0
"""Seconds for the rest of a request that is refused."""
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
DOCUMENT = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""Of a document, which is shown in a frame: nothing in it runs, and nothing is fetched for it."""
PAGES = "base-uri 'none'; frame-ancestors 'self'"
"""Of a PDF: the browser's own viewer shows it, which a sandbox keeps out."""
FRAMED = b"x-framed"
"""A response says with it that it is a document, for a frame: which policy is its."""
POLICIES = {b"document": DOCUMENT, b"pages": PAGES}
ALWAYS = {
    b"cache-control": b"no-store",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}


@dataclass
class Keys:
    """What lets somebody in. The key is for one exchange; the next one is another."""

    port: int
    room: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    exchanged: Callable[[], None] = lambda: None
    """Called when there is a new key."""

    @property
    def host(self) -> str:
        """The only name of this server."""
        return f"127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        """The path below which everything is."""
        return f"/{self.room}/"

    @property
    def address(self) -> str:
        """What the browser is sent to first."""
        return f"http://{self.host}{self.base}?key={self.key}"

    def exchange(self) -> None:
        """Take the key out of use."""
        self.key = secrets.token_urlsafe(32)
        self.exchanged()


def guarded(app: App, keys: Keys, uploads: dict[str, int]) -> App:
    """Return the app behind its guard; `uploads` are paths that take more, and how much."""

    async def guard(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        send = _dressed(send)
        headers = _Headers(scope)
        largest = uploads.get(scope["path"].removeprefix(keys.base), LARGEST)
        known = _known(headers.one("cookie"), keys)
        astray = _astray(scope, headers, keys)
        key = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])[0]
        first = (scope["method"], scope["path"]) == ("GET", keys.base) and key
        fault = astray or _stranger(scope, headers, keys) or _too_large(headers, largest)
        if not astray and first and (known or _same(key, keys.key)):
            await _let_in(send, keys, known=known)
        elif fault or not known:
            if not _too_large(headers, largest):
                await _hear_out(_counted(receive, largest))
            await _refuse(send, fault or 403)
        else:
            await app(scope, _counted(receive, largest), send)

    return guard


class TooMuch(Exception):  # noqa: N818 - it is no error of the program
    """A request that has no end, or not where it should."""


class _Headers:
    def __init__(self, scope: Message) -> None:
        self._all = [(name.lower(), value.decode("latin-1")) for name, value in scope["headers"]]

    def one(self, name: str) -> str:
        """Return a header; '' where there is none, or more than one."""
        found = [value for known, value in self._all if known == name.encode()]
        return found[0] if len(found) == 1 else ""

    def has(self, name: str) -> bool:
        """Whether there is any such header."""
        return any(known == name.encode() for known, _ in self._all)


def _astray(scope: Message, headers: _Headers, keys: Keys) -> int:
    """Return the status with which a request for nothing of ours is turned away, or 0."""
    if headers.one("host") != keys.host:
        return 421
    if not scope["path"].startswith(keys.base):
        return 404
    if scope["method"] not in {"GET", "POST"}:
        return 405
    return 0


def _stranger(scope: Message, headers: _Headers, keys: Keys) -> int:
    """Return the status with which one from elsewhere is turned away, or 0."""
    came = headers.one("sec-fetch-site") if headers.has("sec-fetch-site") else "none"
    own = f"http://{keys.host}"
    if came not in {"same-origin", "none"} or (
        headers.has("origin") and headers.one("origin") != own
    ):
        return 403
    if scope["method"] == "POST" and headers.one("origin") != own:
        return 403
    return 0


def _too_large(headers: _Headers, largest: int) -> int:
    length = headers.one("content-length") or "0"
    return 0 if length.isdecimal() and int(length) <= largest else 413


def _known(cookies: str, keys: Keys) -> bool:
    """Whether our cookie is among those sent: another server here may have set one of its name."""
    sent = (one.strip().partition("=") for one in cookies.split(";"))
    return any(name == COOKIE and _same(value, keys.cookie) for name, _, value in sent)


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode(), wanted.encode())


def _counted(receive: Receive, largest: int) -> Receive:
    """Stop a body that says nothing of its length, and goes on and on."""
    left = largest

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooMuch
        return message

    return counted


async def _hear_out(receive: Receive) -> None:
    """Take what is sent along: who is cut off while sending never reads the answer."""
    with suppress(TooMuch, TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while (await receive()).get("more_body"):
                pass


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.lower(), value) for name, value in message.get("headers", [])]
            framed = dict(own).get(FRAMED, b"")
            policy, frames = POLICIES.get(framed, PAGE), b"SAMEORIGIN" if framed else b"DENY"
            rest = {b"content-security-policy": policy.encode(), b"x-frame-options": frames}
            kept = [(name, value) for name, value in own
                    if name != FRAMED and name not in ALWAYS and name not in rest]  # fmt: skip
            message["headers"] = [*kept, *ALWAYS.items(), *rest.items()]
        await send(message)

    return dressed


async def _let_in(send: Send, keys: Keys, *, known: bool) -> None:
    if not known:
        keys.exchange()
    cookie = f"{COOKIE}={keys.cookie}; Path={keys.base}; HttpOnly; SameSite=Strict"
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"set-cookie", cookie.encode())]
    # Not a redirection: the browser would send no strict cookie, being led here from elsewhere.
    page = (
        '<!doctype html><title>agenda</title><link rel="icon" href="data:,">'
        f'<meta http-equiv="refresh" content="0; url={keys.base}">'
    )
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": page.encode()})


REFUSED = {
    403: "This page is open in the browser that agenda started. Run agenda edit once more for"
    " another one.",
    404: "There is nothing here.",
    405: "That is not done here.",
    413: "That is too large.",
    421: "This is another address.",
}


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": REFUSED[status].encode()})
