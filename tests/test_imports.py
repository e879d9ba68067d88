"""What a start costs: a heavy library is imported by the one command that needs it."""

import os
import subprocess
import sys

import pytest

HEAVY = {"weasyprint", "docx", "pydantic", "jinja2", "ruamel", "babel", "lxml", "icalendar"}

HELP = "import sys; sys.argv = ['agenda', '--help']; from agenda.cli import main; main()"


def imported_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter imports to run the code."""
    # Coverage follows subprocesses through the environment, and imports things of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=True,
    )  # fmt: skip
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    "code",
    ["import agenda", "import agenda.cli", HELP],
    ids=["import agenda", "import agenda.cli", "agenda --help"],
)
def test_a_start_loads_no_heavy_library(code):
    assert packages(imported_by(code)) & HEAVY == set()


def test_importing_agenda_loads_nothing_but_agenda_and_the_standard_library():
    bare = packages(imported_by("pass"))
    assert packages(imported_by("import agenda")) - bare - sys.stdlib_module_names == {"agenda"}


def test_importing_agenda_does_not_load_its_command_line():
    modules = imported_by("import agenda")
    assert {name for name in modules if name.startswith(("agenda.cli", "agenda.commands"))} == set()
