"""The only module that reads answers and writes what was made; `editing` edits them in place."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path

from agenda.source.bounds import MAX_BYTES
from agenda.source.problems import Stop, closest, error

STDIN = STDOUT = "-"
LIST = "@"
SUFFIXES = (".yaml", ".yml")
SHARED = ".shared"  # stands before the suffix of answers that others may have
MAX_REFERENCE = 32 * 1024 * 1024
CURE = "check that the folder exists, that you may write there, and that there is room"
SAYS_ENOUGH = frozenset({errno.EBUSY, errno.EINVAL})
"""Faults of our own, whose words hold the cure."""
FLAGS = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def inputs(names: tuple[str, ...]) -> Iterator[str]:
    """Yield each answers file that the names stand for; a folder stands for those in it.

    What `share` has made there is another reader's copy of one of them. @list.txt stands for
    the names in that file, a line each. Among several names, a folder that is called as an
    answers file is none, and told as a file that cannot be read.

    Raises Stop where a folder holds none, or cannot be looked into, and where stdin would
    be read twice.
    """
    told = tuple(listed(names))
    if told.count(STDIN) > 1:
        raise Stop(error("usage", "stdin can be read once", "write - once"))
    for name in told:
        file = name in ("", STDIN) or not is_folder(Path(name))
        if file or (len(told) > 1 and Path(name).suffix in SUFFIXES):
            yield name
        else:
            yield from _answers_in(name)


def listed(names: tuple[str, ...]) -> Iterator[str]:
    """Yield each name, and the names in each list that is named: @list.txt, or @- for stdin."""
    return chain.from_iterable(map(_listed, names))


def _listed(name: str) -> Iterable[str]:
    if not name.startswith(LIST):
        return (name,)
    data = read_whole(name.removeprefix(LIST))
    names = tuple(filter(None, (os.fsdecode(one).rstrip("\r") for one in data.split(b"\n"))))
    if not names:
        cure = "write a name on each line, of files and folders"
        raise Stop(error("no-file", f"{name[1:]} is no list of answers files", cure))
    return names


def _answers_in(name: str) -> list[str]:
    try:
        found = sorted(
            path
            for path in Path(name).iterdir()
            if path.suffix in SUFFIXES and not path.stem.endswith(SHARED) and path.is_file()
        )
    except OSError as fault:
        raise _unreadable(name, fault) from None
    if not found:
        cure = "name a folder that holds *.yaml, or a file"
        raise Stop(error("no-file", f"there is no answers file in {name}", cure))
    return [str(path) for path in found]


def display_name(name: str) -> str:
    """Return an answers file's name for messages."""
    return "<stdin>" if name == STDIN else name


