"""Measure the coaching rules on sentences that nobody has tuned them on: make blind FILE=….

A line of the file is a sentence: language, rule, whether the rule should find it (yes or no), the
field that it stands in, and the text, with tabs between them. What is printed are precision and
recall by language and by rule, and then every miss and every false alarm.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from agenda.answers import Answers
from agenda.coaching.case import Case
from agenda.coaching.rules import RULES
from agenda.coaching.words import Words, load_words
from agenda.language import bundled

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ENTRIES: dict[str, dict[str, str]] = {
    "current": {"name": "Skill"},
    "future": {"name": "Skill"},
    "goals": {"what": "Run the spring review"},
    "asks": {},
    "achievements": {"what": "Ran the review"},
    "decisions": {},
    "reservations": {},
    "actions": {"what": "Ask for the plan"},
}
"""Fields that hold a list of entries, and what an entry cannot do without."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, where it stands, and whether a rule should find something in it."""

    language: str
    rule: str
    expected: bool
    field: str
    text: str

    def found(self) -> bool:
        """Whether the rule finds something."""
        rule = next(rule for rule in RULES if rule.name == self.rule)
        case = Case(answers_with(self.field, self.text), NOW, lists(self.language))
        return any(rule.check(case))


@cache
def lists(language: str) -> Words:
    """Return the word lists of a language."""
    return load_words(language, (bundled.templates(),))


def answers_with(field: str, text: str) -> Answers:
    """Return answers that say nothing but a text, in the field of that path: goals.what."""
    told: Any = text
    for step in reversed(field.split(".")):
        if step in ENTRIES:
            told = [ENTRIES[step] | told]
        elif step == "questions":
            told = [told]
        elif step == "notes":
            told = {"agreements": told}
        told = {step: told}
    people = {"version": 1, "employee": "Ada Park", "manager": "Grace Osei"}
    return Answers.model_validate(people | told)


def read(file: Path) -> list[Sentence]:
    """Read a file of sentences."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return [Sentence(row[0], row[1], row[2] == "yes", row[3], row[4]) for row in rows]


def figures(sentences: Iterable[Sentence]) -> tuple[int, int, int]:
    """Return how many were found rightly, found wrongly, and missed."""
    said = [(one.expected, one.found()) for one in sentences]
    return said.count((True, True)), said.count((False, True)), said.count((True, False))


def shown(name: str, sentences: list[Sentence]) -> str:
    """Return the line of a group of sentences."""
    right, wrong, missed = figures(sentences)
    precision, recall = (
        f"{right / whole:.2f}" if whole else "   -" for whole in (right + wrong, right + missed)
    )
    flags = f"{right + wrong} flags, {missed} missed, of {len(sentences)}"
    return f"{name:<26} precision {precision}  recall {recall}  ({flags})"


def report(sentences: list[Sentence]) -> str:
    """Return everything there is to say of a file of sentences."""
    languages = sorted({one.language for one in sentences})
    rules = dict.fromkeys(one.rule for one in sentences)
    lines = [shown(tag, [one for one in sentences if one.language == tag]) for tag in languages]
    lines += [shown(name, [one for one in sentences if one.rule == name]) for name in rules]
    for one in sentences:
        if one.found() != one.expected:
            fault = "missed     " if one.expected else "false alarm"
            lines.append(f"{fault} {one.language} {one.rule} {one.field}: {one.text}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report([one for name in sys.argv[1:] for one in read(Path(name))]))
