"""Documents made on other machines, by Dask: a brief goes there, and bytes come back.

What goes is what the document's reader may see: the file's own text, its problems and its name
stay here, and so do copies for the writer alone. It travels sealed, so that no log of Dask's
shows it. Each document is written here, once; what a lost worker was at, Dask gives to another.
"""

from __future__ import annotations

import ipaddress
import logging
import pickle
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from agenda.outputs.jobs import Away, Job
from agenda.outputs.outcome import wrong
from agenda.resources import Resources
from agenda.source.problems import Report, Stop, error
from agenda.wish import Origin
from agenda.work import Made, Order, make, versions

if TYPE_CHECKING:
    from agenda.batch.workers import Notes

PATIENCE = "10s"
"""For a scheduler to be found."""
AHEAD = 4
"""Documents sent there, for each that is being made: a worker need not wait for its next."""


class Sealed:
    """Bytes that show nothing of themselves, wherever they are printed."""

    def __init__(self, data: bytes) -> None:
        self.data = data


class Cluster(NamedTuple):
    """Where the scheduler is, and whether it may be reached without TLS."""

    address: str
    insecure: bool
    seconds: float

    def work(
        self, jobs: Sequence[Job[Any]], numbers: Collection[int]
    ) -> Iterator[tuple[int, Any, Notes]]:
        """Yield each job's number and what came of it, as they are done. Raises Stop."""
        self._fit()
        if any(job.begin is None for job in jobs):
            raise wrong("a cluster makes documents, and nothing else", "leave --cluster out")
        with ExitStack() as end:
            client = _client(self.address)
            end.callback(client.close, timeout=1)
            _compare(client)
            yield from self._shared(client, jobs, iter(sorted(numbers)))

    def _fit(self) -> None:
        told = urlsplit(self.address)
        if told.scheme not in {"tcp", "tls"} or not told.hostname:
            raise wrong(f"{self.address} is no address of a scheduler",
                        "write it as tls://scheduler:8786")  # fmt: skip
        if told.scheme != "tls" and not (self.insecure or _is_this_machine(told.hostname)):
            raise wrong(
                f"what goes to {self.address} could be read on its way",
                "write tls:// and give Dask its certificates; or say --insecure-cluster",
            )

    def _shared(
        self, client: Any, jobs: Sequence[Job[Any]], waiting: Iterator[int]
    ) -> Iterator[tuple[int, Any, Notes]]:
        most = AHEAD * max(1, sum(client.nthreads().values()))
        sent: dict[Any, tuple[int, Away]] = {}
        while True:
            while len(sent) < most and (number := next(waiting, None)) is not None:
                begun = jobs[number].begin()  # type: ignore[misc]
                if isinstance(begun, Away):
                    future = client.submit(_make, _cut(begun.order), pure=False)
                    sent[future] = (number, begun)
                else:
                    yield number, begun, ()
            if not sent:
                return
            try:
                done = _dask().wait(list(sent), self.seconds, "FIRST_COMPLETED").done
            except (TimeoutError, _dask().CancelledError):
                yield from ((number, begun.finish(_lost()), ()) for number, begun in sent.values())
                yield from ((one, jobs[one].tell(_lost(), jobs[one].name), ()) for one in waiting)
                return
            for future in done:
                number, begun = sent.pop(future)
                yield number, begun.finish(self._result(future, begun.order)), ()

    def _result(self, future: Any, order: Order) -> Made | Stop:
        try:
            sealed = future.result(timeout=self.seconds)
        except (Exception, _dask().CancelledError):
            return _lost()
        made = pickle.loads(sealed.data)  # noqa: S301 - a worker of the user's wrote it
        if isinstance(made, Stop):
            return made
        (origin,) = order.brief.origins
        found = (*origin.problems, *(one for report in made.reports for one in report.problems))
        return made._replace(reports=(Report(origin.name, origin.text, found),) if found else ())  # type: ignore[no-any-return]


def _lost() -> Stop:
    fault = "the cluster lost it, with the workers that had it, or has not answered"
    cure = "see whether the scheduler is there, and make it once more"
    return Stop(error("lost", fault, cure))


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _client(address: str) -> Any:
    try:
        dask = _dask()
    except ImportError:
        fault = "--cluster needs a package that is not installed"
        raise wrong(fault, 'run: pip install "career-agenda[cluster]"') from None
    for name in logging.root.manager.loggerDict:  # what goes wrong there is told here
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return dask.Client(address, timeout=PATIENCE)
    except TypeError:  # so Dask says that its settings name no certificates
        fault = f"{address} asks for certificates, and Dask's settings name none"
        cure = "write them under distributed.comm.tls; see docs/scale.md"
        raise Stop(error("cluster", fault, cure)) from None
    except (OSError, ValueError) as fault:
        cure = "start one, for example with dask scheduler; see docs/scale.md"
        if address.startswith("tls:"):
            cure = "see whether one is there, and has its certificates from the same CA as yours"
        why = f"there is no scheduler at {address}: {str(fault) or type(fault).__name__}"
        raise Stop(error("cluster", why, cure)) from None


def _dask() -> Any:
    return import_module("distributed")  # an extra, whose functions have no types


def _compare(client: Any) -> None:
    """Raise Stop where there are no workers, or one would make other documents than this machine.

    So it does with another version of agenda, or of a library that draws.
    """
    cure = "install the same version of career-agenda there, with the extra cluster"
    try:
        found: dict[str, tuple[str, ...]] = client.run(versions)
    except Exception as fault:
        said = f"a worker of the cluster has no agenda of this version: {type(fault).__name__}"
        raise Stop(error("cluster", said, cure)) from None
    if not found:
        raise Stop(error("cluster", "the cluster has no workers", "start some; see docs/scale.md"))
    for worker, theirs in found.items():
        if theirs != (ours := versions()):
            said = (
                f"the worker {worker} has {', '.join(theirs)}, and this machine {', '.join(ours)}"
            )
            raise Stop(error("cluster", said, cure))


def _cut(order: Order) -> Sealed:
    """Leave here what is not for the document: the file's text and name, and its problems."""
    if order.wish.private:
        raise wrong("a copy for you alone is made on this machine", "leave --cluster out")
    brief = order.brief
    bare = tuple(Origin("", "", (), origin.unusual) for origin in brief.origins)
    return Sealed(pickle.dumps(order._replace(brief=brief._replace(origins=bare))))


# --- in the cluster ----------------------------------------------------------------------


def _make(sealed: Sealed) -> Sealed:
    """Make a document, and raise nothing: Dask would write it to the worker's log."""
    made: Made | Stop
    try:
        made = make(pickle.loads(sealed.data), _resources())  # noqa: S301 - the client wrote it
    except Stop as stop:
        made = stop
    except Exception as fault:
        cure = "make it on this machine, which shows where, and report it"
        made = Stop(error("fault", f"agenda has a fault here, {type(fault).__name__}", cure))
    return Sealed(pickle.dumps(made))


@cache
def _resources() -> Resources:
    return Resources()
