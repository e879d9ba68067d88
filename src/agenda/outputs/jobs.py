"""Many things to do, one of each file: settled first, then done, here or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from agenda.outputs import files
from agenda.outputs.outcome import Outcome, outcome_of
from agenda.source.problems import Stop

Result = TypeVar("Result")


def _told(stop: Stop, name: str) -> Outcome:
    return outcome_of(stop, files.display_name(name))


class Away(NamedTuple):
    """The part of a job that may be done anywhere: an order, and what follows what is made of it.

    `finish` takes that, or the Stop that was raised instead.
    """

    order: Any
    finish: Callable[[Any], Any]


class Job(NamedTuple, Generic[Result]):
    """What is to be done of one answers file; it survives pickling, and so does its result.

    `tell` makes a result of what kept it from being done. Where a part of it may be done on
    another machine, `begin` returns that, or a result where it cannot even be begun.
    """

    name: str
    do: Callable[[], Result]
    tell: Callable[[Stop, str], Any] = _told
    begin: Callable[[], Any] | None = None


class Run(Protocol):
    """Does jobs, and yields what came of each, in their order. `warm` makes them quick."""

    def __call__(
        self, jobs: Sequence[Job[Result]], warm: Callable[[], None] | None = None
    ) -> Iterator[Result]: ...


def in_turn(
    jobs: Sequence[Job[Result]],
    warm: Callable[[], None] | None = None,  # noqa: ARG001 - the first job does it
) -> Iterator[Result]:
    """Do one job after the other, here."""
    return (job.do() for job in jobs)
