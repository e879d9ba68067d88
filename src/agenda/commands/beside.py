"""Where the one file goes that a command writes beside its answers file."""

from __future__ import annotations

from pathlib import Path

from agenda.commands import files
from agenda.commands.outcome import wrong
from agenda.commands.targets import STDOUT


def beside(
    name: str, output: str | None, ending: str, suffixes: tuple[str, ...], *, terminal: bool
) -> Path | None:
    """Return the path of an output, career.shared.yaml beside career.yaml, or None for stdout.

    Raises Stop for wrong usage: a suffix that is none of `suffixes`, the answers file itself, a
    link to a file of another kind, or `terminal`, on which no file is put.
    """
    if output == STDOUT or (output is None and name == files.STDIN):
        if terminal:
            raise wrong("the file would be written on the terminal", "name a file with -o")
        return None
    path = Path(output) if output else default(name, ending)
    spare(path, name, suffixes)
    return path


def default(name: str, ending: str) -> Path:
    """Return career.shared.yaml for career.yaml; what came from stdin goes where one stands."""
    origin = Path("career.yaml" if name == files.STDIN else name)
    if not origin.name:
        raise wrong(f"'{name}' is not the name of a file", "name an answers file")
    return origin.with_name(f"{origin.stem}{ending}")


def spare(path: Path, name: str, suffixes: tuple[str, ...]) -> None:
    """Raise Stop where an output would replace its input, or a file of another kind."""
    if path.suffix.lower() not in suffixes:
        raise wrong(f"{path} is not the name of such a file", f"end it in {suffixes[0]}")
    if name != files.STDIN and files.identity(path) == files.identity(Path(name)):
        raise wrong(f"{path} is the answers file itself", "name another file with -o")
    whole = files.whole(path)
    if whole.suffix.lower() not in suffixes:
        raise wrong(
            f"{path} leads to {whole}, a file of another kind",
            "take that link away, or name another file with -o",
        )
