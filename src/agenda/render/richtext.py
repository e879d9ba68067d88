"""Texts become HTML: the safe Markdown subset for long ones, literal lines for the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape as escape_plain
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from agenda.language.direction import FSI, PDI

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST, MOST = 6, 100
SAFE_LINK = re.compile(r"https?://[^/?#@]+([/?#]|$)|mailto:[^?]+$", re.IGNORECASE)
MARK = re.compile(r"[\\*_\[\0\r]|^([^\S\n]|[-+]|\d+[.)])|[^\S\n]$", re.MULTILINE)
"""What may mean something to Markdown, or is a space that it does not keep."""
BULLET = re.compile(r"^[^\S\n]*[•◦▪‣][^\S\n]+(?=\S)", re.MULTILINE)
"""Begins an item of a list that was copied from Word or from a page."""
BLOCK_RULES = ("paragraph", "list")
INLINE_RULES = ("text", "newline", "escape", "emphasis", "link")
AFTER_RULES = ("balance_pairs", "emphasis", "fragments_join")


Isolate = Callable[[str], str]
"""What keeps a text that runs against the page from moving what stands beside it."""


def markdown(text: str, isolated: Isolate = str) -> Markup:
    """Return paragraphs, lists, emphasis and links; everything else stays literal.

    Bullets copied from Word are items. Links lead to http, https or mailto addresses; another
    one stays the text it was.
    """
    text = _listed(text)
    if not MARK.search(paragraphs := re.sub(r"\n{2,}", "\n\n", text.strip("\n"))):
        parts = "\n\n".join(map(isolated, paragraphs.split("\n\n")))
        plain = escape_plain(parts, quote=False).replace('"', "&quot;")
        return Markup("".join(f"<p>{part}</p>\n" for part in plain.split("\n\n") if part))  # noqa: S704
    parser = _parser()
    tokens = [_apart(_shallow(token), isolated) for token in parser.parse(text)]
    html = parser.renderer.render(tokens, parser.options, {})
    return Markup(html)  # noqa: S704 - the parser escapes what is no markup


def _listed(text: str) -> str:
    return BULLET.sub("- ", str(text))


def _shallow(token: Token) -> Token:
    """Leave marks out that are deeper, or more in a paragraph, than anybody means: layout chokes.

    The time that WeasyPrint needs for a paragraph grows with the square of its inline parts.
    """
    kept: list[Token] = []
    opened: list[bool] = []
    seen = 0
    for child in token.children or ():
        if child.nesting == 1:
            opened.append(len(opened) < DEEPEST and seen < MOST)
            seen += 1
        if child.nesting == 0 or opened[-1]:
            kept.append(child)
        if child.nesting == -1:
            opened.pop()
    token.children = kept if token.children is not None else None
    return token


def _apart(token: Token, isolated: Isolate) -> Token:
    """Isolate a paragraph or an item as a whole, marks within it and all."""
    if token.children and isolated(token.content) != token.content:
        begin, end = (type(token)("text", "", 0, content=mark) for mark in (FSI, PDI))
        token.children = [begin, *token.children, end]
    return token


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few texts have marks

    parser = MarkdownIt("zero")
    parser.block.ruler.enable(list(BLOCK_RULES))
    parser.inline.ruler.enable(list(INLINE_RULES))
    parser.inline.ruler2.enable(list(AFTER_RULES))
    parser.validateLink = lambda url: bool(SAFE_LINK.match(url))  # type: ignore[method-assign]
    return parser


def get_ready() -> None:
    """Load the parser before there is a text with marks."""
    _parser()


def plain_blocks(text: str) -> Iterator[str]:
    """Yield the words of each paragraph and each item of a Markdown text, without its marks."""
    for token in _parser().parse(_listed(text)):
        if token.type == "inline":
            breaks = {"softbreak", "hardbreak"}
            parts = (" " if child.type in breaks else child.content
                     for child in token.children or ())  # fmt: skip
            yield "".join(parts)


def lines(text: str, isolated: Isolate = str) -> Markup:
    """Return plain text as paragraphs, its line breaks kept."""
    paragraphs = (breaks(part, isolated)
                  for part in re.split(r"\n\s*\n", str(text)) if part.strip())  # fmt: skip
    return Markup("\n").join(map(Markup("<p>{}</p>").format, paragraphs))


def breaks(text: str, isolated: Isolate = str) -> Markup:
    """Return plain text with its line breaks kept, for within a paragraph."""
    return Markup("<br>").join(escape(isolated(line)) for line in str(text).strip().split("\n"))
