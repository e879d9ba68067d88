"""What a form field holds, told by its name: the path of its value in the answers file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from agenda.source.pointer import steps_of

RECORD, PRIVATE = "record", "private"


class Kind(Enum):
    """How what is typed into a field is read."""

    TEXT = "a text that keeps its lines"
    LINES = "a list: one line an entry"
    LINE = "a text of one line"
    DAY = "a date"
    LEVEL = "a level of the scale"
    OWNER = "who does it"
    TICK = "a box to tick"


_PARTS = "since_last_time|aspirations|skills|next_months|agreements"
_AGENDA = (
    (rf"notes/({_PARTS})", Kind.TEXT),
    (r"manager_values", Kind.LINES),
    (r"manager_levels/[^/]+", Kind.LEVEL),
    (r"expectations/(of_employee|of_manager)", Kind.LINES),
    (r"actions/new[1-9]/what", Kind.LINE),
    (r"actions/new[1-9]/owner", Kind.OWNER),
    (r"actions/new[1-9]/due", Kind.DAY),
    (r"next_check_in", Kind.DAY),
    (r"sharing/with", Kind.TICK),
)
_ANSWERS = (
    (r"decisions/[^/]+/(yes|smaller|not_now)", Kind.TICK),
    (r"decisions/[^/]+/(which|because)", Kind.LINE),
    (r"decisions/[^/]+/revisit", Kind.DAY),
)
_RECORD = (
    (r"feedback/(employee|manager)/(helped|different)", Kind.TEXT),
    (r"remarks|reservations", Kind.LINES),
    (r"acknowledged/(employee|manager)", Kind.DAY),
    (r"acknowledged/(employee|manager)/yes", Kind.TICK),
)
_CHECK_IN = (
    (r"checkins/new/held", Kind.DAY),
    (r"checkins/new/(moved|stuck|change)", Kind.TEXT),
    (r"checkins/new/(yes|no)", Kind.TICK),
)
FIELDS = {
    ("agenda", "manager"): _AGENDA + _ANSWERS,
    # A tick speaks for both, and stands in no copy of one's own.
    ("agenda", "me"): tuple(one for one in _AGENDA if one[1] is not Kind.TICK),
    ("record", "manager"): _RECORD,
    ("checkin", "manager"): _CHECK_IN,
    ("checkin", "me"): _CHECK_IN,
}
"""The fields of each document by its reader: below `record`, or, of my own, `record/private`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document: `steps` lead from `record`, or from `record/private`, to its value."""

    name: str
    steps: tuple[str, ...]
    kind: Kind
    private: bool


def field(name: str, document: str, copy: str) -> Field | None:
    """Return the field of that name, or None where such a document has none.

    `document` is agenda, record or checkin; a `copy` for me has its fields under `record/private`
    alone, and no other copy has any there: an agenda cannot acknowledge a record, nor a
    manager's copy write what is private.
    """
    try:
        steps = steps_of(name)
    except ValueError:
        return None
    private = copy == "me"
    base = (RECORD, PRIVATE) if private else (RECORD,)
    if steps[: len(base)] != base:
        return None
    rest = steps[len(base) :]
    for pattern, kind in FIELDS.get((document, "me" if private else "manager"), ()):
        if re.fullmatch(pattern, "/".join(step.replace("/", "~1") for step in rest)):
            return Field(name, rest, kind, private)
    return None
