"""`agenda fields`: what can be written, in plain words."""

from __future__ import annotations

import json

import pytest

from agenda.answers.reference import every_field, reference
from commands.command_line import ran
from draws import grid

PATHS = [".".join(field.path) for field in every_field(reference())]


def test_the_file_as_a_whole_names_what_stands_at_its_margin():
    shown = ran("fields").out.decode()
    at_margin = [path for path in PATHS if "." not in path]
    assert [path for path in at_margin if f"\n  {path} " not in shown] == []


def test_a_field_is_told_with_an_example_to_copy():
    assert ran("fields", "goals.first_step").out.decode() == (
        "goals.first_step\n"
        "What you do for it in the first two weeks.\n\n"
        "  Form     a text\n"
        "  Seen by  you and your manager\n\n"
        "    goals:\n"
        "      - first_step: send you a one-page outline by the Friday after we meet\n"
    )


@pytest.mark.parametrize("named", ["goals.by", "goals[1].by", "goals/by", "/goals/by"])
def test_a_field_may_be_named_in_several_ways(named):
    assert ran("fields", named).out == ran("fields", "goals.by").out


def test_who_sees_a_field_is_said():
    assert "only you" in ran("fields", "private.worries").out.decode()
    assert "reads the e-mail" in ran("fields", "questions").out.decode()


def test_german_is_spoken_in_both_ways():
    familiar, polite = (ran("fields", "asks.what", "--language", "de", *more).out.decode()
                        for more in ((), ("--formal",)))  # fmt: skip
    assert "deine Führungskraft" in familiar
    assert "Ihre Führungskraft" in polite


def test_programs_can_read_it():
    told = json.loads(ran("fields", "asks", "--output-format", "json").out)
    assert told["path"] == "asks"
    assert [
        told["below"][0][0], told["below"][0][1].split(" As ")[0]
    ] == ["what", "What your manager could do or allow."]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "cure"),
    [
        ("goal", "write goals: instead"),
        ("goals.bye", "write by: if that is meant"),
        ("paper.size", "paper has no fields below it"),
        ("nonsense", "agenda fields explains them"),
    ],
)
def test_a_field_that_there_is_not_is_wrong_usage(named, cure):
    run = ran("fields", named)
    assert run.code == 2
    assert f"there is no field '{named}'" in run.err
    assert cure in run.err


def test_a_language_without_words_is_wrong_usage():
    assert ran("fields", "--language", "tlh").code == 2


@grid("path", PATHS)
def test_every_field_can_be_looked_up(path):
    assert ran("fields", path).code == 0
