"""Where reading a part of a text ends, as the parser of YAML says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from agenda.source.bounds import MAX_DEPTH


@dataclass(frozen=True, slots=True)
class Failure:
    """Where reading ends: the line, and how far that is.

    `begin` is the first line of the block that ends there; `open` tells of a quote or a bracket
    left open.
    """

    line: int
    place: tuple[int, int]
    begin: int
    open: bool = False


def read_part(text: str) -> Failure | None:
    """Return where reading a map ends; None where it can be read, or is nested too deep."""
    depth, first = 0, True
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if hasattr(event, "implicit") and first and hasattr(event, "tag"):
                first = False
                if not isinstance(event, MappingStartEvent):
                    return _at(event.start_mark)
            if depth > MAX_DEPTH:
                return None
    except MarkedYAMLError as fault:
        return _failure(text, fault)
    except (YAMLError, ValueError, OverflowError):
        line = text.count("\n", 0, text.find("\\U"))
        return Failure(line, (line, 0), line)
    return None


def _failure(text: str, fault: MarkedYAMLError) -> Failure:
    mark, opened = fault.problem_mark or fault.context_mark, fault.context_mark
    begin = opened.line if opened else mark.line
    ends = mark.index >= len(text.rstrip())
    if ends and opened and text[opened.index : opened.index + 1] in tuple("'\"[{"):
        return replace(_at(opened), open=True)
    return replace(_at(mark), begin=begin)


def _at(mark: Any) -> Failure:
    return Failure(mark.line, (mark.line, mark.column), mark.line)
