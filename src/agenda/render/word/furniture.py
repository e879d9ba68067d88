"""What stands around the text: the head and the foot of each page, direction and language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.package import Package
from lxml import etree

from agenda.language.direction import ALONE, direction
from agenda.render.word.page import Page, classes
from agenda.render.word.runs import languages
from agenda.render.word.styles import Styles
from agenda.render.word.wml import Element, flag, qn, set_property, set_spacing, text, w

FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
PATTERN = re.compile("|".join(map(re.escape, FIELDS)))
EDGE = 340  # 6 mm, which every printer reaches
ISOLATES = re.compile(f"({ALONE.pattern.replace('(', '(?:')})")
AFTER_TITLE = ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
AFTER_BIDI = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")


class Layout(NamedTuple):
    """The page of a document in twips: the width and the height of its text."""

    width: int
    height: int


def section(document: Document) -> Element:
    """Return the w:sectPr that ends the body."""
    found = cast("Element", document.element.body).find(qn("sectPr"))
    assert found is not None  # noqa: S101 - every document that we open has one
    return found


def layout(document: Document) -> Layout:
    """Read the page's measures, of whichever document we write in."""
    size, margins = (section(document).find(qn(tag)) for tag in ("pgSz", "pgMar"))
    values = {str(key).rpartition("}")[2]: int(float(str(value)))
              for found in (size, margins) if found is not None
              for key, value in found.items() if re.fullmatch(r"-?[\d.]+", str(value))}  # fmt: skip
    side = values["left"] + values["right"] + values.get("gutter", 0)
    height = values["h"] - abs(values["top"]) - abs(values["bottom"])
    return Layout(values["w"] - side, height)


def speak(document: Document, page: Page) -> None:
    """Set the language and the direction of a whole document."""
    spoken = languages(page.language)
    for found in cast("Element", document.styles.element).iter(qn("lang")):
        for name, tag in spoken.items():
            found.set(qn(name), tag)
    for found in cast("Element", document.settings.element).iter(qn("themeFontLang")):
        for name, tag in spoken.items():
            found.set(qn(name), tag)
    if page.rtl:
        _insert_bidi(section(document))


def _insert_bidi(properties: Element) -> None:
    if properties.find(qn("bidi")) is not None:
        return
    later = [child for child in properties if str(child.tag).rpartition("}")[2] in AFTER_BIDI]
    place = properties.index(later[0]) if later else len(properties)
    properties.insert(place, w("bidi"))


def furnish(document: Document, page: Page, styles: Styles) -> None:
    """Write the marking into every header, and the footer where the document has none."""
    if page.marking:
        said = _says_so_itself(page) and _kinds(document) == ["default"]
        for kind in _kinds(document):
            _mark(document, page, styles, kind)
        if said:
            _set_first_page_apart(document, page, styles)
    if (page.footer or page.pages) and section(document).find(qn("footerReference")) is None:
        for kind in _kinds(document):
            stops = _stops(document, styles)
            _add(document, "footer", kind, w("ftr", _footer(page, styles, stops)))


def _stops(document: Document, styles: Styles) -> Element:
    """Return a stop at the right end of the text, in place of those of a reference's Footer."""
    path = f"{qn('style')}[@{qn('styleId')}='{styles.id('paragraph', 'footer')}']//{qn('tab')}"
    places = {int(str(tab.get(qn("pos")))): "clear"
              for tab in cast("Element", document.styles.element).iterfind(path)}  # fmt: skip
    places[layout(document).width] = "right"
    return w("tabs", *(w("tab", val=kind, pos=place) for place, kind in sorted(places.items())))


def _kinds(document: Document) -> list[str]:
    """Name the sorts of page that have a header of their own: a first one, even ones."""
    title = section(document).find(qn("titlePg")) is not None
    even = cast("Element", document.settings.element).find(qn("evenAndOddHeaders")) is not None
    return ["default", *(["first"] if title else []), *(["even"] if even else [])]


def _says_so_itself(page: Page) -> bool:
    """Whether the first page bears the marking at its head, so that its header need not."""
    return any("marking" in classes(element) for element in page.body.iter("p"))


def _set_first_page_apart(document: Document, page: Page, styles: Styles) -> None:
    properties = section(document)
    later = [child for child in properties if str(child.tag).rpartition("}")[2] in AFTER_TITLE]
    place = properties.index(later[0]) if later else len(properties)
    properties.insert(place, w("titlePg"))
    _add(document, "header", "first", w("hdr", _paragraph("Header Marking", [], page, styles)))


def lift_marking(blocks: Sequence[Element], width: int, styles: Styles) -> None:
    """Set the marking at the head of a first page that has no header into the margin above.

    There it stands where the other pages say so, and takes none of the room of the text.
    """
    if blocks and _style(blocks[0]) == styles.id("paragraph", "Marking"):
        set_property(blocks[0], w("framePr", w=width, wrap="around", vAnchor="page",
                                  hAnchor="margin", y=EDGE))  # fmt: skip
        set_spacing(blocks[0], after=0)


