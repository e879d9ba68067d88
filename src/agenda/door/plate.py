"""The plate of a file that is open: that it is, where, and the way there.

The address holds a key, and every user of a machine can read with what a browser was started. So
it is started with a page that its owner alone can read, and which leads on. What stands there is
the key of now: one that was exchanged is on no page any more.
"""

from __future__ import annotations

import re
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from agenda.outputs import files
from agenda.outputs.editing import state_folder
from agenda.source.problems import Stop

PAGE = (
    '<!doctype html>\n<meta charset="utf-8">\n<title>agenda</title>\n'
    '<meta http-equiv="refresh" content="0; url={0}">\n<a href="{0}">{0}</a>\n'
)
ADDRESS = re.compile('href="(.+)"')


class Taken(Exception):  # noqa: N818 - it is no error of the program
    """Another run has the file open; `page` leads there, by the `address` that is on it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.page = page

    @property
    def address(self) -> str:
        """Where it is open; '' where that run has not said it yet."""
        with suppress(OSError):
            if found := ADDRESS.search(self.page.read_text("utf-8")):
                return found[1]
        return ""


class Plate:
    """A plate that hangs at one file at a time; whoever else opens that one finds it."""

    def __init__(self) -> None:
        self.page = Path()
        self.address = ""
        self._held = ExitStack()

    def hang(self, path: Path) -> None:
        """Take a file, and let go of the one before. Raises Taken, and then keeps that one.

        The lock goes with the process, however that ends.
        """
        name = sha256(str(files.whole(path)).encode("utf-8", "surrogateescape")).hexdigest()[:32]
        with ExitStack() as held:
            folder = state_folder() / "doors"
            lock = FileLock(folder / f"{name}.lock", timeout=0, thread_local=False)
            page = folder / f"{name}.html"
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                lock.acquire()
                held.callback(lock.release)
            except Timeout:
                raise Taken(page) from None
            except OSError:  # nowhere to say it: then nobody finds this one
                page = Path(held.enter_context(TemporaryDirectory(prefix="agenda-"))) / page.name
            held.callback(_remove, Path(lock.lock_file), page)
            self._held.close()
            self._held, self.page = held.pop_all(), page
        if self.address:
            self.show(self.address)

    def show(self, address: str) -> None:
        """Say where the file is open. Where that can be written nowhere, nobody finds this one."""
        self.address = address
        try:
            files.write([(self.page, PAGE.format(address).encode())], private=True)
        except Stop:
            _remove(self.page)

    def take_down(self) -> None:
        """Let go of the file."""
        self._held.close()


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()
