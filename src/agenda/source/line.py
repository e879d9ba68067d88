"""The lines of an answers file, each taken apart as far as it can be."""

from __future__ import annotations

import re
from typing import NamedTuple

BLANK = " \t\u00a0\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))
"""What looks like white space; to YAML, all but the first two are letters."""
_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s\"'#\[{](?:[^:#]|:(?=\S)|(?<=\S)#)*+)[ \t]*:(?:[ \t]+|$))?"
    r"(?P<value>.*)"
)
"""A key gives nothing back (`*+`): to try each shorter one takes seconds in a line of 100 KB."""
COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*$")
"""The space before it stays."""
LINE_END = re.compile(r"\r\n|\r|\n")
LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""The lines of a text, each with its end: YAML knows these three and no others."""
_HEADER = re.compile(r"(?:^|[:\s-])[|>][-+0-9]{0,2}\s*(?:#.*)?$")


class Line(NamedTuple):
    """A line, taken apart as far as it can be: indentation, dashes, key, value."""

    raw: str

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the line; the value is what stands behind dashes and key."""
        match = _LINE.match(self.raw)
        parts = match.groupdict("") if match else {}
        return {name: part.rstrip(" \t") if name == "key" else part for name, part in parts.items()}

    @property
    def indent(self) -> int:
        """How many characters stand before the content, white space of every kind."""
        return len(self.raw) - len(self.content)

    @property
    def content(self) -> str:
        """What stands behind the indentation."""
        return self.raw.lstrip(BLANK)

    @property
    def blank(self) -> bool:
        """Whether there is nothing but a comment."""
        return not self.content or self.content.startswith("#")

    @property
    def columns(self) -> tuple[int, ...]:
        """Where something begins: the dashes, and what stands behind them."""
        behind = len(self.parts["indent"])
        dashes = [found.start() + behind for found in re.finditer("-", self.parts["dashes"])]
        return (*dashes, behind + len(self.parts["dashes"]))

    @property
    def owner(self) -> int:
        """Where the key stands that its value belongs to, or else the dash."""
        return self.columns[-1 if self.parts["key"] else 0]

    @property
    def opens_block(self) -> bool:
        """Whether a block of text begins below it."""
        return not self.blank and bool(_HEADER.search(self.raw))

    @property
    def value(self) -> str:
        """The value without a comment."""
        return COMMENT.sub("", self.parts["value"]).rstrip()

    @property
    def start(self) -> int:
        """Where the value begins."""
        return len(self.raw) - len(self.parts["value"])

    def with_value(self, value: str) -> str:
        """Return the line with another value; a comment goes."""
        return self.raw[: self.start] + value

    def quoted(self) -> str:
        """Return the line with its value in quotes."""
        return self.with_value(in_quotes(self.value))


def in_quotes(text: str) -> str:
    """Return a text in single quotes, as it may stand on one line."""
    return "'" + text.replace("'", "''") + "'"


def as_key(name: str) -> str:
    """Return a name as the key of a map is written."""
    return name.strip().casefold().replace(" ", "_")


def in_blocks(lines: list[str], start: int, end: int) -> frozenset[int]:
    """Return the lines that stand in a block of text, where everything is text."""
    found: set[int] = set()
    column = least = -1
    for at in range(start, end):
        line = Line(lines[at])
        if column >= 0 and (not line.content or line.indent > max(column, least - 1)):
            found.add(at)
            least = line.indent if line.content and least < 0 else least
            continue
        column = line.owner if line.opens_block else -1
        least = -1
    return frozenset(found)
