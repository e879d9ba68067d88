"""The lines of a Word document beside its fields, to be remembered and to be read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import chain

from lxml import etree

COUNTED = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME)\b", re.IGNORECASE)
"""What fields say whose text no one types: it is told anew wherever a file is opened."""
GAPS: Mapping[str, str] = {"br": " ", "cr": " ", "tab": " ", "ptab": " ",
                           "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}  # fmt: skip
LEFT_OUT = frozenset({"sdt", "txbxContent", "Fallback"})
TAGS = tuple(f"{{*}}{name}" for name in ("p", "t", *GAPS, *LEFT_OUT))
FIELDS = tuple(f"{{*}}{name}" for name in ("fldSimple", "fldChar", "instrText", "t"))


def lines_of(root: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of a Word part, each on one line, without what stands in fields."""
    said: list[str] = []
    events = etree.iterwalk(root, ("start", "end"), TAGS)
    for event, element in events:
        name = str(element.tag).rpartition("}")[2]
        if event == "start" and name in LEFT_OUT:
            events.skip_subtree()
        elif event == "start":
            said += [element.text or ""] if name == "t" else [GAPS.get(name, "")]
        elif name == "p":
            line = " ".join("".join(said).split())
            said.clear()
            if line:
                yield line


def furniture(parts: Iterable[etree._Element]) -> Iterator[str]:
    """Yield the lines of headers and footers, each once; no number of a page is part of them."""
    yield from dict.fromkeys(chain.from_iterable(map(lines_of, map(_uncounted, parts))))


def _uncounted(part: etree._Element) -> etree._Element:
    """Return a part with a sign for what its fields count, however a program writes them."""
    part = deepcopy(part)
    fields: list[str] = []  # what those say that are open, one within the other
    for element in part.iter(*FIELDS):
        name = str(element.tag).rpartition("}")[2]
        said = {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}
        if name == "fldSimple" and COUNTED.match(said.get("instr", "")):
            for text in element.iterfind(".//{*}t"):
                text.text = "#"
        elif name == "fldChar" and said.get("fldCharType") == "begin":
            fields.append("")
        elif name == "fldChar" and said.get("fldCharType") == "end" and fields:
            fields.pop()
        elif name == "instrText" and fields:
            fields[-1] += element.text or ""
        elif name == "t" and fields and COUNTED.match(fields[-1]):
            element.text = "#"
    return part
