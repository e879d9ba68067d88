"""The only module that touches the disk: reads answers, writes what was made."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from agenda.model.problems import Stop, did_you_mean, error
from agenda.model.source.read import MAX_BYTES

STDIN = "-"
SUFFIXES = (".yaml", ".yml")
MAX_REFERENCE = 32 * 1024 * 1024
FLAGS = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def inputs(names: tuple[str, ...]) -> Iterator[str]:
    """Yield each answers file that the names stand for; a folder stands for those in it.

    Raises Stop where a folder holds none.
    """
    for name in names:
        folder = Path(name)
        if name == STDIN or not folder.is_dir():
            yield name
            continue
        found = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
        if not found:
            raise Stop(
                error(
                    "no-file",
                    f"there is no answers file in {name}",
                    "name a folder that holds *.yaml, or a file",
                )
            )
        yield from map(str, found)


def read(name: str) -> bytes:
    """Return the bytes of a file, or of stdin for '-'; not many more than may be read.

    Raises Stop with a problem `no-file` or `unreadable`.
    """
    return _read(name, MAX_BYTES + 1)


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file that is no answers file, to a bound of 32 MB."""
    return _read(str(path), MAX_REFERENCE)


def _read(name: str, bound: int) -> bytes:
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(bound)
        with Path(name).open("rb") as file:
            return file.read(bound)
    except FileNotFoundError:
        raise Stop(error("no-file", f"there is no file {name}", _near(Path(name)))) from None
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        cure = "check that it is a file and that you may read it"
        raise Stop(error("unreadable", f"{name} could not be read: {why}", cure)) from None


def _near(path: Path) -> str:
    """Return the nearest name in the same folder, or how to begin a file."""
    with suppress(OSError):
        names = [other.name for other in path.parent.iterdir() if other.suffix in SUFFIXES]
        if near := did_you_mean(path.name, names):
            return near
    return "check the name and the folder"


def write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put the bytes at the path at once: whoever looks sees the old file or the new one.

    A private file can be read by its owner alone. Raises Stop with a problem
    `unwritable`, and leaves nothing behind.
    """
    path = path.resolve() if path.is_symlink() else path
    try:
        if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(0, "it is read-only")
        _replace(path, data, private=private)
    except OSError as fault:
        why = fault.strerror or str(fault)
        cure = "check that the folder exists, that you may write there, and that there is room"
        raise Stop(error("unwritable", f"{path} could not be written: {why}", cure)) from None


def _replace(path: Path, data: bytes, *, private: bool) -> None:
    part = path.with_name(f".{path.name[:40]}.{os.urandom(4).hex()}.part")
    mode = 0o600 if private else 0o666  # the user's mask applies to both
    try:
        with os.fdopen(os.open(part, FLAGS, mode), "wb") as file:
            file.write(data)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
