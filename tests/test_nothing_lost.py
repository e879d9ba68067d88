"""What somebody writes is found whole, value by value, wherever its field shows.

The fields are found in the JSON schema. Where each shows is found with words of its own; then
hostile texts stand in their places.
"""

from __future__ import annotations

import copy
import email
import email.policy
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

import agenda
import everywhere
from agenda.source.folding import folded
from commands.command_line import ran
from draws import few
from everywhere import Path
from extracted import READERS, of_html
from ground import NOW, tool
from hostile import HOSTILE
from untraced import untraced

Artefacts = Mapping[str, str]
"""What each reader gets, as text: 'agenda pdf', 'record me md', 'send', 'calendar'."""
MARKED = {("aspirations", "long_term"), ("record", "summary")}
"""Where Markdown is spoken: a mark is not found as it was written."""
UNSEEN = re.compile("[\\s\u00ad\u200b-\u200d\u2060\u2066-\u2069\ufe0e\ufe0f\ufffe\x02]+")
"""What a line's end takes or adds, what joins letters, and what keeps directions apart."""
HYPHENS = re.compile("[-\u2010]")
RIGHT = {"R", "AL", "AN"}
FORMS = ("pdf", "docx", "html", "md")
make = untraced(agenda.make)


def written(texts: Callable[[Path], str]) -> dict[str, Any]:
    """Return the answers with every field, each text as it is given for its place."""
    answers = everywhere.answers(texts)
    answers.pop("theme")
    for part in (answers, answers["record"]):
        name = "actions" if "actions" in part else "since_last_time"
        (action,) = part[name]
        action["reason"] = texts((name, "reason"))
    return answers


def artefacts(answers: dict[str, Any], folder: Any) -> Artefacts:
    """Make everything there is of the answers."""
    source = agenda.load(json.dumps(answers).encode())
    before = copy.deepcopy(answers)
    before["record"]["held"] = "2026-09-04"
    earlier = agenda.load(json.dumps(before).encode())
    made, readers = {}, {**READERS, "pdf": of_pdf}
    for form in FORMS:
        for document in ("agenda", "record", "checkin"):
            for reader in ("manager", "me"):
                data = make(source, form, document=document, audience=reader, now=NOW)
                made[f"{document} {reader} {form}"] = readers[form](data)
        data = make((earlier, source), form, document="progress", audience="me", now=NOW)
        made[f"progress me {form}"] = readers[form](data)
    path = folder / "career.yaml"
    path.write_text(json.dumps(answers), "utf-8")
    for name, *options in (("ask", "-o", folder / "ask.eml"), ("send", "-o", folder / "send.eml")):
        assert ran(name, path, *options).code == 0
        made[name] = of_letter((folder / f"{name}.eml").read_bytes())
    assert (
        ran("calendar", path, "-o", folder / "it.ics", "--descriptive", "--whose", "all").code == 0
    )
    made["calendar"] = of_calendar((folder / "it.ics").read_bytes())
    return {name: bare(text) for name, text in made.items()}


def of_pdf(data: bytes) -> str:
    """Return the text as PDFium and poppler read it.

    One loses a hyphen at the end of a line, the other joins them; one keeps the order in which
    letters from right to left were painted, the other gives that in which they are read.
    """
    said = [READERS["pdf"](data)]
    for how in ([], ["-raw"]):
        command = [tool("pdftotext"), *how, "-", "-"]
        said.append(
            subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
        )
    return "\n".join(said)


def of_letter(data: bytes) -> str:
    """Return subject, people and both texts of an e-mail."""
    letter = email.message_from_bytes(data, policy=email.policy.default)
    texts = [str(letter[name] or "") for name in ("subject", "from", "to")]
    for part in letter.walk():
        if part.get_content_type() == "text/plain":
            texts.append(part.get_content())
        if part.get_content_type() == "text/html":
            texts.append(of_html(part.get_content().encode()))
    return "\n".join(texts)


def of_calendar(data: bytes) -> str:
    entries = icalendar.Calendar.from_ical(data).walk("VEVENT")
    names = ("summary", "description", "location")
    return "\n".join(str(entry.get(name, "")) for entry in entries for name in names)


