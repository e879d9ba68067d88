"""A text with names below it, as where `email:` stands indented below `employee: Ada Park`.

The text needs a name of its own then. Which one, and whether the name below it is one of that
place, only who knows the names can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agenda.source.line import Line
from agenda.source.names import NAME, Names
from agenda.source.problems import Steps
from agenda.source.slips import Slip


def find_unnamed(lines: Sequence[str], at: int, names: Names) -> Iterator[tuple[int, Slip]]:
    """Yield the first line of a text above the name in this line, and what is wrong with it.

    Mended, the text is gone, so that what stands below it can be read.
    """
    line = Line(lines[at])
    name, column = line.parts["key"].casefold(), line.columns[0]
    filled = [above for above in range(at) if not Line(lines[above]).blank]
    if not NAME.fullmatch(name) or line.parts["dashes"]:
        return
    texts: list[int] = []
    while filled and _goes_on(lines[filled[-1]], column):
        texts.insert(0, filled.pop())
    owner = Line(lines[filled[-1]]) if filled else line
    beside = bool(owner.parts["dashes"]) and 0 < owner.owner == column
    if owner.owner >= column and not beside:
        return
    if owner.value and not owner.opens_block:
        texts.insert(0, filled[-1])
    if not texts:
        return
    text = " ".join(Line(lines[text]).value for text in texts)
    path = path_below(lines, filled, column + beside)
    if help := names.write_out(path, text, _names_below(lines[at:], column)):
        first = Line(lines[texts[0]])
        empty = [(text, Line(lines[text]).with_value("")) for text in texts]
        if beside:
            empty.append((at, f"  {line.raw}"))
        yield texts[0], Slip(
            first.start, len(first.value), "more is said of this text in the lines below it, so it"
            " needs a name of its own", help, empty[0][1], more=tuple(empty[1:]),
        )  # fmt: skip


def _goes_on(raw: str, column: int) -> bool:
    """Whether a line is no more than text, as far right as the name below it or further."""
    line = Line(raw)
    return line.indent >= column and not line.parts["key"] and not line.parts["dashes"]


def _names_below(lines: Sequence[str], column: int) -> dict[str, str]:
    """Return the names that begin in this column with their values, down to what ends them."""
    found: dict[str, str] = {}
    for line in (one for raw in lines if not (one := Line(raw)).blank):
        if line.indent < column or (line.indent == column and not line.parts["key"]):
            break
        if line.indent == column and not line.parts["dashes"]:
            found.setdefault(line.parts["key"].casefold(), line.value or "…")
    return found


def path_below(lines: Sequence[str], filled: list[int], column: int) -> Steps:
    """Return where what begins at a column below these lines stands; items count as the first."""
    path: list[str | int] = []
    for at in reversed(filled):
        line = Line(lines[at])
        key = line.parts["key"].strip("\"'")
        *dashes, begin = line.columns
        in_list = path[:1] == [0] and not dashes  # which may begin where its key does
        if key and begin < column + in_list:
            path.insert(0, key)
            column = begin
        for dash in reversed(dashes):
            if dash < column:
                path.insert(0, 0)
                column = dash
    return tuple(path)
