"""Validation: a tree becomes typed answers, or every problem that it has, with its place.

`accept` lets pass what nothing keeps from being used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Generic, NamedTuple, TypeVar, get_origin, overload

from pydantic import ValidationError

from agenda.answers import cross
from agenda.answers.audience import Others, SharedTree, find_repeated, seen_by
from agenda.answers.checker import load_checker
from agenda.answers.root import Answers, SharedAnswers
from agenda.answers.shape import keys_at, wanted_at
from agenda.language.reading import Reading
from agenda.source.nodes import (
    Mapping,
    Scalar,
    Sequence,
    nearest,
    plain,
    pruned,
    walk,
)
from agenda.source.problems import (
    Problem,
    Severity,
    Steps,
    Stop,
    error,
    has_errors,
    in_order,
)
from agenda.source.reader import Source

Kind = TypeVar("Kind", bound=Answers)


class Validated(NamedTuple, Generic[Kind]):
    """The answers (None when there are errors) and every problem found.

    `sound` is the tree without its broken parts; where there are errors, `rest` holds the
    answers that it makes, with nameless people where somebody is missing.
    """

    answers: Kind | None
    problems: tuple[Problem, ...]
    sound: Mapping
    rest: Kind | None = None


@overload
def validate(tree: SharedTree, reading: Reading | None = None) -> Validated[SharedAnswers]: ...
@overload
def validate(tree: Mapping, reading: Reading | None = None) -> Validated[Answers]: ...
def validate(tree: Mapping, reading: Reading | None = None) -> Validated[Any]:
    """Check each field, then what only several fields together can tell.

    The second checks see the tree without its broken parts, so that one fault
    does not hide another.
    """
    reading = reading or Reading()
    answers, faults = _checked(tree, reading)
    faults += _lost_texts(tree)
    broken = {fault.path for fault in faults if fault.rule != "missing"}
    sound = pruned(tree, broken)
    problems = in_order([*_told(faults), *cross.check_across(sound, reading, broken)])
    if not has_errors(problems):
        return Validated(answers, problems, sound)
    lacking = {fault.path for fault in faults if fault.rule == "missing"} - {()}
    rest = pruned(sound, lacking)
    return Validated(None, problems, rest, answers or _rest(rest, reading))


def _rest(tree: Mapping, reading: Reading) -> Answers | None:
    """Return the answers of a tree without its broken parts; somebody may be missing."""
    said: dict[str, Any] = {entry.key.text: plain(entry.value) for entry in tree.entries}
    nobody = {"version": "1", "employee": "…", "manager": "…"}
    with suppress(ValidationError):
        return load_checker().validate_python(nobody | said, context=reading)  # type: ignore[no-any-return]
    return None


def _checked(tree: Mapping, reading: Reading) -> tuple[Answers | None, list[Problem]]:
    try:
        return load_checker().validate_python(plain(tree), context=reading), []
    except ValidationError as fault:
        from agenda.answers.faults import word_faults  # noqa: PLC0415 - a sound file is spared 6 ms

        return None, word_faults(tree, fault)


def _told(faults: list[Problem]) -> Iterator[Problem]:
    if faults:
        from agenda.answers.faults import leave_out_renamed  # noqa: PLC0415 - as above

        yield from leave_out_renamed(faults)


def _lost_texts(tree: Mapping) -> Iterator[Problem]:
    """Yield the texts that end in a colon, and so are keys without a value.

    An item that is nothing but such a key is left out like a blank one of a form, unless a key
    is not of this place; so is one of several words among private texts, whose keys are free.
    What stands behind '? ', and so begins before its key, the reader has told.
    """
    for path, node in walk(tree):
        wanted = wanted_at(path)
        if isinstance(node, Sequence) and wanted:
            for place, item in enumerate(node.items):
                if isinstance(item, Mapping) and item.blank:
                    names = [entry.key for entry in item.entries]
                    lost = next((name for name in names if name.text not in keys_at(path)), None)
                    if lost and (item.flow or item.span.start == names[0].span.start):
                        yield _lost((*path, place), lost)
        elif isinstance(node, Mapping) and get_origin(wanted) is dict:
            blanks = (entry.key for entry in node.entries if entry.value.blank)
            yield from (_lost((*path, key.text), key) for key in blanks if " " in key.text)


def _lost(path: Steps, key: Scalar) -> Problem:
    return error(
        "lost-text", "this ends in a colon, so it is taken for a key, and is lost",
        "take the colon away, or put the text in quotes", path, key.span,
    )  # fmt: skip


Needs = Callable[[Answers, Mapping], Iterator[Problem]]
"""What something cannot do without, of answers that are valid, and of the tree they are made of."""


def accept(
    source: Source, found: Validated[Kind], needs: Needs | None = None
) -> tuple[Kind, tuple[Problem, ...]]:
    """Return the answers where nothing keeps a document from being made; raises Stop otherwise."""
    lacking = needs(found.answers, found.sound) if needs and found.answers else ()
    everything = (*together(source, found), *find_repeated(source.tree), *lacking)
    problems = in_order(place_problem(source.tree, problem) for problem in everything)
    if found.answers is None or has_errors(problems):
        raise Stop(*problems, text=source.text)
    return found.answers, problems


def together(source: Source, found: Validated[Kind]) -> Iterator[Problem]:
    """Yield the problems of the reading and of the answers, each fault of a text once."""
    wrong = {one.path for one in found.problems if one.severity is Severity.ERROR}
    yield from (one for one in source.problems if one.rule not in LOOKS or one.path not in wrong)
    yield from found.problems


LOOKS = frozenset({"smart-quotes", "joined-lines"})
"""What is said of how a text looks; where it cannot be that text at all, the cure is another."""


def narrow(
    tree: Mapping, read: Callable[[Mapping], Reading], first: Others, *more: Others
) -> SharedAnswers:
    """Return what valid answers say to somebody who sees the part that all these readers see.

    `read` tells how the texts of a tree are read. What is left may miss what is cut: that is no
    problem of the file.
    """
    seen = seen_by(tree, first)
    for reader in more:
        seen = seen_by(seen, reader)
    found = validate(seen, read(seen))
    answers = found.answers or found.rest
    if answers is None:  # no part of what is valid can be so broken that nothing is left
        raise Stop(*found.problems)
    return answers


def place_problem(tree: Mapping, problem: Problem) -> Problem:
    """Give a problem without a place the nearest one: the first key of the map it is about."""
    if problem.span is not None:
        return problem
    node = nearest(tree, problem.path)
    if isinstance(node, Mapping) and node.entries:
        return problem._replace(span=node.entries[0].key.span)
    return problem._replace(span=node.span)
