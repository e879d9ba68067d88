"""Documents that promise to be short are so: in both languages, on both papers, in PDF and Word."""

from __future__ import annotations

import io
import re
from itertools import product
from typing import Any, NamedTuple

import pypdf
import pytest

import agenda
from extracted import of_docx_in_libreoffice
from ground import NOW, ROOT
from untraced import untraced

KINDS = ("time", "budget", "sponsorship")
FULLER = {
    "full": ("Let me shadow the January planning round of the storage team", "half an hour"
             " afterwards to go through the plan with me"),
    "deutsch": ("Plane Lina und mich für zwei gemeinsame Frühdienste im Monat ein", "sag mir, an"
                " wen ich mich wenden soll und was sie wissen sollte"),
    "sie": ("Planen Sie Ulrike und mich für zwei gemeinsame Termine im Monat ein", "sagen Sie mir,"
            " an wen ich mich wenden soll und was ich wissen sollte"),
}  # fmt: skip
"""What is asked for three times, as long as people write it, and which smaller step would help."""


class Sheet(NamedTuple):
    """A document, the most pages it may have, and of what it is made: a sample, or a language."""

    document: str
    most: int
    of: str
    paper: str

    def __str__(self) -> str:
        return f"{self.document}-{self.of}-{self.paper}"

    def make(self, form: str) -> bytes:
        options: dict[str, Any] = {"document": self.document, "paper": self.paper, "now": NOW}
        if self.document == "exercise":
            return agenda.make([], form, language=self.of, **options)
        what, helps = FULLER[self.of]
        asks = "".join(f"  - {{what: '{what}', by: 2027-01-15, kind: {kind}, id: {kind},"
                       f" already_helps: '{helps}'}}\n" for kind in KINDS)  # fmt: skip
        text = (ROOT / "samples" / "good" / f"{self.of}.yaml").read_text("utf-8")
        text = re.sub(r"(?ms)^asks:\n.*?(?=^\S)", f"asks:\n{asks}", text)
        return agenda.make(agenda.load(text.encode()), form, **options)


PAPERS = ("a4", "letter")
SHEETS = [
    *(Sheet("exercise", 2, *both) for both in product(("en", "de"), PAPERS)),
    *(Sheet("guide", 1, *both) for both in product(FULLER, PAPERS)),
]
LONGEST = {"exercise-de-letter", "guide-sie-letter"}


@pytest.mark.parametrize(
    "sheet",
    [pytest.param(one, marks=() if str(one) in LONGEST else pytest.mark.slow) for one in SHEETS],
    ids=str,
)
@untraced
def test_a_short_document_is_short_in_print(sheet):
    pages = pypdf.PdfReader(io.BytesIO(sheet.make("pdf"))).pages
    assert len(pages) <= sheet.most


@pytest.mark.slow
@untraced
def test_a_short_document_is_short_in_word():
    shown = of_docx_in_libreoffice({str(sheet): sheet.make("docx") for sheet in SHEETS})
    counted = {name: {*map(int, re.findall(r"\d (?:of|von) (\d)", text))}
               for name, text in shown.items()}  # fmt: skip
    assert [str(one) for one in SHEETS if max(counted[str(one)]) > one.most] == []
