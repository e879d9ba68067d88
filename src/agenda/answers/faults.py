"""The faults that pydantic finds in answers, each as a problem with its place and our words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from agenda.answers.audience import is_private
from agenda.answers.instead import as_entry, in_one
from agenda.answers.meant import UNASKED, meant_here, worth_asking
from agenda.answers.wordings import UNKNOWN, WORDINGS, as_raised, lacks, no_such_key
from agenda.source.nodes import Mapping, Node, Place, Scalar, places
from agenda.source.problems import Problem, Span, Steps, error
from agenda.source.slips import SMART


def word_faults(tree: Mapping, fault: ValidationError) -> list[Problem]:
    """Return what is wrong with the fields of a tree."""
    found = places(tree)
    details = fault.errors(include_url=False, include_input=True)
    unknown = (str(one["loc"][-1]) for one in details if one["type"] == UNKNOWN)
    asked = worth_asking(unknown)
    return [_problem(found, detail, asked) for detail in details]


def leave_out_renamed(faults: list[Problem]) -> Iterator[Problem]:
    """Yield the faults but those of a missing field that stands there under another name."""
    unknown = [fault.path for fault in faults if fault.rule == "unknown-key"]
    asked = worth_asking(str(path[-1]) for path in unknown)
    meant = {(path[:-1], lacks(meant_here(str(path[-1]), path[:-1]))) for path in unknown
             if str(path[-1]) in asked}  # fmt: skip
    entries = {path[:-1] for path in unknown if len(path) > 1 and isinstance(path[-2], int)}
    for fault in faults:
        lost = fault.rule == "missing" and fault.path in entries
        if not lost and (fault.path, fault.message) not in meant:
            yield fault


def _place(found: dict[Steps, Place], detail: ErrorDetails) -> Place:
    """Return the place of an error, or the innermost one on the way to it."""
    loc = detail["loc"]
    return next(place for end in range(len(loc), -1, -1) if (place := found.get(loc[:end])))


def _problem(found: dict[Steps, Place], detail: ErrorDetails, asked: Collection[str]) -> Problem:
    """Word one of pydantic's errors in our own way, keyed on its type."""
    place = _place(found, detail)
    if detail["type"] == UNKNOWN and detail["loc"][-1] not in asked:
        rule, message, help = "unknown-key", no_such_key(str(detail["loc"][-1])), UNASKED
    else:
        rule, message, help = WORDINGS.get(detail["type"], as_raised)(detail)
    if detail["type"] == "tuple_type" and _over_lines(place.node):
        help = "begin each of these lines with - and a space; only the first, if they are one text"
    if rule not in {"unknown-key", "missing"} and _in_print(detail["input"]):
        help = "leave the curly quotation marks out"
    if rule == "unknown-key" and help != UNASKED and detail["loc"] in found:
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
    return _part_span(node, str(found)) if found else node.span


def _part_span(node: Node, part: str) -> Span:
    """Return where `part` stands in a scalar written as it reads, else the whole scalar."""
    if not isinstance(node, Scalar) or not node.plain:
        return node.span
    offset = node.text.rfind(part)
    whole = node.span.end - node.span.start == len(node.text)
    if offset < 0 or not whole:
        return node.span
    return Span(node.span.start + offset, node.span.start + offset + len(part))
