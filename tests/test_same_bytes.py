"""The same input gives the same bytes: elsewhere, later in another zone, with another hash seed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from draws import one_in
from ground import STORIES, in_a_process

FORMATS = ("pdf", "docx", "html", "md")
DATED = ("pdf", "docx")
"""Those that say when they were made."""
Jobs = tuple[tuple[str, str], ...]
JOBS: Jobs = (("prepare", "2026-11.yaml"), ("followup", "2026-11.yaml"), ("progress", "."))
"""Each command with what it is given: three documents, in every format."""


def documents(folder: Path, jobs: Jobs = JOBS, **env: str) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    for path in STORIES[0]:
        shutil.copy(path, folder)
    options = [option for form in FORMATS for option in ("-f", form)]
    for job in jobs:
        done = in_a_process(*job, *options, "-O", folder / "out", cwd=folder, **env)
        assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in sorted((folder / "out").iterdir())}
    assert len(made) == len(jobs) * len(FORMATS)
    return made


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("same") / "first"
    return documents(folder, TZ="UTC", PYTHONHASHSEED="1")


@pytest.mark.parametrize("job", one_in(2, JOBS, lambda job: job[0]))
def test_another_folder_zone_and_hash_seed_change_nothing(tmp_path, first, job):
    elsewhere = tmp_path / "a longer" / "way to another folder"
    found = documents(elsewhere, (job,), TZ="Asia/Kathmandu", PYTHONHASHSEED="7")
    assert found == {name: first[name] for name in found}


@pytest.mark.parametrize(
    ("job", "differ"),
    [
        pytest.param(JOBS[0], DATED, marks=pytest.mark.slow),
        (JOBS[1], DATED),
        pytest.param(JOBS[2], FORMATS, marks=pytest.mark.slow),  # by then, everything is overdue
    ],
    ids=["agenda", "record", "progress"],
)
def test_source_date_epoch_is_the_clock(tmp_path, first, job, differ):
    later = documents(tmp_path / "later", (job,), SOURCE_DATE_EPOCH="1900000000")
    (pdf,) = (data for name, data in later.items() if name.endswith("pdf"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20300317174640")
    differing = {name for name, data in later.items() if data != first[name]}
    assert differing == {name for name in later if name.endswith(differ)}
