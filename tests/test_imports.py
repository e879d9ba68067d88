"""What a start costs: a heavy library is imported by the one command that needs it."""

import inspect
import os
import pickle
import pkgutil
import re
import subprocess
import sys
import tomllib
from importlib import import_module

import pytest

import agenda
import agenda.cli
from agenda.cli.group import HOMES, cli
from agenda.pipeline import compose
from agenda.resources import Resources
from agenda.wish import Wish
from ground import GOOD, NOW, ROOT, STORIES, UNWATCHED

HEAVY = {"weasyprint", "docx", "pydantic", "jinja2", "ruamel", "babel", "lxml", "icalendar",
         "questionary", "prompt_toolkit", "starlette", "uvicorn"}  # fmt: skip

SMALLEST = str(next(path for path in GOOD if path.stem == "smallest"))
HELP = "import sys; sys.argv = ['agenda', '--help']; from agenda.cli import main; main()"


def imported_by(code: str) -> set[str]:
    """Return the modules that a fresh interpreter imports to run the code."""
    # Coverage would follow this process, and import things of its own.
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code],
        capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, **UNWATCHED},
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


@pytest.mark.parametrize("word", ["prepare ", "prepare --theme ", "prepare --language ", "pre"])
def test_the_tab_key_loads_no_heavy_library(word):
    words = f"COMP_WORDS='agenda {word}', COMP_CWORD='{len(word.split(' '))}'"
    asked = f"import os; os.environ.update(_AGENDA_COMPLETE='bash_complete', {words}); "
    modules = imported_by(asked + HELP.replace("'--help'", ""))
    assert "click.shell_completion" in modules
    assert packages(modules) & HEAVY == set()


def test_importing_agenda_loads_nothing_but_agenda_and_the_standard_library():
    bare = packages(imported_by("pass"))
    assert packages(imported_by("import agenda")) - bare - sys.stdlib_module_names == {"agenda"}


def test_importing_agenda_does_not_load_its_command_line():
    modules = imported_by("import agenda")
    assert {name for name in modules if name.startswith(("agenda.cli", "agenda.commands"))} == set()


def test_a_document_loads_what_its_texts_and_its_format_need():
    """Nothing for Markdown where a text has no marks, nor a library of another format."""
    code = f"import agenda; agenda.make(agenda.load({SMALLEST!r}), 'docx')"
    spared = {"fontTools", "icalendar", "markdown_it", "PIL", "pypdf", "weasyprint"}
    assert spared & packages(imported_by(code)) == set()


@pytest.mark.parametrize("line", ["check", "prepare -f md -o -"])
def test_a_single_file_loads_nothing_for_many(line):
    words = ", ".join(map(repr, [*line.split(), SMALLEST]))
    modules = imported_by(HELP.replace("'--help'", words))
    assert "agenda.batch" in modules
    assert {"agenda.batch.workers", "agenda.batch.cluster", "multiprocessing"} & modules == set()


def test_a_check_loads_nothing_that_makes_a_document():
    code = HELP.replace("'--help'", f"'check', {SMALLEST!r}")
    modules = imported_by(code)
    assert {"babel", "jinja2", "docx", "markdown_it"} & packages(modules) == set()
    assert {"agenda.pipeline", "agenda.kinds", "agenda.formats"} & modules == set()


@pytest.mark.parametrize("document", ["agenda", "record", "progress", "actions"])
def test_what_a_document_says_is_handed_on_without_the_model_of_the_answers(document):
    """The answers are read in another process; what comes back may not load what that had to."""
    paths = STORIES[0] if document in {"progress", "actions"} else STORIES[0][2:]
    audience = "me" if document == "progress" else "manager"
    wish = Wish(now=NOW, document=document, audience=audience)
    content = compose([agenda.load(path) for path in paths], wish, Resources()).content
    code = "import pickle, sys; pickle.load(sys.stdin.buffer); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(content), capture_output=True, check=True
    )
    assert not {"pydantic", "ruamel"} & packages(set(done.stdout.decode().split()))


def rooms_of(modules: list[str]) -> set[str]:
    return {one.split(".")[1] for one in modules}


def test_a_contract_on_a_library_leaves_out_the_rooms_that_its_name_allows_and_no_others():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    rooms = {room for layer in layers for room in re.split(r"\s*[|:]\s*", layer)}
    for one in contracts:
        if one["type"] == "forbidden":
            allowed = {word for word in re.split(r"[ .]", one["name"]) if word in rooms}
            left_out = rooms - rooms_of(one["source_modules"])
            inside = {room for room in allowed if f"{room}." in one["name"]}
            assert left_out == allowed - inside, one["name"]


def test_a_command_imports_no_other():
    code = f"""import sys
sys.argv = ["agenda", "check", {SMALLEST!r}]
from agenda.cli import main
try:
    main()
finally:
    print(*sys.modules)"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    homes = {f"agenda.cli.{module}" for module in HOMES.values()}
    assert {*run.stdout.split()} & homes == {"agenda.cli.answers"}


def test_every_command_is_where_it_is_looked_for():
    for module in pkgutil.walk_packages(agenda.cli.__path__, "agenda.cli."):
        import_module(module.name)  # one that HOMES does not name may hold a command too
    found = {name: inspect.unwrap(one.callback).__module__ for name, one in cli.commands.items()}
    assert found == {name: f"agenda.cli.{module}" for name, module in HOMES.items()}
