"""Kinds and formats are rows: no other place asks for one by its name."""

from __future__ import annotations

import ast
from typing import get_args

import pytest

from agenda.formats import FORMATS
from agenda.kinds import KINDS
from agenda.mail.covers import COVERS
from agenda.names import SENT, Document, For, Format
from ground import ROOT

SOURCE = ROOT / "src" / "agenda"
NAMES = {*get_args(Document), *get_args(Format)}
HOLDERS = ("answers", "coaching", "source")
"""Rooms where `record` is a part of the answers file, and no kind of document."""
MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if path.relative_to(SOURCE).parts[0] not in HOLDERS
]


def compared(code: str) -> set[str]:
    """Return the names of kinds and formats that a module compares something with."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            parts = [one for side in sides for one in ast.walk(side)]
            found |= {one.value for one in parts if isinstance(one, ast.Constant)} & NAMES
        elif isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Constant):
            found |= {node.value.value} & NAMES
    return found


def test_every_name_that_can_be_typed_has_a_row():
    assert set(KINDS) == set(get_args(Document))
    assert set(FORMATS) == set(get_args(Format))
    assert all(set(kind.copies) <= set(get_args(For)) for kind in KINDS.values())


def test_every_kind_has_its_template():
    templates = ROOT / "templates" / "documents"
    assert all((templates / f"{name}.html.j2").is_file() for name in KINDS)


def test_every_kind_that_is_sent_has_a_cover():
    assert set(SENT) == set(COVERS)


@pytest.mark.parametrize(
    "code", ['x == "pdf"', '"pdf" != x', 'x in ("pdf", y)', 'match x:\n case "pdf": y()']
)
def test_a_comparison_would_be_seen(code):
    assert compared(code) == {"pdf"}


def test_no_module_compares_with_the_name_of_a_kind_or_a_format():
    found = {str(module): compared(module.read_text("utf-8")) for module in MODULES}
    assert {module: names for module, names in found.items() if names} == {}
