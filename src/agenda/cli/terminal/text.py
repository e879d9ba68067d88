"""Text for a terminal: nothing in it moves the cursor, and its width is known."""

from __future__ import annotations

import unicodedata

PAGE = 80
"""Columns of a page."""
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
FORMULA = ("=", "+", "-", "@")
NO_WIDTH = {"Mn", "Me", "Cf"}
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the reading order of what follows, as far as the line's end."""


def visible(text: str) -> str:
    """Replace what would move a terminal's cursor, colour or order of reading, whoever wrote it."""
    return "".join(
        "\ufffd" if char in REORDERING or unicodedata.category(char) in UNSEEN else char
        for char in text.replace("\t", " ").replace("\n", " ")
    )


def width(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.category(char) in NO_WIDTH
        else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )  # fmt: skip


def as_csv(head: list[str], rows: list[list[object]]) -> str:
    """Return CSV for spreadsheets, which take no text of a stranger's for a formula."""
    import csv
    from io import StringIO

    made = StringIO()
    cells = [[_cell(one) for one in row] for row in rows]
    csv.writer(made).writerows([head, *cells])
    return made.getvalue()


def _cell(value: object) -> object:
    """Put an apostrophe before what a spreadsheet would work out."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in FORMULA else value


def as_json(found: object) -> str:
    """Return JSON for programs, whatever the script."""
    import json

    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"
