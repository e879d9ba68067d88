"""The identity that answers give the documents made from them.

Apart from the type, which passes to the writers: they need no model of the answers.
"""

from __future__ import annotations

import re

from agenda.answers import Answers
from agenda.answers.identity import Identity, digest, shortened
from agenda.answers.part import with_ids
from agenda.source.folding import composed, folded

SPOKEN_OF = {"values", "skills", "goals", "record"}
LATER = {
    "sent", "acknowledged", "remarks", "reservations", "checkins", "feedback", "private"
}  # fmt: skip
"""What comes into a record after it went out, and changes nothing that was agreed."""
UNSAID = re.compile(r',"(?:(?:ask|because)":null|milestones":\[\])')
"""What a file may say by now and does not: digests that went out know nothing of it. A text
holds no such passage, since its quotation marks are escaped."""


def of_agenda(answers: Answers, copy: str) -> Identity:
    """Return the identity of an agenda."""
    on, both = meeting(answers), people(answers)
    asks = {name: composed(ask.what) for name, ask in with_ids(answers.asks)}
    return Identity("agenda", copy, both, on, skills=skills(answers), asks=asks)


def of_record(answers: Answers, copy: str) -> Identity:
    """Return the identity of a record, with what it says in a digest."""
    return Identity("record", copy, people(answers), meeting(answers), agreed=agreed(answers))


def of_checkin(answers: Answers, copy: str) -> Identity:
    """Return the identity of the sheet of a quarter."""
    return Identity("checkin", copy, people(answers), meeting(answers))


MAKERS = {"agenda": of_agenda, "record": of_record, "checkin": of_checkin}
"""What gives each document its identity that may come back."""


def people(answers: Answers) -> str:
    """Return a digest of both names; case and spacing do not matter."""
    return digest(f"{folded(answers.employee.name)}\n{folded(answers.manager.name)}")


def meeting(answers: Answers) -> str:
    """Return the day of the talk as an ISO date, empty while there is none."""
    day = answers.meeting.day if answers.meeting else None
    return day.isoformat() if day else ""


def agreed(answers: Answers) -> str:
    """Return a digest of what a record says, but for what comes into it afterwards."""
    said = answers.model_dump_json(include=SPOKEN_OF, exclude={"record": LATER})
    return digest(UNSAID.sub("", said))


def skills(answers: Answers) -> dict[str, str]:
    """Return the skills' names by id, first today's: a skill may stand in both lists."""
    if answers.skills is None:
        return {}
    both = (*answers.skills.current, *answers.skills.future)
    return {name: shortened(skill.name) for name, skill in with_ids(both)}
