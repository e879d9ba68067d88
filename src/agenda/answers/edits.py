"""What every command that edits an answers file does: write it, keep the old one, say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agenda.outputs import editing, files
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.source import Source
from agenda.source.edit import encoded
from agenda.source.problems import Stop


@dataclass(frozen=True, slots=True)
class Edited:
    """A file by its name and as it was; what it may be written with and to.

    `fit` raises Stop where answers have errors; `terminal` says that stdout is one, on which
    no file is put.
    """

    name: str
    source: Source
    fit: Callable[[Source], object]
    terminal: bool = False


def edit_answers(file: Edited, said: str, edit: Callable[[], Source]) -> Outcome:
    """Put the edited file in place of the old one; what comes from stdin goes to stdout.

    An edit that would leave the answers with errors is refused. The file as it was stays
    beside it with a ~ at its name's end, in the same mode.
    """
    try:
        after = edit()
    except Stop as stop:
        return outcome_of(stop, file.source.name, file.source.text)
    try:
        file.fit(after)
        if file.name == files.STDIN:
            return _to_stdout(file, after)
        kept = editing.edit(Path(file.name), encoded(file.source), encoded(after))
    except Stop as stop:
        return outcome_of(stop, f"{file.source.name} (not changed)", after.text)
    return Outcome(said=(f"{file.name}: {said} (the earlier version is kept as {kept})",))


def leave_unchanged(file: Edited, said: str) -> Outcome:
    """Say why nothing changes; what came from stdin goes to stdout all the same, as it is."""
    line = f"{file.source.name}: {said}"
    if file.name != files.STDIN:
        return Outcome(said=(line,))
    try:
        return _to_stdout(file, file.source)._replace(said=(line,))
    except Stop as stop:
        return outcome_of(stop, file.source.name)


def _to_stdout(file: Edited, after: Source) -> Outcome:
    if file.terminal:
        raise wrong("the file would be written on the terminal", "redirect the output")
    return Outcome(stdout=encoded(after))
