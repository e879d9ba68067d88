"""What a PDF tells those who listen to it: which text is a heading, an item, a cell, a field.

WeasyPrint tags page by page, so that what goes on overleaf begins anew there. Here each element
of the page of HTML is one element of the document, and what is said once more is an artefact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"
ROLES: Mapping[str, str] = MappingProxyType({
    "article": "Art", "section": "Sect", "aside": "Div", "figure": "Div", "figcaption": "Caption",
    "h1": "H1", "h2": "H2", "h3": "H3", "p": "P", "blockquote": "BlockQuote", "a": "Link",
    "ul": "L", "ol": "L", "dl": "L", "li": "LBody", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR",
    "th": "TH", "td": "TD", "img": "Figure", f"{SVG}svg": "Figure",
})  # fmt: skip
"""The standard types of ISO 32000-1, 14.8.4. All else is part of what it stands in."""
NUMBERING = {"ol": "/Decimal", "ul": "/Disc"}
POINTS = 0.75  # of a pixel of CSS


@dataclass(slots=True, eq=False)
class Node:
    """An element of the structure, begun on the page of this number.

    `kids` are other nodes, and pairs of a page's number with what stands there: a box whose
    text is said, or an annotation.
    """

    role: str
    above: Node | None
    page: int
    facts: dict[str, Any] = field(default_factory=dict)
    kids: list[Any] = field(default_factory=list)

    def add(self, role: str, page: int, place: int | None = None) -> Node:
        """Begin a node in this one, at its end or at a place."""
        made = Node(role, self, page)
        self.kids.insert(len(self.kids) if place is None else place, made)
        return made


class Structure:
    """The elements of one document, read from the boxes of each page before that is painted."""

    def __init__(self) -> None:
        self._root = Node("Document", None, 0)
        self._nodes: dict[tuple[int, str], Node] = {}
        self._said: dict[Any, Node] = {}
        self._numbers: dict[Any, int] = {}
        self._height = 0.0

    def paint(self, number: int, page: Any, stream: Any, scale: float = 1) -> None:
        """Read a page and paint it; WeasyPrint, which would tag it now, finds nothing to do."""
        self._height = page.height
        sheet = page._page_box  # nothing public tells where boxes are
        self._read(sheet.children[0], self._root, number)
        mark = stream.marked

        def marked(box: Any, _tag: str) -> Any:
            node = self._said.get(box)
            return mark(box, node.role) if node else stream.artifact()

        stream.marked = marked
        del page.paint
        page.paint(stream, scale)
        del stream.marked
        self._numbers |= {box: tag["mcid"] for box, tag in stream._tags.items()}
        stream._tags.clear()
        page._page_box = sheet.copy_with_children([])

    def _read(self, box: Any, above: Node, number: int) -> None:
        box = getattr(box, "_box", box)  # of one that is positioned, a placeholder stands here
        node = self._node(box, above, number)
        if node is None:
            return
        if box.link_annotation:
            node.kids.append((number, box.link_annotation))
        if box.widget_annotation:
            node.add("Form", number).kids.append((number, box.widget_annotation))
        if not box.children:
            if "Alt" in node.facts or getattr(box, "text", "").strip():
                self._said[box] = node
                node.kids.append((number, box))
            return
        for child in box.children:
            self._read(child, node, number)

    def _node(self, box: Any, above: Node, number: int) -> Node | None:
        """Return the node that a box belongs to; a repeated head has none, nor what is hidden."""
        element, tag = box.element, box.element_tag
        if element is None:
            return above
        if element.get("aria-hidden"):
            return None
        known = self._nodes.get((id(element), tag))
        if known is not None:
            return None if tag == "thead" and known.page != number else known
        role = _role(element, tag, above)
        if "::" in tag:
            node = _label(above, number)
        elif role:
            node = _item(tag, above, number) if role in {"LBody", "Lbl"} else above
            node = node.add(role, number)
            node.facts = self._facts(box)
        else:
            return above
        self._nodes[id(element), tag] = node
        return node

    def _facts(self, box: Any) -> dict[str, Any]:
        """Return what an element says beside its text."""
        import pydyf  # type: ignore[import-untyped] # noqa: PLC0415 - WeasyPrint has it loaded

        element, tag, facts = box.element, box.element_tag, {}
        if language := element.get("lang"):
            facts["Lang"] = pydyf.String(language)
        if tag in NUMBERING:
            facts["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": NUMBERING[tag]})
        elif tag in {"th", "td"}:
            table = {"O": "/Table"}
            if tag == "th":
                table["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            table |= {name: span for name, span in spans.items() if span != 1}
            facts["A"] = pydyf.Dictionary(table)
        elif words := _words(element):
            facts["Alt"] = pydyf.String(words)
            x, y = box.content_box_x(), self._height - box.content_box_y()
            corners = (x, y - box.height, x + box.width, y)
            bounds = pydyf.Array([POINTS * value for value in corners])
            facts["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": bounds})
        return facts

    def write(self, pdf: Any) -> None:
        """Put the structure where WeasyPrint has left room for it; `pdf` is pydyf's."""
        root = _found(pdf, pdf.catalog["StructTreeRoot"])
        document, parents = _found(pdf, root["K"][0]), _found(pdf, root["ParentTree"])
        said: list[dict[int, bytes]] = [{} for _ in pdf.page_references]
        document["K"] = self._written(self._root, document.reference, pdf, said, parents["Nums"])
        for number, one in enumerate(said):
            parents["Nums"][2 * number + 1].extend(one[place] for place in sorted(one))

    def _written(self, node: Node, own: bytes, pdf: Any, said: Any, nums: Any) -> Any:
        """Return what is in a node, whose own element is there already."""
        import pydyf  # noqa: PLC0415

        kids = pydyf.Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                if kid.role == "Lbl" and not kid.kids:  # nothing is drawn before the text
                    continue
                made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kid.role}", "P": own})
                made.update(kid.facts, Pg=pdf.page_references[kid.page])
                pdf.add_object(made)
                made["K"] = self._written(kid, made.reference, pdf, said, nums)
                kids.append(made.reference)
                continue
            page, thing = kid
            where = pdf.page_references[page]
            if isinstance(thing, pydyf.Dictionary):
                thing["StructParent"] = len(nums) // 2
                nums.extend((thing["StructParent"], own))
                told = {"Type": "/OBJR", "Obj": thing.reference, "Pg": where}
                kids.append(pydyf.Dictionary(told))
            elif (number := self._numbers.get(thing)) is not None:
                said[page][number] = own
                elsewhere = {"Type": "/MCR", "Pg": where, "MCID": number}
                kids.append(number if page == node.page else pydyf.Dictionary(elsewhere))
        return kids


