"""Tags within a line, turned into pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from agenda.language.direction import FSI, PDI, direction
from agenda.render.isolating import runs_against
from agenda.render.word import fields, pictures
from agenda.render.word.page import classes, words_of
from agenda.render.word.pen import Pen, Picture
from agenda.render.word.runs import Face, Piece
from agenda.render.word.wml import EMU_PER_TWIP, Element, R, w

Inline = Callable[[Element, Face, Pen, int], Iterator[Piece]]

DOTS_HIGH = 0.71
"""How high the dots of a level are, in the size of the text."""
CLASS_STYLES = {
    "with": "With",
    "minutes": "Minutes",
    "number": "Level Number",
    "by": "By",
    "detail": "Detail Text",
    "state": "State",
}

# Labels are quiet, and answers are ink.
LEADS = {"Detail": "Detail Lead", "Detail Text": "Detail Lead"}
NO_BREAK = "\xa0"
ENDING = frozenset({("h2", "Minutes"), ("dated", "By")})
"""What stands at the end of its line: in which tag or class, and in which style."""


def pieces(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    """Give the pieces of what stands within an element; `width` is the room in twips."""
    yield Piece(face, element.text or "")
    for child in element:
        yield from INLINE[str(child.tag)](child, face.within(child), pen, width)
        yield Piece(face, child.tail or "")


def _plain(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    named = [CLASS_STYLES[name] for name in sorted(classes(element)) if name in CLASS_STYLES]
    if named:
        emphasis = LEADS.get(named[0], face.emphasis)
        parent = element.getparent()
        style = "With" if parent is not None and parent.tag == "h3" else named[0]
        face = replace(face, style=style, emphasis=emphasis)
        apart = list(_apart(element, face))
        yield from apart
        if [one.kind for one in apart] == ["end"]:  # a date or minutes, which stay in one line
            for piece in pieces(element, face, pen, width):
                yield replace(piece, text=piece.text.replace(" ", NO_BREAK))
            return
    yield from pieces(element, face, pen, width)


def _apart(element: Element, face: Face) -> Iterator[Piece]:
    """Write what parts a date or minutes from their line, and a heading's second line."""
    around = element.getparent()
    if around is None or not (element.getprevious() is not None or (around.text or "").strip()):
        return
    if "side" in classes(around):
        yield Piece(face, kind="break")
    elif ENDING & {(name, face.style) for name in (str(around.tag), *classes(around))}:
        yield Piece(face, kind="end")


def _with_effect(effect: str) -> Inline:
    def marked(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
        return _plain(element, face.with_effect(effect), pen, width)

    return marked


def _emphasis(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    if not face.emphasis:
        return _with_effect("i")(element, face, pen, width)
    return _plain(element, replace(face, style=face.emphasis), pen, width)


def _code(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    return _plain(element, replace(face, style="Code"), pen, width)


def _link(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    address = element.get("href", "").strip()
    if address and not address.startswith("#"):
        face = replace(face, style="Hyperlink", link=pen.link(address))
    return _plain(element, face, pen, width)


def _break(_element: Element, face: Face, _pen: Pen, _width: int) -> Iterator[Piece]:
    yield Piece(face, kind="break")


def _isolated(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    """Write a bdi in runs of its direction, and with marks where it runs against its line.

    Word goes by the runs, other programs by the marks.
    """
    if not element.get("dir") and (way := direction(words_of(element))):
        face = replace(face, rtl=way == "rtl")
    begin, end = (FSI, PDI) if runs_against(element) else ("", "")
    yield Piece(face, begin)
    yield from _plain(element, face, pen, width)
    yield Piece(face, end)


def _image(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    data, size = pictures.read_picture(element, pen.family)
    drawing = inline_picture(pen.picture(data, width, size), element.get("alt", ""))
    yield Piece(face, kind="drawing", drawing=drawing)


def _svg(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    data, size = pictures.draw(element, pen.family)
    around = list(element.iterancestors("span"))
    hidden = any(one.get("aria-hidden") for one in around)
    if any(one.get("class") == "dots" for one in around):  # as the stylesheet has it
        high = DOTS_HIGH * 20 * pen.points * EMU_PER_TWIP  # 20 twips a point
        size = (round(size[0] * high / size[1]), round(high))
    said = None if hidden else pictures.alternative(element)
    drawing = inline_picture(pen.picture(data, width, size), said)
    yield Piece(face, kind="drawing", drawing=drawing)


def _label(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    """Leave out a label beside its field in a cell: the head of the column says it too."""
    cell = next(element.iterancestors("td", "th"), None)
    target = element.get("for")
    if cell is not None and target and any(field.get("id") == target for field in cell.iter()):
        return iter(())
    return _plain(element, face, pen, width)


def _input(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    written = fields.INPUTS[element.get("type", "text")](element, face)
    return pen.controls.hold(written, element, face, width)


def _select(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    return pen.controls.hold(fields.choice(element, face), element, face, width)


def _textarea(element: Element, face: Face, pen: Pen, width: int) -> Iterator[Piece]:
    return pen.controls.hold(fields.within_line(element, face), element, face, width)


INLINE: Mapping[str, Inline] = {
    "strong": _with_effect("b"),
    "em": _emphasis,
    "del": _with_effect("strike"),
    "ins": _with_effect("u"),
    "code": _code,
    "a": _link,
    "br": _break,
    "time": _plain,
    "span": _plain,
    "bdi": _isolated,
    "img": _image,
    "svg": _svg,
    "label": _label,
    "input": _input,
    "select": _select,
    "textarea": _textarea,
}


# --- pictures as Word draws them -------------------------------------------------------


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
Attributes = Mapping[str | bytes, str | bytes]
DRAWN_INLINE = f"""
<wp:inline xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:r="{R}"
           distT="0" distB="0" distL="0" distR="0">
  <wp:extent/>
  <wp:docPr/>
  <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
  <a:graphic><a:graphicData uri="{PIC}"><pic:pic>
    <pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr>
    <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
    <pic:spPr>
      <a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm>
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    </pic:spPr>
  </pic:pic></a:graphicData></a:graphic>
</wp:inline>
"""

ORNAMENT = f"""<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"
><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"
/></a:ext></a:extLst>"""


def inline_picture(picture: Picture, alternative: str | None) -> Element:
    """Build the w:drawing of a picture that stands in a line, with its alternative text.

    None tells that it is an ornament, which Word passes over when it reads aloud.
    """
    parser = etree.XMLParser(remove_blank_text=True)
    inline = etree.fromstring(DRAWN_INLINE, parser)
    size: Attributes = {"cx": str(picture.width), "cy": str(picture.height)}
    for path in (f"{{{WP}}}extent", f".//{{{A}}}ext"):
        _set(inline, path, size)
    number: Attributes = {"id": str(picture.number), "name": f"Picture {picture.number}"}
    named = number if alternative is None else {**number, "descr": alternative}
    _set(inline, f"{{{WP}}}docPr", named)
    _set(inline, f".//{{{PIC}}}cNvPr", named)
    for properties in inline.iterfind(f"{{{WP}}}docPr") if alternative is None else ():
        properties.append(etree.fromstring(ORNAMENT))
    _set(inline, f".//{{{A}}}blip", {f"{{{R}}}embed": picture.relation})
    return w("drawing", inline)


def _set(root: Element, path: str, attributes: Attributes) -> None:
    for found in root.iterfind(path):
        found.attrib.update(attributes)
