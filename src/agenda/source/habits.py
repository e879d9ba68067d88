"""What people write by habit from Markdown: bold names, and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agenda.source.line import Line, as_key
from agenda.source.slips import Slip, write

_BOLD = re.compile(
    r"(?P<dashes>(?:-[ \t]+)*)(?P<stars>\*\*?|__)(?P<name>\w[\w -]*?)"
    r"(?::[ \t]*(?P=stars)|(?P=stars)"
    r"[ \t]*:)[ \t]*(?P<rest>.*)"
)
_HEADING = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<name>[^\W\d]+(?:[ _][^\W\d]+)?)[ \t]*:?[ \t#]*$")


def bold(line: Line) -> Iterator[Slip]:
    """A name between the stars that make letters bold elsewhere."""
    found = _BOLD.match(line.content)
    if found:
        key = as_key(found["name"])
        yield Slip(
            line.indent + found.start("stars"), len(found["stars"]), "stars make no bold letters"
            " here", write(key, f": {'…' if found['rest'] else ''}".rstrip()),
            f"{line.raw[: line.indent]}{found['dashes']}{key}: {found['rest']}",
        )  # fmt: skip


def heading(line: Line) -> Iterator[Slip]:
    """A heading as elsewhere, which is a comment here."""
    found = _HEADING.match(line.content)
    if found:
        key = as_key(found["name"])
        signs = found["signs"]
        yield Slip(line.indent, len(line.content.rstrip()), f"{signs} begins a comment here, no"
                   " heading", write(key, ":"), f"{line.raw[: line.indent]}{key}:")  # fmt: skip
