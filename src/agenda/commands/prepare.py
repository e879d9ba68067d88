"""`agenda prepare`: the agenda, in any format, for any number of answers files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.commands import files
from agenda.commands.ahead import overlapped
from agenda.commands.exits import Exit, code
from agenda.commands.wish import FORMATS, Brief, Format, Wish
from agenda.model.problems import Problem, Report, Stop, did_you_mean, error

if TYPE_CHECKING:
    from agenda.render.html import Templates

DOCUMENT = "agenda"
STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    names: tuple[str, ...]
    wish: Wish
    output: str | None = None
    folder: Path | None = None
    formats: tuple[Format, ...] = ()
    terminal: bool = False
    """Whether stdout is one, so that no document is put on it."""
    reference: Path | None = None
    """Where the wish's reference document is, so that none is put in its place."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its reports, the files it wrote, what belongs on stdout, its code."""

    code: Exit = Exit.DONE
    reports: tuple[Report, ...] = ()
    written: tuple[Path, ...] = ()
    stdout: bytes = b""


@dataclass(frozen=True, slots=True)
class Task:
    """One answers file and where its documents go; no path means stdout."""

    name: str
    targets: tuple[tuple[Format, Path | None], ...] = field(default=())


@dataclass(slots=True)
class Kit:
    """What the documents of one run share: the templates, compiled once."""

    templates: Templates | None = None


def prepare(request: Request, progress: Callable[[str], None] | None = None) -> Iterator[Outcome]:
    """Make and write each document, and yield what came of it before the next is begun.

    A file with problems writes nothing; the others go on.
    """
    try:
        tasks = list(_tasks(request))
    except Stop as stop:
        yield Outcome(code(stop.problems), (_report("", stop),))
        return
    kit = Kit()
    for task in tasks:
        if progress:
            progress(_shown(task.name))
        yield _done(task, request, kit)


def _done(task: Task, request: Request, kit: Kit) -> Outcome:
    """Make every format before the first is written: all of them or none."""
    text = ""
    try:
        brief = _brief(task, request.wish, kit)
        text = brief.text
        made, noticed = _made(brief, task, request.wish, kit)
        _write(made, request)
    except Stop as stop:
        return Outcome(code(stop.problems), (_report(task.name, stop, text),))
    reports = (Report(_shown(task.name), text, tuple(noticed)),) if noticed else ()
    paths = tuple(path for path, _ in made if path)
    return Outcome(Exit.DONE, reports, paths, b"".join(data for path, data in made if not path))


def _brief(task: Task, wish: Wish, kit: Kit) -> Brief:
    """Read the answers; the first time, while the writers load. Raises Stop."""
    data = files.read(task.name)
    if kit.templates:
        brief = _briefed(data, task.name, wish)
    else:
        formats = [form for form, _ in task.targets]
        brief, kit.templates = overlapped(
            lambda: _briefed(data, task.name, wish), lambda: _ready(formats, wish)
        )
    if isinstance(brief, Stop):
        raise brief
    return brief


def _briefed(data: bytes, name: str, wish: Wish) -> Brief | Stop:
    from agenda.commands.brief import brief  # noqa: PLC0415 - half of what a run imports
    from agenda.model.source import read  # noqa: PLC0415

    try:
        return brief(read(data, name), wish)
    except Stop as stop:
        return stop


def _ready(formats: list[Format], wish: Wish) -> Templates:
    from agenda.commands.making import get_ready  # noqa: PLC0415 - the other half
    from agenda.render.html import Templates  # noqa: PLC0415

    templates = Templates(wish.folders)
    get_ready(formats, wish, templates)
    return templates


def _made(
    brief: Brief, task: Task, wish: Wish, kit: Kit
) -> tuple[list[tuple[Path | None, bytes]], list[Problem]]:
    from agenda.commands import making  # noqa: PLC0415

    draft = making.laid_out(brief, wish, kit.templates)
    made = [(path, making.written(draft, form)) for form, path in task.targets]
    noticed = [*brief.problems]
    if any(form == "pdf" for form, _ in task.targets):
        noticed += making.without_glyph(brief, draft.theme)
    return made, noticed


def _write(made: list[tuple[Path | None, bytes]], request: Request) -> None:
    if request.folder:
        files.make(request.folder)
    private = request.wish.audience == "me"
    files.write([(path, data) for path, data in made if path], private=private)


def _report(name: str, stop: Stop, text: str = "") -> Report:
    return Report(
        stop.name or _shown(name), stop.text or ("" if stop.name else text), stop.problems
    )