def follow(document: Any) -> Structure:
    """Return the structure that a document, laid out by WeasyPrint, gets when it is painted."""
    structure = Structure()
    for number, page in enumerate(document.pages):
        page.paint = partial(structure.paint, number, page)
    return structure


def _role(element: Any, tag: str, above: Node) -> str:
    """Return what an element is; a picture without words is an ornament, and nothing."""
    role = ROLES.get(tag) or ("Span" if element.get("lang") and above.above else "")
    return "" if role == "Figure" and not _words(element) else role


def _words(element: Any) -> str:
    return element.get("alt") or element.findtext(f"{SVG}title") or ""


def _item(tag: str, above: Node, number: int) -> Node:
    """Return the item of a list that an element belongs to; a term and what it means are one."""
    last = above.kids[-1] if above.kids else None
    if tag == "li" or not isinstance(last, Node) or last.role != "LI":
        return above.add("LI", number)
    begun = any(kid.role == "LBody" for kid in last.kids)
    return above.add("LI", number) if tag == "dt" and begun else last


def _label(above: Node, number: int) -> Node:
    """Return the label of an item, if what is drawn before a text is that."""
    body = above.above if above.role == "P" and above.above else above
    if body.role == "LBody" and body.above and body.above.kids[0] is body:
        return body.above.add("Lbl", number, 0)
    return above


def _found(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
