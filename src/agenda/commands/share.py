"""`agenda share`: the answers that others may have, in a file of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agenda.answers import audience
from agenda.answers.audience import Audience
from agenda.answers.reading import read
from agenda.outputs import files
from agenda.outputs.beside import FileKind, Where, beside
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source.fresh import fresh
from agenda.source.nodes import plain, walk
from agenda.source.problems import Stop

SHARED = FileKind(f"{files.SHARED}.yaml", files.SUFFIXES, "an answers file")


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the command line asks for."""

    name: str
    resources: Resources
    output: str | None = None
    terminal: bool = False


def share(asked: Sharing) -> Outcome:
    """Write the cut tree anew, without comments: a comment may say what nobody should read."""
    text = ""
    try:
        path = beside(asked.name, Where(asked.output, terminal=asked.terminal), SHARED)
        found = understand(load(asked.name), asked.resources)
        text = found.source.text
        left = plain(audience.seen_by(found.source.tree, Audience.MANAGER))
        made = fresh(left if isinstance(left, dict) else {}).encode()
        if path:
            _spare(path)
            files.write([(path, made)])
    except Stop as stop:
        return outcome_of(stop, files.display_name(asked.name), text)
    return Outcome(written=(path,)) if path else Outcome(stdout=made)


def _spare(path: Path) -> None:
    """Raise Stop where the file there is somebody's own: nothing that was shared has such parts."""
    if not path.is_file():
        return
    try:
        there = walk(read(files.read(str(path)), str(path)).tree)
    except Stop:
        there = iter([])
    if any(audience.is_private(place) for place, _ in there):
        raise wrong(f"{path} has private parts, and is not replaced", "name another file with -o")
