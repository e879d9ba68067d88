"""How large an answers file may be, and how long a number elsewhere, while they are read."""

import re
import unicodedata

from agenda.source.problems import Problem, Span, error

MAX_BYTES = 128 * 1024
"""A file of 6,000 words has some 40 KB; three times that is not written by hand."""
MAX_NODES = 5_000
MAX_CHARACTERS = MAX_BYTES
"""Of all values together: an alias repeats a text without repeating its bytes."""
MAX_DEPTH = 24
MAX_CONTROLS = 20
"""How many control characters are told: a binary file has thousands."""
MAX_DIGITS = 1_000
"""Of a number: Python reads and writes none of 4,301, which no reader of CSS or Jinja expects."""


def find_endless_numbers(text: str, rule: str) -> list[Problem]:
    """Return a problem for each number of more digits than are read, as Python or CSS writes it."""
    fault = f"a number has more than {MAX_DIGITS} digits", "write a smaller number"
    more = f"{{{MAX_DIGITS},}}"
    found = re.finditer(rf"0[xob][\da-f_]{more}|\d[\d_]{more}", text, re.IGNORECASE)
    return [error(rule, *fault, span=Span(*one.span())) for one in found]


def unprintable(character: str) -> bool:
    """Whether no document can hold it: a control, half a character, or no character at all."""
    if character in "\t\n\r":
        return False
    if ord(character) & 0xFFFE == 0xFFFE:  # noqa: PLR2004 - the last two of each plane are free
        return True
    return unicodedata.category(character) in {"Cc", "Cs"}