def is_folder(path: Path) -> bool:
    """Whether a folder is there. What cannot be looked at is none: reading it says why."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a name is too long


def whole(path: Path) -> Path:
    """Return the absolute path with its links followed, as far as they lead."""
    return Path(os.path.realpath(path))  # Path.resolve raises where links go in a circle


def identity(path: Path) -> tuple[object, ...]:
    """Return what all names of one file have in common."""
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return (whole(path),)


def read(name: str) -> bytes:
    """Return the bytes of a file, or of stdin for '-'; not many more than may be read.

    Raises Stop with a problem `no-file` or `unreadable`.
    """
    return _read(name, MAX_BYTES + 1)


def read_whole(name: Path | str) -> bytes:
    """Return the bytes of a file that is no answers file. Raises Stop as `read` does."""
    data = _read(str(name), MAX_REFERENCE + 1)
    if len(data) > MAX_REFERENCE:
        fault = f"{name} is larger than {MAX_REFERENCE // 2**20} MB"
        raise Stop(error("unreadable", fault, "see that it is the file that you mean"))
    return data


def read_up_to(path: Path, bound: int) -> bytes:
    """Return the first bytes of a file that is no answers file."""
    return _read(str(path), bound)


def _read(name: str, bound: int) -> bytes:
    if not name:  # Path("") is the folder that one is in
        raise Stop(error("usage", "'' is not the name of a file", "name a file"))
    try:
        if name == STDIN:
            return _stdin(bound)
        with Path(name).open("rb") as file:
            return file.read(bound)
    except FileNotFoundError:
        raise Stop(error("no-file", f"there is no file {name}", _near(Path(name)))) from None
    except (OSError, ValueError) as fault:
        raise _unreadable(name, fault) from None


def _stdin(bound: int) -> bytes:
    if sys.stdin is None:  # closed before Python began
        raise OSError(errno.EBADF, "stdin is closed")
    return sys.stdin.buffer.read(bound)


def _unreadable(name: str, fault: Exception) -> Stop:
    why = getattr(fault, "strerror", None) or fault
    cure = "check that it is there and that you may read it"
    return Stop(error("unreadable", f"{name} could not be read: {why}", cure))


def _near(path: Path) -> str:
    """Ask for the nearest name in the same folder; the suffix, which all have, does not count."""
    with suppress(OSError):
        others = [other for other in path.parent.iterdir() if other.suffix in SUFFIXES]
        near = closest(path.stem, (other.stem for other in others))
        if near:
            return f"did you mean {next(other.name for other in others if other.stem == near)}?"
    return "check the name and the folder"


def write(made: Iterable[tuple[Path, bytes]], *, private: bool = False) -> None:
    """Put each file at its path at once: whoever looks sees the old one or the new one.

    None is put there before all are written. A private file can be read by its owner
    alone. Raises Stop with a problem `unwritable`, and leaves nothing behind.
    """
    _put([(path, data, 0o600 if private else None) for path, data in made])


def is_special(path: Path) -> bool:
    """Whether a pipe or a device is there, from which no end may ever come."""
    return os.path.exists(path) and not os.path.isfile(path) and not is_folder(path)  # noqa: PTH110, PTH113


def fit_to_edit(name: str) -> None:
    """Raises Stop where the name is of something that cannot be edited, as a pipe or a folder."""
    if name == STDIN or not os.path.lexists(name):
        return
    with told(Path(name)):
        if not stat.S_ISREG(Path(name).stat().st_mode):
            raise OSError(errno.EINVAL, "it is no file that could be edited")


def fit_to_write(path: Path) -> None:
    """Raises Stop where a file cannot be put at its path, as far as that can be seen before."""
    with told(path):
        target = whole(path)
        _replaceable(target)
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "there is no such folder")
        if not os.access(target.parent, os.W_OK):
            raise PermissionError(errno.EACCES, "you may not write there")


def own_only(name: str) -> bool:
    """Whether a file can be read by its owner alone, so that what is made of it should be too."""
    with suppress(OSError):
        return name != STDIN and not Path(name).stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)
    return False


def create(path: Path, data: bytes, *, private: bool = False) -> None:
    """Put a file where there is none. Raises Stop with a problem `usage` where there is one."""
    taken = Stop(error("usage", f"{path} is there already, and is not replaced",
                       "name another file, or take that one away"))  # fmt: skip
    if os.path.lexists(path):
        raise taken
    with prepared(path, path, data, 0o600 if private else None) as part, told(path):
        if not _claimed(part, path):
            raise taken


def _claimed(part: Path, path: Path) -> bool:
    """Give the bytes their name, unless somebody else took it meanwhile."""
    with suppress(OSError, AttributeError):  # not every file system knows second names
        os.link(part, path)
        return True
    try:
        os.close(os.open(path, FLAGS))
    except FileExistsError:
        return False
    part.replace(path)
    return True


def _put(made: list[tuple[Path, bytes, int | None]]) -> None:
    with ExitStack() as parts:
        ready = []
        for path, data, mode in made:
            target = whole(path)
            ready.append((parts.enter_context(prepared(path, target, data, mode)), path, target))
        for part, path, target in ready:
            with told(path):
                part.replace(target)


@contextmanager
def prepared(path: Path, target: Path, data: bytes, mode: int | None) -> Iterator[Path]:
    """Write the bytes beside where they belong, and take them away if they stay there."""
    part = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}.part")
    try:
        with told(path):
            _replaceable(target)
            # What is private is so from its first byte; the user's mask applies to the rest.
            with os.fdopen(os.open(part, FLAGS, 0o666 if mode is None else 0o600), "wb") as file:
                file.write(data)
            if mode is not None:
                part.chmod(mode)
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tell what the system says against a write, and what to do. Raises Stop."""
    try:
        yield
    except OSError as fault:
        why = fault.strerror or str(fault)
        cure = "" if fault.errno in SAYS_ENOUGH else CURE
        raise Stop(error("unwritable", f"{path} could not be written: {why}", cure)) from None


def _replaceable(target: Path) -> None:
    """A rename asks neither for the right to write a file, nor whether it is one."""
    if target.is_symlink():
        return  # all names are followed before; a link that is left is itself replaced
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder has that name")
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, "it is read-only")


def make(folder: Path) -> None:
    """Make a folder, and those above it, where it is missing. Raises Stop as `write` does."""
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
