"""Answers files edited in place: one at a time, and the file as it was stays beside it.

There is one lock for all files of a user, in the folder where programs keep what they remember,
so that nothing new lies beside anybody's file. An edit takes some milliseconds; where a process
dies, the system takes the lock away from it.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from agenda.outputs.files import prepared, told, whole
from agenda.source.problems import Stop, error

SECONDS = 20
CHANGED = errno.EBUSY


def edit(path: Path, before: bytes, data: bytes) -> Path:
    """Put new bytes in place of an answers file; return where it stays as it was: `before`.

    Both have the mode and the owner that the file had. Where a link leads to the file, both
    stand where it leads; a link in the place of the old version is replaced, not followed.
    Raises Stop with a problem `unwritable`, also where the file is no longer as it was read,
    and leaves it as it was.
    """
    target = whole(path)
    kept = target.with_name(f"{target.name}~")
    with alone(path), _ready(path, target, data) as after, _ready(path, kept, before) as old:
        with told(path):
            _unchanged(target, before)
        with told(kept):  # first: whoever is killed in between has both as they were
            old.replace(kept)
        with told(path):
            after.replace(target)
    return kept if path.is_symlink() else path.with_name(kept.name)


def edit_again(path: Path, before: bytes, data: bytes) -> None:
    """Put new bytes in place of an answers file, as `edit` does, and keep nothing."""
    target = whole(path)
    with alone(path), _ready(path, target, data) as after, told(path):
        _unchanged(target, before)
        after.replace(target)


def keep(path: Path, data: bytes) -> None:
    """Keep the bytes as the earlier version of an answers file. Raises Stop as `edit` does."""
    target = whole(path)
    kept = target.with_name(f"{target.name}~")
    with _ready(path, kept, data) as old, told(kept):
        old.replace(kept)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep every other agenda from editing meanwhile. Raises Stop where one does not end.

    Where there is no room for a lock, as in a home that is read-only, there is none: what was
    changed meanwhile is noticed all the same.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who edits needs it

    with ExitStack() as held:
        try:
            folder = state_folder()
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(FileLock(folder / "edits.lock", timeout=SECONDS))
        except Timeout:
            fault = f"{path} could not be written: another agenda has been writing for long"
            raise Stop(error("unwritable", fault, "end that one, and try again")) from None
        except OSError:
            pass
        yield


def state_folder() -> Path:
    """Return the folder in which agenda keeps what it remembers between runs."""
    from platformdirs import user_state_path  # noqa: PLC0415 - only who edits needs it

    return user_state_path("agenda", appauthor=False)


@contextmanager
def _ready(path: Path, place: Path, data: bytes) -> Iterator[Path]:
    """Write the bytes beside their place, with the mode and the owner of the file."""
    with told(path):
        there = whole(path).stat()
    with prepared(path, place, data, stat.S_IMODE(there.st_mode)) as part:
        with told(path):
            _owned_as(part, there)
        yield part


def _unchanged(target: Path, before: bytes) -> None:
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "you may not write it")
    if target.read_bytes() != before:
        raise OSError(CHANGED, "it was changed meanwhile; run the command again")


def _owned_as(part: Path, there: os.stat_result) -> None:
    """Whoever may edit the file of another one leaves it theirs."""
    if hasattr(os, "chown") and (there.st_uid, there.st_gid) != (os.getuid(), os.getgid()):
        with suppress(OSError):
            os.chown(part, there.st_uid, there.st_gid)
