"""What the translations in a catalogue leave for values to be filled in: what the originals do."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator

PLACEHOLDER = re.compile(r"%(?:\([^)]*\))?[-#0 +]*[\d*]*(?:\.[\d*]*)?[hlL]?.?", re.DOTALL)
"""Whatever a percent sign begins when a text is filled in, be it allowed or not."""
NAME = re.compile(r"%(\([^)]*\))")
PERCENT = "%%"
OF_PLURALS = frozenset(("%(num)d", "%(num)s"))
"""What each form of a message that counts may have."""
LITTLE_ENDIAN = b"\xde\x12\x04\x95"
LONGEST = 60
"""Characters of an original that a message quotes."""


def check_placeholders(compiled: bytes, charset: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with each translation, and the cure.

    `compiled` is a catalogue that gettext has read, in its compiled form (.mo).
    """
    for originals, translations in _messages(compiled, charset):
        theirs = _placeholders(originals)
        allowed = {PERCENT, *theirs, *(f"%{name[1]}s" for name in map(NAME.match, theirs) if name)}
        allowed |= OF_PLURALS if len(originals) > 1 else set()
        wrong = [found for found in _placeholders(translations) if found not in allowed]
        if wrong:
            has = ", ".join(found for found in theirs if found != PERCENT) or "none"
            yield (
                f"the translation of '{_short(originals[0])}' has {', '.join(wrong)}",
                f"the original has {has}; write a percent sign as {PERCENT}",
            )


def _placeholders(texts: Iterable[str]) -> list[str]:
    """Return each placeholder once, in order."""
    return list(dict.fromkeys(found for text in texts for found in PLACEHOLDER.findall(text)))


def _messages(compiled: bytes, charset: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the forms of each message, singular first, and those of its translation.

    The format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    """
    order = "<" if compiled.startswith(LITTLE_ENDIAN) else ">"
    many, *tables = struct.unpack_from(f"{order}3I", compiled, 8)
    for entry in range(many):
        places = (struct.unpack_from(f"{order}2I", compiled, at + 8 * entry) for at in tables)
        originals, translations = (
            compiled[start : start + length].decode(charset).split("\0") for length, start in places
        )
        if originals != [""]:  # which stands for what the catalogue says of itself
            yield [text.rpartition("\4")[2] for text in originals], translations


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"


# --- the rule by which a catalogue chooses a plural form: one of its forms for every number ---


NUMBER = re.compile(r"nplurals\s*=\s*(\d+)")
MOST = 10
"""Plural forms of a language: Arabic has six."""
COUNTED = range(1001)
"""What a document may count: the minutes of a meeting are the most."""
CURE = "write Plural-Forms as gettext has it for this language"


def check_plural_rule(rule: str, choose: Callable[[int], int]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the rule, and the cure.

    `rule` is the Plural-Forms of a catalogue, `choose` what gettext has made of it.
    """
    number = NUMBER.search(rule)
    forms = int(number[1]) if number else 0
    if not 0 < forms <= MOST:
        yield f"by its Plural-Forms there are {forms} plural forms", CURE
        return
    if found := next(filter(None, (_fault(choose, forms, one) for one in COUNTED)), ""):
        yield f"its Plural-Forms for {found}", CURE


def _fault(choose: Callable[[int], int], forms: int, number: int) -> str:
    try:
        form = choose(number)
    except ZeroDivisionError:
        return f"{number} divides by zero"
    return "" if 0 <= form < forms else f"{number} chooses form {form} of 0 to {forms - 1}"


def check_number(source: bytes) -> None:
    """Raise ValueError where a catalogue's source has more forms than memory may hold."""
    if any(int(found) > MOST for found in re.findall(rb"nplurals\s*=\s*(\d{1,20})", source)):
        raise ValueError(f"its Plural-Forms has more than {MOST} plural forms")
