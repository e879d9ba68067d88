"""What comes along when a text is copied out of a mail, a chat or a notebook, and is no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agenda.source.line import in_blocks
from agenda.source.slips import Slip

_MAIL = re.compile(r">[> \t]*?(?: |(?=\S)|$)")
_FENCE = re.compile(r"(?:```|~~~)[ \t]*\w*[ \t]*$")
_RULER = re.compile(
    r"(?:={2,}|-{4,}|_{3,}|~{2,}|\*{3,}|\+{3,}|[–—─━]{2,}|(?:[-*=] ){3,}[-*=]?)[ \t]*$"
)
_IN_QUOTES = re.compile(r"(?P<quote>[\"'])(?P<line>\w[\w ]*:(?: .*)?)(?P=quote)[,;]?[ \t]*$")
_REMARK = re.compile(r"//+|;+(?=[ \t])")


def find_pasted(lines: Sequence[str]) -> Iterator[tuple[int, Slip]]:
    """Yield the lines at the margin that no answers file has there, and how to mend them."""
    blocks = in_blocks(list(lines), 0, len(lines))
    quoted = [at for at, raw in enumerate(lines) if at not in blocks and _MAIL.match(raw)]
    if quoted:
        (first, raw), *more = ((at, _MAIL.sub("", lines[at], count=1)) for at in quoted)
        cure = "take > and the space behind it out, here and in every line that begins with it"
        yield first, Slip(0, 1, "this > comes from a mail", cure, raw, more=tuple(more))
    for at, raw in enumerate(lines):
        if at in blocks:
            continue
        if _FENCE.match(raw) or _RULER.match(raw):
            yield at, Slip(0, len(raw.rstrip()), "this line says nothing", "take it out", "")
        elif found := _IN_QUOTES.match(raw):
            yield at, Slip(
                0, 1, "quotation marks stand around the whole line",
                "take them out; only what stands behind the colon may be in quotes", found["line"],
            )  # fmt: skip
        elif found := _REMARK.match(raw):
            yield at, Slip(
                0, found.end(), f"{found[0]} begins no remark here",
                f"write # and a space in place of {found[0]}", f"# {raw[found.end() :]}",
            )  # fmt: skip
