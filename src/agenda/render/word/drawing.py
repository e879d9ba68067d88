"""Pictures as Word draws them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from agenda.render.word.pen import Picture
from agenda.render.word.wml import Element, R, w

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
Attributes = Mapping[str | bytes, str | bytes]
INLINE = f"""
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


def inline_picture(picture: Picture, alternative: str) -> Element:
    """Build the w:drawing of a picture that stands in a line, with its alternative text."""
    parser = etree.XMLParser(remove_blank_text=True)
    inline = etree.fromstring(INLINE, parser)
    size: Attributes = {"cx": str(picture.width), "cy": str(picture.height)}
    for path in (f"{{{WP}}}extent", f".//{{{A}}}ext"):
        _set(inline, path, size)
    number: Attributes = {"id": str(picture.number), "name": f"Picture {picture.number}"}
    _set(inline, f"{{{WP}}}docPr", {**number, "descr": alternative})
    _set(inline, f".//{{{PIC}}}cNvPr", {**number, "descr": alternative})
    _set(inline, f".//{{{A}}}blip", {f"{{{R}}}embed": picture.relation})
    return w("drawing", inline)


def _set(root: Element, path: str, attributes: Attributes) -> None:
    for found in root.iterfind(path):
        found.attrib.update(attributes)
