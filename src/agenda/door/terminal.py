"""How somebody is asked in a terminal: with keys to edit and choose, or plainly by line."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Protocol

from agenda.outputs.outcome import wrong
from agenda.source.problems import shorten

BACK = "<"
"""What is typed to go back."""
WIDEST, NARROWEST = 76, 20


class Asker(Protocol):
    """Asks one thing at a time; Ctrl-C and the end of the input are raised."""

    def line(self, before: str) -> str:
        """Return what is typed, without spaces around it; `before` is there to be changed."""

    def choose(self, offered: Sequence[str], before: str) -> str:
        """Return the one that is chosen, '' for none, or `BACK`; `before` is chosen by Enter."""


class Plainly:
    """By line, as every terminal can, and every program that reads one aloud."""

    def line(self, before: str) -> str:
        """Return what is typed; Enter alone leaves what was there before."""
        return input("> ").strip() or before

    def choose(self, offered: Sequence[str], before: str) -> str:
        """Number what is offered, and ask for a number until there is one."""
        for number, one in enumerate(offered, 1):
            tell(one, indent=f"{number}  ")
        while True:
            typed = self.line(before)
            if typed in ("", BACK, *offered):
                return typed
            if typed.isdecimal() and 0 < int(typed) <= len(offered):
                return offered[int(typed) - 1]
            tell(f"(1–{len(offered)})")


class WithKeys:
    """With what a terminal can do: a line is edited, and arrows choose."""

    def __init__(self, skip: str, back: str) -> None:
        self.skip, self.back = skip, back

    def line(self, before: str) -> str:
        """Return what is typed; what was there before can be changed."""
        import questionary  # noqa: PLC0415 - 80 ms that only an interview costs

        asked = questionary.text("", default=before, qmark=">")
        return str(asked.unsafe_ask()).strip() or before

    def choose(self, offered: Sequence[str], before: str) -> str:
        """Offer a list; to skip and to go back stand at its end."""
        import questionary  # noqa: PLC0415

        others = {self.skip: before, self.back: BACK}
        choices = [
            questionary.Choice(shorten(shown, _width() - 5), is_)
            for shown, is_ in (*zip(offered, offered, strict=True), *others.items())
        ]
        asked = questionary.select(
            "", choices, default=before or None, qmark="", instruction=" ", pointer=">"
        )
        return str(asked.unsafe_ask())


def check_terminal() -> None:
    """Raises Stop, wrong usage, where there is no terminal to ask in."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise wrong(
            "there is no terminal to ask in",
            "run it in one; or take agenda new without --guided, and write into the file",
        )


def asker(say: Callable[[str], str]) -> Asker:
    """Return how to ask in this terminal: plainly where no colours or no keys are wanted."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb":
        return Plainly()
    return WithKeys(say("Skip"), say("Back"))


def tell(text: str, *, indent: str = "") -> None:
    """Put a text on the terminal, no wider than that is; what follows `indent` stands below it."""
    width = _width()
    lines = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=" " * len(indent))
    print(*(lines or [""]), sep="\n")  # noqa: T201 - this is where it is said


def _width() -> int:
    columns = os.get_terminal_size().columns or WIDEST
    return max(min(columns - 1, WIDEST), NARROWEST)
