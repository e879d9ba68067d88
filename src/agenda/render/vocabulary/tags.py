"""The document HTML that every writer understands, as data.

TAGS is the whole vocabulary. What is not in it has a cure here, where there is
a better one than a similar name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

EVERYWHERE = frozenset({"class", "id", "lang", "dir"})


def _allowed(tags: str, attributes: str = "") -> dict[str, frozenset[str]]:
    return dict.fromkeys(tags.split(), frozenset(attributes.split()))


PRESENTATION = (
    "transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray "
    "stroke-linecap stroke-linejoin opacity "
)
LETTERING = "text-anchor dominant-baseline font-family font-size font-weight font-style "

SHAPES: Mapping[str, frozenset[str]] = MappingProxyType({
    **_allowed("svg", f"{PRESENTATION} {LETTERING} viewbox width height xmlns role aria-labelledby"
               " preserveaspectratio"),
    **_allowed("g", PRESENTATION + LETTERING),
    **_allowed("path", PRESENTATION + "d"),
    **_allowed("rect", PRESENTATION + "x y width height rx ry"),
    **_allowed("circle", PRESENTATION + "cx cy r"),
    **_allowed("line", PRESENTATION + "x1 y1 x2 y2"),
    **_allowed("polyline polygon", PRESENTATION + "points"),
    **_allowed("text tspan", PRESENTATION + LETTERING + "x y dx dy"),
    **_allowed("title desc"),
})  # fmt: skip
"""What a drawing may be made of: still shapes, no references, no scripts."""

REFERENCE = re.compile(r"url\(|\\", re.IGNORECASE)
"""What leads out of a drawing from a value; with a backslash CSS writes any letter of it."""

TAGS: Mapping[str, frozenset[str]] = MappingProxyType({
    **SHAPES,
    **_allowed("html head body article header section h1 h2 h3 p ul ol li dl dt dd"),
    **_allowed("table caption thead tbody tr td blockquote figure figcaption aside hr"),
    **_allowed("strong em code br span bdi title"),
    **_allowed("meta", "charset name content"),
    **_allowed("th", "scope"),
    **_allowed("img", "src alt width height"),
    **_allowed("a", "href"),
    **_allowed("time ins del", "datetime"),
    **_allowed("input", "type name value checked size maxlength title"),
    **_allowed("textarea", "name rows cols maxlength"),
    **_allowed("select", "name"),
    **_allowed("option", "value selected"),
    **_allowed("label", "for"),
})  # fmt: skip
"""The whole vocabulary: each tag with its attributes beside those of EVERYWHERE, lower case."""

REQUIRED: Mapping[str, tuple[str, str]] = MappingProxyType({
    "th": ("scope", 'say what it heads: scope="col" or scope="row"'),
    "img": ("alt", 'say what it shows: alt="..."'),
    "input": ("name", "name the path of its value, as in record/notes/skills"),
    "select": ("name", "name the path of its value, as in record/notes/skills"),
    "textarea": ("name", "name the path of its value, as in record/notes/skills"),
    "option": ("value", "a PDF would send an empty text without one"),
    "label": ("for", "name the id of its field: a reader hears it there"),
})  # fmt: skip

CHOICES: Mapping[tuple[str, str], str] = MappingProxyType({
    ("th", "scope"): "col row colgroup rowgroup",
    ("input", "type"): "text date checkbox",
})  # fmt: skip
DIRECTIONS = "ltr rtl auto"

NO_SCRIPT = "leave it out: a document is a page to read, nothing in it runs"
NO_LOADING = "leave it out: a document loads nothing"
NO_LOADED = "put the file into the theme's folder and name it, or write it as data:"
CURES: Mapping[str, str] = MappingProxyType({
    "style": "write it into the theme's style.css",
    "link": "the theme's style.css is found by itself: leave it out",
    **dict.fromkeys(("script", "noscript", "template", "canvas"), NO_SCRIPT),
    **dict.fromkeys(("iframe", "frame", "object", "embed", "video", "audio", "base"), NO_LOADING),
    **dict.fromkeys(("form", "button"), "leave it out: fields stand alone, nothing is submitted"),
    **dict.fromkeys(("div", "main", "footer", "nav"), "use section, header, aside or p"),
    **dict.fromkeys(("h4", "h5", "h6"), "use h3, or p with strong"),
    **dict.fromkeys(("small", "font", "u", "mark", "center"), "use span with a class"),
    "b": "use strong",
    "i": "use em",
    "s": "use del",
    "pre": "use p with code",
    **dict.fromkeys(("foreignobject", "use", "image", "animate", "set"), "use plain shapes"),
    "tfoot": "put its rows into tbody",
})  # fmt: skip
