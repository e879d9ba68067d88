"""What drawing at random has found (`make fuzz`): each file here ends in documents, or is told.

A file that is dropped in here is a case: answers as .yaml, returned copies as .pdf and .docx.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import agenda
from agenda.collect import acroform, controls
from agenda.source.problems import Stop
from ground import NOW, ending


def make_all(data: bytes) -> None:
    source = agenda.load(data)
    agenda.check(source, now=NOW, every=True)
    for kind in ("ask", "agenda", "guide", "record", "checkin"):
        for form in ("md", "html", "docx"):
            with suppress(Stop):
                agenda.make(source, form, document=kind, now=NOW)


USED: dict[str, Callable[[bytes], object]] = {
    ".yaml": make_all, ".pdf": acroform.read_pdf, ".docx": controls.read_word
}  # fmt: skip
FOUND = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in USED)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_it_is_told_or_used(path):
    with ending(5), suppress(Stop):
        USED[path.suffix](path.read_bytes())
