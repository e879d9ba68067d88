"""`agenda share`: the answers that others may have, in a file of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from agenda.commands import files
from agenda.commands.outcome import Outcome, stopped, wrong
from agenda.commands.reading import understood
from agenda.model import audience
from agenda.model.audience import Audience
from agenda.model.problems import Stop
from agenda.model.source.fresh import fresh
from agenda.model.source.nodes import plain

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the command line asks for."""

    name: str
    output: str | None = None
    templates: Path | None = None
    terminal: bool = False


def share(asked: Sharing) -> Outcome:
    """Write the cut tree anew, without comments: a comment may say what nobody should read."""
    text = ""
    try:
        path = _path(asked)
        found = understood(asked.name, asked.templates)
        text = found.source.text
        left = plain(audience.seen_by(found.source.tree, Audience.MANAGER))
        made = fresh(left if isinstance(left, dict) else {}).encode()
        if path:
            files.write([(path, made)])
    except Stop as stop:
        return stopped(stop, files.shown(asked.name), text)
    return Outcome(written=(path,)) if path else Outcome(stdout=made)


def _path(asked: Sharing) -> Path | None:
    """Return where the file goes: career.shared.yaml beside career.yaml, or None for stdout."""
    if asked.output == STDOUT or (asked.output is None and asked.name == files.STDIN):
        if asked.terminal:
            raise wrong("the file would be written on the terminal", "name a file with -o")
        return None
    origin = Path(asked.name)
    path = Path(asked.output) if asked.output else origin.with_name(f"{origin.stem}.shared.yaml")
    if path.suffix.lower() not in files.SUFFIXES:
        raise wrong(f"{path} is not the name of an answers file", "end it in .yaml")
    if asked.name != files.STDIN and files.identity(path) == files.identity(origin):
        raise wrong(f"{path} is the answers file itself", "name another file with -o")
    return path
