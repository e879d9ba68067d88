"""Where the questions of the exercise stand in one answers file, and how an answer gets there.

A list is asked for entry by entry: each entry that is there has a place, and the next one, which
is still free, has one too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agenda.answers.change import add, value_at, write
from agenda.answers.exercise import Question, Step
from agenda.answers.gaps import GAP
from agenda.answers.scale import DEFAULT_NAMES
from agenda.answers.shape import model_in, wanted_at
from agenda.language.reading import Reading
from agenda.source import Mapping, Sequence, Source
from agenda.source.nodes import at
from agenda.source.problems import Steps

NAMED: tuple[Steps, ...] = (
    ("values",),
    ("aspirations", "directions"),
    ("skills", "future"),
    ("skills", "current"),
)
"""Where something is named that a goal can serve."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question where its answer goes, positions in lists included; and what stands there."""

    step: Step
    question: Question
    path: Steps
    said: str = ""
    entry: str = ""
    """What the entry is called that is asked about; '' where it is about no entry."""
    free: bool = False
    """Whether another entry of a list that has some may be added here."""


def find_places(steps: tuple[Step, ...], source: Source, reading: Reading) -> tuple[Place, ...]:
    """Return all that can be asked of a file as it stands, in the order of the exercise."""
    return tuple(
        place
        for step in steps
        for question in step.questions
        for place in _places(step, question, source.tree, reading)
        if question.kind != "named" or options(question, source.tree, reading)
    )


def _places(step: Step, asked: Question, tree: Mapping, reading: Reading) -> Iterator[Place]:
    if asked.kind != "several":
        yield Place(step, asked, asked.path, said_at(tree, asked.path, reading))
        return
    entries = list(_entries(tree, asked.path, reading))
    for path, said in entries:
        yield Place(step, asked, path, said)
    if len(entries) < asked.most:
        yield Place(step, asked, _next(tree, asked.path, reading), free=bool(entries))
    for path, name in entries:
        for then in asked.then:
            place = (*path, then.path[-1])
            if then.kind != "named" or options(then, tree, reading):
                yield Place(step, then, place, said_at(tree, place, reading), name)


def options(question: Question, tree: Mapping, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return what may be chosen, each as the file says it and in words; nothing of a free text."""
    if question.kind == "level":
        own = [said for _, said in _entries(tree, ("skills", "scale"), reading)]
        return tuple((name, name) for name in own or reading.level_names or DEFAULT_NAMES)
    if question.kind == "named":
        named = (said for path in NAMED for _, said in _entries(tree, path, reading))
        return tuple((name, name) for name in dict.fromkeys(named))
    return question.choices


def said_at(tree: Mapping, path: Steps, reading: Reading) -> str:
    """Return the text at a path, of an entry what it is called; '' where nothing is said yet."""
    text = value_at(tree, (*path, *short_field(path)), reading)
    return "" if GAP in text else text.strip()


def fill(source: Source, path: Steps, text: str, reading: Reading) -> Source:
    """Return the file with this answer at the path. Raises EditRefused where that cannot be."""
    if isinstance(path[-1], str):
        return write(source, path, text, reading)
    model = model_in(wanted_at(path))
    what, by = (model and model.dated and reading.until(text)) or (text, "")
    if at(source.tree, path) is None:
        source = add(source, path[:-1], what, reading)
    else:
        source = write(source, (*path, *short_field(path)), what, reading)
    return write(source, (*path, model.dated), by, reading) if model and by else source


def short_field(path: Steps) -> tuple[str, ...]:
    """Return the field for which a text may stand at the path, if there is one."""
    model = model_in(wanted_at(path))
    return (model.short,) if model and model.short else ()


def _entries(tree: Mapping, path: Steps, reading: Reading) -> Iterator[tuple[Steps, str]]:
    node = at(tree, path)
    for place in range(len(node.items) if isinstance(node, Sequence) else 0):
        if said := said_at(tree, (*path, place), reading):
            yield (*path, place), said


def _next(tree: Mapping, path: Steps, reading: Reading) -> Steps:
    """Return where the next entry goes: in the place of one that says nothing yet, or last."""
    node = at(tree, path)
    count = len(node.items) if isinstance(node, Sequence) else 0
    blank = (at for at in range(count) if not said_at(tree, (*path, at), reading))
    return (*path, next(blank, count))
