"""Templates that the build has compiled are the same templates, only sooner there."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import jinja2
import pytest

import agenda
from agenda.commands import library
from agenda.language import bundled
from agenda.language.locale import load
from agenda.render import html, templating
from agenda.source.problems import Stop
from ground import GOOD, NOW

TEMPLATES = bundled.templates()
NAMES = [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.glob("*/*.j2"))]
FULL = next(path for path in GOOD if path.stem == "full")


@pytest.fixture
def uncompiling(monkeypatch):
    """Let nothing be compiled in this run."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a template is compiled")

    monkeypatch.setattr(jinja2.Environment, "compile", refuse)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory) -> Path:
    """The bundled templates in another place, compiled there by what the build calls."""
    folder = tmp_path_factory.mktemp("built") / "templates"
    shutil.copytree(TEMPLATES, folder, ignore=shutil.ignore_patterns("compiled", "page"))
    for place, code in templating.compile_all(folder).items():
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(code)
    return folder


@pytest.fixture
def built(compiled, tmp_path, monkeypatch) -> Path:
    """Templates with what the build makes of them: those of this test."""
    folder = tmp_path / "templates"
    shutil.copytree(compiled, folder)
    monkeypatch.setattr("agenda.resources.bundled.templates", lambda: folder)
    monkeypatch.setattr("agenda.language.locale.bundled.templates", lambda: folder)
    return folder


@pytest.fixture(autouse=True)
def _nothing_kept():
    """What other tests have loaded is not what stands in `built`, nor the other way round."""
    library._bundled.cache_clear()
    yield
    library._bundled.cache_clear()


def made(**options: str) -> bytes:
    """Make a document as a new process would."""
    library._bundled.cache_clear()
    return agenda.make(agenda.load(FULL), "md", now=NOW, **options)


@pytest.mark.parametrize("name", NAMES)
def test_the_build_compiles_as_a_run_does(compiled, name):
    environment = html._environment(jinja2.FileSystemLoader(str(compiled)))
    compiling = getattr(jinja2.Environment.compile, "__wrapped__", jinja2.Environment.compile)
    code = compiling(environment, (compiled / name).read_text("utf-8"), name, None, raw=True)
    rest, last = templating._place(compiled, name).read_text("utf-8").rstrip().rsplit("\n", 1)
    assert last.startswith(f"# Made by the build with Jinja {jinja2.__version__} of ")
    assert rest == code


def test_nothing_is_compiled_where_the_build_has_been(built, uncompiling):
    assert b"Ada Park" in made()


@pytest.mark.parametrize("changed", ["template", "Jinja", "code", "no code"])
def test_what_was_made_of_something_else_is_not_used(built, monkeypatch, changed):
    place = templating._place(built, "documents/agenda.html.j2")
    before = made()
    if changed == "template":
        file = built / "documents" / "agenda.html.j2"
        text = file.read_text("utf-8").replace("</body>", "<p>Zebra</p>\n</body>")
        file.write_text(text, "utf-8")
    elif changed == "Jinja":
        monkeypatch.setattr(jinja2, "__version__", "99.0")
    elif changed == "code":
        place.write_text(")\n" + place.read_text("utf-8").rsplit("\n", 2)[1] + "\n", "utf-8")
    else:
        place.unlink()
    assert templating.find_compiled(built, "documents/agenda.html.j2") is None
    assert (b"Zebra" in made()) == (changed == "template")
    assert made().replace(b"\n\nZebra", b"") == before


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "no/such/place"])
def test_a_name_that_is_none_is_told_as_any_other(built, tmp_path, name):
    own = tmp_path / "own" / "documents"
    own.mkdir(parents=True)
    text = (built / "documents" / "agenda.html.j2").read_text("utf-8")
    held = text.replace("</body>", f'{{% include "{name}" %}}</body>')
    (own / "agenda.html.j2").write_text(held, "utf-8")
    with pytest.raises(Stop, match="there is no template"):
        made(templates=own.parent)


def test_what_python_kept_and_is_broken_is_not_used(built, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # as somebody may have it set
    before = made()
    kept = list((built / templating.READY / "__pycache__").glob("*.pyc"))
    assert kept
    for file in kept:
        file.write_bytes(file.read_bytes()[:20])
    assert made() == before


def test_a_template_of_the_users_goes_before_and_is_found_by_those_of_the_build(built, tmp_path):
    own = tmp_path / "own" / "documents"
    own.mkdir(parents=True)
    text = (built / "documents" / "macros.html.j2").read_text("utf-8")
    (own / "macros.html.j2").write_text(text.replace("<p", "<p class='mine'", 1), "utf-8")
    assert templating.find_compiled(built, "documents/agenda.html.j2")
    with pytest.raises(Stop, match="mine"):
        made(templates=own.parent)


def test_a_fault_names_file_and_line_of_the_template(built, uncompiling):
    templates, words = html.Templates((built,)), load("en", None, (built,))
    with pytest.raises(Stop, match="no attribute 'marking'") as stop:
        templates.document("agenda", object(), words)
    file = (built / "documents" / "agenda.html.j2").resolve()
    (problem,) = stop.value.problems
    assert (stop.value.name, stop.value.text) == (str(file), file.read_text("utf-8"))
    assert "agenda.marking" in stop.value.text[problem.span.start : problem.span.end]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_folder_that_cannot_be_written_does_no_harm(built, uncompiling):
    os.chmod(built / templating.READY, 0o500)  # noqa: PTH101
    try:
        assert made() == made()
    finally:
        os.chmod(built / templating.READY, 0o700)  # noqa: PTH101
