"""Runs the page: on this machine alone, until it is ended, or nobody has looked for an hour."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import uvicorn
import watchfiles

from agenda.door.app import make_app
from agenda.door.desk import Desk
from agenda.door.guard import Keys
from agenda.door.looks import get_ready
from agenda.door.plate import Plate, Taken
from agenda.door.session import Session
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.resources import Resources

HOUR = 3600.0
LARGEST_HEAD, MOST_AT_ONCE = 64 * 1024, 200
"""Bytes before the body of what is asked; and connections."""
ENDING = 2
"""Seconds that open connections have when the server ends."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the command line asks for; `tell` is given the address, `show` what leads there."""

    name: str
    resources: Resources
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    show: Callable[[str], None]
    port: int = 0
    read_only: bool = False
    idle: float = HOUR


def serve(asked: Opening) -> None:
    """Show the file in a browser until the page is no longer wanted.

    Where it is shown already, that page is opened. Raises Stop where it cannot be.
    """
    path = Path(asked.name)
    files.fit_to_edit(asked.name)
    if asked.name == files.STDIN or files.is_folder(path):
        raise wrong(f"'{asked.name}' is no file that a page can edit", "name an answers file")
    if not path.exists():
        files.fit_to_write(path)
        if path.suffix.lower() not in files.SUFFIXES:
            raise wrong(f"{path} is not the name of an answers file", "end it in .yaml")
    plate = Plate()
    try:
        plate.hang(path)
    except Taken as taken:
        asked.tell(f"{path} is open already{taken.address and f': {taken.address}'}")
        if taken.address:
            asked.show(taken.page.as_uri())
        return
    try:
        with listen(asked.port) as listening:
            keys = Keys(listening.getsockname()[1])
            keys.exchanged = lambda: plate.show(keys.address)
            desk = Desk(path, asked.resources)
            session = Session(desk, keys, asked.resources, asked.now, asked.read_only, plate)
            plate.show(keys.address)
            with suppress(KeyboardInterrupt):  # it is how one ends it
                asked.tell(f"{path} is open at {keys.address} (Ctrl-C ends it)")
                if plate.page.is_file():
                    asked.show(plate.page.as_uri())
                asyncio.run(run(session, make_server(session), listening, asked.idle))
    finally:
        plate.take_down()


def listen(port: int) -> socket.socket:
    """Return a socket of this machine alone. Raises Stop where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it lets others take the port over
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(64)
    except (OSError, OverflowError) as fault:
        listening.close()
        why = getattr(fault, "strerror", "") or str(fault)
        raise wrong(f"port {port} cannot be used: {why}", "leave --port out") from None
    return listening


def make_server(session: Session) -> uvicorn.Server:
    """Return the server of a session; it says nothing of what is asked of it, nor of itself."""
    return uvicorn.Server(uvicorn.Config(
        make_app(session), log_config=None, access_log=False, server_header=False,
        date_header=False, ws="none", lifespan="off", timeout_graceful_shutdown=ENDING,
        proxy_headers=False, h11_max_incomplete_event_size=LARGEST_HEAD,
        limit_concurrency=MOST_AT_ONCE,
    ))  # fmt: skip


async def run(
    session: Session, server: uvicorn.Server, listening: socket.socket, idle: float = HOUR
) -> None:
    """Serve until the server is told to end, or nobody has looked for so long."""
    async with _watching(session, server, idle):
        await server.serve(sockets=[listening])
    session.rest()


@asynccontextmanager
async def _watching(session: Session, server: uvicorn.Server, idle: float) -> AsyncIterator[None]:
    tasks = [
        asyncio.create_task(session.work(partial(get_ready, session))),
        asyncio.create_task(_watch(session)),
        asyncio.create_task(_end(session, server, idle)),
    ]
    try:
        yield
    finally:
        session.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(session: Session) -> None:
    """Tell the pages when the file is written, renamed or deleted by anybody."""
    path = session.desk.path.absolute()
    with suppress(OSError, RuntimeError):
        async for changes in watchfiles.awatch(
            path.parent, files.whole(path).parent, debounce=200, step=50, recursive=False,
            watch_filter=None,
        ):  # fmt: skip
            now = session.desk.path
            if {Path(name).name for _, name in changes} & {now.name, files.whole(now).name}:
                session.notice()


async def _end(session: Session, server: uvicorn.Server, idle: float) -> None:
    """End the server where no page has been open for so long, and let pages go when it ends."""
    while not server.should_exit:
        await asyncio.sleep(min(0.25, idle))
        server.should_exit = server.should_exit or session.idle(idle)
    session.close()
