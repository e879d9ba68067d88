"""A content control: room to write that says which field it is when the file comes back.

LibreOffice 7.4 drops the tag and dissolves controls of blocks and of cells: so each stands
within its line, and within a bookmark that a document property gives the field's name to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from agenda.render.word.page import words_of
from agenda.render.word.wml import Element, flag, w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
EMPTY_BOX, FILLED_BOX = "\u25a1", "\u25a0"
BOX_FACE = "Segoe UI Symbol"  # as in the style Checkbox
LONGEST = 64  # Word calls a file damaged whose title or tag of a control is longer
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """A control, of which there is one for each field that has a name.

    `number` is its id and that of its bookmark, `kind` the element that says what may be put
    in (None: any text); `room` names the placeholder, and is empty where there is a value.
    """

    number: int
    bookmark: str
    name: str
    title: str
    kind: Element | None
    room: str = ""


def units(text: str) -> int:
    """Return how long a text is for Word, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(title: str) -> str:
    """Cut a title to what Word takes."""
    if units(title) <= LONGEST:
        return title
    while units(title) > LONGEST - 1:
        title = title[:-1]
    return f"{title.rstrip()}…"


def around(
    control: Control, properties: Element | None, content: Iterable[Element]
) -> Iterator[Element]:
    """Yield a bookmark's start, the control with its runs, and the bookmark's end.

    `properties` is the w:rPr of what will be typed in.
    """
    yield w("bookmarkStart", id=control.number, name_=control.bookmark)
    yield w("sdt", _properties(control, properties), w("sdtContent", *content))
    yield w("bookmarkEnd", id=control.number)


def _properties(control: Control, face: Element | None) -> Element:
    """Build the w:sdtPr, in the order that its schema asks for."""
    room = w("placeholder", w("docPart", val=control.room)) if control.room else None
    return w(
        "sdtPr",
        deepcopy(face) if face is not None else None,
        w("alias", val=control.title) if control.title else None,
        w("tag", val=control.name),
        w("id", val=control.number),
        room,
        flag("showingPlcHdr", bool(control.room)),
        control.kind,
    )


def kind_of(element: Element, language: str) -> Element | None:
    """Build what says which sort of control a field of the page is; a textarea is of none."""
    tag = str(element.tag)
    sort = element.get("type", "text") if tag == "input" else tag
    return KINDS[sort](element, language)


def _text(_element: Element, _language: str) -> Element:
    return w("text")


def _lines(_element: Element, _language: str) -> None:
    """Say nothing, so that it takes any text, in paragraphs too.

    Of a plain text with several lines, LibreOffice 7.4 makes one line, with the breaks before it.
    """


def _date(element: Element, language: str) -> Element:
    given = element.get("value", "")
    full = {"fullDate": f"{given}T00:00:00Z"} if ISO_DATE.fullmatch(given) else {}
    return w(
        "date",
        w("dateFormat", val="yyyy-MM-dd"),
        w("lid", val=language),
        w("storeMappedDataAs", val="date"),
        w("calendar", val="gregorian"),
        **full,
    )


def _tick(element: Element, _language: str) -> Element:
    checked = int(element.get("checked") is not None)
    return _w14(
        "checkbox",
        _w14("checked", val=str(checked)),
        _w14("checkedState", val=f"{ord(FILLED_BOX):04X}", font=BOX_FACE),
        _w14("uncheckedState", val=f"{ord(EMPTY_BOX):04X}", font=BOX_FACE),
    )


def _choice(element: Element, _language: str) -> Element:
    """Word takes no two items that look the same or mean the same."""
    items: dict[str, str] = {}
    for option in element.iter("option"):
        words = words_of(option)
        value = option.get("value", words)
        if words and words not in items and value not in items.values():
            items[words] = value
    listed = (w("listItem", displayText=words, value=value) for words, value in items.items())
    return w("dropDownList", *listed)


def _w14(name: str, *children: Element, **attributes: str) -> Element:
    element = etree.Element(f"{{{W14}}}{name}", nsmap={"w14": W14})
    for key, value in attributes.items():
        element.set(f"{{{W14}}}{key}", value)
    element.extend(children)
    return element


KINDS: Mapping[str, Callable[[Element, str], Element | None]] = {
    "text": _text,
    "textarea": _lines,
    "date": _date,
    "checkbox": _tick,
    "select": _choice,
}
