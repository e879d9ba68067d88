"""What a newcomer meets first: the commands in the order of a year, and the way to each."""

import re

import pytest

from agenda.cli.group import MOMENTS, cli
from agenda.cli.guesses import GUESSES, MEANT
from commands.command_line import ran
from draws import grid

TO_COME = {"edit", "fields", "new"} - set(cli.commands)
"""Commands that are spoken of before they are there."""


@grid("name", sorted(cli.commands))
def test_every_command_says_at_which_moment_of_the_year_it_is_wanted(name):
    assert cli.commands[name].moment in MOMENTS


def test_every_moment_is_led_by_a_command_of_its_own():
    assert [name for moment, name in MOMENTS.items() if name not in TO_COME
            and cli.commands[name].moment != moment] == []  # fmt: skip


def test_the_help_goes_through_the_year():
    said = ran("--help").out.decode()
    headings = re.findall(r"^(\S[^:\n]*):$", said, re.MULTILINE)
    assert headings[0] == "Options"
    assert headings[1:] == [moment for moment in MOMENTS if moment in headings]
    assert re.search(r"^Follow up:\n  followup +\S.*\n  actions ", said, re.MULTILINE)


def test_a_year_begins_with_one_example():
    said = ran("--help").out.decode()
    example = "    agenda new\n      agenda check career.yaml\n      agenda prepare career.yaml\n"
    assert said.index(example) < said.index("Options:")


def test_agenda_alone_says_what_help_says():
    assert ran().said.splitlines() == ran("--help").out.decode().splitlines()


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_what_a_command_does_fits_beside_its_name(name):
    said = cli.commands[name].get_short_help_str(200)
    assert len(said) <= 80 - len("  progress  ")
    assert f"{name}  " in ran("--help").out.decode()
    assert f"  {said}\n" in ran("--help").out.decode()


@grid(
    ("guess", "cure"),
    [
        ("init", "agenda new"),
        ("guided", "agenda new --guided"),
        ("preview", "agenda prepare career.yaml --open"),
        ("pdf", "agenda prepare career.yaml"),
        ("lint", "agenda check career.yaml"),
        ("email", "agenda send career.yaml"),
        ("minutes", "agenda followup career.yaml"),
        ("valdate", "agenda check career.yaml"),
    ],
)
def test_a_guess_is_told_what_to_type(guess, cure):
    done = ran(guess, "career.yaml")
    assert done.code == 2
    assert done.err.endswith(f"Error: No such command '{guess}': use {cure}\n")


@grid("name", ["prepair", "chek", "Check", "follow-up", "calender", "shema"])
def test_a_misspelt_command_is_asked_for(name):
    done = ran(name)
    assert done.code == 2
    assert re.search(rf"No such command '{name}': did you mean \w+\?\n$", done.err)


@grid("name", ["", " ", "login", "update", "goals", "'", "x" * 9_000])
def test_what_is_near_to_nothing_is_sent_to_the_help(name):
    done = ran(name)
    assert (done.code, done.err.endswith("agenda --help lists them all\n")) == (2, True)


def test_a_file_without_a_command_is_told_to_name_one():
    done = ran("career.yaml")
    assert done.code == 2
    assert "as in agenda check career.yaml" in done.err


@grid("line", GUESSES)
def test_what_is_to_be_typed_can_be(line):
    """Whatever stands behind the command in it, its options too, is taken."""
    _, name, *arguments = line.split(maxsplit=2)
    if name in TO_COME:
        return
    if name.startswith("--"):
        assert ran(name).code == 0
        return
    with cli.make_context("agenda", [name]) as above:
        cli.commands[name].make_context(name, " ".join(arguments).split(), above)


def test_no_guess_is_a_command_or_stands_twice():
    assert set(MEANT) & set(cli.commands) == set()
    assert len(MEANT) == sum(len(words.split()) for words in GUESSES.values())


def test_an_option_that_is_none_is_still_told_as_one():
    done = ran("--foo")
    assert (done.code, "o such option" in done.err) == (2, True)
