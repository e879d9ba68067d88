"""What coaching says, it says in the language of the answers: every sentence has a translation."""

from __future__ import annotations

import gettext

import pytest

import agenda
from agenda.coaching.case import Case
from agenda.coaching.rules import RULES
from agenda.language.catalogue import Catalogue
from career import answers_of
from coaching.corpus import lists
from ground import NOW, ROOT
from untraced import untraced

MARK = "\N{HEAVY ROUND-TIPPED RIGHTWARDS ARROW}"
HEAD = "version: 1\nlanguage: de\nemployee: Levent Aydın\nmanager: Sabine Krüger\n"


class Marked(gettext.NullTranslations):
    """A catalogue that marks what went through it."""

    def gettext(self, message: str) -> str:
        return MARK + message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@untraced
def test_every_sentence_of_a_rule_goes_through_the_catalogue(rule):
    source = (ROOT / "samples" / "bad" / f"{rule.name}.yaml").read_text("utf-8")
    if rule.name == "private-in-shared":
        return  # agenda.answers.audience tells it
    earlier = tuple(
        answers_of(path.read_text("utf-8"), head="")
        for path in sorted((ROOT / "samples" / "bad" / "earlier").glob(f"{rule.name}-*.yaml"))
    )
    case = Case(
        answers_of(source, head=""), NOW, lists("en"), earlier, catalogue=Catalogue(Marked())
    )
    said = list(rule.check(case))
    assert said
    assert [one for one in said if not (one.message + one.help).startswith(MARK)] == []
    assert [one for one in said if MARK not in one.help] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "bitten Sie um eine Sache"),
        ("de\nformality: formal", "bitten Sie um eine Sache"),
        ("de\nformality: informal", "bitte um eine Sache"),
        ("de-AT", "bitten Sie um eine Sache"),
        ("en-GB", "ask for one thing"),
    ],
)
def test_a_german_file_is_coached_in_german(language, said):
    text = HEAD.replace("language: de", f"language: {language}")
    text += "asks: [Mehr Unterstützung, Support me]\n"
    found = agenda.check(agenda.load(text.encode()), now=NOW, every=True)
    assert next(one.help for one in found if one.rule == "vague-ask").startswith(said)
