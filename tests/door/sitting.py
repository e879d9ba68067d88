"""A person at a terminal: reads what is asked, types, leaves and comes back."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import Any

import pexpect

from ground import NOW

INTERRUPT, END = "\x03", "\x04"
FULL = re.compile(r"\x1b\[[?0-9;]*[A-Za-z]")
"""What moves the cursor and colours."""


class Sitting:
    """One run of `agenda new --guided` in a terminal of its own."""

    def __init__(self, folder: Path, *names: str, columns: int = 80, **env: str) -> None:
        self.heard = ""
        self.terminal: Any = pexpect.spawn(
            sys.executable, ["-m", "agenda", "new", "--guided", *names], cwd=folder, timeout=60,
            encoding="utf-8", dimensions=(30, columns),
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())), "TERM": "dumb",
                 **env},
        )  # fmt: skip
        self.terminal.delaybeforesend = None

    def hear(self, asked: str) -> None:
        """Wait for a question, wherever its lines are broken."""
        self.terminal.expect(r"\s+".join(map(re.escape, asked.split())))
        self.heard += self.terminal.before + self.terminal.after

    def answer(self, asked: str, typed: str = "") -> None:
        """Type an answer where it is asked for."""
        self.wait(asked)
        self.terminal.sendline(typed)

    def leave(self, asked: str, key: str = INTERRUPT) -> int:
        """Press Ctrl-C or Ctrl-D where something is asked for, and return the exit code."""
        self.wait(asked)
        time.sleep(0.1)  # no person is so quick as to do it before the program reads
        self.terminal.send(key)
        return self.end()

    def wait(self, asked: str) -> None:
        """Wait for a question, and until something can be typed."""
        self.hear(asked)
        self.terminal.expect(">")
        self.heard += self.terminal.before + self.terminal.after

    def end(self) -> int:
        """Wait for the end, and return the exit code."""
        self.terminal.expect(pexpect.EOF)
        self.heard += self.terminal.before
        self.terminal.close()
        return int(self.terminal.exitstatus)

    @property
    def lines(self) -> list[str]:
        """What stood on the terminal, line by line."""
        return FULL.sub("", self.heard).splitlines()
