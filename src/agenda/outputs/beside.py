"""Where a file goes that a command writes beside its answers file, and what it may not replace."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from agenda.outputs import files
from agenda.outputs.outcome import wrong


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: how its name ends beside the answers, its suffixes, and what it is called."""

    ending: str
    suffixes: tuple[str, ...]
    noun: str


def beside(name: str, output: str | None, kind: FileKind, *, terminal: bool) -> Path | None:
    """Return the path of an output, career.shared.yaml beside career.yaml, or None for stdout.

    Raises Stop for wrong usage: another suffix, the answers file itself, a link to a file of
    another kind, or `terminal`, on which no file is put.
    """
    if output == files.STDOUT or (output is None and name == files.STDIN):
        if terminal:
            raise wrong(f"{kind.noun} would be written on the terminal", "name a file with -o")
        return None
    path = Path(output) if output else default(name, kind)
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
