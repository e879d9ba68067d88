"""Where every document goes: settled for a whole run before anything is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from agenda.formats import FORMATS, USUAL
from agenda.kinds import KINDS
from agenda.names import Format
from agenda.outputs import files
from agenda.outputs.beside import Where, keep_apart, origin_of
from agenda.outputs.ledger import Ledger
from agenda.outputs.outcome import wrong
from agenda.resources import Resources
from agenda.source.problems import did_you_mean
from agenda.wish import Wish


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for, of a command that makes documents."""

    names: tuple[str, ...]
    wish: Wish
    resources: Resources
    output: str | None = None
    folder: Path | None = None
    formats: tuple[Format, ...] = ()
    terminal: bool = False
    """Whether stdout is one, so that no document is put on it."""
    each_folder: bool = False
    """Whether what looks back is made of each folder: of one person, then, and named after it."""
    known: Ledger | None = None
    """What was made from what, where a document is not to be made again as it is there."""
    reference: Path | None = None
    """Where the wish's reference document is, so that none is put in its place."""


class Task(NamedTuple):
    """The answers files of one document and where it goes; no path means stdout."""

    names: tuple[str, ...]
    targets: tuple[tuple[Format, Path | None], ...] = ()


def tasks(request: Request) -> list[Task]:
    """Settle every input and output before anything is made. Raises Stop for wrong usage."""
    groups = _groups(request)
    Where(request.output, request.folder).fit(len(groups) > 1 or len(request.formats) > 1)
    settled = [Task(group, tuple(_targets(request, _origin(request, group)))) for group in groups]
    _distinct(settled, request.reference)
    return settled


def _groups(request: Request) -> list[tuple[str, ...]]:
    """Return the answers files of each document; what looks back is made of all together."""
    kind = KINDS[request.wish.document]
    if request.each_folder:
        return [_inside(name) for name in files.listed(request.names)]
    names = tuple(files.inputs(request.names))
    if kind.blank:
        kind.fit(len(names))
        return [()]
    if not kind.joined:
        return [(name,) for name in names]
    kind.fit(len(names))
    return [names]


def _inside(name: str) -> tuple[str, ...]:
    if not files.is_folder(Path(name)):
        raise wrong(f"{name} is no folder", "name the folders of several people, or leave "
                    "--each-folder out")  # fmt: skip
    return tuple(files.inputs((name,)))


def _origin(request: Request, group: tuple[str, ...]) -> str:
    """Return what a document is named after, if anything.

    Elsewhere, many people's newest files are alike.
    """
    if len(group) > 1 and KINDS[request.wish.document].of_many:
        return ""
    newest = _newest(group)
    if not (request.each_folder and request.folder):
        return newest
    return f"{files.whole(Path(newest)).parent}{Path(newest).suffix}"


def _newest(group: tuple[str, ...]) -> str:
    """Return the file whose name comes last, as of those that are named after their month.

    There is none for what is made of no file.
    """
    return max(group, key=lambda name: (Path(name).name, name), default="")


def _targets(request: Request, name: str) -> Iterator[tuple[Format, Path | None]]:
    formats = request.formats or (USUAL.name,)
    if request.output not in (None, files.STDOUT):
        path = Path(str(request.output))
        yield _format(path, request.formats), path
        return
    to_stdout = request.output == files.STDOUT or (name == files.STDIN and not request.folder)
    if to_stdout:
        _fit_stdout(request, formats)
    for form in dict.fromkeys(formats):
        yield form, None if to_stdout else _beside(request, name, form)


def _fit_stdout(request: Request, formats: tuple[Format, ...]) -> None:
    if len(set(formats)) > 1:
        raise wrong("stdout takes one document", "choose one format, or a folder with -O")
    if request.terminal:
        raise wrong(
            "a document would be written on the terminal",
            "name a file with -o, or redirect the output",
        )


def _format(path: Path, formats: tuple[Format, ...]) -> Format:
    """Return the format of an output by its suffix, which -f may repeat but not contradict."""
    if files.is_folder(path):
        raise wrong(f"{path} is a folder", "name a file with -o, or use -O with a folder")
    suffix = path.suffix.lower().removeprefix(".")
    row = FORMATS.get(suffix)
    if row is None:
        cure = did_you_mean(suffix, FORMATS)
        listed = "end the name in one of: " + ", ".join(f".{known}" for known in FORMATS)
        raise wrong(f"no format is written as '{path.name}'", f"{cure} {listed}".strip())
    if formats and formats != (row.name,):
        raise wrong(
            f"'{path.name}' and -f {formats[0]} contradict each other", "take one of them out"
        )
    return row.name


def _beside(request: Request, name: str, form: Format) -> Path:
    """Return career.agenda.pdf for career.yaml, and career.agenda.PRIVATE.pdf for me.

    What is named after no file has the name of its kind, here.
    """
    origin = origin_of(name) if name else Path()
    private = ".PRIVATE" if request.wish.private else ""
    made = f"{origin.stem}.{request.wish.document}{private}{FORMATS[form].suffix}".lstrip(".")
    path = (request.folder or origin.parent) / made
    if os.path.islink(path):  # noqa: PTH114 - a name too long is for the writing to tell
        raise wrong(f"{path} is a link to another place", "remove it, or name a file with -o")
    return path


def _distinct(tasks: list[Task], reference: Path | None) -> None:
    """No output may replace what it should not, and no two outputs may be the same file."""
    paths = [path for task in tasks for _, path in task.targets if path]
    for path in paths:
        if reference and files.identity(path) == files.identity(reference):
            raise wrong(f"{path} is the reference document itself", "name another file with -o")
    keep_apart(paths, (name for task in tasks for name in task.names))
