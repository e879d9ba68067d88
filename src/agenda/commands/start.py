"""`agenda followup --start`: a record to fill in, added to the answers file."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers
from agenda.answers.cycle.skeleton import start_record
from agenda.answers.edits import Edited, edit_answers
from agenda.outputs import files
from agenda.outputs.outcome import Outcome, outcome_of
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source import Scalar, Source
from agenda.source.edit import put_noted
from agenda.source.nodes import at
from agenda.source.problems import Stop, error
from agenda.wish import Understood


def start(
    names: tuple[str, ...], resources: Resources, *, terminal: bool = False
) -> Iterator[Outcome]:
    """Add a commented record to each file, and touch nothing else in it."""
    try:
        found = tuple(files.inputs(names))
    except Stop as stop:
        yield outcome_of(stop)
        return
    for name in found:
        yield _started(name, resources, terminal=terminal)


def _started(name: str, resources: Resources, *, terminal: bool) -> Outcome:
    try:
        files.fit_to_edit(name)
        found = understand(load(name), resources)
    except Stop as stop:
        return outcome_of(stop, files.display_name(name))
    file = Edited(name, found.source, lambda after: understand(after, resources), terminal)
    return edit_answers(file, "added a record to fill in", lambda: _with(found))


def _with(found: Understood[Answers]) -> Source:
    source = found.source
    there = at(source.tree, ("record",))
    if there is not None and not (isinstance(there, Scalar) and there.blank):
        fault = "this file has a record already"
        cure = "fill it in, then make it with agenda followup"
        raise Stop(error("has-record", fault, cure, ("record",), there.span))
    return put_noted(source, ("record",), start_record(found.answers, found.words))
