"""YAML as a person would write it: plain texts where YAML allows them, and comments.

An edit quotes what it writes, since it must fit anywhere. What is written new, for
somebody to go on with, reads better without.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from agenda.model.source.nodes import Plain
from agenda.model.source.write import Hand, fits_a_block, indented, key, quoted, stacked

WIDTH = 88
"""How long a line of a text or of a comment may be, without its indentation."""
LONG = 72
"""A text up to this length stands on the line of its key."""
PLAIN = re.compile(r"[^\W_](?:[^\s:#]|:(?=\S)|(?<=\S)#| (?=\S))*")
"""Begins with a letter or digit; no ': ', no ' #', no two spaces, nothing at the ends."""
FLOW = re.compile(r"[\[\]{},]")
OTHERWISE = re.compile(
    r"(?:true|false|null|yes|no|on|off|y|n|nan|inf)|[-+.\d_:eExXoOa-fA-F]*\d[-+.\d_:eExXoOa-fA-F]*",
    re.IGNORECASE,
)
"""What other readers of YAML take for a number, a time or a truth value."""
DATE_OR_COUNT = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?|0|[1-9]\d{0,5}")
"""What may be taken for a number or a date, since it is one."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment above its key or dash, another beside it, and a blank line before."""

    value: Told
    above: str = ""
    beside: str = ""
    apart: bool = False


Told = str | Noted | Sequence["Told"] | Mapping[str, "Told"]
"""What is to be written: as `Plain`, with comments where somebody should read one."""


def unnoted(value: Told) -> Plain:
    """Return the value without its comments."""
    if isinstance(value, str):
        return value
    if isinstance(value, Noted):
        return unnoted(value.value)
    if isinstance(value, Mapping):
        return {name: unnoted(child) for name, child in value.items()}
    return [unnoted(item) for item in value]


def fresh(value: Mapping[str, Told]) -> str:
    """Return the text of a new file."""
    return "\n".join(FreshHand().written(value)).lstrip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class FreshHand:
    """Writes with comments, in the step, offset and gap of a file's own hand."""

    hand: Hand = field(default_factory=Hand)

    def written(self, value: Told) -> list[str]:
        """Return the value in block style, not indented, one string a line."""
        if isinstance(value, Noted):
            return self.written(value.value)
        if isinstance(value, str) or not value:
            return _text(value if isinstance(value, str) else "")
        if isinstance(value, Mapping):
            return [line for name, child in value.items() for line in self._entry(name, child)]
        return [line for child in value for line in self._item(child)]

    def _entry(self, name: str, value: Told) -> list[str]:
        inner = value.value if isinstance(value, Noted) else value
        first, *rest = self.written(inner) or [""]
        if stacked(unnoted(inner)):
            inside = self.hand.step if isinstance(inner, Mapping) else self.hand.offset
            return _noted(value, f"{key(name)}:", indented([first, *rest], inside))
        return _noted(value, f"{key(name)}: {first}".rstrip(), indented(rest, self.hand.step))

    def _item(self, value: Told) -> list[str]:
        """A comment above the first key of an item stands above the dash, where it is read."""
        first, *rest = self.written(value) or [""]
        gap = self.hand.gap
        head = f"-{' ' * gap}{first}".rstrip()
        return _noted(value, head, indented(rest, 1 + gap))


def _noted(value: Told, head: str, body: list[str]) -> list[str]:
    """Put the comments of a value around its first line."""
    note = value if isinstance(value, Noted) else Noted(value)
    beside = f"{head}  # {note.beside}" if note.beside else head
    return [*([""] if note.apart else []), *commented(note.above), beside, *body]


def commented(text: str) -> list[str]:
    """Return a text as lines of comment."""
    return [f"# {line}" for part in text.split("\n") for line in _wrapped(part)]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _text(text: str) -> list[str]:
    """Return the lines of a text: plain if that says it, folded if long, else quoted."""
    if not text:
        return [""]
    if natural(text):
        return [text] if len(text) <= LONG else [">-", *_wrapped(text)]
    if fits_a_block(text):
        return ["|-", *text.split("\n")]
    if len(text) > LONG and _folds(text):
        return [">-", *_wrapped(text)]
    return [quoted(text)]


def natural(text: str) -> bool:
    """Whether a text may stand in YAML as it is, for every reader of YAML."""
    if not PLAIN.fullmatch(text) or not text.isprintable() or text.endswith(":"):
        return False
    return bool(DATE_OR_COUNT.fullmatch(text)) or not OTHERWISE.fullmatch(text)


def _folds(text: str) -> bool:
    """Whether a folded block says exactly this text: single spaces, and nothing unseen."""
    return text.isprintable() and text == text.strip() and "  " not in text


def apart(value: Told, above: str = "") -> Noted:
    """Return a value that stands apart from what comes before it, with a comment above."""
    if isinstance(value, Noted):
        return replace(value, above="\n".join(filter(None, (above, value.above))), apart=True)
    return Noted(value, above, apart=True)
