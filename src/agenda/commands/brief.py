"""The first half of the run: source, audience, answers, content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import Protocol, TypeVar

from agenda.answers import Answers, SharedAnswers, audience, validate
from agenda.answers.audience import Audience
from agenda.answers.sound import Needs, nothing, part, sound
from agenda.commands.offered import doubts
from agenda.commands.wish import Brief, Origin, Wish
from agenda.documents import agenda, record
from agenda.documents.ask import Ask
from agenda.language.locale import Locale
from agenda.language.reading import DEFAULT
from agenda.outputs import files
from agenda.render.faces import PLAIN
from agenda.resources import Resources
from agenda.source import Mapping, Scalar, Source
from agenda.source.nodes import walk
from agenda.source.problems import Path as Place
from agenda.source.problems import Problem, Span

DEFAULT_THEME = "classic"
Kind = TypeVar("Kind", bound=Answers)


class Document(Protocol):
    """What a kind of document does with the answers: it has needs, and a content for each reader.

    The manager's copy is made of shared answers alone, and the types say so.
    """

    def needs(self, answers: Answers) -> Iterator[Problem]:
        """Yield what the document cannot do without."""
        ...

    def content(self, answers: SharedAnswers, locale: Locale) -> object:
        """Return the manager's copy."""
        ...

    def content_for_me(self, answers: Answers, locale: Locale) -> object:
        """Return the writer's own copy."""
        ...


DOCUMENTS: Table[str, Document] = MappingProxyType({"agenda": agenda, "record": record})
"""Those that one answers file makes, in one way."""


def brief(source: Source, wish: Wish, resources: Resources, needs: Needs = nothing) -> Brief:
    """Return what the document says to the audience that the wish names.

    Raises Stop when the answers have errors, lack what the document or `needs` wants, or
    repeat a private passage; and when no catalogue has the language.
    """
    copy_for = _for_email if wish.document == "ask" else _COPIES[Audience(wish.audience)]
    copy = copy_for(source, wish, resources, needs)
    levels = resources.reading(copy.tree).level_names
    words = replace(spoken(copy.answers, wish, resources), level_names=levels)
    origin = Origin(files.shown(source.name), source.text, copy.problems, unusual(copy.tree))
    return briefed(copy.answers, wish, copy.content(words), (origin,))


def unusual(tree: Mapping) -> dict[str, tuple[Place, Span]]:
    """Return the first place of each character that not every face has."""
    found: dict[str, tuple[Place, Span]] = {}
    for path, node in walk(tree):
        if isinstance(node, Scalar):
            for char in set(node.text) - PLAIN:
                found.setdefault(char, (path, node.span))
    return found


def spoken(answers: Answers, wish: Wish, resources: Resources) -> Locale:
    """Return the locale of the document."""
    language = wish.language or answers.language or DEFAULT
    return resources.locale(language, answers.formality)


def briefed(answers: Answers, wish: Wish, content: object, origins: tuple[Origin, ...]) -> Brief:
    """Return a brief that is laid out as the wish or else the answers want it."""
    return Brief(
        content=content,
        language=wish.language or answers.language or DEFAULT,
        formality=answers.formality,
        theme=wish.theme or answers.theme or DEFAULT_THEME,
        paper=wish.paper or answers.paper,
        origins=origins,
    )


@dataclass(frozen=True, slots=True)
class _Copy:
    """One reader's tree and answers, and how the content is made of them in a language."""

    tree: Mapping
    answers: Answers
    problems: tuple[Problem, ...]
    content: Callable[[Locale], object]


def _for_manager(source: Source, wish: Wish, resources: Resources, needs: Needs) -> _Copy:
    """Cut first: no shared path ever holds the whole answers, and the types say so."""
    document = DOCUMENTS[wish.document]
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    found = validate(tree, resources.reading(tree))
    answers, problems = sound(source, found, _all(document.needs, needs))
    return _Copy(tree, answers, problems, lambda words: document.content(answers, words))


def _all(*needs: Needs) -> Needs:
    return lambda answers: chain.from_iterable(each(answers) for each in needs)


def _for_email(source: Source, wish: Wish, resources: Resources, needs: Needs) -> _Copy:
    """A message says what an e-mail may show; it looks as the file wants, and all faults count."""
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    whole, problems = sound(source, validate(tree, resources.reading(tree)), needs)
    problems += doubts(whole, wish)
    shown, ask = part(tree, Audience.EMAIL, resources.reading), Ask(wish.tone, wish.times)
    return _Copy(tree, whole, problems, lambda words: ask.content(shown, words))


def _for_me(source: Source, wish: Wish, resources: Resources, needs: Needs) -> _Copy:
    document = DOCUMENTS[wish.document]
    found = validate(source.tree, resources.reading(source.tree))
    answers, problems = sound(source, found, _all(document.needs, needs))
    return _Copy(
        source.tree, answers, problems, lambda words: document.content_for_me(answers, words)
    )


_COPIES: dict[Audience, Callable[[Source, Wish, Resources, Needs], _Copy]] = {
    Audience.MANAGER: _for_manager,
    Audience.ME: _for_me,
}
