"""The kinds of documents: a row each, and nothing else compares with the name of one.

A new kind is a folder under `documents/`, a template of its name, and a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from agenda.answers.audience import Audience, Others, seen_by
from agenda.documents import actions, agenda, checkin, guide, progress, record
from agenda.outputs.outcome import wrong
from agenda.source.problems import Problem, error

if TYPE_CHECKING:
    from agenda.answers import Answers, SharedAnswers
    from agenda.answers.cycle.joined import Cycle
    from agenda.language.locale import Locale
    from agenda.names import Document, For
    from agenda.source import nodes
    from agenda.wish import Wish

Shared = Sequence["Cycle[SharedAnswers]"]
Own = Sequence["Cycle[Answers]"]
Strangers = Callable[[Shared], Iterator[tuple[str, "Problem"]]]


class FromShared(NamedTuple):
    """A copy that is made of what a manager may see, and of nothing else: the types say so.

    It is made of the `part` of it that a reader sees. `strangers` yields, by the names
    of their files, why answers do not belong with the others.
    """

    content: Callable[[Shared, Wish, Locale], object]
    part: Others = Audience.MANAGER
    strangers: Strangers = lambda _: iter(())


class FromAll(NamedTuple):
    """A copy for the writer alone, who sees all that they wrote."""

    content: Callable[[Own, Wish, Locale], object]


class FromNothing(NamedTuple):
    """A page to write on by hand: it is made of no answers, has no fields, and is for anybody."""

    content: Callable[[Locale], object]


class Kind(NamedTuple):
    """A kind of document: of one answers file, or where it is `joined` of `fewest` or more.

    `copies` says who may have one, and what it is made of; `refused` is told to anybody else.
    One `of_many` is named after nobody where it is made of several people's files.
    `needs` yields what the answers lack for it; `doubts` are what is odd about the wish. One
    that `asks` is there before a talk is agreed on; one that `drafts` may be made with gaps in it.
    """

    name: Document
    copies: Mapping[For, FromShared | FromAll | FromNothing]
    refused: str = ""
    needs: Callable[[Answers], Iterator[Problem]] = lambda _: iter(())
    doubts: Callable[[Answers, Wish], tuple[Problem, ...]] = lambda *_: ()
    joined: bool = False
    fewest: int = 1
    of_many: bool = False
    asks: bool = False
    drafts: bool = False

    @property
    def blank(self) -> bool:
        """Whether it is made of no answers file."""
        return any(isinstance(copy, FromNothing) for copy in self.copies.values())

    @property
    def of_one(self) -> bool:
        """Whether it is made of one answers file."""
        return not (self.joined or self.blank)

    def lacks(self, answers: Answers, tree: nodes.Mapping, reader: For) -> Iterator[Problem]:
        """Yield what keeps one for this reader from being made of sound answers, and their tree."""
        from agenda.answers.gaps import tell  # noqa: PLC0415 - it knows the models

        copy = self.copies[reader]
        if isinstance(copy, FromShared) and copy.part is not Audience.MANAGER:
            tree = seen_by(tree, copy.part)
        return chain(() if self.drafts else tell(tree, error), self.needs(answers))

    def fit(self, files: int) -> None:
        """Raise Stop, wrong usage, where it cannot be made of so many answers files."""
        if self.blank and files:
            raise wrong(f"the {self.name} is made of no answers file", "leave the file out")
        if self.of_one and files != 1:
            raise wrong(f"the {self.name} is made of one answers file", "make them one at a time")
        if self.joined and not files:
            raise wrong("no answers file is named", "name one, or more")
        if files < self.fewest and self.joined:
            fault = "one cycle alone shows no progress"
            raise wrong(fault, "name the answers of two cycles or more")


# The folders of `documents` import their functions when they are asked for: no earlier than here.


def _agenda(shared: Shared, _: Wish, words: Locale) -> object:
    return agenda.content(shared[0].answers, words)


def _agenda_for_me(own: Own, _: Wish, words: Locale) -> object:
    return agenda.content_for_me(own[0].answers, words)


def _guide(shared: Shared, _: Wish, words: Locale) -> object:
    return guide.content(shared[0].answers, words)


def _record(shared: Shared, _: Wish, words: Locale) -> object:
    return record.content(shared[0].answers, words)


def _record_for_me(own: Own, _: Wish, words: Locale) -> object:
    return record.content_for_me(own[0].answers, words)


def _checkin(shared: Shared, wish: Wish, words: Locale) -> object:
    return checkin.content(shared[0].answers, wish.now.date(), words)


def _checkin_for_me(own: Own, wish: Wish, words: Locale) -> object:
    return checkin.content_for_me(own[0].answers, wish.now.date(), words)


def _exercise(words: Locale) -> object:
    from agenda.documents.exercise import content  # noqa: PLC0415 - few print it

    return content(words)


def _ask(shared: Shared, wish: Wish, words: Locale) -> object:
    from agenda.documents.ask import Ask  # noqa: PLC0415 - the others import lazily by themselves

    letter = Ask(wish.tone, wish.times).content(shared[0].answers, words)
    return replace(letter, date=words.day(wish.now))


def _doubts(answers: Answers, wish: Wish) -> tuple[Problem, ...]:
    from agenda.documents.ask import find_doubts  # noqa: PLC0415 - few offer times

    return find_doubts(answers, wish.times, wish.now) if wish.times else ()


def _progress(shared: Shared, wish: Wish, words: Locale) -> object:
    return progress.content(shared, wish.now.date(), words)


def _actions(shared: Shared, wish: Wish, words: Locale) -> object:
    from agenda.answers.cycle.wanted import Wanted  # noqa: PLC0415 - few ask for some of them

    return actions.content(shared, wish.now.date(), wish.wanted or Wanted(), words)


def _strangers(shared: Shared) -> Iterator[tuple[str, Problem]]:
    return progress.find_strangers(shared)


ROWS = (
    Kind("exercise", {"manager": (page := FromNothing(_exercise)), "me": page}),
    Kind(
        "ask",
        {"manager": FromShared(_ask, Audience.EMAIL)},
        refused="the message that asks for the talk goes to your manager",
        doubts=_doubts,
        asks=True,
    ),
    Kind(
        "agenda",
        {"manager": FromShared(_agenda), "me": FromAll(_agenda_for_me)},
        needs=lambda answers: agenda.needs(answers),  # noqa: PLW0108 - imported by the call
    ),
    Kind(
        "guide",
        {"manager": FromShared(_guide)},
        refused="the page on how to hold the talk is for your manager",
    ),
    Kind(
        "record",
        {"manager": FromShared(_record), "me": FromAll(_record_for_me)},
        needs=lambda answers: record.needs(answers),  # noqa: PLW0108
        drafts=True,
    ),
    Kind(
        "checkin",
        {"manager": FromShared(_checkin), "me": FromAll(_checkin_for_me)},
        drafts=True,
    ),
    # It is for the employee, of what a manager may see all the same: nobody's worries of years
    # ago are printed once more.
    Kind(
        "progress",
        {"manager": (copy := FromShared(_progress, strangers=_strangers)), "me": copy},
        joined=True,
        fewest=2,
    ),
    Kind(
        "actions",
        {"manager": FromShared(_actions)},
        refused="the list of open actions holds nothing that is for you alone",
        joined=True,
        of_many=True,
        drafts=True,
    ),
)
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in ROWS})
