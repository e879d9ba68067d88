"""The rules that print a document: a theme's, those of the paper, and what pages say around it."""

from __future__ import annotations

import html as markup
import re

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
TO_READ = ".field, .rooms { display: none !important; }"
LONGEST = 150
"""Characters of a text at the head or the foot: two lines, or three of a browser, hold them."""


def stylesheet(theme: Theme, paper: Paper, *, flat: bool = False) -> str:
    """Return all print rules of a theme: faces, tokens, page size, and its stylesheet."""
    fields = "" if flat else faces.field_rules()
    size = "@page { size: A4; }\n" if paper == "a4" else LETTER
    return faces.rules(theme.faces["text"]) + theme.custom_properties + theme.css + size + fields


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
