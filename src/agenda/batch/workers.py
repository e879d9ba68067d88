"""Processes that do jobs by their number, each over a pipe of its own.

A library's pool shares its queues: a worker that is killed while it holds one of their locks
stops the others. Here it costs the file that it was at; it is told, and another one begins.
Workers have no other threads, so that they can be copied in their turn (see `fork`).
"""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn

from agenda.fork import GIGABYTE, bound_memory, can_copy
from agenda.outputs.jobs import Job
from agenda.source.problems import Report, Stop, error

Notes = tuple[Report, ...]
PATIENCE, BEGINNING = 0.5, 30
"""Seconds that a worker gets to tidy up when it is to end; and to begin, where it is no copy."""
LARGEST = 2 * GIGABYTE
"""Memory that a worker may take beside what it has when it is warm: ten times the usual."""
BREATH = 5
"""Files after which a worker looks for what is garbage: a tenth of a document's time."""


@dataclass
class Worker:
    """A process, our end of its pipe, and the job that it is at, with the time it may take."""

    process: BaseProcess
    pipe: Connection
    until: float = 0
    number: int = -1


@dataclass
class Crew:
    """Workers, and the jobs that they have before them.

    Where this process can be copied it gets warm once, and each worker is a copy of it;
    elsewhere each is begun anew, is sent the jobs, and gets warm by itself.
    """

    jobs: Sequence[Job[Any]]
    size: int
    seconds: float
    warm: Callable[[], None] | None
    notes: Callable[[], Notes]

    def work(self, numbers: Collection[int]) -> Iterator[tuple[int, Any, Notes]]:
        """Yield each job's number, what came of it and what the worker noted, as they are done."""
        copied = can_copy()
        if copied and self.warm:
            self.warm()
        waiting = sorted(numbers, reverse=True)
        busy: list[Worker] = []
        free = [self._start([], copied=copied)]  # one that cannot be had stops the run at once
        try:
            while waiting or busy:
                while waiting and len(busy) < self.size:
                    worker = free.pop() if free else self._start(busy, copied=copied)
                    self._give(worker, waiting.pop())
                    busy.append(worker)
                for worker in self._ready(busy):
                    busy.remove(worker)
                    yield worker.number, *self._answer(worker, free)
        finally:
            _end([*busy, *free])

    def _start(self, others: Sequence[Worker], *, copied: bool) -> Worker:
        context: Any = get_context("fork" if copied else "spawn")
        ours, theirs = context.Pipe()
        # A copy has our ends of all pipes, and would keep the others from noticing our end.
        inherited = [ours, *(one.pipe for one in others)] if copied else []
        warm = None if copied else self.warm
        args = (theirs, inherited, self.jobs, warm, self.notes)
        process = context.Process(target=_serve, args=args, daemon=True)
        process.start()
        theirs.close()
        return Worker(process, ours, time.monotonic() + (0 if copied else BEGINNING))

    def _give(self, worker: Worker, number: int) -> None:
        now = time.monotonic()
        begun = max(worker.until, now) if worker.number < 0 else now
        worker.number, worker.until = number, begun + self.seconds
        with suppress(OSError):  # a worker that is gone is noticed when it should answer
            worker.pipe.send(number)

    def _ready(self, busy: Sequence[Worker]) -> list[Worker]:
        """Wait until some are done, or have died, or have had their time."""
        soonest = min(worker.until for worker in busy)
        done = wait([worker.pipe for worker in busy], max(0, soonest - time.monotonic()))
        now = time.monotonic()
        return [one for one in busy if one.pipe in done or one.until <= now]

    def _answer(self, worker: Worker, free: list[Worker]) -> tuple[Any, Notes]:
        """Return what a worker says, which is free again then; or what became of it."""
        job = self.jobs[worker.number]
        try:
            if worker.pipe.poll():
                answer: tuple[Any, Notes] = worker.pipe.recv()
                free.append(worker)
                return answer
            fault, cure = f"it takes more than {self.seconds:g} seconds", "give it more: --timeout"
            rule = "too-long"
            _end([worker])
        except (EOFError, OSError):
            _end([worker])
            rule, fault = "lost", f"what was to make it {_death(worker.process.exitcode)}"
            cure = "try it alone; where memory is short, take fewer at a time: --jobs"
        return job.tell(Stop(error(rule, fault, cure)), job.name), ()


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"was ended by the system ({signal.Signals(-code).name})"
    return "has ended"


def _end(workers: Sequence[Worker]) -> None:
    """End workers at once: those that do nothing by themselves, the others by force."""
    for worker in workers:
        worker.process.terminate()
        worker.pipe.close()
    until = time.monotonic() + PATIENCE
    for worker in workers:
        worker.process.join(max(0, until - time.monotonic()))
        worker.process.kill()
        worker.process.join()


# --- in the worker ---------------------------------------------------------------------


def _serve(
    pipe: Connection,
    inherited: Sequence[Connection],
    jobs: Sequence[Job[Any]],
    warm: Callable[[], None] | None,
    notes: Callable[[], Notes],
) -> None:
    """Do the jobs whose numbers come in, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began this one ends it
    signal.signal(signal.SIGTERM, _leave)
    for one in inherited:
        one.close()
    if warm:
        warm()
    bound_memory(LARGEST)
    gc.freeze()  # what is there stays: nobody need look at it again
    gc.disable()
    with suppress(EOFError, OSError):
        for done in count(1):
            job = jobs[pipe.recv()]
            pipe.send((_done(job), notes()))
            if not done % BREATH:
                gc.collect()


def _leave(*_: object) -> NoReturn:
    sys.exit()


def _done(job: Job[Any]) -> Any:
    """Return what came of a job; a bug costs one file, which can be made alone to see it."""
    try:
        return job.do()
    except MemoryError:
        said = f"it takes more than {LARGEST // GIGABYTE} GB of memory"
        return job.tell(Stop(error("lost", said, "make it shorter")), job.name)
    except Exception as fault:
        said = f"agenda has a fault here, {type(fault).__name__}: {fault}"
        cure = "make it alone, without --jobs, which shows where, and report it"
        return job.tell(Stop(error("fault", said, cure)), job.name)
