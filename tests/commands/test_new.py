"""`agenda new`: a file to begin with, sound in every size and language, and never in the way."""

from __future__ import annotations

import os
import re
import stat
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.cycle.beginning import ASKED, LEAST, NOT_TOLD, ORDER, PEOPLE, Known, Size, begin
from agenda.answers.gaps import gaps
from agenda.answers.reference import every_field, reference
from agenda.commands.schema import schema
from agenda.outputs import computer
from agenda.resources import Resources
from agenda.source.nodes import Mapping, Scalar, walk
from agenda.source.nodes import at as node_at
from career import ENGLISH, GERMAN, problems_of, tree_of
from commands.command_line import inside, ran
from source.test_fresh import TRICKY

SIZES = get_args(Size)
LANGUAGES = [("en-GB", None), ("en-US", "formal"), ("de", "informal"), ("de-AT", "formal")]
EVERYTHING = Known("en-GB", None, "a4", "Ada Park", "Grace Osei", "Europe/London")
EXAMPLE = re.compile(r"^( *)# ((?:[a-z_]+:|- |  ).*)$", re.MULTILINE)
"""A line that is an example behind marks: what is prose begins otherwise."""
HELP = {tag: Resources().help(*tag) for tag in LANGUAGES}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in computer.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(computer, "person", lambda: "")
    monkeypatch.setattr(computer, "timezone", lambda: "")
    return tmp_path


def paths_of(tree: Mapping) -> set[tuple[str, ...]]:
    """Return the fields that a file holds, their keys without positions in lists."""
    return {tuple(step for step in path if isinstance(step, str)) for path, _ in walk(tree)} - {()}


# --- what the text is ------------------------------------------------------


@pytest.mark.parametrize(("size", "tag"), [*product(SIZES, LANGUAGES)])
def test_a_new_file_has_gaps_and_no_problem(size, tag):
    text = begin(Known(*tag, paper="a4"), HELP[tag], size)
    asked = {tuple(step for step in gap.path if isinstance(step, str))
             for gap in gaps(tree_of(text, head=""))}  # fmt: skip
    wanted = {"guided": PEOPLE, "minimal": LEAST}.get(size, ASKED)
    short = {path[:-1] if path not in asked else path for path in wanted}
    assert asked == short
    assert problems_of(text, GERMAN if tag[0] < "e" else ENGLISH, head="") == ()


@pytest.mark.parametrize(("size", "tag"), [*product(SIZES[2:], LANGUAGES)])
def test_the_examples_hold_when_their_marks_are_taken_away(size, tag):
    text = begin(Known(*tag, paper="a4"), HELP[tag], size)
    used = EXAMPLE.sub(r"\1\2", text)
    assert used.count("\n#") < text.count("\n#")
    assert problems_of(used, GERMAN if tag[0] < "e" else ENGLISH, head="") == ()


def test_a_full_file_tells_of_every_field_of_its_parts():
    used = EXAMPLE.sub(r"\1\2", begin(Known("en", "formal", "a4"), HELP[LANGUAGES[0]], "full"))
    told = {*paths_of(tree_of(used, head="")), ("meeting", "timezone")}
    fields = {field.path for field in every_field(reference()) if field.path[0] in ORDER}
    assert {path for path in fields - told if path[-1] not in NOT_TOLD} == set()


def test_its_parts_come_in_the_order_of_thinking():
    tree = tree_of(begin(EVERYTHING, HELP[LANGUAGES[0]]), head="")
    keys = [entry.key.text for entry in tree.entries]
    assert keys[-6:] == ["values", "aspirations", "skills", "goals", "asks", "private"]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_known_is_written_and_no_gap(size):
    tree = tree_of(begin(EVERYTHING, HELP[LANGUAGES[0]], size), head="")
    assert {gap.path[0] for gap in gaps(tree)} & {"employee", "manager"} == set()
    zone = node_at(tree, ("meeting", "timezone"))
    assert isinstance(zone, Scalar)
    assert zone.text == "Europe/London"


def test_what_the_computer_says_is_told_as_its_word():
    proposed = frozenset({("paper",)})
    known = Known("de", "informal", "a4", manager="Mehmet", proposed=proposed)
    text = begin(known, HELP[LANGUAGES[2]])
    assert "paper: a4  # von diesem Computer" in text
    assert text.count("diesem Computer") == 1


def test_a_minimal_file_has_no_comments_but_at_its_top():
    text = begin(EVERYTHING, HELP[LANGUAGES[0]], "minimal")
    assert [line for line in text.split("version:")[1].splitlines() if line.startswith("#")] == []


names = st.sampled_from(TRICKY) | st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]))


