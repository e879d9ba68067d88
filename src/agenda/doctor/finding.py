"""What was found of one thing that `agenda` needs or can use, and what mends it on this system."""

from __future__ import annotations

import platform
import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from agenda.render import libraries


class State(StrEnum):
    """How a thing is."""

    OK = "ok"
    NOTE = "note"
    """It is not there, and need not be."""
    MISSING = "missing"
    OLD = "old"
    BROKEN = "broken"
    """It is there, and cannot be used."""


IN_THE_CLONE = "install agenda once more, in the folder that you cloned"
"""The package is on no index by that name: only what was cloned is ours."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, how it is, what mends it, and what the run ends with for its sake.

    `cure` is a sentence, `command` is to be typed as it stands.
    """

    state: State
    name: str
    said: str
    cure: str = ""
    command: str = ""
    code: int = 0


@dataclass(frozen=True, slots=True)
class System:
    """`platform` is that of `sys`, `release` what os-release(5) says, `name` is for people."""

    platform: str
    release: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def debian(self) -> bool:
        """Whether it is Debian, Ubuntu or kin: whose packages we know, for we tried them."""
        kin = {self.release.get("ID", ""), *self.release.get("ID_LIKE", "").split()}
        return not kin.isdisjoint({"debian", "ubuntu"})

    def libraries(self, wanted: Iterable[str] = (), *, again: bool = False) -> tuple[str, str]:
        """Return the sentence and the command that bring libraries, all of them if none is named.

        There is no command where nobody has tried one.
        """
        named = tuple(wanted)
        told = "install it again, for the processor of this Python" if again else ""
        if self.debian:
            return told, libraries.command(named, again=again)
        which = ", ".join(named) or "Pango, HarfBuzz and fontconfig"
        return told or f"install {which} with the packages of your system", ""

    def pip(self, *words: str) -> str:
        """Return a command of pip, quoted as the shell here wants it."""
        quoted = (f'"{word}"' if "[" in word else word for word in words)
        return f"pip install {' '.join(quoted) if self.platform == 'win32' else shlex.join(words)}"


def here() -> System:
    """Return this system."""
    release: dict[str, str] = {}
    if sys.platform.startswith("linux"):
        try:
            release = platform.freedesktop_os_release()
        except OSError:  # a system that says nothing of itself
            release = {}
    return System(sys.platform, release, _name(release))


def _name(release: Mapping[str, str]) -> str:
    if mac := platform.mac_ver()[0]:
        return f"macOS {mac}"
    return release.get("PRETTY_NAME") or f"{platform.system()} {platform.release()}"
