"""How large an answers file may be: bounds that hold while it is read."""

import unicodedata

MAX_BYTES = 128 * 1024
"""A file of 6,000 words has some 40 KB; three times that is not written by hand."""
MAX_NODES = 5_000
MAX_CHARACTERS = MAX_BYTES
"""Of all values together: an alias repeats a text without repeating its bytes."""
MAX_DEPTH = 24
MAX_CONTROLS = 20
"""How many control characters are told: a binary file has thousands."""


def unprintable(character: str) -> bool:
    """Whether no document can hold it: a control, half a character, or no character at all."""
    if character in "\t\n\r":
        return False
    if ord(character) & 0xFFFE == 0xFFFE:  # noqa: PLR2004 - the last two of each plane are free
        return True
    return unicodedata.category(character) in {"Cc", "Cs"}
