"""What the tab key offers in a shell, asked as Click's scripts ask it, and in the shells."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from agenda.cli.group import cli
from agenda.coaching.rules import NAMES
from ground import ROOT, UNWATCHED, lacking

README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with an answers file among others."""
    for name in ("career.yaml", "cards.txt", "other.yml", ".hidden.yaml", "copy.pdf", "copy.docx"):
        (tmp_path / name).touch()
    (tmp_path / "cycles").mkdir()
    (tmp_path / "cycles" / "2026-12.yaml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def offered(line: str) -> list[str]:
    """Return what is offered for the last word of a line, or who is asked for it."""
    *words, begun = shlex.split(line.replace("|", "''"))[1:]
    found = BashComplete(cli, {}, "agenda", "_AGENDA_COMPLETE").get_completions(words, begun)
    return [one.value if one.type == "plain" else f"every {one.type}" for one in found]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("agenda pre", ["prepare"]),
        ("agenda check |", ["career.yaml", "other.yml", "cycles/"]),
        ("agenda check c", ["career.yaml", "cycles/"]),
        ("agenda check ./c", ["./career.yaml", "./cycles/"]),
        ("agenda check .h", [".hidden.yaml"]),
        ("agenda check cycles/", ["cycles/2026-12.yaml"]),
        ("agenda check cy", ["every file"]),
        ("agenda check cards", ["every file"]),
        ("agenda check nowhere/", ["every file"]),
        ("agenda check career.yaml --since o", ["other.yml"]),
        ("agenda collect career.yaml cop", ["copy.docx", "copy.pdf"]),
        ("agenda prepare x.yaml -o |", ["every file"]),
        ("agenda prepare x.yaml -O |", ["every dir"]),
        ("agenda prepare --templates |", ["every dir"]),
        ("agenda prepare -f d", ["docx"]),
        ("agenda prepare --for m", ["manager", "me"]),
        ("agenda prepare --language d", ["de"]),
        ("agenda prepare --theme |", ["classic"]),
        ("agenda send --document r", ["record"]),
        ("agenda rules vague", ["vague-ask", "vague-goal"]),
        ("agenda fields as", ["aspirations", "asks"]),
        ("agenda fields goals.f", ["goals.first_step"]),
        ("agenda fields --language d", ["de"]),
        ("agenda check --ignore |", [*NAMES]),
        ("agenda check x.yaml --all --select vague-a", ["vague-ask"]),
    ],
)
def test_the_tab_key_offers(folder, line, names):
    assert offered(line) == names


def test_a_name_that_needs_quotes_is_left_to_the_shell(folder):
    (folder / "my career.yaml").touch()
    assert offered("agenda check |") == ["every file"]
    assert offered("agenda check c") == ["career.yaml", "cycles/"]


def test_a_look_of_ones_own_is_offered(folder):
    (folder / "ours" / "themes" / "loud").mkdir(parents=True)
    (folder / "ours" / "themes" / "loud" / "theme.toml").touch()
    assert offered("agenda prepare --templates ours --theme |") == ["classic", "loud"]


def typed() -> list[tuple[str, str]]:
    """Return what every command takes that is a file, a folder, a rule or a language."""
    kinds = re.compile("FILE|PATH|DIR|COPY|RULE|DOCX|TAG")
    return [(name, one.name) for name, command in cli.commands.items() for one in command.params
            if kinds.search(one.metavar or "")]  # fmt: skip


@pytest.mark.parametrize(("name", "parameter"), typed())
def test_whatever_names_a_file_a_rule_or_a_language_is_completed(folder, name, parameter):
    command = cli.commands[name]
    above = cli.make_context("agenda", [], resilient_parsing=True)
    context = command.make_context(name, [], above, resilient_parsing=True)
    one = next(one for one in command.params if one.name == parameter)
    assert one.shell_complete(context, "") != []


# -- in the shells, with the lines that the README gives

SCRIPTS = {
    "bash": """
        COMP_WORDS=(agenda check ca) COMP_CWORD=2 COMPREPLY=()
        _agenda_completion agenda
        echo "${COMPREPLY[@]}"
    """,
    "zsh": r"""
        zmodload zsh/zpty
        zpty tab zsh -f -i
        zpty -w tab "bindkey -e; autoload -Uz compinit; compinit -u -D; $(<line)"
        zpty -w -n tab $'agenda check ca\t\C-aecho \n'
        zpty -w tab 'print go""ne'
        zpty -r tab seen '*gone*'
        print -r -- $seen
    """,
    "fish": 'complete -C "agenda check ca"',
}
ARGUMENTS = {"bash": ["--norc", "-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_line_in_the_readme_switches_completion_on(folder, shell):
    if not shutil.which(shell):
        lacking(f"{shell} is not installed") if shell == "bash" else pytest.skip(f"no {shell}")
    line = re.search(
        rf"^    (.*_AGENDA_COMPLETE={shell}_source.*?)(?: +#.*)?$", README, re.MULTILINE
    )
    Path("line").write_text(line[1], "utf-8")
    script = SCRIPTS[shell] if shell == "zsh" else f"{line[1]}\n{SCRIPTS[shell]}"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [shell, *ARGUMENTS[shell], script], capture_output=True, text=True, check=False,
        timeout=60, env={**os.environ, **UNWATCHED, "PATH": path},
    )  # fmt: skip
    assert "career.yaml" in done.stdout, done.stderr
    assert "cards.txt" not in done.stdout
