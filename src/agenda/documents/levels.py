"""A level as a reader sees it: how many of its dots are reached, and the scale's names."""

from __future__ import annotations

from dataclasses import dataclass

from agenda.answers.scale import DEFAULT_NAMES, rank_among
from agenda.language.locale import Locale


@dataclass(frozen=True, slots=True)
class Level:
    """Where somebody stands on a scale, and where they want or ought to be."""

    now: int | None
    aim: int | None
    steps: int

    @property
    def on(self) -> int:
        """How many dots are reached."""
        return self.now or 0

    @property
    def towards(self) -> int:
        """How many lie between now and the aim."""
        return max((self.aim or 0) - self.on, 0)

    @property
    def beyond(self) -> int:
        """How many are left of the scale."""
        return self.steps - self.on - self.towards


def names(own: tuple[str, ...], locale: Locale) -> tuple[str, ...]:
    """Return the names of the levels: the file's own, or the default ones in the language."""
    return own or tuple(locale.say(name) for name in DEFAULT_NAMES)


def rank(level: str | None, own: tuple[str, ...], locale: Locale) -> int | None:
    """Return the step of a level as written: by number, or by its name in any language at hand."""
    scales = (own,) if own else (DEFAULT_NAMES, names(own, locale), locale.level_names)
    return rank_among(level, scales)


def _extracted(locale: Locale) -> None:
    """Name the default levels where the catalogue's extractor looks for them."""
    locale.say("learning"), locale.say("practising"), locale.say("solid")
    locale.say("strong"), locale.say("teaching others")
