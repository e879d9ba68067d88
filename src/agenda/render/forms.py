"""The fields of a PDF, as WeasyPrint has written them, made ready to be filled in.

WeasyPrint names a field for people only inside a `<form>`, and does not know the document's
identity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from agenda.language.direction import FSI, PDI
from agenda.render import memory
from agenda.render.field_names import TAGS, name_fields

IDENTITY = "agenda"
"""The field, which nobody sees, and the entry of the metadata with the document's identity."""

TICKED = b"0 g /ZaDb 9 Tf"
"""How a program draws a tick that draws its own: poppler shows none where this is not told."""
HIDDEN, READ_ONLY = 1 << 1, 1 << 0  # of an annotation, of a field (ISO 32000-1, tables 165, 221)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a page of HTML says of its fields.

    `labels` has what each is called, by its name; `identity` is the document's, as it stands in
    its head.
    """

    labels: Mapping[str, str]
    identity: Mapping[str, str]


def read_fields(root: Element) -> Fields:
    """Return what a page, as WeasyPrint has parsed it, says of its fields."""
    labels = name_fields(root, lambda one: " ".join(_plain_words(one).split()))
    return Fields(labels, _identity(root, filter(None, labels)))


def _identity(root: Element, names: Iterable[str]) -> Mapping[str, str]:
    """Return what the document is, how it numbers its pages, its fields, and all that it says."""
    metas = {meta.get("name", ""): meta.get("content", "") for meta in root.iter("meta")}
    identity = metas.pop("identity", "")
    if not identity:
        return {}
    pages = metas.pop("pages", "")
    metas.pop("viewport", "")
    lines = (" ".join(text.split()) for text in (*metas.values(), *_texts(root)))
    return memory.remember(json.loads(identity), [pages, *names, *filter(None, lines)])


def _texts(element: Element, undrawn: frozenset[str] = frozenset({"option"})) -> Iterator[str]:
    """Yield what is drawn on the pages: neither what a field offers, nor its name in a cell."""
    numbered = 0
    yield element.text or ""
    undrawn |= {"label"} if element.tag == "td" else set()
    for child in element:
        if element.tag == "ol" and child.tag == "li":  # a heading may stand in the same line
            numbered += 1
            yield f"{numbered}."
        if child.tag not in undrawn:
            yield from _texts(child, undrawn)
        yield child.tail or ""


def _plain_words(element: Element) -> str:
    """Return the words of an element as plain text, in which marks keep apart what a bdi does."""
    inner = "".join(f"{_plain_words(child)}{child.tail or ''}" for child in element)
    words = "" if element.tag in TAGS else f"{element.text or ''}{inner}"
    return f"{FSI}{words}{PDI}" if element.tag == "bdi" else words


def finish(pdf: Any, page: Fields) -> None:
    """Give each field its label, and the document its identity.

    `pdf` is pydyf's. Without any field the document stays as it is.
    """
    import pydyf  # type: ignore[import-untyped] # noqa: PLC0415 - WeasyPrint has it loaded

    fields = [item for item in pdf.objects if _is_field(item)]
    for field in fields:
        name = field["T"].string
        field["TU"] = pydyf.String(page.labels.get(name) or name)
        if field["FT"] == "/Btn":
            field["DA"] = pydyf.String(TICKED)
    if fields:
        _offer_ticks(pdf, pydyf)
    if fields and page.identity:
        told = dict(page.identity) | {memory.DRAWN: memory.page_digest(_drawn(pdf))}
        carried = json.dumps(told, separators=(",", ":"))
        pdf.info["Agenda"] = pydyf.String(carried)
        _carry(pdf, pydyf, carried)


def _drawn(pdf: Any) -> Iterator[bytes]:
    """Yield what is drawn on each page."""
    pages = (one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page")
    for page in pages:
        number = int(page["Contents"].split()[0])
        for one in pdf.objects[number].stream:
            yield one if isinstance(one, bytes) else getattr(one, "data", None) or str(one).encode()


def _is_field(item: Any) -> bool:
    return isinstance(item, dict) and item.get("Subtype") == "/Widget"


def _offer_ticks(pdf: Any, pydyf: Any) -> None:
    """Name the face of ticks, which every program has, beside that of texts."""
    form = pdf.catalog["AcroForm"]
    resources = pdf.objects[int(form["DR"].split()[0])]
    faces = pdf.objects[int(resources["Font"].split()[0])]
    ticks = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/ZapfDingbats"}
    offered = pydyf.Dictionary({**faces, "ZaDb": pydyf.Dictionary(ticks)})
    form["DR"] = pydyf.Dictionary({**resources, "Font": offered})


def _carry(pdf: Any, pydyf: Any, identity: str) -> None:
    """Add a field that nobody sees: programs that drop the metadata keep the fields."""
    pages = (item for item in pdf.objects if isinstance(item, dict) and item.get("Annots"))
    page: Any = next(pages)
    carrier = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "Rect": pydyf.Array([0, 0, 0, 0]),
            "P": page.reference,
            "F": HIDDEN,
            "FT": "/Tx",
            "Ff": READ_ONLY,
            "T": pydyf.String(IDENTITY),
            "TU": pydyf.String(IDENTITY),
            "DA": pydyf.String(b"0 g"),
            "V": pydyf.String(identity),
        }
    )
    pdf.add_object(carrier)
    page["Annots"].append(carrier.reference)
    pdf.catalog["AcroForm"]["Fields"].append(carrier.reference)