def _shown(name: str) -> str:
    return "<stdin>" if name == files.STDIN else name


def _tasks(request: Request) -> Iterator[Task]:
    """Settle every input and output before anything is made. Raises Stop for wrong usage."""
    names = tuple(files.inputs(request.names))
    _fit(request, names)
    tasks = [Task(name, tuple(_targets(request, name))) for name in names]
    _distinct(tasks, request.reference)
    yield from tasks


def _fit(request: Request, names: tuple[str, ...]) -> None:
    """An -o names one file, so there must be one document, and its suffix says its format."""
    if names.count(files.STDIN) > 1:
        raise _wrong("stdin can be read once", "write - once")
    if request.output is None:
        return
    if request.folder:
        raise _wrong("-o and -O are both given", "name either one file or a folder")
    if len(names) != 1 or len(request.formats) > 1:
        raise _wrong("-o names one file, and several would be written", "use -O with a folder")


def _wrong(fault: str, cure: str) -> Stop:
    return Stop(error("usage", fault, cure))


def _targets(request: Request, name: str) -> Iterator[tuple[Format, Path | None]]:
    formats = request.formats or ("pdf",)
    if request.output not in (None, STDOUT):
        path = Path(str(request.output))
        yield _format(path, request.formats), path
        return
    to_stdout = request.output == STDOUT or (name == files.STDIN and not request.folder)
    if to_stdout:
        _fit_stdout(request, formats)
    for form in dict.fromkeys(formats):
        yield form, None if to_stdout else _beside(request, name, form)


def _fit_stdout(request: Request, formats: tuple[Format, ...]) -> None:
    if len(set(formats)) > 1:
        raise _wrong("stdout takes one document", "choose one format, or a folder with -O")
    if request.terminal:
        raise _wrong(
            "a document would be written on the terminal",
            "name a file with -o, or redirect the output",
        )


def _format(path: Path, formats: tuple[Format, ...]) -> Format:
    """Return the format of an output by its suffix, which -f may repeat but not contradict."""
    if files.is_folder(path):
        raise _wrong(f"{path} is a folder", "name a file with -o, or use -O with a folder")
    suffix = path.suffix.lower().removeprefix(".")
    form = next((form for form in FORMATS if form == suffix), None)
    if form is None:
        cure = did_you_mean(suffix, FORMATS)
        listed = "end the name in one of: " + ", ".join(f".{known}" for known in FORMATS)
        raise _wrong(f"no format is written as '{path.name}'", f"{cure} {listed}".strip())
    if formats and formats != (form,):
        raise _wrong(
            f"'{path.name}' and -f {formats[0]} contradict each other", "take one of them out"
        )
    return form


def _beside(request: Request, name: str, form: Format) -> Path:
    """Return career.agenda.pdf for career.yaml, and career.agenda.PRIVATE.pdf for me."""
    origin = Path("career.yaml" if name == files.STDIN else name)
    private = ".PRIVATE" if request.wish.audience == "me" else ""
    made = f"{origin.stem}.{DOCUMENT}{private}.{form}"
    path = (request.folder or origin.parent) / made
    if os.path.islink(path):  # noqa: PTH114 - a name too long is for the writing to tell
        raise _wrong(f"{path} is a link to another place", "remove it, or name a file with -o")
    return path


def _distinct(tasks: list[Task], reference: Path | None) -> None:
    """No output may replace what it should not, and no two outputs may be the same file."""
    inputs = {files.identity(Path(task.name)) for task in tasks if task.name != files.STDIN}
    taken: set[Path] = set()
    for path in (path for task in tasks for _, path in task.targets if path):
        _spare(path, inputs, reference)
        whole = files.whole(path)
        if whole in taken:
            raise _wrong(
                f"two documents would be written to {path}",
                "name the answers files differently, or make them one at a time",
            )
        taken.add(whole)


def _spare(path: Path, inputs: Collection[object], reference: Path | None) -> None:
    """An output replaces no input, and no file of another kind through a link."""
    if files.identity(path) in inputs:
        raise _wrong(f"{path} is the answers file itself", "name another file with -o")
    if reference and files.identity(path) == files.identity(reference):
        raise _wrong(f"{path} is the reference document itself", "name another file with -o")
    whole = files.whole(path)
    if whole.suffix.lower() != path.suffix.lower():
        raise _wrong(
            f"{path} leads to {whole}, a file of another kind",
            "take that link away, or name another file with -o",
        )
