"""A short letter, as it stands in an e-mail: frozen, nothing left to decide but how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["warm", "formal"]


@dataclass(frozen=True, slots=True)
class Message:
    """A letter in paragraphs, with a list of things between its two halves.

    The last paragraph of `opening` leads to the list, which may be empty; `goodbye` stands
    above the name of whoever writes; `date` is when, on paper alone.
    """

    subject: str
    greeting: str
    opening: tuple[str, ...]
    things: tuple[str, ...]
    closing: tuple[str, ...]
    goodbye: str
    name: str
    date: str = ""

    @property
    def words(self) -> int:
        """How many words there are to read, from the greeting to the name."""
        texts = (self.greeting, *self.opening, *self.things, *self.closing, self.goodbye, self.name)
        return sum(len(text.split()) for text in texts)
