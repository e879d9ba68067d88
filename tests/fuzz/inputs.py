# ruff: noqa: E501
"""What a target is fed with: bytes, YAML of every hand, samples that were mutated, copies too."""

from __future__ import annotations

import copy
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from agenda.source.nodes import plain
from agenda.source.reader import read
from ground import BAD, GOOD, STORIES
from hostile import HOSTILE
from source.yaml_texts import yaml_text

ANSWERS = [path.read_bytes() for path in (*GOOD, *BAD, *STORIES[0], *STORIES[1])]
TREES = [plain(read(path.read_bytes()).tree) for path in (*GOOD, *STORIES[0], *STORIES[1])]
LARGEST = 140_000
"""Of an answers file, in bytes: a little more than it may have."""
YAML = [
    "&a ", "*a", "<<: *a", "!!str ", "!x ", "|\n", ">-\n", "|9\n", "? ", ": ", "- ", "[", "]", "{",
    "}", ", ", "'", '"', "#", "%YAML 1.1\n", "---\n", "...\n", "\t", "\r", "\r\n", "\0", "\x85",
    "\u2028", "\ufeff", "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"), "\\", "\\x00",
    "private:\n", "record:\n", "version: 1\n", "  ", "\n", "\u202e", "\ufffe", "~", "<gap>",
]  # fmt: skip
PDF = [
    b"<<", b">>", b"[", b"]", b"(", b")", b" 0 R", b"3 0 R", b"1 0 R", b"/Kids", b"/Parent", b"/V ",
    b"/T ", b"/FT /Tx", b"/FT /Btn", b"/FT /Ch", b"/Fields", b"/Opt ", b"/DV ", b"/AP ", b"/N ",
    b"stream\n", b"\nendstream", b"endobj\n", b"5 0 obj\n", b"%", b"null", b"true", b"-1",
    b"99999999999", b"1e99", b"/Filter /FlateDecode", b"/Prev 0", b"startxref\n0\n%%EOF", b"/Length 9",
]  # fmt: skip
XML = [
    "<w:sdt>", "</w:sdt>", "<w:p>", "</w:p>", "<w:r><w:t>x</w:t></w:r>", "<w:tbl>", "</w:tbl>",
    '<w:tag w:val="record/notes/skills"/>', "<w:del>", "</w:del>", '<w:ins w:author="x">', "</w:ins>",
    "<w:sdtContent>", "</w:sdtContent>", "&x;", "&#0;", "&#55296;", "<!DOCTYPE x>", "]]>", "<!--", "-->",
    "<w:tab/>", "<w:br/>", 'w:val=""', 'w:id="-1"', "<mc:AlternateContent>", "xmlns:w='x'", "<", ">", '"',
]  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Return texts that programs stumble over, and such as nobody writes by hand."""
    piece = st.text(max_size=3) | st.sampled_from(
        ["x", "1", "1-", "<", "ab ", "\n", "*", "[", "by 2027-01-01 ", "- ", "# ", "`", "<b>", "ä", "😀", "_", "\n\n> ",
         "1. ", "![](x)", "&amp;", "\\", "&#", "שלום ", "<gap> ", "(", "|", "~", "\n    ", "* * "])  # fmt: skip
    long = st.builds(lambda before, one, often, after: before + one * often + after,
                     piece, piece, st.integers(1, 9_999), piece)  # fmt: skip
    return st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), long)


def answers_files() -> st.SearchStrategy[bytes]:
    """Return files that are nearly answers, and now and then are some."""
    by_hand = st.integers(0, 2**32).map(
        lambda seed: yaml_text(random.Random(seed), named=seed % 3 / 9)[0].encode()
    )
    return st.one_of(st.sampled_from(ANSWERS).flatmap(mutated_lines), reshaped(), by_hand)


@st.composite
def mutated_lines(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a file some of whose lines are gone, or moved, or many, or say something else."""
    lines = data.decode().splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 5))):
        change = draw(st.sampled_from(CHANGES))
        start = draw(st.integers(0, max(0, len(lines) - 1)))
        end = min(len(lines), start + draw(st.integers(1, 8)))
        lines[start:end] = change(draw, lines[start:end])
    text = "".join(lines)[: draw(st.sampled_from([LARGEST] * 9 + [len(data) // 2]))]
    newline = draw(st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]))
    return text.replace("\n", newline).encode("utf-8", "surrogatepass")[:LARGEST]


def _say(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """Let each key say something hostile, plain, in quotes or in a block."""
    text = draw(texts())
    indented = text.replace("\n", "\n      ")
    value = draw(st.sampled_from([text, json.dumps(text), f"|\n      {indented}", f"[{text}]"]))
    return [line.partition(":")[0] + f": {value}\n" for line in lines]


def _insert(draw: st.DrawFn, lines: list[str]) -> list[str]:
    text = "".join(lines)
    at = draw(st.integers(0, len(text)))
    return [text[:at] + draw(st.sampled_from(YAML)) + text[at:]]


Change = Callable[[st.DrawFn, list[str]], list[str]]
CHANGES: list[Change] = [
    _say, _insert,
    lambda _, lines: [],
    lambda draw, lines: lines * draw(st.integers(2, 999)),
    lambda draw, lines: [" " * draw(st.integers(1, 9)) + line for line in lines],
    lambda draw, lines: [line[draw(st.integers(1, 5)):] for line in lines],
    lambda _, lines: lines[::-1],
    lambda draw, lines: lines + draw(st.sampled_from(ANSWERS)).decode().splitlines(keepends=True),
    lambda draw, lines: [draw(texts()) + "\n", *lines],
]  # fmt: skip


@st.composite
def reshaped(draw: st.DrawFn) -> bytes:
    """Return a sample as JSON, with other texts, and lists and maps where there were none."""
    tree: Any = copy.deepcopy(draw(st.sampled_from(TREES)))
    for _ in range(draw(st.integers(1, 6))):
        node, step = tree, draw(st.sampled_from(list(tree)))
        while isinstance(node[step], (dict, list)) and node[step] and draw(st.integers(0, 3)):
            node = node[step]
            step = draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        value = node[step]
        listed = value if isinstance(value, list) else [value]
        node[step] = draw(st.one_of(
            texts(), st.just([value]), st.just({"what": value}), st.just(None), st.just(""),
            st.integers(1, 400).map(lambda often, one=listed: one * often),
            texts().map(lambda text, many=listed: [*many, text]),
        ))  # fmt: skip
    return json.dumps(tree, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")[
        :LARGEST
    ]


@st.composite
def mutated_bytes(draw: st.DrawFn, data: bytes, tokens: list[bytes]) -> bytes:
    """Return bytes some of which are gone, or twice there, or others."""
    made = bytearray(data)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(made)))
        end = at + draw(st.sampled_from([0, 1, 4, 20, 300]))
        made[at:end] = draw(st.one_of(
            st.sampled_from(tokens), st.binary(max_size=4),
            st.integers(0, 50).map(lambda often, part=bytes(made[at:end]): part * often),
        ))  # fmt: skip
    return bytes(made)


@st.composite
def mutated_objects(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a PDF with one of its parts mutated that are no stream: most of it is a face."""
    parts = re.split(rb"(stream\r?\n.*?\nendstream)", data, flags=re.DOTALL)
    at = draw(st.sampled_from(range(0, len(parts), 2)))
    parts[at] = draw(mutated_bytes(parts[at], PDF))
    return b"".join(parts)


@st.composite
def mutated_parts(draw: st.DrawFn, data: bytes) -> bytes:
    """Return a Word document with some of its parts mutated, sound as an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w") as after:
        names = before.namelist()
        chosen = {"word/document.xml", draw(st.sampled_from(names))}
        for name in names:
            part = before.read(name)
            if name in chosen:
                part = draw(mutated_bytes(part, [one.encode() for one in XML]))
            after.writestr(name, part)
    return made.getvalue()
