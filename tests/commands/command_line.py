"""The command in this process: quick, its own stdout and stderr, and no exception let through."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

from agenda.cli import main

SMALL = """\
version: 1
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
values: [craft]
"""
"""A file that gives an agenda, and of which `check` has nothing to say."""
MEAGRE = """\
version: 1
employee: Ada Park
manager: Grace Osei
meeting: 2026-12-03 14:00
values: [craft, autonomy]
skills: {current: [incident response], future: [technical strategy]}
goals: [Run the spring capacity review from first draft to decision by 2027-06-30]
asks: [Let me shadow the quarterly planning by 2027-01-31]
"""
"""A file that eight hints are given for."""


@dataclass(frozen=True)
class Ran:
    """What a run left behind: its exit code and its two streams."""

    code: int
    out: bytes
    err: str

    @property
    def said(self) -> str:
        """Both streams as text, for what may stand on either."""
        return self.out.decode() + self.err


def ran(*arguments: object, stdin: bytes = b"") -> Ran:
    """Run the command; anything but a proper end is the test's failure."""
    line = ["agenda", *map(str, arguments)]
    with CliRunner().isolation(input=stdin) as streams, mock.patch.object(sys, "argv", line):
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = streams[0].getvalue(), streams[1].getvalue()
    return Ran(code, out, err.decode())


def inside(folder: Path) -> Mapping[str, bytes | str]:
    """Return every file, link and folder below a folder: what a run may not have changed."""
    return {
        str(path.relative_to(folder)): (
            str(path.readlink()) if path.is_symlink()
            else path.read_bytes() if path.is_file() else "a folder"
        )
        for path in sorted(folder.rglob("*"))
    }  # fmt: skip
