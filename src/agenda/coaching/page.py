"""The page of a rule, out of its docstring: what it looks for, why, examples, what to write.

A docstring has a first line (what the rule finds), a paragraph or more, and then sections
that begin with one of these words and a colon, at the margin:

    Why:        what goes wrong in the talk otherwise
    Bad:        an example that the rule finds, as it stands in an answers file
    Good:       what to write instead
    Earlier:    the file of the cycle before, for rules that look back (may repeat)
    Source:     where the rule comes from
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SECTION = re.compile(r"^(Why|Bad|Good|Earlier|Source): *", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """What `agenda rules NAME` says of a rule. Examples are parts of an answers file."""

    title: str
    looks_for: str
    why: str
    bad: str
    good: str
    source: str
    earlier: tuple[str, ...] = ()


def page(docstring: str) -> Page:
    """Read a rule's docstring. Raises ValueError where a section is missing."""
    from inspect import cleandoc  # noqa: PLC0415 - only `agenda rules` reads the pages

    text = cleandoc(docstring)
    opening, *parts = SECTION.split(text)
    title, _, looks_for = opening.strip().partition("\n")
    sections = list(zip(parts[::2], map(_dedented, parts[1::2]), strict=True))
    last = dict(sections)
    missing = {"Why", "Bad", "Good", "Source"} - last.keys()
    if missing or not looks_for.strip():
        raise ValueError(f"the page of '{title}' lacks {', '.join(sorted(missing)) or 'a text'}")
    return Page(
        title=title,
        looks_for=_filled(looks_for),
        why=_filled(last["Why"]),
        bad=last["Bad"] + "\n",
        good=last["Good"] + "\n",
        source=_filled(last["Source"]),
        earlier=tuple(text + "\n" for name, text in sections if name == "Earlier"),
    )


def _dedented(text: str) -> str:
    from textwrap import dedent  # noqa: PLC0415

    return dedent(text.strip("\n")).rstrip()


def _filled(text: str) -> str:
    """Join the lines of each paragraph: whoever shows them breaks them again."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(part.split()) for part in paragraphs)
