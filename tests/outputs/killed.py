"""Runs a command in copies of this process, and ends each at once, in the middle of its writing.

Started by `test_killed`, as a process that has no threads and nothing to lose: it reads from stdin
what is to be run, and prints what it found to be half done.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from agenda.cli import main
from agenda.door.desk import Change, Desk
from agenda.resources import Resources

WRITING = {"open", "os.rename", "os.link", "os.remove", "os.chmod", "os.mkdir", "fcntl.flock"}
"""What of its doings Python tells, before it does it."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
LEFT = re.compile(r"(.*/)?\.[^/]*\.[0-9a-f]{8}\.part")
"""What may be left over: nobody takes it for an answers file or a document."""
AGAIN = 2
"""How a command ends whose work is done already: nothing is made twice."""
Folder = Mapping[str, bytes]


def inside(folder: Path) -> Folder:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def change(file: Path) -> None:
    """Change a field, as the page in the browser does."""
    Desk(file, Resources()).change(Change("write", ("manager", "name"), "Grace O.", "Grace Osei"))


class Watch:
    """Counts what this process does to files, and ends it before one of its doings."""

    def __init__(self, moment: int | None) -> None:
        self.moment, self.doings = moment, 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event not in WRITING or (event == "open" and not int(args[2] or 0) & WRITES):
            return
        if self.doings == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)
        self.doings += 1


def begin(
    line: list[str], folder: Path, moment: int | None = None, tells: int | None = None
) -> int:
    """Run the command in a copy of this process, which is ended before its `moment`th doing."""
    if copy := os.fork():
        return copy
    os.chdir(folder)
    os.environ["XDG_STATE_HOME"] = str(folder / "state")
    watch = Watch(moment)
    sys.addaudithook(watch)
    code = run(line)
    if tells is not None:
        os.write(tells, str(watch.doings).encode())
    os._exit(code)


def run(line: list[str]) -> int:
    sys.argv = ["agenda", *line]
    try:
        (partial(change, Path(line[1])) if line[0] == "edit" else main)()
    except SystemExit as left:
        return int(left.code or 0)
    except BaseException:
        return 99
    return 0


def warm(line: list[str], start: Path) -> None:
    """Run the command here, so that its copies find all imported: it is their work that counts."""
    room = start.with_name("warm")
    shutil.copytree(start, room)
    os.chdir(room)
    os.environ["XDG_STATE_HOME"] = str(room / "state")
    run(line)
    os.chdir(start)


def ended(copy: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])


def tried(line: list[str], start: Path, moments: int, draw: random.Random) -> list[str]:
    """Return what is wrong after the command was killed at so many moments."""
    room = start.with_name("room")
    before = inside(start)
    reading, writing = os.pipe()
    shutil.copytree(start, room)
    code, began = ended(begin(line, room, tells=writing)), time.monotonic()
    if code:
        return [f"{line} ends with {code}"]
    doings = int(os.read(reading, 20))
    after = seen(room)
    shutil.rmtree(room)
    shutil.copytree(start, room)
    ended(begin(line, room))
    seconds = time.monotonic() - began
    told = []
    for number in range(moments):
        shutil.rmtree(room)
        shutil.copytree(start, room)
        timed = number % 2
        moment = draw.randrange(doings) if not timed else None
        copy = begin(line, room, moment)
        if timed:
            time.sleep(draw.random() * seconds)
            os.kill(copy, signal.SIGKILL)
        ended(copy)
        said = f"{' '.join(line)}, ended before doing {moment} of {doings}"
        told += [f"{said}: {fault}" for fault in faults(line, room, before, after)]
    shutil.rmtree(room)
    return told


def faults(line: list[str], room: Path, before: Folder, after: Folder) -> list[str]:
    """Return what is neither as it was nor as it should be, and what keeps the next run from it."""
    found = seen(room)
    told = [f"{name} is half written: {found.get(name)!r}" for name in found.keys() | before.keys()
            if found.get(name) not in (before.get(name), after.get(name))]  # fmt: skip
    code = ended(begin(line, room))
    if found != after and (code or seen(room) != after):
        told.append(f"the next run ends with {code}, and what there is then is something else")
    elif code not in (0, AGAIN):
        told.append(f"the next run ends with {code}")
    return told


def seen(folder: Path) -> Folder:
    """Return what somebody has there: no leftovers, and not what agenda remembers for itself."""
    return {name: data for name, data in inside(folder).items()
            if not (LEFT.fullmatch(name) or name.startswith("state/"))}  # fmt: skip


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    answering, nowhere = os.dup(1), os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    warm(asked["line"], Path(asked["start"]))
    draw = random.Random(" ".join(asked["line"]))
    found = tried(asked["line"], Path(asked["start"]), asked["moments"], draw)
    os.write(answering, json.dumps(found).encode())
