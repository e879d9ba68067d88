"""New YAML in the hand of a file: its newline, its indentation, its way with lists.

New texts are double-quoted, or literal blocks when they have several lines, so
that no reader of YAML can take them for anything but what was given.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from agenda.source.nodes import Plain

_SHORT_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t",
    "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
"""Keys that YAML 1.1 takes for something else than a text."""
_INEXACT_IN_A_BLOCK = re.compile(
    r"\A\s|\s\Z|[^\n\t -\uFFFD\U00010000-\U0010FFFF]|[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]"
)
"""What a literal block would lose: white space at its ends, odd line breaks."""
_UNSEEN_AT_AN_END = re.compile(r"[ \t]$", re.MULTILINE)
"""What many editors take away."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a file is written around one place.

    `step` is the indentation of a map under its key, `offset` that of a list's
    dashes (0 in many files), `gap` the spaces after a dash; `blocks` allows a
    text of several lines to be written as a literal block.
    """

    newline: str = "\n"
    step: int = 2
    offset: int = 2
    gap: int = 1
    blocks: bool = True

    def lines(self, value: Plain) -> list[str]:
        """Return the value in block style, not indented, one string a line."""
        if isinstance(value, dict) and value:
            return [line for key, child in value.items() for line in self.entry(key, child)]
        if isinstance(value, list) and value:
            return [line for child in value for line in self.item(child)]
        if isinstance(value, str) and self.blocks and fits_a_block(value):
            return ["|-", *value.split("\n")]
        return [flow(value)]

    def entry(self, name: str, value: Plain) -> list[str]:
        """Return the lines of a key with its value."""
        first, *rest = self.lines(value)
        if not stacked(value):
            return [f"{key(name)}: {first}", *indented(rest, self.step)]
        inside = self.offset if isinstance(value, list) else self.step
        return [f"{key(name)}:", *indented([first, *rest], inside)]

    def item(self, value: Plain) -> list[str]:
        """Return the lines of a list's item."""
        first, *rest = self.lines(value)
        return [f"-{' ' * self.gap}{first}", *indented(rest, 1 + self.gap)]


def stacked(value: Plain) -> bool:
    """Whether block style puts the value on lines of its own, below its key."""
    return bool(value) and not isinstance(value, str)


def indented(lines: list[str], columns: int) -> list[str]:
    """Return the lines moved to the right; an empty line stays empty."""
    return [" " * columns + line if line else line for line in lines]


def is_exact_in_a_block(text: str) -> bool:
    """Whether a literal block `|-` says exactly this text of several lines."""
    return "\n" in text and not _INEXACT_IN_A_BLOCK.search(text)


def fits_a_block(text: str) -> bool:
    """Whether a literal block says exactly this text, and survives an editor."""
    return is_exact_in_a_block(text) and not _UNSEEN_AT_AN_END.search(text)


def flow(value: Plain) -> str:
    """Return the value on one line, in brackets and braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(name)}: {flow(child)}" for name, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(child) for child in value) + "]"
    return quoted(value)


def key(name: str) -> str:
    """Return a key: as it is when it is a plain word in every version of YAML, else quoted."""
    word = name.replace("-", "_").isidentifier() and not name.startswith("-")
    return name if word and name.lower() not in _WORDS else quoted(name)


def quoted(text: str) -> str:
    """Return the text between double quotes, escaped as YAML 1.2 wants it."""
    return '"' + "".join(_escaped(character) for character in text) + '"'


def unseen(character: str) -> bool:
    """Whether it is a control, half of a character or none at all: no file says it as it is."""
    no_character = ord(character) & 0xFFFE == 0xFFFE  # noqa: PLR2004
    return no_character or character == "\ufeff" or unicodedata.category(character) in {"Cc", "Cs"}


def _escaped(character: str) -> str:
    if short := _SHORT_ESCAPES.get(character):
        return short
    if not unseen(character):
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else (  # noqa: PLR2004
        f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}")  # noqa: PLR2004  # fmt: skip
