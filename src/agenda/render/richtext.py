"""Texts become HTML: the safe Markdown subset for long ones, literal lines for the rest."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

SAFE_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
BLOCK_RULES = ("paragraph", "list")
INLINE_RULES = ("text", "newline", "escape", "emphasis", "link")
AFTER_RULES = ("balance_pairs", "emphasis", "fragments_join")


def markdown(text: str) -> Markup:
    """Return paragraphs, lists, emphasis and links; everything else stays literal.

    Links lead to http, https or mailto addresses; another one stays the text it was.
    """
    return Markup(_parser().render(str(text)))  # noqa: S704 - the parser escapes what is no markup


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.block.ruler.enable(list(BLOCK_RULES))
    parser.inline.ruler.enable(list(INLINE_RULES))
    parser.inline.ruler2.enable(list(AFTER_RULES))
    parser.validateLink = lambda url: bool(SAFE_LINK.match(url))  # type: ignore[method-assign]
    return parser


def lines(text: str) -> Markup:
    """Return plain text as paragraphs, its line breaks kept."""
    paragraphs = (part for part in re.split(r"\n\s*\n", str(text)) if part.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(breaks(part)) for part in paragraphs)


def breaks(text: str) -> Markup:
    """Return plain text with its line breaks kept, for within a paragraph."""
    return Markup("<br>").join(escape(line) for line in str(text).strip().split("\n"))
