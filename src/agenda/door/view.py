"""What the page shows of the file: the questions, what is to be said of them, the document.

Where notes are hidden, all of it is made from the cut tree, by the rule that no document for a
manager can break either: what is private is gone before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from agenda.answers import gaps, seen_by, validate
from agenda.answers.audience import Audience, find_repeated, is_private
from agenda.answers.questions import say
from agenda.coaching.checkup import check_answers
from agenda.coaching.coach import Coaching
from agenda.coaching.covered import Goal, three_goals
from agenda.coaching.engine import Choice
from agenda.coaching.rules import ALWAYS
from agenda.coaching.settings import read_settings
from agenda.door import cures, form
from agenda.door.parts import Section
from agenda.kinds import KINDS
from agenda.language.reading import DEFAULT, nearest
from agenda.outputs import computer
from agenda.pipeline import compose, lay_out, write
from agenda.resources import Resources
from agenda.source import Mapping, Scalar, Source
from agenda.source.nodes import at
from agenda.source.problems import Problem, Severity, Stop, hint
from agenda.wish import Wish

if TYPE_CHECKING:
    from agenda.language.catalogue import Formality
    from agenda.language.locale import Locale
    from agenda.names import Document, For, Format

CALLED = (
    say("Aspirations"), say("Skills"), say("Alignment"), say("nothing yet"), say("begun"),
    say("covered"),
)  # fmt: skip
"""What the page calls the three goals, and how far they are."""
DOCUMENTS: dict[Document, str] = {
    "ask": say("Request for the talk"), "agenda": say("Agenda"), "guide": say("Manager’s page"),
    "record": say("Record"), "checkin": say("Check-in"),
}  # fmt: skip
"""What it calls the documents that are made of one file."""


@dataclass(frozen=True, slots=True)
class Said:
    """A problem, as the page shows it: how bad it is, where, what to do."""

    severity: str
    message: str
    help: str
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """The left side: the form, what is said beside its fields and of the whole, the goals."""

    sections: Sequence[Section]
    beside: dict[str, list[Said]]
    goals: Sequence[Goal] = ()
    more: int = 0
    text: str | None = None
    """The text of the file, where it is shown; of a broken one it is all there is."""
    broken: bool = False


def spoken(source: Source | None, resources: Resources) -> Locale:
    """Return how the page speaks: as the documents of the file do."""
    tag, formality = (nearest(computer.language(), resources.languages) or DEFAULT), None
    if source:
        said, how = (at(source.tree, (key,)) for key in ("language", "formality"))
        tag = said.text.strip() if isinstance(said, Scalar) and not said.blank else DEFAULT
        formality = how.text if isinstance(how, Scalar) and how.text == "informal" else None
    try:
        return resources.help(tag, cast("Formality | None", formality))
    except Stop:
        return resources.help(DEFAULT, None)


def hidden(words: Locale) -> Problem:
    """Return what is told in place of a problem with notes, while they are hidden."""
    return hint("hidden", words.say("Something in your notes is to be looked at"),
                words.say("press ‘Show my notes’ to see what it is"))  # fmt: skip


def seen(source: Source, *, shown: bool) -> Source:
    """Return the file as far as it is shown."""
    if shown:
        return source
    heard = tuple(one for one in source.problems if one.path and not is_private(one.path))
    tree: Mapping = seen_by(source.tree, Audience.MANAGER)
    return source._replace(tree=tree, problems=heard)


def look(source: Source, resources: Resources, now: datetime, *, shown: bool) -> Left:
    """Return the left side of a file that can be read."""
    part, words = seen(source, shown=shown), spoken(source, resources)
    sections = form.make_form(part.tree, resources.reading(part.tree), words, shown=shown)
    try:
        first, every, more = _checked(part, resources, now)
    except Stop as stop:
        first, every, more = stop.problems, frozenset[str](), 0
    if not shown:
        first = tuple(one for one in first if not is_private(one.path))
        if any(True for _ in find_repeated(source.tree)):
            first = (*first, hidden(words))
    placed = form.placed(sections, (one for one in first if one.rule != gaps.RULE))
    placed = cures.by_questions(placed, sections, words)
    found = validate(part.tree, resources.reading(part.tree))
    return Left(
        sections,
        {name: tell(problems, source.text) for name, problems in placed.items()},
        three_goals(found.answers or found.rest, every),
        more,
        source.text if shown else None,
    )


def broken(stop: Stop, words: Locale, *, shown: bool) -> Left:
    """Return the left side of a file that cannot be read: what is wrong, and its text.

    What is wrong may quote anything, so while notes are hidden only the lines are told.
    """
    text = stop.text
    said = tell(stop.problems, text)
    if not shown and text:
        here = words.say("The file cannot be read here")
        cure = words.say("press ‘Show my notes’ to see and mend it")
        said = [Said(one.severity, here, cure, "hidden", one.line) for one in said]
    return Left((), {"": said}, text=text if shown and text else None, broken=True)


def tell(problems: Iterable[Problem], text: str) -> list[Said]:
    """Return problems as the page shows them."""
    return [
        Said(one.severity.value, one.message, one.help, one.rule,
             text.count("\n", 0, one.span.start) + 1 if one.span else 0)
        for one in problems
    ]  # fmt: skip


def kinds(source: Source, resources: Resources) -> list[Document]:
    """Return the kinds of documents that the file can make, of those made of one file."""
    tree = seen_by(source.tree, Audience.MANAGER)
    found = validate(tree, resources.reading(tree))
    answers = found.answers or found.rest
    rows = [kind for kind in KINDS.values() if kind.of_one]
    able = [kind.name for kind in rows if answers and not any(kind.needs(answers))]
    return able or [rows[0].name]


def copies(
    kinds: Iterable[Document], words: Locale, *, shown: bool
) -> Iterator[tuple[Document, For, str, bool]]:
    """Yield the documents that can be looked at: kind, reader, what the page calls them.

    Last is whether it is the one that is shown at first.
    """
    usual = Wish(now=datetime.min)
    for kind in kinds:
        for reader in KINDS[kind].copies:
            private = Wish(now=datetime.min, audience=reader).private
            if shown or not private:
                label = words.say(DOCUMENTS[kind])
                mine = words.say("for me alone")
                shown_first = (kind, reader) == (usual.document, usual.audience)
                yield kind, reader, f"{label} ({mine})" if private else label, shown_first


def document(source: Source, resources: Resources, wish: Wish, name: Format) -> bytes:
    """Return a document as every command makes it. Raises Stop where it cannot be made."""
    draft = lay_out(compose([source], wish, resources), wish, resources)
    return write(draft, name)


def why_not(stop: Stop, text: str, instead: Problem | None) -> list[Said]:
    """Return why something cannot be done; `instead` of what is private about it, while hidden."""
    problems = [one for one in stop.problems if one.severity is Severity.ERROR]
    if instead:
        problems = [instead if _may_quote_notes(one) else one for one in problems]
    return tell(dict.fromkeys(problems), text)


def _may_quote_notes(problem: Problem) -> bool:
    """Whether it is about something private, or about a text that is no tree: that may be anything.

    What is missing at the top of the file stands nowhere in it, and quotes nothing.
    """
    anywhere = problem.span is not None and not problem.path and problem.rule != "missing"
    return problem.rule == ALWAYS or anywhere or is_private(problem.path)


def _checked(
    source: Source, resources: Resources, now: datetime
) -> tuple[tuple[Problem, ...], frozenset[str], int]:
    """Return what is said first, all rules that found something, and how much more that is."""
    chosen = read_settings(source.name)
    wanted = Coaching(now, resources.folders, Choice(chosen.select, chosen.ignore))
    checked = check_answers(source, wanted, resources)
    return checked.problems, checked.coached.found, checked.coached.more
