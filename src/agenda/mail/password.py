"""The password of a mail server: from the environment, the system's keyring, or a question."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress

from agenda.mail.settings import PASSWORD, Server
from agenda.source.problems import Stop, error

SERVICE = "agenda"
"""The keyring's name for it; the user there is user@host."""


def find_password(
    server: Server, ask: Callable[[str], str | None], environ: Mapping[str, str] | None = None
) -> str:
    """Return the password of the server's user; `ask` gets a question without a colon.

    Raises Stop where nobody gives one.
    """
    found = find_kept(server, environ) or ask(f"Password of {server.user} at {server.host}")
    if not found:
        cure = f"type it when asked, set {PASSWORD}, or keep it in the keyring: keyring set "
        cure += f"{SERVICE} {server.user}@{server.host}"
        raise Stop(error("mail", f"there is no password for {server.user}", cure))
    return found


def find_kept(server: Server, environ: Mapping[str, str] | None = None) -> str | None:
    """Return the password where nobody need be asked, or None."""
    return (os.environ if environ is None else environ).get(PASSWORD) or _of_keyring(server)


def _of_keyring(server: Server) -> str | None:
    """Ask the keyring, which is not on every system; a broken one is as good as none."""
    logger = logging.getLogger("keyring")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False  # it logs what is wrong with its backends, on stderr by default
    with suppress(Exception):
        import keyring  # noqa: PLC0415 - optional, and slow where it looks for its backends

        found = keyring.get_password(SERVICE, f"{server.user}@{server.host}")
        return found if isinstance(found, str) else None
    return None
