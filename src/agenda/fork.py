"""What is done in a copy of this process: beside it, to save time, or within bounds.

Most of a cold run is importing, on one core, half for the answers and half for the writer. Where
the system can copy a process cheaply, each half gets a core of its own. And what a stranger has
written, a returned copy or a template, may keep a library busy for ever: so a copy of the process
does that work, which ends when it has taken too much.
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, NoReturn, TypeVar

Result = TypeVar("Result")
Other = TypeVar("Other")

SECONDS, GIGABYTE = 10, 2**30
"""What bounded work may take: time of the processor, and memory beside what is there already."""
TOO_MUCH = "takes more than a gigabyte of memory"
TOO_LONG, BROKEN = f"takes more than {SECONDS} seconds", "breaks a library"
ENDED = {"SIGXCPU": TOO_LONG, "SIGALRM": TOO_LONG, "SIGSEGV": BROKEN, "SIGABRT": BROKEN}
"""What work has done, by the signal that ended it."""
UNSERVED = 1
"""How Python ends that has found no program, or no job."""


class Exceeded(Exception):  # noqa: N818 - it is no error of the program
    """Ends work that has taken too much; its text says of what, as in 'it takes too long'."""


def run_both(job: Callable[[], Result], meanwhile: Callable[[], Other]) -> tuple[Result, Other]:
    """Return what both return; a copy of this process does `job` while this one does `meanwhile`.

    The result must survive pickling. Where there is no second core or no cheap copy,
    and where the copy fails for whatever reason, the job is done here instead: so a
    fault shows itself as it would have.
    """
    results, other = run_ahead(lambda: iter((job(),)), meanwhile)
    return next(results), other


def run_ahead(
    job: Callable[[], Iterator[Result]],
    meanwhile: Callable[[], Other],
    spare: Iterable[Callable[[], object]] = (),
) -> tuple[Iterator[Result], Other]:
    """Do as `run_both`, for a job that yields: whoever has its first result need not wait for more.

    What the copy did not come to, the job yields here. What is `spare` may pay or not: it is done
    as long as there is nothing to do but to wait for the copy.
    """
    pays = can_copy() and (os.cpu_count() or 1) > 1 and not _is_one_of_many()
    if not (pays and (started := _start(lambda: _wrapped(job())))):
        return job(), meanwhile()
    copy, reading = started
    pipe = os.fdopen(reading, "rb")  # closed, a copy that still writes ends as well
    try:
        other = meanwhile()
        for step in spare:
            if _has_answered(reading):
                break
            step()
    except BaseException:
        pipe.close()
        os.waitpid(copy, 0)
        raise
    return _sent(copy, pipe, job), other


def _has_answered(reading: int) -> bool:
    """Whether there is something to read at the end of a pipe, or nothing more will come."""
    from select import select  # noqa: PLC0415 - Windows has it for sockets alone

    return bool(select([reading], [], [], 0)[0])


def _wrapped(results: Iterable[object]) -> Iterator[tuple[object, ...]]:
    yield from ((one,) for one in results)
    yield ()


def _sent(copy: int, pipe: BinaryIO, job: Callable[[], Iterator[Result]]) -> Iterator[Result]:
    """Yield what a copy sends, each in a tuple, until it sends an empty one."""
    got = 0
    try:
        with pipe, suppress(pickle.UnpicklingError, EOFError):
            while sent := pickle.load(pipe):  # noqa: S301 - our own copy wrote it
                got += 1
                yield sent[0]
            return
    finally:
        os.waitpid(copy, 0)
    yield from islice(job(), got, None)


def run_bounded(job: Callable[[], Result]) -> Result:
    """Return what the job returns, or raise what it raises; it may not take more than the bounds.

    Result and fault must survive pickling. Raises Exceeded. Where the process cannot be copied,
    as where it has other threads, a new one does the job if that survives pickling too; else it
    is done here, without bounds.
    """
    with _room() as folder:
        work = partial(_answer_within, folder, job)
        ended = _in_copy(work) if can_copy() else _in_new(work)
    if ended is None:
        return job()
    data, ended_by = ended
    if (answered := _unpacked(data)) is None:
        raise Exceeded(ENDED.get(ended_by, TOO_MUCH))
    result, fault = answered
    if isinstance(fault, (MemoryError, SystemError)):  # the second where a library goes on without
        raise Exceeded(TOO_MUCH if isinstance(fault, MemoryError) else BROKEN) from None
    if fault:
        raise fault
    return result  # type: ignore[no-any-return]


@contextmanager
def _room() -> Iterator[str | None]:
    """Make a folder for temporary files: who is killed does not tidy up. None where none can be."""
    try:
        room = tempfile.TemporaryDirectory()
    except OSError:
        yield None
        return
    with room as folder:
        yield folder


def _answer_within(folder: str | None, job: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """Return what the job returns, or its fault, within bounds from now on."""
    tempfile.tempdir = folder
    _bound()
    try:
        return job(), None
    except Exception as fault:
        return None, _portable(fault)


def _in_copy(work: Callable[[], Any]) -> tuple[bytes, str] | None:
    """Return what a copy of this process says, and the signal that ended it; None without one."""
    if not (started := _start(lambda: iter((work(),)), quiet=True)):
        return None
    copy, reading = started
    try:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
    except BaseException:  # who is interrupted does not wait for it
        os.kill(copy, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(copy, 0)
    return data, signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""


def _in_new(work: Callable[[], Any]) -> tuple[bytes, str] | None:
    """Return what a new process says, and the signal that ended it; None where it cannot be."""
    import subprocess  # noqa: PLC0415 - seldom needed

    line = [sys.executable, "-P", "-c", "from agenda.fork import serve; serve()"]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, and this program
            line, input=pickle.dumps(work), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=6 * SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return b"", "SIGALRM"
    except (OSError, pickle.PicklingError, AttributeError, TypeError):  # a function in a function
        return None
    if done.returncode == UNSERVED:
        return None
    return done.stdout, signal.Signals(-done.returncode).name if done.returncode < 0 else ""


def serve() -> NoReturn:
    """Do the job that comes in on stdin, write its result to stdout, and end."""
    work = pickle.load(sys.stdin.buffer)  # noqa: S301 - the process that started this one wrote it
    answering = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what a library might print
    try:
        with os.fdopen(answering, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
    finally:
        os._exit(0)


def _portable(fault: Exception) -> Exception:
    """Return a fault that survives pickling, with its traceback, which does not."""
    fault.add_note(traceback.format_exc())
    # Where tblib is in use, as Dask does, what led to a fault goes with it, however deep it was.
    fault.__traceback__ = fault.__cause__ = fault.__context__ = None
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301 - written a moment ago
    except Exception:
        told = RuntimeError(f"{type(fault).__name__}: {fault}")
        told.add_note(traceback.format_exc())
        return told
    return fault


def _bound() -> None:
    """Let this process take no more than the bounds from now on, and leave no trace if it dies.

    Windows has no such bounds, and macOS none of memory: there the time that is waited holds.
    """
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _lower(resource.RLIMIT_CPU, math.ceil(used) + SECONDS)
    _lower(resource.RLIMIT_CORE, 0)  # what is written then is all that the process knows
    bound_memory(GIGABYTE)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(6 * SECONDS)  # for what waits, and takes no time of the processor


def bound_memory(most: int) -> None:
    """Let this process take no more than so many bytes beside what it has; only Linux can tell."""
    with suppress(OSError, ImportError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        import resource  # noqa: PLC0415 - not on Windows

        has = int(file.read().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, has + most)


def _lower(kind: int, limit: int) -> None:
    import resource  # noqa: PLC0415

    soft, hard = resource.getrlimit(kind)
    known = [one for one in (limit, soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min(known), hard))


def _is_one_of_many() -> bool:
    """Whether this is a worker: it is warm, and the other cores have work of their own."""
    processes = sys.modules.get("multiprocessing.process")
    return bool(processes and processes.parent_process())


def can_copy() -> bool:
    """Whether forking is safe: Linux, and no thread that might hold a lock."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _start(job: Callable[[], Iterable[object]], *, quiet: bool = False) -> tuple[int, int] | None:
    """Start a copy of this process that does the job; return its number and the end of its pipe.

    None stands for a system that has no room for one more.
    """
    reading, writing = os.pipe()
    try:
        copy = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if copy == 0:
        _answer(job, reading, writing, quiet=quiet)
    os.close(writing)
    return copy, reading


def _answer(
    job: Callable[[], Iterable[object]], reading: int, writing: int, *, quiet: bool
) -> NoReturn:
    """Do the job in the copy, send each result, and end without the parent's business."""
    try:
        os.close(reading)
        if quiet:  # what libraries cry out when there is no memory
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with os.fdopen(writing, "wb") as pipe:
            for one in job():
                pipe.write(pickle.dumps(one))
                pipe.flush()
    finally:
        os._exit(0)


def _unpacked(data: bytes) -> Any:
    """Return the copy's result, or None where it came to no end."""
    with suppress(pickle.UnpicklingError, EOFError):
        return pickle.loads(data)  # noqa: S301 - our own copy wrote it
    return None
