"""The rule by which a catalogue chooses a plural form: one of its forms for every number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
