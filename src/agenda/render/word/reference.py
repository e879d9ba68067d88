"""A user's own Word file as the ground: its look is taken, its text is not."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import cast

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from agenda.render import archive as archives
from agenda.render.word.wml import Element, names, qn
from agenda.source.problems import Stop, error

MOST_BYTES, MOST_PARTS = 64 * 2**20, 2000  # a company's letterhead is a hundredth of it
CURE = "give a Word document (.docx), saved by Word, LibreOffice or Google Docs"
TEMPLATE_TYPES = {
    CT.WML_DOCUMENT_MAIN: "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml":
        "is a Word template (.dotx)",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "is a document with macros (.docm)",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml":
        "is a template with macros (.dotm)",
}  # fmt: skip

FURNITURE = (RT.HEADER, RT.FOOTER)
EMBEDDED = frozenset({"oleObject", "control", "aFChunk", "package", "attachedTemplate"})
FETCHING = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|IMPORT)\b", re.IGNORECASE
)
KEPT_RELATIONS = frozenset({RT.STYLES, RT.NUMBERING, RT.THEME, RT.FONT_TABLE, RT.SETTINGS})
KEPT_SECTION = frozenset(
    names(
        "headerReference footerReference pgSz pgMar paperSrc pgBorders pgNumType cols vAlign "
        "titlePg textDirection bidi rtlGutter docGrid"
    )
)
# Settings may hold variables, passwords, a template's address and the traces of editing.
KEPT_SETTINGS = frozenset(
    names(
        "mirrorMargins alignBordersAndEdges gutterAtTop embedTrueTypeFonts embedSystemFonts "
        "saveSubsetFonts evenAndOddHeaders autoHyphenation consecutiveHyphenLimit hyphenationZone "
        "doNotHyphenateCaps clrSchemeMapping"
    )
)
SETTINGS_ORDER = names(
    "zoom mirrorMargins alignBordersAndEdges gutterAtTop embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps evenAndOddHeaders characterSpacingControl compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator"
)


def opened(data: bytes, ours: Document) -> Document:
    """Open a reference document with nothing left of its text but headers and footers.

    Parts that it lacks are taken over from `ours`, our own empty document.

    Raises Stop with a problem `reference-doc` when it is no Word document, is locked,
    is of another kind, or would swell beyond measure when unpacked.
    """
    fault = _fault(data)
    if fault:
        raise _stop(fault)
    try:
        document = docx.Document(BytesIO(data))
        if outside := _active(document):
            raise _stop(outside)
        _take_over(document, ours)
        _strip(document)
        _complete(document, ours)
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, PackageNotFoundError,
            OverflowError, RecursionError, zlib.error, zipfile.BadZipFile, etree.XMLSyntaxError,
            NotImplementedError) as problem:  # fmt: skip
        raise _stop("cannot be read as a Word document") from problem
    return document


def unusable() -> Stop:
    """Return what to raise where its styles, lists or page measures make no sense."""
    return _stop("has measures or styles that make no sense")


def _stop(fault: str) -> Stop:
    return Stop(error("reference-doc", f"the reference document {fault}", CURE))


def _fault(data: bytes) -> str:
    try:
        archive = archives.opened(data, MOST_BYTES, MOST_PARTS)
        overrides = archives.parsed(archive.read(archives.TYPES, MOST_BYTES))
    except archives.Refused as fault:
        return str(fault)
    found = [str(part.get("ContentType")) for part in overrides if part.get("ContentType")]
    named = [TEMPLATE_TYPES[kind] for kind in found if kind in TEMPLATE_TYPES]
    return named[0] if named else "is not a Word document"


def _active(document: Document) -> str:
    """Say what of the parts that are kept would reach outside, or run something, in the copy."""
    found = document.part.rels.values()
    kept = [rel for rel in found if rel.reltype in (*KEPT_RELATIONS, *FURNITURE)]
    if any(rel.is_external for rel in kept):
        return "takes its styles from elsewhere"
    parts = [rel.target_part for rel in kept if rel.reltype != RT.SETTINGS]
    return next((fault for part in parts if (fault := _part_fault(part))), "")


def _part_fault(part: Part) -> str:
    relations = part.rels.values()
    if any(rel.is_external and rel.reltype != RT.HYPERLINK for rel in relations):
        return "fetches something from elsewhere"
    if any(rel.reltype.rpartition("/")[2] in EMBEDDED for rel in relations):
        return "holds embedded objects"
    if any(FETCHING.search(field) for field in _fields(part.blob)):
        return "has fields that fetch or run something"
    return ""


def _fields(xml: bytes) -> Iterator[str]:
    """Yield what the fields of a part do, as Word writes it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for element in etree.fromstring(xml, parser).iter(qn("instrText"), qn("fldSimple")):
        yield str(element.get(qn("instr")) or element.text or "")


