"""The content of a follow-up record: frozen, typed, nothing left to decide but how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from agenda.documents.entries import Goal, Moment, Notes, Owned
from agenda.documents.levels import Level

if TYPE_CHECKING:
    from agenda.answers.identity import Identity


@dataclass(frozen=True, slots=True)
class Account:
    """What was said in one part of the talk: a summary in Markdown, and the notes as written.

    `private` is what the writer alone noted about it.
    """

    summary: str
    notes: tuple[str, ...]
    private: Notes

    @property
    def empty(self) -> bool:
        """Whether nothing at all was written."""
        return not (self.summary or self.notes or self.private)


@dataclass(frozen=True, slots=True)
class Valued:
    """Something one of the two values or expects, with its private notes."""

    text: str
    detail: str = ""
    notes: Notes = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands side by side: the employee's and the manager's."""

    employee: tuple[Valued, ...]
    manager: tuple[Valued, ...]
    notes: Notes = ()

    def __bool__(self) -> bool:
        """Whether either side has anything."""
        return bool(self.employee or self.manager or self.notes)


@dataclass(frozen=True, slots=True)
class Reading:
    """A level as one side reads it; no figures where that side gave none."""

    level: Level
    figures: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill as each read it, and the level that both settled on; `aim` in figures."""

    name: str
    evidence: str
    mine: Reading
    theirs: Reading
    agreed: Reading
    aim: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class Skills:
    """Today's skills, those for the future, and those that only the record names."""

    current: tuple[Skill, ...]
    future: tuple[Skill, ...]
    others: tuple[Skill, ...]
    legend: tuple[str, ...]

    @property
    def every(self) -> tuple[Skill, ...]:
        """All of them."""
        return self.current + self.future + self.others

    @property
    def theirs(self) -> bool:
        """Whether the manager gave any reading."""
        return any(skill.theirs.figures for skill in self.every)

    @property
    def agreed(self) -> bool:
        """Whether both settled on any level."""
        return any(skill.agreed.figures for skill in self.every)

    @property
    def evidenced(self) -> bool:
        """Whether any is seen in something."""
        return any(skill.evidence for skill in self.every)

    @property
    def levelled(self) -> bool:
        """Whether anybody gave a level, so that a column of them is worth its room."""
        return any(skill.mine.figures or skill.aim for skill in self.every)


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided, put off or declined."""

    what: str
    status: str
    revisit: Moment | None
    details: Notes
    notes: Notes


@dataclass(frozen=True, slots=True)
class Remark:
    """Where somebody sees it differently, or adds something."""

    who: str
    what: str
    notes: Notes


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who may see the record, and until when."""

    people: str
    until: Moment | None
    notes: Notes


@dataclass(frozen=True, slots=True)
class Signature:
    """One who acknowledges: the name, the day when it was done, the field for that day.

    `tick` is the field that says so: a day alone may be there by mistake.
    """

    name: str
    on: Moment | None
    field: tuple[str, ...]
    tick: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Room for the manager to write, and the field where that belongs."""

    label: str
    field: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impression:
    """What one of the two says, or the field where they may; `name` is who."""

    name: str
    text: str
    field: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impressions:
    """What both say to one question on how the talk was: a text, or room to write."""

    label: str
    said: tuple[Impression, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """How the talk was for both, as the rows of a table."""

    rows: tuple[Impressions, ...]
    notes: Notes

    def __bool__(self) -> bool:
        """Whether there is anything to read, or room to write."""
        said = (one for row in self.rows for one in row.said)
        return bool(self.notes) or any(one.text or one.field for one in said)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The sentence that both stand by, and where they do; `email` is for a reply."""

    signatures: tuple[Signature, ...]
    email: str
    notes: Notes

    @property
    def complete(self) -> bool:
        """Whether both have acknowledged."""
        return all(signature.on for signature in self.signatures)

    @property
    def open(self) -> bool:
        """Whether there is room to sign: not when all have, nor in a private copy."""
        return not self.complete and all(signature.field for signature in self.signatures)


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record, in the order in which it is read.

    `state` says whether it is a draft, sent or acknowledged, in a sentence; `rooms` are
    where the manager may add or correct something, none in a private copy and none
    when both have acknowledged; `identity` is what a returned copy is recognised by.
    """

    title: str
    people: str
    employee: str
    manager: str
    held: Moment | None
    attendees: str
    footer: str
    marking: str
    state: str
    reflection: Notes
    aspirations: Account
    values: Pair
    skills_told: Account
    skills: Skills
    alignment: Account
    expectations: Pair
    goals: tuple[Goal, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Owned, ...]
    next_check_in: Moment | None
    reservations: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    sharing: Sharing
    feedback: Feedback
    acknowledgement: Acknowledgement
    rooms: tuple[Room, ...]
    identity: Identity

    @property
    def moved(self) -> bool:
        """Whether any action is other than open, so that a column of states says something."""
        actions = (action for group in self.actions for action in group.actions)
        return any(not action.open or action.detail for action in actions)


SharedRecord = NewType("SharedRecord", Record)
"""A record that the manager may see: `content` makes it from shared answers alone."""