@given(names.map(str.strip).filter(bool))
def test_a_name_goes_in_whole_whatever_is_in_it(name):
    if not name.isprintable():
        return
    known = Known("en", employee=name, manager=f"{name} II")
    tree = tree_of(begin(known, HELP[LANGUAGES[0]]), head="")
    told = [node_at(tree, (who, "name")) for who in ("employee", "manager")]
    assert [one.text for one in told if isinstance(one, Scalar)] == [name, f"{name} II"]


# --- what is proposed ------------------------------------------------------


@pytest.mark.parametrize(
    ("set_to", "tag"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de-AT"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "de_DE"}, "en-US"),
        ({"LANG": "sr_RS@latin"}, "sr-RS"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LC_ALL": "POSIX"}, ""),
        ({}, ""),
    ],
)
def test_the_language_is_that_of_the_environment(folder, monkeypatch, set_to, tag):
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert computer.language() == tag


def test_language_and_paper_are_proposed_and_said_so(folder, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    ran("new")
    text = (folder / "career.yaml").read_text("utf-8")
    assert "language: en-US  # taken from this computer" in text
    assert "paper: letter  # taken from this computer" in text


def test_a_language_without_words_is_not_proposed(folder, monkeypatch):
    monkeypatch.setenv("LANG", "tlh_KL.UTF-8")
    assert ran("new").code == 0
    assert "language: en\n" in (folder / "career.yaml").read_text("utf-8")


def test_what_is_asked_for_is_not_said_to_be_the_computers(folder, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    ran("new", "--language", "de")
    text = (folder / "career.yaml").read_text("utf-8")
    assert "language: de\nformality: informal\npaper: a4\n" in text


def test_a_zone_is_one_that_the_file_may_name(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert computer.timezone() in {"Europe/Berlin", ""}
    monkeypatch.setenv("TZ", "Nowhere/Land")
    assert computer.timezone() != "Nowhere/Land"


# --- what the command does -------------------------------------------------


OPTIONS = [*product(["--minimal", "--full", "-q"], ["en", "de", "de-CH"], ["--formal", "-q"])]


@pytest.mark.parametrize("options", OPTIONS)
def test_the_file_passes_check_with_nothing_but_hints(folder, options):
    size, language, formal = options
    assert ran("new", size, formal, "--language", language, "--manager", "no: #1").code == 0
    run = ran("check", "career.yaml", "--all")
    assert run.code == 0
    assert re.findall(r": (error|warning)\[", run.out.decode()) == []


def test_it_is_career_yaml_for_its_owner_alone_and_says_what_is_next(folder):
    run = ran("new")
    assert run.code == 0
    assert run.err.splitlines()[0] == "wrote career.yaml"
    assert run.err.endswith("then: agenda check career.yaml\n")
    assert os.name != "posix" or stat.S_IMODE((folder / "career.yaml").stat().st_mode) == 0o600


@pytest.mark.parametrize("there", ["a file", "a folder", "a link to nowhere"])
def test_nothing_that_is_there_is_replaced(folder, there):
    target = folder / "mine.yaml"
    {"a file": lambda: target.write_text("mine", "utf-8"), "a folder": target.mkdir,
     "a link to nowhere": lambda: target.symlink_to("nowhere")}[there]()  # fmt: skip
    before = inside(folder)
    assert ran("new", "mine.yaml").code == 2
    assert inside(folder) == before


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (["career"], 2, "end it in .yaml: career.yaml"),
        (["career.pdf"], 2, "end it in .yaml: career.yaml"),
        ([".yaml"], 2, "is not the name of an answers file"),
        (["."], 2, "name a file in it, as career.yaml"),
        (["no/such/career.yaml"], 3, "No such file or directory"),
        (["--language", "tlh"], 2, "there is no language 'tlh'"),
        (["--manager", " "], 2, "--manager is not a name"),
        (["--manager", "a\x07"], 2, "--manager is not a name"),
        (["--manager", "x" * 300], 2, "--manager is not a name"),
        (["-", "--schema"], 2, "name the file"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(folder, line, code, said):
    run = ran("new", *line)
    assert (run.code, said in run.err) == (code, True), run.err
    assert inside(folder) == {}


def test_it_goes_to_stdout_where_that_is_asked_for(folder):
    run = ran("new", "-", "--minimal")
    assert b"values:" in run.out
    assert inside(folder) == {}


def test_the_schema_stands_beside_it_and_its_first_line_names_it(folder):
    (folder / "sub").mkdir()
    assert ran("new", "sub/me.yml", "--schema").code == 0
    assert (folder / "sub" / "agenda.schema.json").read_text("utf-8") == schema()
    first = (folder / "sub" / "me.yml").read_text("utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=agenda.schema.json"
    assert ran("new", "sub/you.yml", "--schema").code == 0  # the same schema may stay


def test_another_file_in_the_place_of_the_schema_stays(folder):
    (folder / "agenda.schema.json").write_text("{}", "utf-8")
    before = inside(folder)
    assert ran("new", "--schema").code == 2
    assert inside(folder) == before
