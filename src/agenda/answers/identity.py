"""What a document that goes out says about itself, so that a returned copy is recognised.

It holds nothing that the page does not show: digests of the two names and of what a record
says, the day of the talk, and the skills and asks that may be answered, each by its id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, takewhile

from agenda.source.folding import composed

VERSION = "1"
"""Of what follows, and of the names of fields: another one may mean something else by them."""

LONGEST = 200
"""Of one value: Word holds 255 characters in a property."""

SKILL, ASK = "skill/", "ask/"
MORE = "ask{}/"
"""Before what goes on of an ask that one value does not hold: the second part, the third."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which document this is, and of whose talk.

    `document` is agenda, record or checkin; `copy` says for whom it was made, manager or me;
    `people` and `agreed` are digests, `meeting` an ISO date or empty; `skills` map ids to names
    as `shortened` gives them, and `asks` to whole texts: those may be written into a record.
    """

    document: str
    copy: str
    people: str
    meeting: str
    agreed: str = ""
    skills: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)
    version: str = VERSION

    def told(self) -> dict[str, str]:
        """Return it as short texts by name, which every format can carry."""
        own = {
            "version": self.version,
            "document": self.document,
            "copy": self.copy,
            "people": self.people,
            "meeting": self.meeting,
            "agreed": self.agreed,
        }
        skills = {f"{SKILL}{name}": text for name, text in self.skills.items()}
        asks = {
            f"{MORE.format(start // LONGEST + 1) if start else ASK}{name}": text[start:][:LONGEST]
            for name, text in self.asks.items()
            for start in range(0, len(text), LONGEST)
        }
        return {name: text for name, text in own.items() if text} | skills | asks


def told_by(about: Mapping[str, str]) -> Identity | None:
    """Return the identity that `told` made these texts from; None where they are none."""
    if "document" not in about:
        return None
    return Identity(
        document=about["document"],
        copy=about.get("copy", ""),
        people=about.get("people", ""),
        meeting=about.get("meeting", ""),
        agreed=about.get("agreed", ""),
        skills=_below(SKILL, about),
        asks={name: text + _rest(name, about) for name, text in _below(ASK, about).items()},
        version=about.get("version", ""),
    )


def _below(prefix: str, about: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(prefix): text for name, text in about.items() if name.startswith(prefix)
    }


def _rest(ask: str, about: Mapping[str, str]) -> str:
    names = (f"{MORE.format(number)}{ask}" for number in count(2))
    return "".join(about[name] for name in takewhile(about.__contains__, names))


def shortened(text: str) -> str:
    """Return a text that a property can hold; what is cut off is told by its digest."""
    text = composed(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 20]} {digest(text)}"


def digest(text: str) -> str:
    """Return 16 hex digits that tell a text and show nobody what it is."""
    return hashlib.sha256(composed(text).encode()).hexdigest()[:16]
