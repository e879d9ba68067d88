"""`agenda share`: the answers that others may have, in a file of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from agenda.answers import audience
from agenda.answers.audience import Audience
from agenda.answers.reading import read
from agenda.outputs import files
from agenda.outputs.beside import FileKind, Where, for_each
from agenda.outputs.jobs import Run, in_turn
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

    names: tuple[str, ...]
    resources: Resources
    where: Where = field(default_factory=Where)


def share(asked: Sharing, run: Run = in_turn) -> Iterator[Outcome]:
    """Write each cut tree anew, without comments: a comment may say what nobody should read."""
    return for_each(asked.names, asked.where, SHARED, partial(_share, asked), run)


def _share(asked: Sharing, name: str, path: Path | None) -> Outcome:
    text = ""
    try:
        found = understand(load(name), asked.resources)
        text = found.source.text
        left = plain(audience.seen_by(found.source.tree, Audience.MANAGER))
        made = fresh(left if isinstance(left, dict) else {}).encode()
        if path:
            _spare(path)
        return asked.where.put(path, made, Outcome())
    except Stop as stop:
        return outcome_of(stop, files.display_name(name), text)


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
