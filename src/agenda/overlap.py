"""Two things at once at the start of a short run: the answers are read while a writer loads.

Most of a cold run is importing, on one core, half for the answers and half for the
writer. Where the system can copy a process cheaply, each half gets a core of its own.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")
Other = TypeVar("Other")


def run_both(job: Callable[[], Result], meanwhile: Callable[[], Other]) -> tuple[Result, Other]:
    """Return what both return; a copy of this process does `job` while this one does `meanwhile`.

    The result must survive pickling. Where there is no second core or no cheap copy,
    and where the copy fails for whatever reason, the job is done here instead: so a
    fault shows itself as it would have.
    """
    if not _can_copy():
        return job(), meanwhile()
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        _answer(job, reading, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:  # closed, a copy that still writes ends as well
            other = meanwhile()
            data = pipe.read()
    finally:
        os.waitpid(copy, 0)
    return _unpacked(data) or job(), other


def _unpacked(data: bytes) -> Any:
    """Return the copy's result, or None where it came to no end."""
    with suppress(pickle.UnpicklingError, EOFError):
        return pickle.loads(data)  # noqa: S301 - our own copy wrote it
    return None


def _can_copy() -> bool:
    """Whether forking is safe and worth it: Linux, two cores, no thread that might hold a lock."""
    cores = os.cpu_count() or 1
    return sys.platform.startswith("linux") and cores > 1 and threading.active_count() == 1


def _answer(job: Callable[[], object], reading: int, writing: int) -> None:
    """Do the job in the copy, send its result, and end without the parent's business."""
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(job()))
    finally:
        os._exit(0)
