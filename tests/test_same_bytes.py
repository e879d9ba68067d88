"""The same input gives the same bytes: elsewhere, later in another zone, with another hash seed."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from ground import GOOD

FORMATS = ("pdf", "docx", "html", "md")
FULL = next(path for path in GOOD if path.stem == "full")


def documents(run, folder: Path, **env: str) -> dict[str, bytes]:
    folder.mkdir(parents=True)
    shutil.copy(FULL, folder / "career.yaml")
    options = [option for form in FORMATS for option in ("-f", form)]
    done = run("prepare", "career.yaml", *options, cwd=folder, **env)
    assert done.returncode == 0, done.stderr
    return {form: (folder / f"career.agenda.{form}").read_bytes() for form in FORMATS}


@pytest.fixture
def first(run, tmp_path):
    return documents(run, tmp_path / "first", TZ="UTC", PYTHONHASHSEED="1")


def test_another_folder_zone_and_hash_seed_change_nothing(run, tmp_path, first):
    elsewhere = tmp_path / "a longer" / "way to another folder"
    assert documents(run, elsewhere, TZ="Asia/Kathmandu", PYTHONHASHSEED="7") == first


def test_source_date_epoch_is_the_clock(run, tmp_path, first):
    later = documents(run, tmp_path / "later", SOURCE_DATE_EPOCH="1900000000")
    with pikepdf.open(io.BytesIO(later["pdf"])) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20300317174640")
    assert later["pdf"] != first["pdf"]
    assert later["docx"] != first["docx"]
    assert later["md"] == first["md"]
