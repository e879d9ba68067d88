"""Text as Markdown source that shows the same text: only what would be markup is escaped.

The rules are those of CommonMark 0.31 and of GFM's tables, strikethrough, task
lists and alerts. `a_b`, `R&D <1%` and `#x` are no markup and stay as they are.
"""

from __future__ import annotations

import re
from enum import Enum
from string import punctuation

PUNCTUATION = frozenset(punctuation)
EDGE = "\n"
"""What stands before the first and after the last character of a line."""

_ENTITY = r"&(?=#?\w+;)"
_IN_WORD = r"(?P<word>(?<=[^\W_])_+(?=[^\W_]))"  # a_b opens nothing
_ALONE = r"(?P<room>(?<=\s)_+(?=\s))"  # nor does ____
_MARKUP = "|".join((
    _IN_WORD,
    _ALONE,
    r"\\(?=[!-/:-@\[-`{-~\n])",  # would escape what follows, or break the line
    r"[`_]",
    r"(?<=\S)\*|\*(?=\S)",  # 5 * 3 is no emphasis
    r"(?<=\S)~|~(?=[~*_])",  # ~5 can open, but nothing is left that closes
    r"<(?=[A-Za-z/!?])",
    _ENTITY,
    r"\](?=[(\[:])",  # the end of a link's text, or of a definition's name
    r"(?<=\A\])[(\[:]",  # a check box's bracket stands before
    r"!(?=\[\Z)",  # a link follows: it would be an image
))  # fmt: skip

_BLOCKS = "|".join((
    r"#(?=#{0,5}[ \n])",
    r"[-+*](?=[ \n])",
    r">",
    r"\d{1,9}[.)](?=[ \n])",
    r"-(?=(?: *-)+ *\n)",  # with the mark of a list's item before it, two make a line across
    r"_ *_ *_[_ ]*(?=\n)",
    r"\[(?=[ xX]\][ \n]|!)",  # a task, an alert
))  # fmt: skip
_FIRST_LINE = re.compile(_BLOCKS)
# After another line of text: an underline makes it a heading, or a table's first row.
_LATER_LINE = re.compile(rf"{_BLOCKS}|=(?==* *\n)|[-|:](?=[-|: ]*\n)")
# GFM makes a link of a bare URL, up to a space or `<`, and shows escapes in it as they are.
_WORD = re.compile(r"[^\s<]+")
_BARE_URL = re.compile(r"(?i:(?<=https)|(?<=http)|(?<=ftp)):(?=//)|(?i:(?<=www))\.")
_CLOSING_HASHES = re.compile(r"(?<![^ ])#+$")


class Start(Enum):
    """Whether a text begins a line, and which: that decides on `#`, `1.` and the like."""

    NONE = None
    FIRST = _FIRST_LINE
    LATER = _LATER_LINE


def literal(
    text: str,
    before: str = EDGE,
    after: str = EDGE,
    *,
    start: Start = Start.NONE,
    guarded: str = "",
) -> str:
    """Return Markdown that shows `text`, a stretch without line breaks.

    `before` and `after` are the characters of the source beside it; `guarded`
    are those that are markup wherever they stand, as brackets in a link's text.
    """
    opening = start.value and start.value.match(text + after)
    head = opening.group() if opening else ""
    markup = re.compile(f"{_MARKUP}|[{re.escape(guarded)}]" if guarded else _MARKUP)
    begin, end = len(before), len(before) + len(text)
    escaped, at = _each_escaped(head), begin + len(head)
    for found in markup.finditer(f"{before}{text}{after}", at, end + len(after)):
        if found.start() >= end:
            break
        # A letter that touches a mark may become a reference (see inline.py): no word then.
        touches = (before != EDGE and found.start() == begin + 1) or (
            after != EDGE and found.end() == end - 1
        )
        kept = found["room"] or (found["word"] and not touches)
        escaped += text[at - begin : found.start() - begin]
        escaped += found.group() if kept else _each_escaped(found.group())
        at = found.end()
    return _unlinked(escaped + text[at - begin :], marked=after not in f"{EDGE}<")


def _unlinked(source: str, *, marked: bool) -> str:
    """Keep a URL that holds an escape, or that a mark follows, from becoming a link."""

    def plain(found: re.Match[str]) -> str:
        touched = "\\" in found.group() or (marked and found.end() == len(source))
        return _BARE_URL.sub(r"\\\g<0>", found.group()) if touched else found.group()

    return _WORD.sub(plain, source)


def _each_escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in PUNCTUATION else char for char in text)


def without_closing_hashes(source: str) -> str:
    """Escape the `#` that end a heading's source: they would be taken for its frame."""
    return _CLOSING_HASHES.sub(r"\\\g<0>", source)


def destination(url: str) -> str:
    """Return the URL as it stands between the parentheses of a link."""
    quoted = re.sub(r'[\s<>"\\^`{|}\x00-\x20\x7f]', _percent, url.strip())
    # GitHub's renderer reads `\&copy;` in an address as a reference all the same.
    return re.sub(_ENTITY, "&amp;", re.sub(r"[()]", r"\\\g<0>", quoted))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())
