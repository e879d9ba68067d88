"""The rules that print a document: a theme's, those of the paper, and what pages say around it."""

from __future__ import annotations

import html as markup
import re
from urllib.parse import quote

from agenda.render import faces
from agenda.render.theme import Paper, Theme
from agenda.source.problems import shorten

META = re.compile(r'<meta name="(\w+)" content="([^"]*)">')
FIRST_SAYS_SO = " @page :first { @top-left { content: none; } }"
LETTER = """@page { margin-bottom: 10.5mm; margin-top: 10mm; size: letter; }
section { margin-top: 2.8mm; }
html { line-height: 1.35; }
"""
TIGHT = """:is(.field, .view) > textarea[rows="3"] { min-height: 9mm; }
.actions td > textarea { min-height: 6.2mm; }
.actions tbody td:has(> textarea, > input, > select) { height: 6.9mm; }
"""
"""Letter paper is 18 mm shorter: a room gives a line where that saves a page nearly blank."""
SVG = "http://www.w3.org/2000/svg"
APART, LINES = 7.5, 7
"""Millimetres between the lines for a hand, and how many the highest room has."""
MARKED = "header:has(> .marking) { margin-top: -6.6mm; }\n"
"""The first page says that it is private where the others do; a browser would cut it off there."""
LEVEL = "input.blank { vertical-align: -3pt; }\n"
"""What is typed into a field within a line stands on the line, as it does in a browser."""
TO_READ = ".field, .rooms { display: none !important; }"
LONGEST = 150
"""Characters of a text at the head or the foot: two lines, or three of a browser, hold them."""


def stylesheet(theme: Theme, paper: Paper, *, flat: bool = False) -> str:
    """Return all print rules of a theme: faces, tokens, page size, and its stylesheet."""
    fields = ruled(theme, "textarea") if flat else faces.field_rules() + LEVEL
    size = "@page { size: A4; }\n" if paper == "a4" else LETTER
    return (
        faces.rules(theme.faces["text"])
        + theme.custom_properties
        + theme.css
        + size
        + MARKED
        + fields
    )


def ruled(theme: Theme, room: str) -> str:
    """Return the rules by which a `room` without a field has lines for a hand.

    Each line is a picture of its own, from the foot up: a pattern that is repeated is shown
    displaced by some programs, and not at all by others.
    """
    line = f"<rect width='100%' height='100%' fill='{theme.colours['border']}'/>"
    drawn = quote(f"<svg xmlns='{SVG}'>{line}</svg>")
    picture = f"url(data:image/svg+xml,{drawn})"
    places = ", ".join(f"left 0 bottom {number * APART}mm" for number in range(1, LINES + 1))
    return (
        f":is(.field, .view) > {room}:empty {{ background-image: {', '.join([picture] * LINES)};"
        f" background-position: {places}; background-repeat: no-repeat;"
        f" background-size: 100% .5pt; }}\n"
    )


def page_rules(html: str) -> str:
    """Return what the margins of this document's pages say, from its meta elements."""
    said = {name: shorten(markup.unescape(text), LONGEST) for name, text in META.findall(html)}
    pages = said.get("pages", "{page} of {pages}")
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    parts = re.split(r"(\{pages?\})", pages)
    numbers = " ".join(counters.get(part) or _css_string(part) for part in parts if part)
    marking = said.get("marking", "")
    return (
        f"@page {{ @bottom-left {{ content: {_css_string(said.get('footer', ''))}; }}"
        f" @bottom-right {{ content: {numbers}; }}"
        f" @top-left {{ content: {_css_string(marking) if marking else 'none'}; }} }}"
        + (FIRST_SAYS_SO if 'class="marking"' in html else "")
    )


def _css_string(text: str) -> str:
    """Quote a text for CSS; every character that means something there is written as its code."""
    return '"' + re.sub(r'[\\"<>\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", text) + '"'