def _take_over(document: Document, ours: Document) -> None:
    """Let a document have ours of what it lacks; python-docx would add its own."""
    has = {rel.reltype for rel in document.part.rels.values()}
    for relation in (RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.FONT_TABLE, RT.THEME):
        if relation not in has:
            document.part.relate_to(ours.part.part_related_by(relation), relation)


def _strip(document: Document) -> None:
    """Drop what is text of the reference, or tells of it: only what gives the look stays."""
    body = cast("Element", document.element.body)
    sections = body.findall(qn("sectPr"))
    body[:] = sections[-1:]
    root = cast("Element", document.element)
    root[:] = [body]
    _keep(body, KEPT_SECTION)
    _drop_relations(document, body)
    _drop_sdt_bindings(document)
    settings = cast("Element", document.settings.element)
    settings[:] = [child for child in settings if _local(child) in KEPT_SETTINGS]
    document.part.part_related_by(RT.SETTINGS).rels.clear()
    _clear_packages(document)


def _keep(body: Element, names: frozenset[str]) -> None:
    for section in body:
        section[:] = [child for child in section if _local(child) in names]


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _drop_relations(document: Document, body: Element) -> None:
    used = {str(found.get(qn("r:id"))) for section in body for found in section}
    rels = document.part.rels
    for name in [name for name, rel in rels.items()
                 if rel.reltype not in KEPT_RELATIONS and name not in used]:  # fmt: skip
        del rels[name]


def _drop_sdt_bindings(document: Document) -> None:
    """Unbind the controls of headers: what they are bound to is dropped, their text stays."""
    for part in _headers(document):
        for binding in list(part.iter(qn("dataBinding"))):
            parent = binding.getparent()
            if parent is not None:
                parent.remove(binding)


def _headers(document: Document) -> Iterator[Element]:
    for rel in document.part.rels.values():
        if rel.reltype in {RT.HEADER, RT.FOOTER}:
            yield cast("Element", cast("XmlPart", rel.target_part).element)


def _clear_packages(document: Document) -> None:
    """Drop custom properties, the picture of the first page, signatures; ours replace the rest."""
    rels = cast("Package", document.part.package).rels
    for name in [name for name, rel in rels.items() if rel.reltype != RT.OFFICE_DOCUMENT]:
        del rels[name]


def _complete(document: Document, ours: Document) -> None:
    """Give a reference's section and settings what they lack, as in our own document."""
    theirs, default = (cast("Element", found.element.body) for found in (document, ours))
    if not len(theirs):
        theirs.append(default[-1])
    else:
        _fill_section(theirs[-1], default[-1])
    settings = cast("Element", document.settings.element)
    has = {_local(child) for child in settings}
    added = [child for child in cast("Element", ours.settings.element) if _local(child) not in has]
    settings[:] = sorted([*settings, *added], key=lambda child: SETTINGS_ORDER.index(_local(child)))


def _fill_section(section: Element, default: Element) -> None:
    if section.find(qn("pgSz")) is not None and section.find(qn("pgMar")) is not None:
        return
    for tag in ("pgMar", "pgSz"):
        for found in section.findall(qn(tag)):
            section.remove(found)
        place = len([child for child in section if _local(child).endswith("Reference")])
        size = default.find(qn(tag))
        if size is not None:
            section.insert(place, size)


def values(document: Document, tokens: Mapping[str, str]) -> dict[str, str]:
    """Fit the tokens of our styles to a reference: its size of text, the colour of its headings."""
    sheet = cast("Element", document.styles.element)
    scale = size(sheet) / int(tokens["body"])
    sized = {name: str(round(int(tokens[name]) * scale))
             for name in ("body", "small", "lead", "h1", "h2", "h3")}  # fmt: skip
    accent = _colour(sheet, "heading 1")
    coloured = {"accent": accent, "soft": _pale(accent)} if accent else {}
    return {**tokens, **sized, **coloured}


def size(sheet: Element) -> int:
    """Return the size of a document's text in half-points."""
    places = (f"{qn('style')}[@{qn('default')}='1'][@{qn('type')}='paragraph']/{qn('rPr')}",
              f"{qn('docDefaults')}/{qn('rPrDefault')}/{qn('rPr')}")  # fmt: skip
    found = [sheet.find(f"{place}/{qn('sz')}") for place in places]
    return next((int(float(str(size.get(qn("val"))))) for size in found if size is not None), 20)


def _colour(sheet: Element, name: str) -> str:
    for style in sheet.iter(qn("style")):
        named, colour = style.find(qn("name")), style.find(f"{qn('rPr')}/{qn('color')}")
        if named is None or colour is None or str(named.get(qn("val"))).casefold() != name:
            continue
        value = str(colour.get(qn("val")))
        return value if value != "auto" else ""
    return ""


def _pale(colour: str) -> str:
    """Mix a colour with white, to a ground that text is read on."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * 0.08):02x}" for part in parts)
