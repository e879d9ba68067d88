"""What a PDF says of its structure, as a program that reads it aloud finds it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from untraced import untraced


@dataclass(frozen=True)
class Element:
    """An element of the structure: its kids are elements, texts, and annotations."""

    role: str
    facts: Any
    kids: list[Any] = field(default_factory=list)

    def walk(self, *roles: str) -> Iterator[Element]:
        """Yield this element and those within, in the order of reading; of these roles only."""
        if not roles or self.role in roles:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk(*roles)

    @property
    def text(self) -> str:
        """What is said of it, line by line."""
        return self.without(lambda _: False)

    def without(self, left_out: Callable[[Element], bool]) -> str:
        """What is said of it but for some elements within."""
        said = (kid if isinstance(kid, str) else "" if left_out(kid) else kid.without(left_out)
                for kid in self.kids if isinstance(kid, Element | str))  # fmt: skip
        return " ".join(said)

    @property
    def children(self) -> list[str]:
        return [kid.role for kid in self.kids if isinstance(kid, Element)]


@dataclass(frozen=True)
class Heard:
    """The structure of a document, what is drawn outside it, and the names of its fields."""

    root: Element
    artefacts: list[str]
    unheard: list[str]
    fields: list[str]


@untraced
def heard(data: bytes) -> Heard:
    """Return what is told of a PDF. Raises where a content or an annotation has no place."""
    marks, artefacts, unheard = _marked(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        top = pdf.Root.StructTreeRoot
        found = _Reading(pages, marks, _parents(top)).element(top.K[0])
        fields = [str(one.TU) for one in getattr(pdf.Root, "AcroForm", {}).get("/Fields", [])
                  if int(one.get("/F", 0)) & 2 == 0]  # fmt: skip
        ids = [str(one.facts["ID"]) for one in found.walk() if "ID" in one.facts]
        assert not ids or "/IDTree" in top
    assert not marks, marks
    return Heard(found, artefacts, unheard, fields)


def _parents(top: pikepdf.Object) -> dict[int, Any]:
    nums = list(top.ParentTree.Nums)
    return dict(zip(map(int, nums[::2]), nums[1::2], strict=True))


@dataclass
class _Reading:
    """What stands in the pages is taken out as it is found: once each."""

    pages: dict[Any, int]
    marks: dict[tuple[int, int], str]
    parents: dict[int, Any]

    def element(self, of: pikepdf.Object) -> Element:
        facts = {str(key)[1:]: value for key, value in dict(of.get("/A", {})).items()}
        facts |= {key: str(of[f"/{key}"]) for key in ("Alt", "ID", "Lang") if f"/{key}" in of}
        kids = of.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        return Element(str(of.S)[1:], facts, [self._kid(kid, of) for kid in kids])

    def _kid(self, kid: Any, of: pikepdf.Object) -> Any:
        if isinstance(kid, int):
            return self._content(of.Pg, kid, of)
        if kid.get("/Type") == "/MCR":
            return self._content(kid.Pg, int(kid.MCID), of)
        if kid.get("/Type") == "/OBJR":
            assert self.parents[int(kid.Obj.StructParent)].objgen == of.objgen
            return kid.Obj
        assert kid.P.objgen == of.objgen
        return self.element(kid)

    def _content(self, page: pikepdf.Object, mark: int, of: pikepdf.Object) -> str:
        assert self.parents[int(page.StructParents)][mark].objgen == of.objgen
        return self.marks.pop((self.pages[page.objgen], mark))


def _marked(data: bytes) -> tuple[dict[tuple[int, int], str], list[str], list[str]]:
    """Return what is drawn, as PDFium reads it: in a marked content, as an artefact, outside."""
    marks: dict[tuple[int, int], str] = {}
    artefacts: list[str] = []
    unheard: list[str] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        for thing in page.get_objects():
            mark = raw.FPDFPageObj_GetMarkedContentID(thing.raw)
            said = _words(thing, text) if thing.type == raw.FPDF_PAGEOBJ_TEXT else ""
            if mark >= 0:
                marks[number, mark] = marks.get((number, mark), "") + said
            elif raw.FPDFPageObj_CountMarks(thing.raw):
                artefacts.append(said)
            else:
                unheard.append(said)
    document.close()
    return marks, [one for one in artefacts if one.strip()], unheard


def _words(thing: Any, page: Any) -> str:
    length = raw.FPDFTextObj_GetText(thing.raw, page.raw, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFTextObj_GetText(thing.raw, page.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
