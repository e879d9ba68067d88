"""One run of the page: the file, who may see it, and what goes on. Nothing of it is global."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agenda.door import view
from agenda.door.desk import Desk
from agenda.door.guard import Keys
from agenda.door.plate import Plate
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Stop

if TYPE_CHECKING:
    from agenda.language.locale import Locale

Made = TypeVar("Made")


@dataclass
class Session:
    """What the server knows. Work on the file is done in a thread, one thing at a time."""

    desk: Desk
    keys: Keys
    resources: Resources
    now: Callable[[], datetime]
    read_only: bool = False
    plate: Plate = field(default_factory=Plate)
    made: dict[str, Path] = field(default_factory=dict)
    """Files that were made for the page, by their names: nothing else can be fetched."""
    returned: tuple[str, bytes] | None = None
    """The copy that was dropped last, by its name, while its questions are answered."""
    spoke: Locale | None = None
    """How the page spoke when the file could be read last."""
    version: int = 0
    """Rises whenever the file may have changed."""
    pages: int = 0
    left: float = field(default_factory=time.monotonic)
    """When the last page was closed."""
    closing: bool = False
    _work: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "agenda"))
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self, job: Callable[[], Made]) -> Made:
        """Return what a job on the file returns, when those before it are done."""
        return await asyncio.get_running_loop().run_in_executor(self._work, job)

    def look(self) -> tuple[Source | Stop, Locale]:
        """Return the file as it stands, or why it cannot be read, and how the page speaks.

        That is as the file does, or did as long as it could be read.
        """
        try:
            source = self.desk.read()
        except Stop as stop:
            return stop, self.spoke or view.spoken(None, self.resources)
        self.spoke = view.spoken(source, self.resources)
        return source, self.spoke

    def notice(self) -> None:
        """Tell the open pages that something may have changed."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Let go of the pages, so that the server can end."""
        self.closing = True
        self.notice()

    def rest(self) -> None:
        """Let the thread go, when the server has ended."""
        self._work.shutdown(wait=False)

    async def wait(self, seconds: float) -> None:
        """Return when something may have changed, or after that time."""
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return

    def idle(self, seconds: float) -> bool:
        """Whether no page has been open for so long."""
        return not self.pages and time.monotonic() - self.left > seconds