def bare(text: str) -> str:
    """Return a text as one compares by eye: a ligature is its letters, and a space is nothing."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def is_in(said: str, text: str, artefact: str) -> bool:
    """Whether a value stands in the text.

    Of what is written from right to left in a PDF, each word: no reader tells in which order the
    words of a mixed line were.
    """
    if artefact.endswith("pdf") and any(unicodedata.bidirectional(one) in RIGHT for one in said):
        words = re.findall(r"\w+", bare(said.replace(" ", "-")))
        # A ligature stays as it is where the letters around it change places, or the other way.
        read = ((one, one[::-1].replace("ال", "لا"), one.replace("لا", "ال")) for one in words)
        return all(any(way in text for way in ways) for ways in read)
    if artefact.endswith("pdf"):  # a reader takes the hyphen at the end of a line for the line's
        return HYPHENS.sub("", bare(said)) in HYPHENS.sub("", text)
    return bare(said) in text


def marked(path: Path) -> bool:
    return path[:2] in MARKED


@pytest.fixture(scope="module")
def showing(tmp_path_factory) -> dict[Path, set[str]]:
    """Where each field shows."""
    words = {}

    def word(path: Path) -> str:
        words[path] = f"zq{len(words):03}qz"
        return words[path]

    made = artefacts(written(word), tmp_path_factory.mktemp("plain"))
    return {
        path: {name for name, text in made.items() if said in text} for path, said in words.items()
    }


def lost(showing, texts: Callable[[Path], str], folder: Any) -> list[str]:
    """Return what is not found whole where its field shows."""
    used = {}

    def text(path: Path) -> str:
        used[path] = "plain words" if marked(path) else texts(path)
        return used[path]

    made = artefacts(written(text), folder)
    return [
        f"{'/'.join(map(str, path))}: {said!r} in {name}"
        for path, said in used.items()
        for name in sorted(showing[path])
        if not is_in(said, made[name], name)
    ]


def test_every_text_field_shows_somewhere(showing):
    hidden = {"/".join(path) for path, names in showing.items() if not names and path[-1] != "id"}
    # The scale is not among these answers; the name that a skill had is there to find it again.
    assert hidden == {"skills/scale", "skills/current/was", "skills/future/was"}


ROLES = {"employee", "manager"}
"""Whoever is called by these is shown by name."""


@cache
def hands() -> list[dict[Path, str]]:
    """Deal the hostile texts out to the fields, until each had its turn.

    None twice in a file, as letters are compared; and only short ones to what is private, as a
    long passage may not be repeated elsewhere.
    """
    every: list[Path] = []
    written(lambda path: every.append(path) or "x")
    left, dealt = list(HOSTILE), []
    while left:
        hand: dict[Path, str] = {}
        taken: set[str] = set()
        for path in every:
            longest = 19 if "private" in path else 1000
            text = next(one for one in (*left, *HOSTILE)
                        if len(one) <= longest and folded(one) not in taken
                        and not (path[-1] == "who" and one in ROLES))  # fmt: skip
            hand[path] = text
            taken.add(folded(text))
        left = [text for text in left if text not in hand.values()]
        dealt.append(hand)
    return dealt


def test_a_hostile_text_is_found_whole_where_its_field_shows(showing, tmp_path):
    gone = lost(showing, hands()[0].__getitem__, tmp_path)
    assert not gone, "\n".join(gone)


@pytest.mark.slow
def test_every_hostile_text_is_found_whole_where_a_field_shows(showing, tmp_path):
    gone = [one for hand in hands()[1:] for one in lost(showing, hand.__getitem__, tmp_path)]
    assert not gone, "\n".join(gone)


LEFT_OUT = {*RIGHT, "NSM", "BN"}
ALPHABET = sorted(
    {one for one in "".join(HOSTILE) if unicodedata.bidirectional(one) not in LEFT_OUT}
)


@pytest.mark.slow
@few(2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(ALPHABET, min_size=1, max_size=40), min_size=10, max_size=10))
def test_a_random_text_is_found_whole_where_its_field_shows(showing, tmp_path, texts):
    numbers = count()

    def text(path: Path) -> str:
        number = next(numbers)
        said = " ".join(texts[number % len(texts)].split())
        return f"{number:03}{said[:16] if 'private' in path else said}x"

    gone = lost(showing, text, tmp_path)
    assert not gone, "\n".join(gone)
