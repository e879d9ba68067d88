"""What a document that goes out says about itself, so that a returned copy is recognised.

It holds nothing that the page does not show: digests of the two names and of what a record
says, the day of the talk, and the skills that are asked about, each by its id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from agenda.model.answers import Answers
from agenda.model.answers.part import with_ids
from agenda.model.answers.texts import folded

VERSION = "1"
"""Of what follows, and of the names of fields: another one may mean something else by them."""

LONGEST = 200
"""Of one value: Word holds 255 characters in a property."""

SKILL = "skill/"
SPOKEN_OF = {"values", "skills", "goals", "record"}
LATER = {"sent", "acknowledged", "remarks", "reservations", "private"}
"""What comes into a record after it went out, and changes nothing that was agreed."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which document this is, and of whose talk.

    `document` is agenda or record; `copy` says for whom it was made, manager or me;
    `people` and `agreed` are digests, `meeting` an ISO date or empty; `skills` maps ids
    to names as `shortened` gives them.
    """

    document: str
    copy: str
    people: str
    meeting: str
    agreed: str = ""
    skills: Mapping[str, str] = field(default_factory=dict)
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
        return {name: text for name, text in own.items() if text} | skills


def of_agenda(answers: Answers, copy: str) -> Identity:
    """Return the identity of an agenda."""
    return Identity("agenda", copy, people(answers), meeting(answers), skills=skills(answers))


def of_record(answers: Answers, copy: str) -> Identity:
    """Return the identity of a record, with what it says in a digest."""
    return Identity("record", copy, people(answers), meeting(answers), agreed=agreed(answers))


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
        skills={
            name.removeprefix(SKILL): text for name, text in about.items() if name.startswith(SKILL)
        },
        version=about.get("version", ""),
    )


def people(answers: Answers) -> str:
    """Return a digest of both names; case and spacing do not matter."""
    return _digest(f"{folded(answers.employee.name)}\n{folded(answers.manager.name)}")


def meeting(answers: Answers) -> str:
    """Return the day of the talk as an ISO date, empty while there is none."""
    day = answers.meeting.day if answers.meeting else None
    return day.isoformat() if day else ""


def agreed(answers: Answers) -> str:
    """Return a digest of what a record says, but for what comes into it afterwards."""
    return _digest(answers.model_dump_json(include=SPOKEN_OF, exclude={"record": LATER}))


def skills(answers: Answers) -> dict[str, str]:
    """Return the skills' names by id, first today's: a skill may stand in both lists."""
    if answers.skills is None:
        return {}
    both = (*answers.skills.current, *answers.skills.future)
    return {name: shortened(skill.name) for name, skill in with_ids(both)}


def shortened(text: str) -> str:
    """Return a text that a property can hold; what is cut off is told by its digest."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 20]} {_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
