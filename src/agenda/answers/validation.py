"""Validation: a tree becomes typed answers, or every problem that it has, with its place.

`accept` lets pass what nothing keeps from being used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar, get_origin, overload

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from agenda.answers import cross
from agenda.answers.audience import Others, SharedTree, find_repeated, is_private, seen_by
from agenda.answers.checker import load_checker
from agenda.answers.instead import as_entry, in_one
from agenda.answers.meant import meant_here
from agenda.answers.root import Answers, SharedAnswers
from agenda.answers.shape import keys_at, wanted_at
from agenda.answers.wordings import WORDINGS, as_raised, lacks
from agenda.language.reading import Reading
from agenda.source.nodes import (
    Mapping,
    Node,
    Place,
    Scalar,
    Sequence,
    nearest,
    places,
    plain,
    pruned,
    walk,
)
from agenda.source.problems import (
    Problem,
    Severity,
    Span,
    Steps,
    Stop,
    error,
    has_errors,
    in_order,
)
from agenda.source.reader import Source
from agenda.source.slips import SMART

Kind = TypeVar("Kind", bound=Answers)


@dataclass(frozen=True)
class Validated(Generic[Kind]):
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
    problems = in_order([*_not_renamed(faults), *cross.check_across(sound, reading, broken)])
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
    except ValidationError as faults:
        found = places(tree)
        details = faults.errors(include_url=False, include_input=True)
        return None, [_problem(found, detail) for detail in details]


def _not_renamed(faults: list[Problem]) -> Iterator[Problem]:
    """Yield the faults but those of a missing field that stands there under another name."""
    unknown = [fault.path for fault in faults if fault.rule == "unknown-key"]
    meant = {(path[:-1], lacks(meant_here(str(path[-1]), path[:-1]))) for path in unknown}
    entries = {path[:-1] for path in unknown if len(path) > 1 and isinstance(path[-2], int)}
    for fault in faults:
        lost = fault.rule == "missing" and fault.path in entries
        if not lost and (fault.path, fault.message) not in meant:
            yield fault


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


def _place(found: dict[Steps, Place], detail: ErrorDetails) -> Place:
    """Return the place of an error, or the innermost one on the way to it."""
    loc = detail["loc"]
    return next(place for end in range(len(loc), -1, -1) if (place := found.get(loc[:end])))


def _problem(found: dict[Steps, Place], detail: ErrorDetails) -> Problem:
    """Word one of pydantic's errors in our own way, keyed on its type."""
    place = _place(found, detail)
    word = WORDINGS.get(detail["type"], as_raised)
    rule, message, help = word(detail)
    if detail["type"] == "tuple_type" and _over_lines(place.node):
        help = "begin each of these lines with - and a space; only the first, if they are one text"
    if rule not in {"unknown-key", "missing"} and _in_print(detail["input"]):
        help = "leave the curly quotation marks out"
    if rule == "unknown-key" and detail["loc"] in found:
        around = found[detail["loc"][:-1]].node
        help = in_one(around, detail["loc"]) or as_entry(around, detail["loc"]) or help
    if is_private(place.path):
        message = UNSAID.get(rule) or QUOTED.sub("this", message)
    return error(rule, message, help, place.path, _span(place, detail))


def _over_lines(node: Node) -> bool:
    """Whether a text without quotes goes over several lines, which are joined with a space each."""
    return (
        isinstance(node, Scalar) and node.plain and node.span.end - node.span.start > len(node.text)
    )


def _in_print(given: object) -> bool:
    """Whether a text stands between quotation marks of print, which are a part of it."""
    return isinstance(given, str) and len(given) > 1 and {given[0], given[-1]} <= set(SMART)


QUOTED = re.compile(r"'.*'")
UNSAID = MappingProxyType(
    {"unknown-key": "there is no such key here", "choice": "this is not one of the choices"}
)
"""What is said of a private place: messages go further than the line that is shown with them."""


def _span(place: Place, detail: ErrorDetails) -> Span:
    node, absent = place.node, detail["type"] == "missing"
    if absent and isinstance(node, Mapping) and node.entries:
        return node.entries[0].key.span
    if place.key and (absent or detail["type"] == "extra_forbidden"):
        return place.key
    found = detail.get("ctx", {}).get("found", "")
    return part_span(node, str(found)) if found else node.span


def part_span(node: Node, part: str) -> Span:
    """Return where `part` stands in a scalar written as it reads, else the whole scalar."""
    if not isinstance(node, Scalar) or not node.plain:
        return node.span
    offset = node.text.rfind(part)
    whole = node.span.end - node.span.start == len(node.text)
    if offset < 0 or not whole:
        return node.span
    return Span(node.span.start + offset, node.span.start + offset + len(part))


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
        return replace(problem, span=node.entries[0].key.span)
    return replace(problem, span=node.span)
