"""What is generated is up to date, and what can be used is described."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import agenda
from agenda.cli.group import cli
from draws import grid
from ground import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MODULES = sorted((ROOT / "src" / "agenda").rglob("*.py"))


def test_the_generated_files_are_up_to_date():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "docs.py"), "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@grid("command", sorted(cli.commands))
def test_every_command_stands_in_the_readme(command):
    assert f"agenda {command}" in README


def test_the_readmes_first_example_is_the_smallest_sample():
    example, _ = re.findall(r"```yaml\n(version.*?)```", README, re.DOTALL)
    sample = (ROOT / "samples" / "good" / "smallest.yaml").read_text("utf-8")
    written = "\n".join(line for line in sample.splitlines() if not line.startswith("#"))
    assert example.strip() == written.strip()


def test_the_readmes_first_example_has_a_long_arc_and_earns_three_hints_at_most():
    example, _ = re.findall(r"```yaml\n(version.*?)```", README, re.DOTALL)
    hints = agenda.check(agenda.load(example.encode()), every=True)
    assert "aspirations: " in example
    assert "no-long-arc" not in {hint.rule for hint in hints}
    assert len(hints) <= 3


def test_the_readmes_second_example_is_sound():
    _, example = re.findall(r"```yaml\n(version.*?)```", README, re.DOTALL)
    assert agenda.check(agenda.load(example.encode()), select=()) == ()


def test_every_file_that_the_readme_links_to_is_there():
    links = re.findall(r"(?:\]\(|^<img src=\")([^)#:\"]+)", README, re.MULTILINE)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_what_is_public_has_a_docstring():
    found = {str(module.relative_to(ROOT)): undescribed(module) for module in MODULES}
    assert {module: names for module, names in found.items() if names} == {}


def undescribed(module: Path) -> list[str]:
    """Return what is public in a module and has no docstring, itself among that."""
    tree = ast.parse(module.read_text("utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    bare = [node.name for node in public if not ast.get_docstring(node) and not overload(node)]
    if not ast.get_docstring(tree) and module.name != "__main__.py":
        bare.append("the module itself")
    return bare


def overload(node: ast.AST) -> bool:
    return any("overload" in ast.dump(mark) for mark in getattr(node, "decorator_list", ()))
