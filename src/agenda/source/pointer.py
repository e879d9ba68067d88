"""The names of form fields: a path into the answers file, in the manner of a JSON Pointer.

A PDF's partial field name may hold no dot, and Word takes a tag of at most 64
characters; so a dot is escaped too, and a longer name is refused.
"""

from __future__ import annotations

import re

MAX_LENGTH = 64
"""The longest content-control tag that Word opens."""

_ESCAPES = {"~": "~0", "/": "~1", ".": "~2"}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}


def pointer(*steps: str) -> str:
    """Return the name of the field at these steps, items of a list by their id.

    Raises ValueError when there is no step, or when the name is longer than 64 characters.
    """
    if not steps:
        raise ValueError("a field name needs at least one step")
    name = "/".join(re.sub(r"[~/.]", lambda found: _ESCAPES[found[0]], step) for step in steps)
    if len(name) > MAX_LENGTH:
        raise ValueError(f"the field name {name!r} is longer than {MAX_LENGTH} characters")
    return name


def steps_of(name: str) -> tuple[str, ...]:
    """Return the steps that `pointer` made the name from.

    Raises ValueError for a name that `pointer` cannot have made.
    """
    if len(name) > MAX_LENGTH or "." in name or re.search(r"~(?![012])", name):
        raise ValueError(f"{name!r} is not the name of a field")
    return tuple(
        re.sub(r"~[012]", lambda found: _UNESCAPES[found[0]], step) for step in name.split("/")
    )
