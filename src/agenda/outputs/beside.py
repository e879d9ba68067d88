"""Where a file goes that a command writes beside its answers file, and what it may not replace."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from agenda.outputs import files
from agenda.outputs.jobs import Job, Run, in_turn
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.source.problems import Stop


class FileKind(NamedTuple):
    """A kind of file: how its name ends beside the answers, its suffixes, and what it is called."""

    ending: str
    suffixes: tuple[str, ...]
    noun: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where the command line wants what is made: one file, a folder, or neither."""

    output: str | None = None
    folder: Path | None = None
    terminal: bool = False
    """Whether stdout is one, so that no file is put on it."""

    def is_stdout(self, name: str) -> bool:
        """Whether what is made of an answers file goes there: where nothing else is said, stdin."""
        unnamed = self.output is None and self.folder is None
        return self.output == files.STDOUT or (unnamed and name == files.STDIN)

    def fit(self, several: bool) -> None:  # noqa: FBT001 - it is what is asked
        """Raise Stop where an -o that names one file stands beside a folder, or for several."""
        if self.output is None:
            return
        if self.folder:
            raise wrong("-o and -O are both given", "name either one file or a folder")
        if several:
            raise wrong("-o names one file, and several would be written", "use -O with a folder")

    def put(self, path: Path | None, data: bytes, outcome: Outcome) -> Outcome:
        """Write what was made to its path, into a folder that may be new, or leave it to stdout."""
        if path is None:
            return outcome._replace(stdout=data)
        if self.folder:
            files.make(self.folder)
        files.write([(path, data)])
        return outcome._replace(written=(path,))


Make = Callable[[str, Path | None], Outcome]
"""Makes what is wanted of one answers file, and puts it to its path, or to stdout."""


def for_each(
    names: tuple[str, ...], where: Where, kind: FileKind, make: Make, run: Run = in_turn
) -> Iterator[Outcome]:
    """Make a file for each of the answers, once it is settled where all of them go.

    A file with problems writes nothing; the others go on.
    """
    try:
        inputs = tuple(files.inputs(names))
        where.fit(len(inputs) > 1)
        paths = [beside(name, where, kind) for name in inputs]
        keep_apart(filter(None, paths), inputs)
    except Stop as stop:
        yield outcome_of(stop)
        return
    settled = zip(inputs, paths, strict=True)
    jobs = [Job(name, partial(make, name, path)) for name, path in settled]
    yield from run(jobs)


def beside(name: str, where: Where, kind: FileKind) -> Path | None:
    """Return the path of an output, career.shared.yaml beside career.yaml, or None for stdout.

    Raises Stop for wrong usage: another suffix, the answers file itself, a link to a file of
    another kind, or a terminal, on which no file is put.
    """
    if where.is_stdout(name):
        if where.terminal:
            raise wrong(f"{kind.noun} would be written on the terminal", "name a file with -o")
        return None
    usual = default(name, kind)
    path = Path(where.output) if where.output else (where.folder or usual.parent) / usual.name
    spare(path, name, kind)
    return path


def default(name: str, kind: FileKind) -> Path:
    """Return career.shared.yaml for career.yaml; what came from stdin goes where one stands."""
    origin = origin_of(name)
    return origin.with_name(f"{origin.stem}{kind.ending}")


def origin_of(name: str) -> Path:
    """Return the path that an output is named after. Raises Stop for what has no name."""
    origin = Path("career.yaml" if name == files.STDIN else name)
    if not origin.name:
        raise wrong(f"'{name}' is not the name of a file", "name an answers file")
    return origin


def spare(path: Path, name: str, kind: FileKind) -> None:
    """Raise Stop where an output would replace its input, or a file of another kind."""
    if path.suffix.lower() not in kind.suffixes:
        raise wrong(f"{path} is not the name of {kind.noun}", f"end it in {kind.suffixes[0]}")
    if name != files.STDIN:
        spare_input(path, {files.identity(Path(name))})
    spare_links(path)


def spare_input(path: Path, inputs: Collection[object]) -> None:
    """Raise Stop where an output is one of the inputs, by `files.identity`."""
    if files.identity(path) in inputs:
        raise wrong(f"{path} is the answers file itself", "name another file with -o")


def spare_links(path: Path) -> None:
    """Raise Stop where a link leads to a file of another kind."""
    whole = files.whole(path)
    if whole.suffix.lower() != path.suffix.lower():
        raise wrong(
            f"{path} leads to {whole}, a file of another kind",
            "take that link away, or name another file with -o",
        )


def keep_apart(paths: Iterable[Path], names: Iterable[str]) -> None:
    """Raise Stop where an output would replace an input, or what another one is written to."""
    inputs = {files.identity(Path(name)) for name in names if name != files.STDIN}
    taken: set[Path] = set()
    for path in paths:
        spare_input(path, inputs)
        spare_links(path)
        whole = files.whole(path)
        if whole in taken:
            raise wrong(
                f"two documents would be written to {path}",
                "name the answers files differently, or make them one at a time",
            )
        taken.add(whole)
