"""YAML as a person would write it: plain texts where YAML allows them, and comments.

An edit quotes what it writes, since it must fit anywhere. What is written new, for
somebody to go on with, reads better without.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import takewhile

from agenda.source.nodes import Plain
from agenda.source.write import Hand, indented, is_exact_in_a_block, key, quoted, stacked, unseen

WIDTH = 88
"""How long a line of a text or of a comment may be, without its indentation."""
LONG = 72
"""A text up to this length stands on the line of its key."""
PLAIN = re.compile(r"(?:[^\W_]|<(?!<))(?:[^\s:#]|:(?=\S)|(?<=\S)#| (?=\S))*")
"""Begins with a letter, a digit or one <; no ': ', no ' #', no two spaces, nothing at the ends."""
OTHERWISE = re.compile(
    r"(?:true|false|null|yes|no|on|off|y|n|nan|inf)"
    r"|(?=\d)[-+.\d_:xoa-f]+"
    r"|\d{4}-\d\d?-\d\d?[t ]\d\d?:\d\d:\d\d.*",
    re.IGNORECASE,
)
"""What other readers of YAML take for a number, a time or a truth value."""
COUNT, DATE = re.compile(r"0|[1-9][0-9]{0,5}"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""What may be taken for a number or a date, since it is one."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A value with a comment above its key or dash, another beside it, and a blank line before.

    What stands `below` a key that is blank is an example: without its marks it is the value.
    """

    value: Told
    above: str = ""
    beside: str = ""
    apart: bool = False
    below: str = ""
    idle: bool = False
    """Whether the key and all below it are an example, behind marks, as the last of their map."""


Told = str | Noted | Sequence["Told"] | Mapping[str, "Told"]
"""What is to be written: as `Plain`, with comments where somebody should read one."""


def unnoted(value: Told) -> Plain:
    """Return the value without its comments."""
    if isinstance(value, str):
        return value
    if isinstance(value, Noted):
        return unnoted(value.value)
    if isinstance(value, Mapping):
        entries = value.items()
        return {name: unnoted(one) for name, one in entries if not getattr(one, "idle", False)}
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
        if isinstance(value, Noted) and value.idle:
            told = self._entry(name, replace(value, idle=False, apart=False, above=""))
            first, *rest = (f"# {line}" for line in told)
            return _noted(replace(value, beside=""), [first], rest)
        first, *rest = self.written(value)
        plain = unnoted(value)
        if stacked(plain):
            inside = self.hand.step if isinstance(plain, dict) else self.hand.offset
            return _noted(value, [f"{key(name)}:"], indented([first, *rest], inside))
        below = commented(value.below) if isinstance(value, Noted) and value.below else []
        body = indented([*rest, *below], self.hand.step)
        return _noted(value, [f"{key(name)}: {first}".rstrip()], body)

    def _item(self, value: Told) -> list[str]:
        """A comment above the first key of an item stands above the dash, where it is read."""
        written = self.written(value)
        remarks = list(takewhile(_remark, written)) if stacked(unnoted(value)) else []
        first, *rest = written[len(remarks) :]
        head = f"-{' ' * self.hand.gap}{first}".rstrip()
        above = [line for line in remarks if line]
        return _noted(value, [*above, head], indented(rest, 1 + self.hand.gap))


def _remark(line: str) -> bool:
    return not line or line.startswith("#")


def _noted(value: Told, lead: list[str], body: list[str]) -> list[str]:
    """Put the comments of a value above its lead, and beside the last line of that."""
    note = value if isinstance(value, Noted) else Noted(value)
    *above, head = lead
    beside = re.sub(" +", " ", _in_a_line(note.beside)).strip()
    head = f"{head}  # {beside}" if beside else head
    return [*([""] if note.apart else []), *commented(note.above), *above, head, *body]


def commented(text: str) -> list[str]:
    """Return a text as lines of comment."""
    return [f"# {line}" for part in text.split("\n") for line in _wrapped(_in_a_line(part))]


def _in_a_line(remark: str) -> str:
    """Return a remark without what ends a line, and with it a comment, for some reader."""
    return "".join(" " if unseen(sign) or sign in "\u2028\u2029" else sign for sign in remark)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _text(text: str) -> list[str]:
    """Return the lines of a text: plain if that says it, folded if long, else quoted."""
    if not text:
        return [""]
    if natural(text):
        return [text] if len(text) <= LONG else [">-", *_wrapped(text)]
    if is_exact_in_a_block(text):
        return ["|-", *text.split("\n")]
    if len(text) > LONG and _folds(text):
        return [">-", *_wrapped(text)]
    return [quoted(text)]


def natural(text: str) -> bool:
    """Whether a text may stand in YAML as it is, for every reader of YAML."""
    if not PLAIN.fullmatch(text) or not text.isprintable():
        return False
    return not OTHERWISE.fullmatch(text) or bool(COUNT.fullmatch(text)) or _is_a_date(text)


def _is_a_date(text: str) -> bool:
    """Whether it is a day of the calendar: some readers stumble over any other."""
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _folds(text: str) -> bool:
    """Whether a folded block says exactly this text: single spaces, and nothing unseen."""
    return text.isprintable() and text == text.strip() and "  " not in text


def apart(value: Told, above: str = "") -> Noted:
    """Return a value that stands apart from what comes before it, with a comment above."""
    if isinstance(value, Noted):
        return replace(value, above="\n".join(filter(None, (above, value.above))), apart=True)
    return Noted(value, above, apart=True)
