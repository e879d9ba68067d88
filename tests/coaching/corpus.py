"""Sentences that a rule on texts must find, and those that only look like it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from agenda.answers import Answers
from agenda.coaching import words
from agenda.coaching.case import Case
from agenda.coaching.rules import RULES
from agenda.language import bundled
from ground import NOW

FILES = sorted((Path(__file__).parent / "corpus").glob("*/*.yaml"))
HEADS = {
    "en": {"version": "1", "employee": "Ada Park", "manager": "Grace Osei"},
    "de": {"version": "1", "employee": "Levent Aydın", "manager": "Sabine Krüger"},
}
OTHERS = {"en": ["Tomasz Wilk", "Mark Stone", "Jo Lind"],
          "de": ["Tomasz Wilk", "Mark Stein", "Jo Lind"]}  # fmt: skip
Answer = dict[str, Any]


def goal(text: str) -> Answer:
    return {"goals": [{"what": text}]}


def way_to_build(text: str) -> Answer:
    return {"skills": {"future": [{"name": "Skill", "build_by": [{"what": text}]}]}}


WHERE: dict[str, Callable[[str], Answer]] = {
    "promotion-pitch": goal,
    "pay-in-shared": goal,
    "job-search-in-shared": goal,
    "named-colleague": goal,
    "vague-goal": goal,
    "no-success-measure": goal,
    "vague-ask": lambda text: {"asks": [{"what": text}]},
    "empty-superlative": lambda text: {"achievements": [{"what": text}]},
    "title-only-aspiration": lambda text: {"aspirations": {"long_term": text}},
    "one-sided-values": lambda text: {"questions": [text]},
    "only-courses": way_to_build,
    "promise-in-record": lambda text: {"record": {"decisions": [{"what": text}]}},
    "judging-words": lambda text: {"record": {"summary": {"alignment": text}}},
    "shared-owner": lambda text: {"record": {"actions": [{"what": "x", "owner": text}]}},
}
"""The field that a sentence stands in."""


@cache
def lists(language: str) -> words.Words:
    """Return the word lists of a language."""
    return words.load_words(language, (bundled.templates(),))


def finds(name: str, language: str, text: str) -> bool:
    """Whether the rule has something to say of the text, in the field where such texts stand."""
    told = HEADS[language] | WHERE[name](text)
    if name == "named-colleague":
        told |= {"private": {"other_people": OTHERS[language]}}
    rule = next(rule for rule in RULES if rule.name == name)
    return any(rule.check(Case(Answers.model_validate(told), NOW, lists(language))))


@dataclass(frozen=True)
class Corpus:
    """The sentences of one rule in one language."""

    name: str
    language: str
    matches: tuple[str, ...]
    look_alikes: tuple[str, ...]

    @property
    def missed(self) -> list[str]:
        return [text for text in self.matches if not finds(self.name, self.language, text)]

    @property
    def wrong(self) -> list[str]:
        return [text for text in self.look_alikes if finds(self.name, self.language, text)]


def corpus(file: Path) -> Corpus:
    """Read one file of sentences."""
    told = YAML(typ="safe").load(file)
    return Corpus(file.stem, file.parent.name, tuple(told["matches"]), tuple(told["look_alikes"]))
