"""Where the password of a mail server can be kept."""

from __future__ import annotations

from importlib.util import find_spec

from agenda.doctor.finding import Finding, State
from agenda.doctor.system import System

NONE = ("keyring.backends.fail", "keyring.backends.null")
"""Backends that stand for there being none."""
ASKED = "agenda send --smtp asks for the password each time"


def of_keyring(system: System) -> Finding:
    """Say which keyring there is: nobody needs one."""
    name = "keyring"
    if find_spec("keyring") is None:
        said, command = f"not installed; {ASKED}", system.pip("career-agenda[mail]")
        return Finding(State.NOTE, name, said, command=command)
    try:
        from keyring import get_keyring  # noqa: PLC0415 - an extra, and slow

        backend = get_keyring()
        title = str(getattr(backend, "name", "")) or type(backend).__name__
    except Exception as fault:  # a backend of anybody's may raise anything
        said = f"it cannot be used ({type(fault).__name__}); {ASKED}"
        return Finding(State.BROKEN, name, said, "keyring diagnose shows where its settings are")
    if type(backend).__module__.startswith(NONE):
        cure = "GNOME Keyring, KWallet or KeePassXC would be used" if _is_linux(system) else ""
        return Finding(State.NOTE, name, f"the system has none that is open; {ASKED}", cure)
    return Finding(State.OK, name, f"{title} keeps the password for agenda send --smtp")


def _is_linux(system: System) -> bool:
    return system.platform.startswith("linux")
