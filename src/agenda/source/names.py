"""What a reader of YAML asks of whoever knows the names that a file may have."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agenda.source.problems import Steps

NAME = re.compile(r"[a-z_]{1,20}")
"""What may be a field's name, and so is no private text."""


class Names:
    """Tells of a place in the file what may stand there. This one knows of none."""

    def meant(self, _path: Steps, word: str) -> str:
        """Return the name of that place that a word is, spelled right; nothing where it is none."""
        return word if NAME.fullmatch(word) else ""

    def is_list(self, _path: Steps) -> bool:
        """Whether a list is wanted there."""
        return False

    def shown(self, _path: Steps, _text: str) -> str:
        """Return as much of a text as may be repeated in a message."""
        return "…"

    def write_out(self, _path: Steps, _text: str, _below: Mapping[str, str]) -> str:
        """Return how to write a text and the names with values below it.

        Nothing where they do not belong there.
        """
        return ""


NO_NAMES = Names()
