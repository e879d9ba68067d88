"""`agenda followup --start`: a record to fill in, added to the answers file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agenda.answers import Answers
from agenda.answers.cycle.skeleton import propose_actions, skeleton, start_record
from agenda.answers.cycle.standing import AGREED
from agenda.answers.edits import Edited, edit_answers, leave_unchanged
from agenda.language.reading import Reading
from agenda.outputs import files
from agenda.outputs.outcome import Outcome, outcome_of
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source import Mapping, Source
from agenda.source.edit import append, put_noted
from agenda.source.folding import folded
from agenda.source.fresh import Told, unnoted
from agenda.source.nodes import at
from agenda.source.problems import Stop
from agenda.wish import Understood


def start(
    names: tuple[str, ...], resources: Resources, today: date, *, terminal: bool = False
) -> Iterator[Outcome]:
    """Add a commented record to each file, or what one lacks, and touch nothing else in it."""
    try:
        found = tuple(files.inputs(names))
    except Stop as stop:
        yield outcome_of(stop)
        return
    for name in found:
        yield _started(name, resources, today, terminal=terminal)


def _started(name: str, resources: Resources, today: date, *, terminal: bool) -> Outcome:
    try:
        files.fit_to_edit(name)
        found = understand(load(name), resources)
    except Stop as stop:
        return outcome_of(stop, files.display_name(name))
    file = Edited(name, found.source, lambda after: understand(after, resources), terminal)
    reading = resources.reading(found.tree)
    there = at(found.tree, ("record",))
    if not isinstance(there, Mapping):
        return edit_answers(
            file, "added a record to fill in", lambda: _with_record(found, reading, today)
        )
    missing = {
        part: value
        for part, value in skeleton(found.answers, found.words, reading, today).items()
        if there.get(part) is None
    }
    if not missing:
        return leave_unchanged(file, "has every part of a record already; nothing was changed")
    proposed = [] if AGREED[-1] in missing else list(_proposed(found, reading))
    more = f"; and to its actions {len(proposed)} to agree on" if proposed else ""
    said = f"added to its record, to fill in: {', '.join(missing)}{more}"
    return edit_answers(file, said, lambda: _with_parts(found.source, missing, proposed))


def _proposed(found: Understood[Answers], reading: Reading) -> Iterator[Told]:
    """Yield what may be agreed on besides the actions that are there, as those that came back."""
    listed = found.answers.record.actions if found.answers.record else ()
    there = {folded(action.what) for action in listed}
    proposals = propose_actions(found.answers, found.words, reading)
    return (one for one in proposals if folded(str(one["what"])) not in there)


def _with_record(found: Understood[Answers], reading: Reading, today: date) -> Source:
    record = start_record(found.answers, found.words, reading, today)
    return put_noted(found.source, ("record",), record)


def _with_parts(source: Source, missing: dict[str, Told], proposed: list[Told]) -> Source:
    for part, value in missing.items():
        source = put_noted(source, ("record", part), value)
    for action in proposed:
        source = append(source, AGREED, unnoted(action))
    return source