def _mark(document: Document, page: Page, styles: Styles, kind: str) -> None:
    marking = _paragraph("Header Marking", _runs(page.marking), page, styles)
    found = section(document).find(f"{qn('headerReference')}[@{qn('type')}='{kind}']")
    if found is None:
        _add(document, "header", kind, w("hdr", marking))
        return
    part = document.part.related_parts[str(found.get(qn("r:id")))]
    cast("Element", cast("XmlPart", part).element).insert(0, marking)


def _footer(page: Page, styles: Styles, tabs: Element) -> Element:
    runs = _runs(page.footer)
    if page.pages:
        runs += [w("r", w("tab")), *_numbers(page.pages)]
    paragraph = _paragraph("footer", runs, page, styles)
    paragraph[0].insert(1, tabs)
    return paragraph


def _paragraph(style: str, runs: list[Element], page: Page, styles: Styles) -> Element:
    identity = styles.id("paragraph", style)
    if page.rtl:
        for run in runs:
            for inner in run.iter(qn("r")):
                if inner.find(qn("rPr")) is None:
                    inner.insert(0, w("rPr", w("rtl")))
    return w("p", w("pPr", w("pStyle", val=identity), flag("bidi", page.rtl)), *runs)


def _runs(said: str) -> list[Element]:
    """Return the runs of a plain text: each isolate of its own direction, with its marks."""
    parts = enumerate(ISOLATES.split(said))
    return [w("r", w("rPr", w("rtl", val=int(direction(part[1:]) == "rtl"))) if odd % 2 else None,
              text(part)) for odd, part in parts if part]  # fmt: skip


def _numbers(pattern: str) -> Iterator[Element]:
    """Turn '{page} of {pages}' into text and fields; Word counts anew when it lays out."""
    at = 0
    for match in PATTERN.finditer(pattern):
        if match.start() > at:
            yield w("r", text(pattern[at : match.start()]))
        yield w("fldSimple", w("r", text("1")), instr=f" {FIELDS[match[0]]} ")
        at = match.end()
    if pattern[at:]:
        yield w("r", text(pattern[at:]))


def _add(document: Document, what: str, kind: str, root: Element) -> None:
    """Add a header or a footer to the package, and refer to it from the section."""
    package = cast("Package", document.part.package)
    content, relation = {"header": (CT.WML_HEADER, RT.HEADER),
                         "footer": (CT.WML_FOOTER, RT.FOOTER)}[what]  # fmt: skip
    name = package.next_partname(f"/word/{what}%d.xml")
    part = XmlPart(name, content, parse_xml(etree.tostring(root)), package)
    reference = w(
        f"{what}Reference", type_=kind, **{"r:id": document.part.relate_to(part, relation)}
    )
    before = [child for child in section(document) if str(child.tag).endswith("Reference")]
    section(document).insert(len(before), reference)
    _off_the_edge(section(document), what)


def _off_the_edge(properties: Element, what: str) -> None:
    """Keep what we add away from the paper's edge: LibreOffice writes a distance of nothing."""
    for margins in properties.findall(qn("pgMar")):
        distance = int(str(margins.get(qn(what), 0)))
        margins.set(qn(what), str(max(distance, EDGE)))


# --- What stays on one page: room to write goes with what it is for, a last line with


FOLLOWERS = (("table", "Table Room"), ("paragraph", "Legend"), ("paragraph", "Next"))
"""Styles of blocks that never begin a page."""


def keep_with_previous(blocks: Sequence[Element], styles: Styles) -> None:
    """Tie each follower to the block before it, and over the gap between two tables."""
    followers = {styles.id(*follower) for follower in FOLLOWERS}
    gap = styles.id("paragraph", "Spacer")
    for place, block in enumerate(blocks):
        if place and _style(block) in followers:
            _tie(blocks[place - 1])
            if place > 1 and _style(blocks[place - 1]) == gap:
                _tie(blocks[place - 2])


def _style(block: Element) -> str:
    found = block.find(f"{qn('pPr')}/{qn('pStyle')}")
    if found is None:
        found = block.find(f"{qn('tblPr')}/{qn('tblStyle')}")
    return "" if found is None else str(found.get(qn("val")))


def _tie(block: Element) -> None:
    """Keep a paragraph, or a table's last row, with what follows."""
    rows = block.findall(qn("tr"))
    last = rows[-1] if rows else None
    paragraphs = [block] if last is None else last.findall(f"{qn('tc')}/{qn('p')}")
    for paragraph in paragraphs:
        set_property(paragraph, w("keepNext"))
