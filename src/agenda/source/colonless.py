"""A line with no colon, or one too many: a name, an item without its dash, a text that goes on.

Which it is, a word at its beginning tells whoever knows the names, and the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agenda.source.line import COMMENT, Line, in_quotes
from agenda.source.names import Names
from agenda.source.slips import Slip, no_space
from agenda.source.unnamed import path_below

_WORD = re.compile(
    r"(?:-[ \t]+)*(?P<key>[^\W\d_][\w-]*)"
    r"(?P<sign>[;,.|]|[ \t]*(?:[-=]>|:?=)|[ \t]+[-–—:;|→][ \t])?(?P<rest>.*)"
)
_SECOND = re.compile(r"[;,|/][ \t]{1,4}(?P<name>[a-zA-Z_]{1,20}):(?=[ \t]|$)")
NO_COLON = "this line has no colon"
NOTE = "write # and a space before it if it is only a note"
ITEM = "begin it with - and a space"


def find_colonless(lines: Sequence[str], at: int, names: Names) -> Iterator[Slip]:
    """Yield what a line without a colon may be, the likeliest first."""
    line = Line(lines[at])
    if line.blank or line.parts["key"]:
        return
    yield from _name(lines, at, names)
    if not line.parts["dashes"]:
        yield from _text(lines, at)


def find_second(lines: Sequence[str], at: int, names: Names) -> Iterator[Slip]:
    """Yield where another name of the same place begins behind a value and its mark."""
    line = Line(lines[at])
    found = _SECOND.search(line.value) if line.parts["key"] else None
    path = path_below(lines, _filled(lines, at), line.columns[-1])
    name = found["name"].casefold() if found else ""
    if found and names.meant(path, name) == name:
        yield Slip(
            line.start + found.start("name"), len(name), "a second name stands in this line",
            f"begin a new line with {name}: right below where this one begins, without the mark"
            " before it", line.with_value(line.value[: found.start()].rstrip()),
        )  # fmt: skip


def is_text(lines: Sequence[str], at: int, names: Names) -> bool:
    """Whether a line at the margin has no name, and so belongs to what stands above it."""
    line = Line(lines[at])
    if line.parts["key"] or not re.match(r"\w", line.raw) or any(no_space(line)):
        return False
    found = _WORD.match(line.content)
    return not (found and names.meant((), found["key"]))


def no_dash(lines: Sequence[str], at: int, names: Names) -> Iterator[Slip]:
    """Yield the slip of a text that stands in a list as if it were an item."""
    line, owner = Line(lines[at]), _owner(lines, at)
    if not owner or line.parts["key"] or line.parts["dashes"] or not re.match(r"\w", line.content):
        return
    above = Line(lines[owner[-1]])
    if _awaits_items(lines, owner, names):
        start = " " * max(line.indent, above.owner) + "- "
        first, *more = [(one, start + Line(lines[one]).content.replace("\t", " "))
                        for one in _run(lines, at, owner, names)]  # fmt: skip
        help = f"{ITEM}, and so each line below it that is an item" if more else ITEM
        yield Slip(line.indent, 1, "this line has no dash", help, first[1], more=tuple(more))
    elif above.parts["dashes"] and above.columns[0] == line.indent and not above.parts["key"]:
        help = f"begin it with - , or with {line.indent + 2} spaces if the text above goes on"
        help += "" if line.indent else f"; {NOTE}"
        yield Slip(
            line.indent, 1, "this line has no dash, as the items above it have", help,
            f"{line.raw[: line.indent]}- {line.content}",
        )  # fmt: skip


def _run(lines: Sequence[str], at: int, owner: list[int], names: Names) -> Iterator[int]:
    """Yield the line, and those right below it that are texts as it is, and no names."""
    indent = Line(lines[at]).indent
    path = path_below(lines, owner[:-1], Line(lines[owner[-1]]).columns[-1])
    for below in range(at, len(lines)):
        line, found = Line(lines[below]), _WORD.match(Line(lines[below]).content)
        text = line.indent == indent and not line.parts["key"] and re.match(r"\w", line.content)
        if not text or (below > at and found and names.meant(path, found["key"])):
            return
        yield below


def _awaits_items(lines: Sequence[str], owner: list[int], names: Names) -> bool:
    """Whether a list is wanted below the last of these lines, and nothing stands there yet."""
    above = Line(lines[owner[-1]])
    key = above.parts["key"]
    path = path_below(lines, owner[:-1], above.columns[-1])
    return bool(key) and not above.value and names.is_list((*path, key))


def _owner(lines: Sequence[str], at: int) -> list[int]:
    """Return the filled lines above up to the one with the key or dash that a text belongs to."""
    filled = [one for one in range(at) if not Line(lines[one]).blank]
    while filled and not any(Line(lines[filled[-1]]).parts[part] for part in ("key", "dashes")):
        filled.pop()
    return filled


def _name(lines: Sequence[str], at: int, names: Names) -> Iterator[Slip]:
    """A name of this place that lacks its colon."""
    line = Line(lines[at])
    found, filled = _WORD.match(line.content), _filled(lines, at)
    path = path_below(lines, filled, line.columns[-1])
    name = names.meant(path, found["key"]) if found else ""
    if not found or not name:
        return
    before = line.raw[: line.indent + found.start("key")]
    rest = COMMENT.sub("", found["rest"]).strip()
    if not rest or rest[0] in "|>":
        help, mended = f"write {name}:", [f"{before}{name}: {rest}".rstrip()]
    else:
        help = f"write {name}: {names.shown((*path, name), rest)}"
        prose = not found["sign"] and found["key"].islower() and len(rest.split()) > 1
        if prose and (more := _more(lines, at)):
            help += f", or {more}"
        mended = [
            f"{before}{name}: {in_quotes(rest)}",
            before + line.raw[len(before) :].strip() + ":",
        ]
    for one in mended:
        yield Slip(len(before), len(found["key"]), NO_COLON, help, one)


def _text(lines: Sequence[str], at: int) -> Iterator[Slip]:
    """A text: what goes on, what has lines of its own below it, or a note between the answers."""
    line = Line(lines[at])
    width = len(line.content.rstrip())
    below = next((one for raw in lines[at + 1 :] if not (one := Line(raw)).blank), line)
    heads = below.indent > line.indent and (below.parts["key"] or below.parts["dashes"])
    if heads and re.match(r"\w", line.content):
        yield Slip(line.indent, width, NO_COLON, "write the name of what stands below it, and a"
                   " colon", line.raw.rstrip() + ":")  # fmt: skip
        return
    if not re.match(r"\w", line.content):
        return
    more = _more(lines, at)
    if not more:
        yield Slip(line.indent, width, NO_COLON, NOTE, f"# {line.content}")
        return
    apart = not lines[at - 1].strip()
    help = f"{NOTE}, or {more}" if apart else f"{more}; {NOTE}" if not line.indent else more
    yield Slip(line.indent, width, NO_COLON, help, " " * _room(lines, at) + line.content)


def _filled(lines: Sequence[str], at: int) -> list[int]:
    return [one for one in range(at) if not Line(lines[one]).blank]


def _room(lines: Sequence[str], at: int) -> int:
    """Return with how many spaces a line goes on with the text above it; 0 where there is none."""
    owner = _owner(lines, at)
    if not owner:
        return 0
    above = Line(lines[owner[-1]])
    return (above.owner if above.parts["key"] else above.columns[-2]) + 2


def _more(lines: Sequence[str], at: int) -> str:
    spaces = _room(lines, at)
    return f"begin it with {spaces} spaces if the text above goes on" if spaces else ""
