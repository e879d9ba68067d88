"""What a computer says of whoever uses it: proposals for a file that is begun."""

from __future__ import annotations

import os
from contextlib import suppress

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What says the language, the first that is set."""
NAMES = 2
"""Of fewer words is no name of a person, but one of an account."""


def language() -> str:
    """Return the language as a BCP 47 tag, 'de-AT'; '' where none is set, or that of programs."""
    told = next(filter(None, map(os.environ.get, VARIABLES)), "")
    tag = told.partition(".")[0].partition("@")[0].replace("_", "-")
    return "" if tag in {"C", "POSIX"} else tag


def timezone() -> str:
    """Return the name of the time zone, 'Europe/Berlin'; '' where it has none."""
    import tzlocal  # noqa: PLC0415 - few runs ask for it

    with suppress(Exception):  # whatever a computer is set up with, it is a proposal
        name = tzlocal.get_localzone_name() or ""
        return name if "/" in name and not name.startswith("Etc/") else ""
    return ""


def person() -> str:
    """Return the name of whoever uses the account; '' where it does not look like one."""
    with suppress(ImportError, KeyError, AttributeError):
        import pwd  # noqa: PLC0415 - Windows has none

        name = pwd.getpwuid(os.getuid()).pw_gecos.partition(",")[0].strip()
        words = name.split()
        if len(words) >= NAMES and all(word[0].isalpha() for word in words) and name.isprintable():
            return name
    return ""
