"""What the walk writes with: the document's parts, its styles and its running numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from typing import NamedTuple
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.parts.document import DocumentPart

from agenda.render.word.columns import Column, Sort
from agenda.render.word.controls import Controls
from agenda.render.word.numbering import Numbering
from agenda.render.word.runs import Face
from agenda.render.word.styles import Styles
from agenda.render.word.wml import EMU_PER_TWIP, Element

UNSAFE = re.compile(r"""[\s<>"{}|\\^`\[\]]|%(?![0-9A-Fa-f]{2})""")


class Picture(NamedTuple):
    """A picture within the package: its relation, its number, and its size in EMU."""

    relation: str
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: what it inherits from the blocks around it.

    `style` is the paragraph style of its plain text, `width` the room it has and `indent`
    how far it is moved in, both in twips; `side` is the width of the column that text leaves to
    the small headings; `depth` counts the lists around it; `heading` names the style of headings
    within a box.
    """

    width: int
    style: str = "Normal"
    heading: str = ""
    indent: int = 0
    side: int = 0
    depth: int = 0
    face: Face = field(default_factory=Face)

    def within(self, element: Element) -> Place:
        """Take on an element's own language and direction."""
        face = self.face.within(element)
        return self if face is self.face else replace(self, face=face)

    def inside(self, width: int, style: str) -> Place:
        """Return the place within a box, which has edges of its own."""
        return replace(self, width=width, style=style, indent=0, side=0, depth=0)

    def moved(self, by: int) -> Place:
        """Return the place that begins so many twips further in."""
        return replace(self, indent=self.indent + by, width=self.width - by, side=0)

    @property
    def beside(self) -> Place:
        """The place of text, beside the column of the small headings."""
        return self.moved(self.side) if self.side else self


@dataclass(frozen=True, slots=True)
class Pen:
    """What is needed to write a block; `blocks` says how each tag is written.

    `side` is the width of the column of small headings and `height` that of the text, in twips;
    `line` is the colour of the edges of room to write, `points` the size of the text and `family`
    the face of the letters in a drawing; `columns` holds what the tables of one sort need,
    `controls` turns fields into controls; `rooms` are the rows of tables that may become higher.
    """

    part: DocumentPart
    styles: Styles
    numbering: Numbering
    blocks: Mapping[str, Block]
    columns: Mapping[Sort, Sequence[Column]]
    side: int
    height: int
    points: float
    line: str
    family: str
    controls: Controls
    rooms: list[Element] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def link(self, address: str) -> str:
        """Return the relation of an address outside the document.

        What a URI may not hold is escaped: Word calls a file with such a link damaged.
        """
        escaped = UNSAFE.sub(lambda found: quote(found[0]), address)
        return self.part.relate_to(escaped, RT.HYPERLINK, is_external=True)

    def picture(self, data: bytes, width: int, size: tuple[int, int]) -> Picture:
        """Put a picture into the package, within `width` twips and four fifths of a page.

        Its size is `size` in EMU, where there is room for that.
        """
        relation, _ = self.part.get_or_add_image(BytesIO(data))
        across, high = size
        room = width * EMU_PER_TWIP, self.height * EMU_PER_TWIP * 4 // 5
        scale = min(1.0, room[0] / max(1, across), room[1] / max(1, high))
        fitted = max(1, int(across * scale)), max(1, int(high * scale))
        return Picture(relation, next(self._numbers), *fitted)


Block = Callable[[Element, Place, Pen], list[Element]]
