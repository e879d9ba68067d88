"""What is wrong with a text that is not YAML, in our words and with its place."""

from __future__ import annotations

import re
import sys

from ruamel.yaml.error import MarkedYAMLError

from agenda.source.problems import Problem, Span, error


def escape_problem(text: str, fault: Exception) -> Problem:
    """Say where an escape stands that ruamel.yaml stumbles over without telling the place."""
    for escape in re.finditer(r"\\U[0-9A-Fa-f]{8}", text):
        if int(escape[0][2:], 16) > sys.maxunicode:
            return error("yaml", f"{escape[0]} is no character", "take it out; the last one is"
                         " \\U0010FFFF", span=Span(*escape.span()))  # fmt: skip
    return error("yaml", f"this is not YAML: {fault}", "check the text")


def syntax_problem(text: str, place: int, fault: MarkedYAMLError) -> Problem:
    """Say what is wrong in our words where the text shows it, else in the reader's."""
    if text[place : place + 1] == "\t":
        return error("yaml-tab", "a tab stands where YAML wants spaces",
                     "replace the tab by spaces", span=Span(place, place + 1))  # fmt: skip
    if (quote := _open_quote(text, fault)) is not None:
        return error(
            "yaml-quote", "this quotation mark is never closed",
            "close it at the end of the text, or leave both out", span=Span(quote, quote + 1),
        )  # fmt: skip
    said = " ".join(str(part) for part in (fault.context, fault.problem) if part)
    return error(
        "yaml", f"this is not YAML: {said}", "check the indentation and the colons around here;"
        " put a text that holds ': ' or ' #' in quotes", span=Span(place, place + 1),
    )  # fmt: skip


def _open_quote(text: str, fault: MarkedYAMLError) -> int | None:
    """Return where a quoted text begins that the end of the file cuts off."""
    opened, cut = fault.context_mark, fault.problem_mark
    if opened is None or cut is None or cut.index < len(text.rstrip()):
        return None
    return int(opened.index) if text[opened.index : opened.index + 1] in {"'", '"'} else None
