"""What every command that edits an answers file does: write it, keep the old one, say so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from agenda.commands import files
from agenda.commands.request import Outcome, stopped
from agenda.model.problems import Stop
from agenda.model.source import Source
from agenda.model.source.edit import encoded


def edited(name: str, source: Source, said: str, edit: Callable[[], Source]) -> Outcome:
    """Put the edited file in place of the old one; what comes from stdin goes to stdout.

    The file as it was stays beside it with a ~ at its name's end, in the same mode.
    """
    try:
        data = encoded(edit())
        if name == files.STDIN:
            return Outcome(stdout=data)
        kept = files.edit(Path(name), data)
    except Stop as stop:
        return stopped(stop, files.shown(name), source.text)
    return Outcome(said=(f"{name}: {said}; as it was, it is in {kept}",))
