"""The same file gives the same documents wherever and however the command is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ground import ROOT, UNWATCHED, plain

FULL = ROOT / "samples" / "good" / "full.yaml"
FORMS = ("pdf", "docx", "md")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="surroundings of POSIX")


IN_ASCII = pytest.mark.skipif(
    sys.version_info < (3, 13) and not str(ROOT).isascii(),
    reason="under C, this Python cannot read where an editable install in such a folder is",
)


def made(
    folder: Path, *forms: str, prepare: Callable[[], object] | None = None, **more: str
) -> dict[str, bytes]:
    """Run the command in a folder, with an answers file there, and return what it made by form."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(FULL, folder / "Zoë.yaml")
    done = subprocess.run(
        [sys.executable, "-m", "agenda", "prepare", "Zoë.yaml", *(f"-f{form}" for form in forms)],
        cwd=folder, env={**os.environ, **UNWATCHED, **more}, preexec_fn=prepare, check=False,
        capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    return {path.suffix[1:]: path.read_bytes() for path in folder.glob("Zoë.agenda.*")}


def test_the_tests_have_what_a_plain_shell_has_and_know_what_may_not_be_lacking():
    runner = {"PATH": "/bin", "PYTHONUNBUFFERED": "1", "AGENDA_SMTP_URL": "x", "TZ": "Asia/Tokyo",
              "LC_ALL": "de_DE", "AGENDA_REQUIRE_TOOLS": "1"}  # fmt: skip
    kept = {"PATH": "/bin", "AGENDA_REQUIRE_TOOLS": "1", "LANG": "C.UTF-8", "TERM": "xterm"}
    assert plain(runner) == kept


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("usual"), *FORMS, SOURCE_DATE_EPOCH="1795435200")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"LC_ALL": "C", "LANG": "C"}, marks=[IN_ASCII, pytest.mark.slow]),
        pytest.param(
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, marks=IN_ASCII
        ),
        {"TZ": "Pacific/Kiritimati", "HOME": "/proc", "XDG_CACHE_HOME": "/proc"},
        pytest.param({"HOME": "", "TERM": "dumb", "COLUMNS": "1"}, marks=pytest.mark.slow),
    ],
    ids=["C", "ASCII", "Kiritimati, and a home that cannot be written", "no home"],
)
def test_what_the_shell_sets_changes_no_byte(tmp_path, usual, more):
    assert made(tmp_path, *FORMS, **{"SOURCE_DATE_EPOCH": "1795435200", **more}) == usual


def test_a_mask_that_hides_all_from_others_is_kept_to(tmp_path, usual):
    there = made(tmp_path, "md", prepare=lambda: os.umask(0o077), SOURCE_DATE_EPOCH="1795435200")
    assert there == {"md": usual["md"]}
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.glob("Zoë.agenda.*")}
    assert modes == {0o600}


def test_a_checkout_may_lie_in_a_folder_with_any_name(tmp_path, usual):
    there = tmp_path / "Büro & 'Ablage' 100 %"
    for part in ("src", "templates"):
        shutil.copytree(ROOT / part, there / part, ignore=shutil.ignore_patterns("__pycache__"))
    path = {"PYTHONPATH": str(there / "src"), "SOURCE_DATE_EPOCH": "1795435200"}
    assert made(there / "meine Dateien", *FORMS, **path) == usual
