"""Many files at once: how many workers there are, and what came of each file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from agenda.outputs import files
from agenda.outputs.jobs import Job, Result
from agenda.outputs.outcome import Exit
from agenda.source.problems import Report

ENOUGH = 4
"""Files for which a worker pays: it has to start, and the first of them takes a second."""
SECONDS = 60
"""Within which a worker has to be done with a file; most take a third of one."""
STATES = ("made", "unchanged", "with problems", "failed")


@dataclass
class Batch:
    """Does jobs for whoever asks (see `jobs.Run`): in workers where there are enough of them.

    `size` is how many workers are wanted, and `seconds` how long a file may take. A worker
    hands back what `notes` returns there too: warnings that are no file's own. `begin` is
    told how many files there are, and `tick` whenever one of them is done; where there are no
    workers, `name` is told each file before it is begun.
    """

    size: int | None = None
    seconds: float | None = None
    cluster: tuple[str, bool] | None = None
    """Another machine's scheduler, and whether it may be reached without TLS."""
    notes: Callable[[], tuple[Report, ...]] = tuple
    begin: Callable[[int], None] = lambda _: None
    tick: Callable[[], None] = lambda: None
    name: Callable[[str], None] = lambda _: None
    ended: dict[int, tuple[str, Any]] = field(default_factory=dict)
    """What came of each job that has ended, though an earlier one may not have."""
    noted: dict[Report, None] = field(default_factory=dict)
    total: int = 0
    in_workers: bool = False
    started: float = 0

    def __call__(
        self, jobs: Sequence[Job[Result]], warm: Callable[[], None] | None = None
    ) -> Iterator[Result]:
        """Do the jobs, and yield what came of each, in their order."""
        self.total, self.started, size = len(jobs), time.monotonic(), self._size(len(jobs))
        self.in_workers = size > 0
        results = self._shared(jobs, size, warm) if self.in_workers else self._in_turn(jobs)
        for number, (job, result) in enumerate(zip(jobs, results, strict=True)):
            self.ended[number] = job.name, result
            yield result

    def _in_turn(self, jobs: Sequence[Job[Result]]) -> Iterator[Result]:
        for job in jobs:
            self.name(files.display_name(job.name))
            yield job.do()

    def _size(self, many: int) -> int:
        """Return how many workers there are to be; none where a few files are done sooner here."""
        wanted = min(_cores(), many // ENOUGH) if self.size is None else self.size
        return min(max(wanted, self.seconds is not None or self.cluster is not None), many)

    def _shared(
        self, jobs: Sequence[Job[Result]], size: int, warm: Callable[[], None] | None
    ) -> Iterator[Result]:
        """Let workers do the jobs; what comes from stdin is read here, where it is."""
        self.begin(len(jobs))
        here = {number for number, job in enumerate(jobs) if job.name == files.STDIN}
        held: dict[int, Result] = {number: jobs[number].do() for number in here}
        following = iter(range(len(jobs)))
        wanted = next(following)
        for number, result, notes in self._work(jobs, set(range(len(jobs))) - here, size, warm):
            self.tick()
            self.noted |= dict.fromkeys(notes)
            held[number] = result
            self.ended[number] = jobs[number].name, result
            while wanted in held:
                yield held.pop(wanted)
                wanted = next(following, -1)
        yield from (held[number] for number in sorted(held))

    def _work(
        self,
        jobs: Sequence[Job[Result]],
        numbers: set[int],
        size: int,
        warm: Callable[[], None] | None,
    ) -> Iterator[tuple[int, Result, tuple[Report, ...]]]:
        seconds = self.seconds or SECONDS
        if self.cluster:
            from agenda.batch.cluster import Cluster  # noqa: PLC0415 - few have one

            return Cluster(*self.cluster, seconds).work(jobs, numbers)
        from agenda.batch.workers import Crew  # noqa: PLC0415 - a single file needs none of it

        return Crew(jobs, size, seconds, warm, self.notes).work(numbers)

    @property
    def finished(self) -> list[tuple[str, Any]]:
        """The name of each file that is done and what came of it, in the order of the jobs."""
        return [self.ended[number] for number in sorted(self.ended)]

    @property
    def states(self) -> dict[str, int]:
        """How many files ended how, by the words of `STATES`."""
        found = [state(result) for _, result in self.finished]
        return {name: found.count(name) for name in STATES}


def state(result: Any) -> str:
    """Return how a file has ended, one of `STATES`."""
    if result.code:
        return STATES[2 if result.code < Exit.FILE else 3]
    return STATES[1 if result.kept and not result.written else 0]


def _cores() -> int:
    """Return how many cores this process may use."""
    usable: Iterable[int] = getattr(os, "sched_getaffinity", lambda _: range(os.cpu_count() or 1))(
        0
    )
    return len(list(usable))
