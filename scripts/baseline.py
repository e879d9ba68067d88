"""Writes what the program says and makes of every sample, to be compared with another version's.

    python scripts/baseline.py write FOLDER      # with the agenda that this Python imports
    python scripts/baseline.py compare OLD NEW   # says 'equal', or names what differs

It goes through the command line alone, so that nothing of it changes when modules move: the JSON
of `check`, every kind of document in every format for every reader, with fields and flat, the
messages, the calendar, the next cycle, what others may have, and all that is said on the way.
"""

from __future__ import annotations

import contextlib
import filecmp
import io
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
CLOCK = "1795435200"
"""2026-11-23, noon, UTC."""
ALL = "-f pdf -f docx -f html -f md"
EACH = (
    "check {} --output-format json --all",
    "check {} --pages",
    f"prepare {{}} {ALL}",
    f"prepare {{}} {ALL} --for me",
    "prepare {} -f pdf -f docx --flat -O flat",
    "prepare {} -f pdf -f md --language de --paper letter -O german",
    f"followup {{}} {ALL}",
    "followup {} -f pdf -f md --for me",
    "ask {}",
    "ask {} --tone formal --times '2026-12-03 14:00' -o ask.eml",
    "ask {} -f pdf",
    "send {}",
    "send {} --document record",
    "calendar {}",
    "calendar {} --whose all --descriptive -o all.ics",
    "calendar {} --cancel -o cancelled.ics",
    "actions {} --output-format json",
    "audience {}",
    "share {}",
    "next {} -o next.yaml",
    "next {} --manager 'New Name' --keep-private -o new-manager.yaml",
    "followup --start {}",
    "check {}",
)
"""What is done with each answers file, in this order: the last but one changes it."""
OF_A_BAD_ONE = ("check {} --output-format json --all", "check {}", "prepare {} -f md", "share {}")
TOGETHER = (f"progress . {ALL}", "progress . -f pdf -f md --language de -O german", "actions .",
            "check 2026-11.yaml --since 2025-11.yaml 2026-05.yaml")  # fmt: skip


def write(target: Path) -> None:
    """Write all of it into a new folder. Raises FileExistsError where the folder is there."""
    target.mkdir(parents=True)
    jobs: list[tuple[Path, tuple[Path, ...], tuple[str, ...]]] = []
    for folder in ("good", "story", "story/deutsch"):
        files = sorted((SAMPLES / folder).glob("*.yaml"))
        jobs += ((target / folder / file.stem, (file,), EACH) for file in files)
        if "story" in folder:
            jobs.append((target / folder / "together", tuple(files), TOGETHER))
    for folder in ("bad", "better"):
        files = sorted((SAMPLES / folder).glob("*.yaml"))
        jobs += ((target / folder / file.stem, (file,), OF_A_BAD_ONE) for file in files)
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(play, *zip(*jobs, strict=True)):
            pass


def play(folder: Path, files: tuple[Path, ...], lines: tuple[str, ...]) -> None:
    """Run the lines on copies of the files in a folder of their own, and keep what was said.

    The folder is somewhere else meanwhile, under a name that is the same for every version.
    """
    os.environ.update(SOURCE_DATE_EPOCH=CLOCK, XDG_CONFIG_HOME=os.devnull, TZ="UTC")
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        for file in files:
            shutil.copy(file, name)
        with Path("said.txt").open("w", encoding="utf-8") as said:
            for line in lines:
                said.write(f"$ agenda {line}\n{run(shlex.split(line.format(files[0].name)))}\n")
        shutil.copytree(name, folder)


def run(arguments: list[str]) -> str:
    """Run one command in this process; return its code and both streams."""
    from agenda.cli import main  # noqa: PLC0415 - in the process that is to import it

    out, err = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    code: object = 0
    argv, sys.argv = sys.argv, ["agenda", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as left:
        code = left.code
    finally:
        sys.argv = argv
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return "\n".join((*texts, f"code {code}"))


def differences(old: Path, new: Path) -> Iterator[str]:
    """Yield the name of each file that one of the folders lacks, or that differs."""
    names = {
        path.relative_to(folder) for folder in (old, new)
        for path in folder.rglob("*") if path.is_file()
    }  # fmt: skip
    for name in sorted(names):
        both = (old / name).is_file() and (new / name).is_file()
        if not both or not filecmp.cmp(old / name, new / name, shallow=False):
            yield str(name)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["write", folder]:
            write(Path(folder).resolve())
        case ["compare", old, new]:
            found = list(differences(Path(old), Path(new)))
            print(*(f"differs: {name}" for name in found), sep="\n", end="\n" if found else "")
            print(f"{len(found)} files differ" if found else "equal")
            sys.exit(bool(found))
        case _:
            sys.exit(__doc__)
