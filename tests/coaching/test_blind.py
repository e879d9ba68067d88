"""Sentences of sets that were blind once, and those written beside the lists: they hold.

What the sets measured before anything was tuned to them stands in docs/rules.md; here they keep
what was learned from being lost.
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from ground import ROOT

HERE = Path(__file__).parent
UNTAUGHT = HERE / "blind" / "12.tsv"
"""The set that nothing is tuned to."""
SETS = [*sorted((HERE / "blind").glob("*.tsv")), HERE / "beside.tsv"]
TAUGHT = [file for file in SETS if file != UNTAUGHT]
FEWEST = 56
KEPT, BAR = (0.95, 0.93), (0.9, 0.8)
"""What is asked of precision and recall on a set that has taught something, and on another."""


def script(name: str) -> ModuleType:
    """Return a script as a module."""
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


blind = script("blind")


in_each_language = pytest.mark.parametrize("language", ["en", "de"])


@in_each_language
@pytest.mark.parametrize("file", TAUGHT, ids=lambda file: file.stem)
def test_what_a_set_has_taught_is_kept(file, language):
    reach(KEPT, file, language)


@in_each_language
def test_the_untaught_set_stays_above_the_bar(language):
    reach(BAR, UNTAUGHT, language)


def reach(asked: tuple[float, float], file: Path, language: str) -> None:
    """Assert that precision and recall on a set are what is asked of them."""
    sentences = [one for one in blind.read(file) if one.language == language]
    right, wrong, missed = blind.figures(sentences)
    precise, complete = asked
    assert len(sentences) >= FEWEST
    assert right / (right + wrong) >= precise
    assert right / (right + missed) >= complete


def test_every_field_of_the_sets_is_one_of_the_answers():
    fields = {one.field for file in SETS for one in blind.read(file)}
    for field in fields:
        assert "Wort" in blind.answers_with(field, "Wort").model_dump_json()


def test_misses_and_false_alarms_are_told(tmp_path):
    lines = ["en\tpay-in-shared\tyes\tasks.what\tGet me a pay rise",
             "en\tpay-in-shared\tyes\tasks.what\tRead my draft",
             "de\tpay-in-shared\tno\tasks.what\tMehr Gehalt"]  # fmt: skip
    (file := tmp_path / "set.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    said = blind.report(blind.read(file)).splitlines()
    assert "precision 0.00" in said[0]
    assert "precision 1.00  recall 0.50" in said[1]
    assert said[-2:] == [
        "missed      en pay-in-shared asks.what: Read my draft",
        "false alarm de pay-in-shared asks.what: Mehr Gehalt",
    ]
