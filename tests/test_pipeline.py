"""The run is what pipeline.py says: each step once, in this order, whichever command asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

import pytest

import agenda
from agenda import fork, pipeline
from agenda.answers import accept, narrow, seen_by, validate
from agenda.coaching.checkup import check_answers
from agenda.commands.advice import advice
from agenda.resources import Resources
from agenda.source import read
from agenda.source.problems import Stop
from agenda.wish import Wish
from commands.command_line import ran
from ground import GOOD, NOW

STEPS = (read, seen_by, validate, accept, pipeline.compose, pipeline.lay_out, pipeline.write)
BESIDE = (narrow, check_answers, advice)
"""What takes steps of its own: an e-mail's text, the check of a whole file, its one line."""
FILE = """\
version: 1
employee: Ada Park
manager: Grace Osei
meeting: 2026-06-03 14:00
values: [{name: craft, private: I would not say so.}]
record:
  held: 2026-06-03
  actions: [{what: Write it, owner: Ada Park, due: 2026-12-01}]
  next_check_in: 2026-12-03
"""


@contextmanager
def followed() -> Iterator[list[str]]:
    """Note the name of each step when it has been taken, but not those within another one."""
    names: dict[CodeType, str] = {one.__code__: one.__name__ for one in (*STEPS, *BESIDE[:2])}
    within = {one.__code__ for one in BESIDE}
    taken: list[str] = []
    inside = 0

    def profile(frame: FrameType, event: str, _: Any) -> None:
        nonlocal inside
        if frame.f_code in within:
            inside += {"call": 1, "return": -1}.get(event, 0)
        if event == "return" and frame.f_code in names and not inside:
            taken.append(names[frame.f_code])

    sys.setprofile(profile)
    try:
        yield taken
    finally:
        sys.setprofile(None)


DOCUMENT = ["read", "seen_by", "validate", "accept", "compose", "lay_out", "write"]


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("prepare career.yaml -f md", DOCUMENT),
        ("followup career.yaml -f docx", DOCUMENT),
        ("prepare career.yaml -f md --for me", [one for one in DOCUMENT if one != "seen_by"]),
        ("send career.yaml --document record", [*DOCUMENT[:5], "narrow", "narrow", *DOCUMENT[5:]]),
        ("check career.yaml", ["read", "check_answers"]),
    ],
)
def test_each_step_is_taken_once_and_in_this_order(tmp_path, monkeypatch, line, steps):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fork, "can_copy", lambda: False)
    (tmp_path / "career.yaml").write_text(FILE, "utf-8")
    with followed() as taken:
        done = ran(*line.split())
    assert done.code == 0, done.said
    assert taken == steps


def test_what_a_writer_cannot_do_is_a_bug_unless_it_is_made_with_files_of_the_users():
    made = pipeline.draft([agenda.load(GOOD[0])], Wish(NOW), Resources())._replace(html=None)
    with pytest.raises(AttributeError):
        pipeline.write(made, "docx")
    with pytest.raises(Stop, match="no document can be made with this: AttributeError") as stop:
        pipeline.write(made._replace(own=("own/agenda.html.j2",)), "docx")
    assert (stop.value.name, stop.value.problems[0].rule) == ("own/agenda.html.j2", "template")
