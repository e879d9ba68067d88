"""What a newcomer meets first: the commands in the order of a year, and the way to each."""

import re

import pytest

from agenda.cli import cli
from agenda.cli.group import MOMENTS
from commands.command_line import ran

TO_COME = {"edit", "fields", "new"}
"""Commands that are spoken of before they are there."""


@pytest.mark.parametrize("name", sorted(cli.commands))
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
