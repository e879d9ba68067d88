"""Every rule is documented, and its examples are its tests."""

from __future__ import annotations

import re

import pytest

import agenda
from agenda.coaching.page import page
from agenda.coaching.rule import Theme
from agenda.coaching.rules import NAMES, RULES, by_theme
from agenda.source.problems import Severity
from ground import NOW, ROOT
from untraced import untraced

OF_THE_TABLE = """
promotion-pitch pay-in-shared private-in-shared job-search-in-shared named-colleague no-long-arc
title-only-aspiration short-horizon value-without-moment too-many-values one-sided-values
missing-skill-list level-without-evidence no-gap big-jump only-courses unused-future-skill
too-many-goals outside-6-12-months no-date no-success-measure vague-goal no-first-step
obstacle-without-plan goal-without-arc vague-ask too-many-asks no-trade-off no-team-benefit
empty-superlative stale-evidence low-trust manager-unprepared sent-too-late odd-date too-long
action-without-owner action-without-date shared-owner one-sided-actions no-expectations
no-next-check-in promise-in-record late-record judging-words dropped-action carried-twice
unchanged-arc
""".split()  # noqa: SIM905
"""The rules that this tool was asked for, in the order in which they were."""
SAMPLES = ROOT / "samples"
EVERY = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


def told(rule, kind: str, *, every: bool = False) -> list[str]:
    """Return the rules that have something to say of a sample."""
    earlier = sorted((SAMPLES / "bad" / "earlier").glob(f"{rule.name}-*.yaml"))
    problems = agenda.check(
        agenda.load(SAMPLES / kind / f"{rule.name}.yaml"),
        now=NOW, earlier=[agenda.load(path) for path in earlier], every=every,
    )  # fmt: skip
    return [problem.rule for problem in problems]


def test_there_is_every_rule_of_the_table_once():
    assert sorted(NAMES) == sorted([*OF_THE_TABLE, "next-step", "no-meeting"])
    assert sum(map(len, by_theme().values())) == len(RULES)
    assert all(by_theme()[theme] for theme in Theme)


@EVERY
@untraced
def test_a_rule_finds_its_bad_example_among_the_first_and_not_its_good_one(rule):
    assert rule.name in told(rule, "bad")
    assert rule.name not in told(rule, "better", every=True)


@EVERY
@untraced
def test_a_good_example_is_an_answers_file_without_error_or_warning(rule):
    source = agenda.load(SAMPLES / "better" / f"{rule.name}.yaml")
    problems = agenda.check(source, now=NOW, every=True)
    assert [one for one in problems if one.severity is not Severity.HINT] == []


@EVERY
def test_a_rule_has_a_page_of_whole_sentences(rule):
    said = rule.page
    assert re.fullmatch(r"[A-Z][^\n]{5,90}\.", said.title)
    assert said.looks_for.endswith(".")
    assert len(said.why) > 40
    assert said.source.endswith((".", "?"))


def test_only_a_private_passage_is_an_error():
    assert [rule.name for rule in RULES if rule.severity is Severity.ERROR] == ["private-in-shared"]


@pytest.mark.parametrize("missing", ["Why", "Bad", "Good", "Source"])
def test_a_page_without_one_of_its_parts_is_refused(missing):
    parts = {"Why": "so", "Bad": "\n    a: b", "Good": "\n    a: c", "Source": "there."}
    text = "Title.\n\nLooks.\n\n" + "\n".join(
        f"{name}: {part}" for name, part in parts.items() if name != missing
    )
    with pytest.raises(ValueError, match=missing):
        page(text)


def test_a_page_keeps_the_lines_of_its_examples_and_joins_its_paragraphs():
    said = page("T.\n\nLooks\nfor it.\n\nWhy: so\nit is.\nBad:\n    a:\n      - b\n"
                "Good:\n    c: d\n"
                "Earlier:\n    e: f\nEarlier:\n    g: h\nSource: x.\n")  # fmt: skip
    assert (said.looks_for, said.why, said.bad) == ("Looks for it.", "so it is.", "a:\n  - b\n")
    assert said.earlier == ("e: f\n", "g: h\n")
