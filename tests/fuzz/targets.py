"""Whatever comes in is refused soon, or becomes documents at a cost in proportion to its size.

`make fuzz MINUTES=30` draws for half an hour, `make test` not at all. What was found is a case
of tests/regressions.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import pypdf
import pytest
from hypothesis import strategies as st

import agenda
from agenda.answers import change
from agenda.answers.shape import fields, is_list, maps, wanted_at
from agenda.collect.run import Collecting, collect_copies
from agenda.resources import Resources
from agenda.source import read
from agenda.source.edit import encoded
from agenda.source.nodes import plain
from agenda.source.problems import Steps, Stop
from agenda.source.rearrange import swap, take_out
from copies import filled_pdf, sent
from fuzz import inputs
from fuzz.judging import fuzz, judge
from ground import GOOD, NOW
from hostile import HOSTILE

KINDS = ("ask", "agenda", "guide", "record", "checkin", "progress")
CAREER = next(path for path in GOOD if path.stem == "full")
TYPED = {"record/notes/skills": "One\ntwo", "record/actions/new1/what": "Three"}
PLACES: list[Steps] = [(*path, key) for path, model in maps() for key in fields(model)]
"""Every field, without the positions of entries."""
resources = Resources()


@pytest.fixture(autouse=True, scope="module")
def warm() -> None:
    for form in ("md", "html", "docx", "pdf"):
        agenda.make(agenda.load(CAREER), form, now=NOW)


@fuzz(data=st.binary(max_size=400) | st.sampled_from(inputs.ANSWERS).flatmap(
    lambda data: inputs.mutated_bytes(data, [one.encode() for one in inputs.YAML])))  # fmt: skip
def test_bytes(data: bytes) -> None:
    judge(test_bytes, data, partial(check, data))


@fuzz(data=inputs.answers_files())
def test_answers_files(data: bytes) -> None:
    judge(test_answers_files, data, partial(check, data))


def check(data: bytes) -> object:
    return agenda.check(agenda.load(data), now=NOW, every=True)


@fuzz(
    data=inputs.answers_files(), kind=st.sampled_from(KINDS),
    audience=st.sampled_from(["manager", "me"]), flat=st.booleans(),
    form=st.sampled_from(["md", "html", "docx"] * 7 + ["pdf"]),
)  # fmt: skip
def test_documents(data: bytes, kind: str, audience: str, form: str, flat: bool) -> None:
    def made() -> bytes:
        source = agenda.load(data)
        answers = [source, agenda.load(CAREER)] if kind == "progress" else source
        reader = "me" if kind == "progress" else audience
        return agenda.make(answers, form, document=kind, audience=reader, flat=flat, now=NOW)  # type: ignore[arg-type]

    judge(test_documents, data, made)


@cache
def copy(form: str, *, filled: bool) -> bytes:
    """Return a copy of the agenda, as it is sent or as it comes back."""
    data = sent(CAREER, form)
    return filled_pdf(data, TYPED) if filled else data


def pdfs() -> st.SearchStrategy[bytes]:
    return st.booleans().flatmap(
        lambda filled: inputs.mutated_objects(unpacked(copy("pdf", filled=filled)))
    )


@cache
def unpacked(data: bytes) -> bytes:
    """Return a PDF with its objects written out, where a mutation can reach them."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def words() -> st.SearchStrategy[bytes]:
    whole = copy("docx", filled=False)
    return inputs.mutated_parts(whole) | inputs.mutated_bytes(whole, [b"PK\x03\x04", b"\0" * 8])


@fuzz(data=st.deferred(pdfs))
def test_returned_pdfs(data: bytes) -> None:
    collected(test_returned_pdfs, data, "copy.pdf")


@fuzz(data=st.deferred(words))
def test_returned_word_files(data: bytes) -> None:
    collected(test_returned_word_files, data, "copy.docx")


def collected(target: Callable[..., object], data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "career.yaml").write_bytes(CAREER.read_bytes())
        Path(folder, name).write_bytes(data)
        asked = Collecting(
            str(Path(folder, "career.yaml")), (str(Path(folder, name)),), NOW, resources,
            settle="theirs", remarks="take", anyway=True,
        )  # fmt: skip
        found = judge(target, data, partial(collect_copies, asked))
        if found:
            assert plain(read(encoded(found.after)).tree) == plain(found.after.tree)


@fuzz(data=inputs.answers_files(), draws=st.data())
def test_edits(data: bytes, draws: st.DataObject) -> None:
    """A field that was written says what was written, and the file is one that can be read."""
    with suppress(Stop):
        source = read(data)
        for _ in range(draws.draw(st.integers(1, 4))):
            path = placed(draws, draws.draw(st.sampled_from(PLACES)))
            text = draws.draw(st.sampled_from(HOSTILE) | inputs.texts())
            does = draws.draw(st.sampled_from(["write", "write", "add", "take out", "swap"]))
            reading = resources.reading(source.tree)
            edit = {
                "write": partial(change.write, source, path, text, reading),
                "add": partial(change.add, source, path, text, reading),
                "take out": partial(take_out, source, path, 0),
                "swap": partial(swap, source, path, 0, 2),
            }[does]
            after = judge(test_edits, encoded(source), edit)
            if after is None:
                continue
            source = after
            assert plain(read(encoded(source)).tree) == plain(source.tree)
            if does == "write":
                said = change.value_at(source.tree, path, reading)
                assert said == (text if text.strip() not in ("", "<gap>") else ""), path


def placed(draws: st.DataObject, keys: Steps) -> Steps:
    """Return the path of a field, with the positions of entries on the way."""
    path: list[str | int] = []
    for key in keys[:-1]:
        path.append(key)
        if is_list(wanted_at(path)):
            path.append(draws.draw(st.integers(0, 2)))
    return (*path, keys[-1])
