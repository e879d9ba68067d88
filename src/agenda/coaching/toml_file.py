"""Settings files in TOML: read to a bound, and every fault told with its place."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agenda.source.problems import Problem, Span, Stop, did_you_mean, error

LARGEST = 16 * 1024
CURE = "texts stand in quotes, and every key once, on a line of its own; see toml.io"


def user_folder() -> Path:
    """Return the folder of the user's settings."""
    if sys.platform != "linux":
        from platformdirs import user_config_path  # noqa: PLC0415 - where it is asked for

        return user_config_path("agenda", appauthor=False)
    # As platformdirs says; but that takes 5 ms to import, and every check asks.
    told = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    usual = os.path.expanduser("~/.config")  # noqa: PTH111 - it knows an answer where nobody lives
    return Path(told if told.is_absolute() else usual, "agenda")


def read_toml(file: Path) -> tuple[str, dict[str, object]]:
    """Return the text of a file and what it says. Raises Stop with a problem `settings`.

    Where it is no TOML, the place is told and nothing else: what stands there may be a password.
    """
    import tomllib  # noqa: PLC0415 - 4 ms, and few have settings

    text = _text(file)
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        place = re.search(r"at (line \d+, column \d+|end of document)", str(fault))
        end = f"at its end, line {len(text.splitlines())}"
        where = "" if not place else end if "end" in place[0] else place[0]
        said = error("settings", f"this is no TOML {where}".rstrip(), CURE)
        raise Stop(said, name=str(file)) from None


def _text(file: Path) -> str:
    """Read a settings file: what stands in its place and is none is told, not passed over."""
    try:
        if not file.is_file():
            raise Stop(error("settings", f"{file} is no file", "take it away, or write the file"))
        if file.stat().st_size > LARGEST:
            fault = f"{file} has more than {LARGEST} bytes"
            raise Stop(error("settings", fault, "keep the settings of agenda alone in it"))
        return file.read_bytes().decode("utf-8-sig", "replace")
    except OSError as fault:
        why = f"{file} could not be read: {fault.strerror}"
        raise Stop(error("settings", why, "check that you may read it")) from None


@dataclass(slots=True)
class Reader:
    """Reads the tables of a text, and collects what is wrong with them."""

    text: str
    problems: list[Problem] = field(default_factory=list)

    def known(self, table: Mapping[str, object], keys: tuple[str, ...]) -> None:
        """Tell of every key that is none of those."""
        for key in table:
            if key not in keys:
                cure = did_you_mean(key, keys) or f"known are: {', '.join(keys)}"
                self.wrong(key, f"there is no setting '{key}'", cure)

    def wrong(self, word: str, fault: str, cure: str) -> None:
        """Tell of a fault at the first place where the word stands."""
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.text)
        span = Span(*found.span()) if found else None
        self.problems.append(error("settings", fault, cure, span=span))

    def keys_alone(self) -> str:
        """Return the text with nothing in it but the words that are told of, at their places."""
        shown = re.sub(r"[^\r\n]", " ", self.text)
        for span in (problem.span for problem in self.problems if problem.span):
            word = self.text[span.start : span.end]
            shown = shown[: span.start] + word + shown[span.end :]
        return shown
