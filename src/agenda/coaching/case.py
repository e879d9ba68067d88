"""What a rule looks at: the answers, the day, the words of their language, and what came before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from agenda.answers import Answers
from agenda.answers.audience import is_private
from agenda.answers.before import Action, Goal
from agenda.answers.cycle.standing import ENDED, held
from agenda.answers.part import Bare
from agenda.answers.record import Record
from agenda.coaching.tokens import Word, words_of
from agenda.coaching.words import Words
from agenda.language.catalogue import Catalogue
from agenda.source.problems import Steps

NOT_PROSE = frozenset(
    {"id", "version", "language", "formality", "paper", "theme", "email", "timezone", "kind",
     "clarity", "level", "expected", "target", "how", "outcome", "status", "link", "trust",
     "direction"}
)  # fmt: skip
"""Fields that hold no sentence: names of choices, addresses, levels."""
PEOPLE: tuple[Steps, ...] = (
    ("employee",),
    ("manager",),
    ("record", "attendees"),
    ("record", "sharing"),
    ("skills", "scale"),
)
"""Names and titles of people, and of levels: nobody is coached about those."""
NAMES: frozenset[Steps] = frozenset(
    {("skills", "current", "name"), ("skills", "future", "name"), ("skills", "current", "was"),
     ("skills", "future", "was"), ("goals", "skill"), ("goals", "serves"),
     ("record", "manager_levels", "skill"), ("record", "agreed_levels", "skill")}
)  # fmt: skip
"""Names of skills: whoever compares salaries for a living has a skill of that name."""


@dataclass(frozen=True)
class Text:
    """A text of the answers, where it stands, and its words."""

    path: Steps
    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words, for matching phrases."""
        return words_of(self.text)

    @property
    def private(self) -> bool:
        """Whether nobody but its writer sees it."""
        return is_private(self.path)


@dataclass(frozen=True)
class Case:
    """One file to be looked at by every rule.

    `now` has a time zone; `earlier` holds the cycles before, the oldest first; `pages` is how
    many pages the agenda takes to read, where that was measured; `catalogue` has the sentences.
    """

    answers: Answers
    now: datetime
    words: Words = field(default_factory=lambda: Words(""))
    earlier: tuple[Answers, ...] = ()
    pages: int | None = None
    catalogue: Catalogue = field(default_factory=Catalogue)

    def say(self, message: str, **values: object) -> str:
        """Return a sentence in the language of the answers."""
        return self.catalogue.say(message, **values)

    @property
    def today(self) -> date:
        """The day on which the file is looked at."""
        return self.now.date()

    @property
    def wary(self) -> bool:
        """Whether trust is low between the two: then nothing asks for the long term."""
        return bool(self.answers.private and self.answers.private.trust == "low")

    @property
    def talk(self) -> date | None:
        """The day of the talk: as recorded, else as planned."""
        return held(self.answers)

    @property
    def record(self) -> Record:
        """What was written down of the talk, perhaps nothing."""
        return self.answers.record or Record.model_construct()

    @cached_property
    def recorded(self) -> bool:
        """Whether anything was agreed: then it is too late to prepare better."""
        record = self.record
        return bool(record.actions or record.decisions or record.summary or record.expectations)

    @property
    def open_goals(self) -> tuple[tuple[Steps, Goal], ...]:
        """The goals that are still to be reached, each with its path."""
        goals = enumerate(self.answers.goals)
        return tuple((("goals", at), one) for at, one in goals if one.outcome not in ENDED)

    @property
    def open_actions(self) -> tuple[tuple[Steps, Action], ...]:
        """What was agreed in this talk and is open, each with its path."""
        actions = enumerate(self.record.actions)
        return tuple(
            (("record", "actions", at), one) for at, one in actions if one.status == "open"
        )

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the answers, people's names left out."""
        return tuple(one for one in _texts(self.answers, ()) if not _of_people(one.path))

    @cached_property
    def shared(self) -> tuple[Text, ...]:
        """The texts that others may see."""
        return tuple(text for text in self.texts if not text.private)

    @cached_property
    def prepared(self) -> tuple[Text, ...]:
        """The shared texts that are written before the talk."""
        return tuple(text for text in self.shared if text.path[0] != "record")

    @cached_property
    def said_in_record(self) -> tuple[Text, ...]:
        """The shared texts of the record."""
        return tuple(text for text in self.shared if text.path[0] == "record")

    def saying(self, name: str, texts: Iterable[Text]) -> Iterator[tuple[Text, str]]:
        """Yield each of the texts in which a phrase of a list stands, and how it says it."""
        for text in texts:
            if said := self.words.says(name, text.words):
                yield text, said


def _of_people(path: Steps) -> bool:
    keys = tuple(step for step in path if isinstance(step, str))
    return keys in NAMES or any(keys[: len(people)] == people for people in PEOPLE)


def _texts(value: object, path: Steps) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(path, value)
    for step, inner in _inside(value):
        yield from _texts(inner, (*path, step))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    """Return what a value holds, each with its step of the path."""
    if isinstance(value, Bare):
        fields = type(value).model_fields.items()
        return [(info.alias or name, getattr(value, name)) for name, info in fields
                if name not in NOT_PROSE]  # fmt: skip
    if isinstance(value, tuple):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else ()
