"""The run, step by step: source, audience, answers, content, HTML, bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from agenda.documents import agenda
from agenda.model import audience, bundled, locale
from agenda.model.answers import Answers, Validated, validate
from agenda.model.audience import Audience
from agenda.model.locale import Locale, Paper
from agenda.model.problems import (
    Problem,
    Severity,
    Stop,
    has_errors,
    hint,
    in_order,
    warning,
)
from agenda.model.reading import Reading, reading
from agenda.model.source import Scalar, Source
from agenda.model.source.nodes import Mapping, at, nearest, walk
from agenda.render import html, theme
from agenda.render.theme import Theme

Format = Literal["pdf", "docx", "html", "md"]
FORMATS: tuple[Format, ...] = ("pdf", "docx", "html", "md")
DEFAULT_THEME = "classic"
Kind = TypeVar("Kind", bound=Answers)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document is wanted; what is None follows from the answers."""

    now: datetime
    audience: Audience = Audience.MANAGER
    theme: str | None = None
    templates: Path | None = None
    language: str | None = None
    paper: Paper | None = None
    reference: bytes | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where templates, themes and catalogues are looked for, in that order."""
        own = (self.templates,) if self.templates else ()
        return (*own, bundled.templates())


@dataclass(frozen=True, slots=True)
class Draft:
    """A document before it is given a format, and what was noticed on the way."""

    html: str
    theme: Theme
    paper: Paper
    wish: Wish
    problems: tuple[Problem, ...]


def check(source: Source, folders: tuple[Path, ...]) -> tuple[Problem, ...]:
    """Return every problem of the whole file, private parts included, and what is still open."""
    found = validate(source.tree, _reading(source.tree, folders))
    problems = [*found.problems, *audience.repeated(source.tree)]
    if found.answers:
        problems += (replace(need, severity=Severity.HINT) for need in agenda.needs(found.answers))
        problems += _unset(source.tree)
    return in_order(_placed(source.tree, problem) for problem in problems)


def _unset(tree: Mapping) -> Iterator[Problem]:
    if not at(tree, ("meeting",)):
        yield hint(
            "no-meeting",
            "no meeting is set: the agenda has 45 minutes and no date",
            "write meeting: and a date with a time, for example 2026-12-03 14:00",
        )


def draft(source: Source, wish: Wish) -> Draft:
    """Return the agenda as HTML for the audience that the wish names.

    Raises Stop when the answers have errors, lack what an agenda needs, or
    repeat a private passage; and when theme, language or template is at fault.
    """
    copy = _COPIES[wish.audience](source, wish)
    answers = copy.answers
    look = theme.load(wish.theme or answers.theme or DEFAULT_THEME, wish.folders)
    language = wish.language or answers.language or locale.DEFAULT
    words = locale.load(language, answers.formality, wish.folders)
    page = html.document("agenda", copy.content(words), words, wish.folders, look.classes)
    paper = wish.paper or answers.paper or words.paper
    return Draft(page, look, paper, wish, copy.problems)


@dataclass(frozen=True, slots=True)
class _Copy:
    """One reader's answers, and how the content is made of them in a language."""

    answers: Answers
    problems: tuple[Problem, ...]
    content: Callable[[Locale], agenda.Agenda]


def _for_manager(source: Source, wish: Wish) -> _Copy:
    """Cut first: no shared path ever holds the whole answers, and the types say so."""
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    found = validate(tree, _reading(tree, wish.folders))
    answers, problems = _sound(source, found)
    return _Copy(answers, problems, lambda words: agenda.content(answers, words))


def _for_me(source: Source, wish: Wish) -> _Copy:
    found = validate(source.tree, _reading(source.tree, wish.folders))
    answers, problems = _sound(source, found)
    return _Copy(answers, problems, lambda words: agenda.content_for_me(answers, words))


_COPIES: dict[Audience, Callable[[Source, Wish], _Copy]] = {
    Audience.MANAGER: _for_manager,
    Audience.ME: _for_me,
}


def _sound(source: Source, found: Validated[Kind]) -> tuple[Kind, tuple[Problem, ...]]:
    """Return the answers where nothing keeps an agenda from being made; raises Stop otherwise."""
    needs = agenda.needs(found.answers) if found.answers else ()
    everything = (*found.problems, *audience.repeated(source.tree), *needs)
    problems = in_order(_placed(source.tree, problem) for problem in everything)
    if found.answers is None or has_errors(problems):
        raise Stop(*problems)
    return found.answers, problems


def written(draft: Draft, format: Format) -> bytes:
    """Return the document in one format. Raises Stop where the writer cannot."""
    return _WRITERS[format](draft)


def _pdf(draft: Draft) -> bytes:
    from agenda.render.pdf import pdf  # noqa: PLC0415 - half a second to import

    return pdf(draft.html, draft.theme, draft.paper, draft.wish.now)


def _word(draft: Draft) -> bytes:
    from agenda.render.word import word  # noqa: PLC0415

    return word(draft.html, draft.theme, draft.paper, draft.wish.now, draft.wish.reference)


def _html(draft: Draft) -> bytes:
    from agenda.render.page import page  # noqa: PLC0415

    return page(draft.html, draft.theme)


def _markdown(draft: Draft) -> bytes:
    from agenda.render.markdown import markdown  # noqa: PLC0415

    return markdown(draft.html)


_WRITERS: dict[Format, Callable[[Draft], bytes]] = {
    "pdf": _pdf,
    "docx": _word,
    "html": _html,
    "md": _markdown,
}


def _placed(tree: Mapping, problem: Problem) -> Problem:
    """Give a problem without a place the nearest one: the first key of the map it is about."""
    if problem.span is not None:
        return problem
    node = nearest(tree, problem.path)
    keyed = isinstance(node, Mapping) and bool(node.entries)
    return replace(problem, span=node.entries[0].key.span if keyed else node.span)  # type: ignore[union-attr]


def _reading(tree: Mapping, folders: tuple[Path, ...]) -> Reading:
    """Texts are read in the file's own language, whatever language the document gets."""
    tag = at(tree, ("language",))
    named = tag.text if isinstance(tag, Scalar) and not tag.blank else locale.DEFAULT
    return reading(named, folders, tuple(theme.names(folders)))


def without_glyph(source: Source, draft: Draft) -> Iterator[Problem]:
    """Warn of characters of a PDF that no face on this machine has, at the first place."""
    from agenda.render.faces import uncovered  # noqa: PLC0415 - only a PDF carries its faces

    texts = [
        (path, node)
        for path, node in walk(source.tree)
        if isinstance(node, Scalar)
        and (draft.wish.audience is Audience.ME or not audience.is_private(path))
    ]
    missing = uncovered("".join(node.text for _, node in texts), draft.theme.faces["text"])
    if missing:
        path, node = next((path, node) for path, node in texts if set(node.text) & set(missing))
        shown = " ".join(f"{char} (U+{ord(char):04X})" for char in missing[:8])
        yield warning(
            "no-glyph",
            f"no face on this machine has {shown}",
            "install a font that has it (fonts-noto covers most scripts), or use docx",
            path,
            node.span,
        )
