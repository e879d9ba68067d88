"""The tree as Markdown source: one function for each kind of block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from agenda.render.markdown.inline import Place, line
from agenda.render.markdown.tree import (
    Block,
    Blocks,
    Heading,
    Items,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    flat,
)


def page(blocks: Iterable[Block], gap: str = "\n\n") -> str:
    """Return the source of the blocks, with a blank line between them."""
    return gap.join(WRITERS[type(block)](block) for block in blocks)


def _heading(heading: Heading) -> str:
    return f"{'#' * heading.level} {line(heading.pieces, Place.HEADING)}"


def _items(items: Items) -> str:
    gap = "\n\n" if any(map(_loose, items.items)) else "\n"
    return gap.join(
        _item(marker, page(item, gap))
        for marker, item in zip(_markers(items), items.items, strict=True)
    )


def _markers(items: Items) -> list[str]:
    if items.number is None:
        return ["*" if items.other else "-"] * len(items.items)
    end = ")" if items.other else "."
    return [f"{items.number + place}{end}" for place in range(len(items.items))]


def _item(marker: str, text: str) -> str:
    indent = " " * (len(marker) + 1)
    lines = text.split("\n")
    rest = (indent + later if later else "" for later in lines[1:])
    return "\n".join([f"{marker} {lines[0]}".rstrip(" "), *rest])


def _loose(item: Blocks) -> bool:
    """Whether the item needs blank lines: all but a text with a list right under it."""
    spaced = any(isinstance(block, Paragraph) and block.spaced for block in item)
    return spaced or not all(map(_snug, item[:-1], item[1:]))


def _snug(above: Block, below: Block) -> bool:
    """Whether `below` begins without a blank line; a list from 2 on, or an empty item, won't."""
    if not (isinstance(above, Paragraph) and isinstance(below, Items)):
        return False
    return below.number in {None, 1} and bool(below.items and below.items[0])


def _quote(quote: Quote) -> str:
    lines = page(quote.blocks).split("\n")
    return "\n".join(f"> {text}" if text else ">" for text in lines)


def _table(table: Table) -> str:
    width = max(len(row) for row in (table.header, *table.rows))
    rows = [_row(row, width) for row in (table.header, *table.rows)]
    return "\n".join([rows[0], "|" + " --- |" * width, *rows[1:]])


def _row(row: Row, width: int) -> str:
    cells = [line(flat(cell), Place.CELL) for cell in row] + [""] * (width - len(row))
    return "|" + "".join(f" {cell} |" if cell else "  |" for cell in cells)


WRITERS: Mapping[type, Callable[[Any], str]] = MappingProxyType({
    Paragraph: lambda block: line(block.pieces),
    Heading: _heading,
    Items: _items,
    Quote: _quote,
    Table: _table,
    Rule: lambda _: "---",
})  # fmt: skip
