"""A socket to a server that gets a limited time for everything that is asked of it."""

from __future__ import annotations

import io
import socket
from time import monotonic

MOST_HEARD = 64 * 1024


class Clock:
    """What time is left: for a step, and for everything together."""

    def __init__(self, step: float, whole: float) -> None:
        self.step, self.whole = step, whole
        self.end = monotonic() + whole

    def left(self) -> float:
        """Return how long the next step may wait. Raises TimeoutError where nothing is left."""
        if self.over:
            raise TimeoutError
        return min(self.step, max(self.end - monotonic(), 0.001))

    @property
    def over(self) -> bool:
        """Whether it took longer than everything may take."""
        return monotonic() >= self.end


class Heard(io.RawIOBase):
    """What a server says: the time is looked at before each piece, and its length is bounded.

    A timeout of the socket alone would begin anew with every byte that drips in.
    """

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        self._sock, self._clock, self._left = sock, clock, MOST_HEARD

    def readable(self) -> bool:
        """Whether it can be read, as a buffer on it asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read a piece. Raises OSError, TimeoutError among them."""
        if self._left <= 0:
            raise OSError("it says too much")
        self._sock.settimeout(self._clock.left())
        count = self._sock.recv_into(buffer)
        self._left -= count
        return count


def connect(host: str, port: int, clock: Clock) -> socket.socket:
    """Connect to the first address that answers. Raises OSError.

    The look-up of the name takes as long as the system lets it.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    fault: OSError = socket.gaierror(socket.EAI_NONAME, "no address")
    for family, kind, protocol, _, address in found:
        try:
            return _socket(family, kind, protocol, address, clock)
        except OSError as its:
            fault = its
    raise fault


def _socket(family: int, kind: int, protocol: int, address: object, clock: Clock) -> socket.socket:
    sock = socket.socket(family, kind, protocol)
    try:
        sock.settimeout(clock.left())
        sock.connect(address)  # type: ignore[arg-type]
    except BaseException:
        sock.close()
        raise
    return sock
