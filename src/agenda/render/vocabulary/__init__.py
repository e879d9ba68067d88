"""The document HTML that templates are written in and writers understand, as data.

A template is held to it as it is written (`template`), and what it makes when it is rendered
(`page`): so a writer meets nothing else. What is not in it has a cure here, where there is a
better one than a similar name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from agenda.source.problems import did_you_mean, shorten

RULE = "template-vocabulary"
EVERYWHERE = frozenset({"class", "id", "lang", "dir"})


def _allowed(tags: str, attributes: str = "") -> dict[str, frozenset[str]]:
    return dict.fromkeys(tags.split(), frozenset(attributes.split()))


# --- tags, their attributes, and where each may stand ------------------------------------

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
    **_allowed("ellipse", PRESENTATION + "cx cy rx ry"),
    **_allowed("line", PRESENTATION + "x1 y1 x2 y2"),
    **_allowed("polyline polygon", PRESENTATION + "points"),
    **_allowed("text tspan", PRESENTATION + LETTERING + "x y dx dy"),
    **_allowed("title desc"),
})  # fmt: skip
"""What a drawing may be made of: still shapes, no references, no scripts."""

BLOCKS: Mapping[str, frozenset[str]] = MappingProxyType(
    _allowed(
        "article header section h1 h2 h3 p ul ol dl table blockquote figure figcaption aside hr"
    )
)
INLINE: Mapping[str, frozenset[str]] = MappingProxyType({
    **_allowed("strong em code br bdi"),
    **_allowed("span", "aria-hidden"),
    **_allowed("img", "src alt width height"),
    "svg": SHAPES["svg"],
    **_allowed("a", "href"),
    **_allowed("time ins del", "datetime"),
    **_allowed("input", "type name value checked size maxlength title"),
    **_allowed("textarea", "name rows cols maxlength"),
    **_allowed("select", "name"),
    **_allowed("label", "for"),
})  # fmt: skip
INNER: Mapping[str, frozenset[str]] = MappingProxyType({
    **_allowed("head body title li dt dd caption thead tbody tr td"),
    **_allowed("meta", "charset name content"),
    **_allowed("th", "scope"),
    **_allowed("option", "value selected"),
})  # fmt: skip
"""What stands in the tags of CHILDREN alone."""
CHILDREN: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "html": ("head", "body"),
    "head": ("title", "meta"),
    "ul": ("li",),
    "ol": ("li",),
    "dl": ("dt", "dd"),
    "table": ("caption", "thead", "tbody", "tr"),
    "thead": ("tr",),
    "tbody": ("tr",),
    "tr": ("th", "td"),
    "select": ("option",),
})  # fmt: skip
"""The tags that hold nothing but these, and no words."""
TEXT_ONLY = frozenset({"textarea", "option", "title"})

TAGS: Mapping[str, frozenset[str]] = MappingProxyType(
    {**SHAPES, **BLOCKS, **INLINE, **INNER, "html": frozenset()}
)
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

# --- the values of attributes --------------------------------------------------------------

REFERENCE = re.compile(r"url\(|\\", re.IGNORECASE)
"""What leads out of a drawing from a value; with a backslash CSS writes any letter of it."""
SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\t\n\r-]*):", re.IGNORECASE)
LINKS = frozenset({"http", "https", "mailto"})
OUTSIDE = re.compile(r"[/\\]|(?:.*[/\\])?\.\.(?:[/\\]|$)|.*\\", re.DOTALL)
"""How an address begins, or goes on, that leads out of the folder that it is looked for in."""
LONGEST_NAME = 64
"""Word calls a file damaged whose control has a longer tag, counted in UTF-16."""
CHOICES: Mapping[tuple[str, str], str] = MappingProxyType({
    ("th", "scope"): "col row colgroup rowgroup",
    ("input", "type"): "text date checkbox",
    ("span", "aria-hidden"): "true",
})  # fmt: skip
DIRECTIONS = "ltr rtl auto"

Fault = tuple[str, str]
"""What is wrong, and the cure."""


def find_fault(tag: str, name: str, value: str, *, computed: bool = False) -> Fault | None:
    """Return what is wrong with the value of an attribute that the tag may have.

    Where a part of the value is `computed`, the rest counts.
    """
    if name == "href":
        return _of_href(value, computed=computed)
    if name == "src":
        return find_fault_of_source(value, computed=computed)
    if name == "name":
        return _of_name(tag, value)
    if tag in SHAPES and REFERENCE.search(value):
        return "a drawing refers to nothing outside", "write the colour, without backslashes"
    choices = (DIRECTIONS if name == "dir" else CHOICES.get((tag, name), "")).split()
    if not choices or computed or value in choices:
        return None
    cure = did_you_mean(value, choices) or f"choose {' or '.join(choices)}"
    return f"'{value}' is no choice", cure


def _of_name(tag: str, value: str) -> Fault | None:
    if tag == "meta":
        own = value == "identity"
        return ("agenda itself says what a document is", "leave it out") if own else None
    if len(value.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_NAME:
        return None
    return f"the name has more than {LONGEST_NAME} characters", "shorten it: Word takes no longer"


def _of_href(value: str, *, computed: bool) -> Fault | None:
    scheme = SCHEME.match(value)
    if scheme and re.sub(r"\s", "", scheme[1]).lower() not in LINKS:
        return f"'{scheme[1]}' is no scheme of a document", "link to http, https or mailto"
    if scheme or computed or value.startswith("#") or not value.strip():
        return None
    return f"'{value}' is no address that a reader has", "link to http, https or mailto"


def find_fault_of_source(value: str, *, computed: bool = False) -> Fault | None:
    """Return why no picture is looked for at an address."""
    scheme = SCHEME.match(value)
    inside = value and not scheme and not OUTSIDE.match(value)
    if inside or (scheme and scheme[1].lower() == "data") or (computed and not scheme):
        return None
    return f"'{shorten(value)}' is no file beside the template", PICTURES_STAND


# --- cures -----------------------------------------------------------------------------------

PICTURES_STAND = "put the picture beside the template and name it, or write it as data:"
NO_SCRIPT = "leave it out: a document is a page to read, nothing in it runs"
NO_LOADING = "leave it out: a document loads nothing"
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


def find_unknown(tag: str) -> Fault | None:
    """Return what is wrong with a tag that the vocabulary has not."""
    if tag in TAGS:
        return None
    cure = CURES.get(tag) or did_you_mean(tag, TAGS) or "use section, p, ul, table or span"
    return f"<{tag}> is not in the document vocabulary", cure


def find_foreign(tag: str, name: str) -> Fault | None:
    """Return what is wrong with an attribute that the tag has not in the vocabulary."""
    allowed = TAGS[tag] | EVERYWHERE
    if name in allowed:
        return None
    return f"<{tag}> has no attribute {name} in the document vocabulary", _cure(name, allowed)


def find_missing(tag: str, names: Collection[str]) -> Fault | None:
    """Return what is wrong with a tag that lacks what it needs."""
    required, cure = REQUIRED.get(tag, ("", ""))
    return (f"<{tag}> has no {required}", cure) if required and required not in names else None


def _cure(name: str, allowed: Collection[str]) -> str:
    if name.startswith("on"):
        return NO_SCRIPT
    if name == "style":
        return "use a class, and the theme's style.css"
    return did_you_mean(name, allowed) or f"it may have: {', '.join(sorted(allowed))}"
