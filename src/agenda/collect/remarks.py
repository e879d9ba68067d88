"""What was written outside the fields: set against what the copy said when it was sent out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from itertools import compress
from typing import TypeVar, cast

from agenda.answers import Answers, identifying, narrow
from agenda.answers.audience import Audience
from agenda.answers.identity import Identity
from agenda.collect import readback
from agenda.collect.readback import Remark, Returned
from agenda.collect.types import Aside, Choice, Note, Question, short
from agenda.collect.wording import wording_of
from agenda.names import Document, For
from agenda.pipeline import draft, write
from agenda.render import memory
from agenda.source.folding import folded
from agenda.source.problems import Problem, Stop, error, warning
from agenda.wish import Understood, Wish

Some = TypeVar("Some")
Sent = tuple[bytes, str]
"""The digest of a line as it was sent out, and the line; empty where that is not known."""
NEARLY = 0.9
"""Of the lines: where fewer are the same, what was sent out was not made from this file."""
ALIKE = 0.5  # of 1: one was made of the other
MOST_ALIKE, LONGEST_ALIKE = 10, 1000  # to compare many texts, or long ones, takes a while

UNCOMPARED = warning(
    "returned-uncompared",
    "the copy was made by an older version, with other options, or from other answers than today's:"
    " what was changed in its text cannot be told",
    "read it yourself; what is in its fields and in its comments is here",
)
TODAY = warning(
    "returned-uncompared",
    "the copy does not carry what it said when it was sent: its text is set against what the file"
    " says today",
    "what you have changed in the file since then shows as a change of the copy",
)
FORGOTTEN = warning(
    "returned-uncompared",
    "lines were changed in the copy, or deleted, that the file says otherwise by now: what stood"
    " there before is not known",
    "look for them in what you have sent",
)
OPEN = error(
    "returned-outside",
    "the copy says more than its fields do, as is shown above",
    "--remarks take puts it into the record, --remarks leave leaves it out",
)


def find_remarks(
    returned: Returned, found: Understood[Answers], about: Identity, now: datetime
) -> tuple[list[Remark], list[Problem]]:
    """Return what was written outside the fields, in the order of the copy, and what hinders it."""
    remarks, problems = list(returned.remarks), list[Problem]()
    if returned.lines:
        sent = _sent(returned, found, about, now)
        differences = list(compare(returned.lines, sent)) if sent else []
        remarks += differences
        problems = list(_doubts(returned, sent, differences))
    elif returned.text:
        said = wording_of(text := memory.recall(returned.about) or ())
        lines = list(filter(None, map(str.strip, returned.text.splitlines() if text else ())))
        remarks += [Remark(line, place=math.inf) for line in compress(lines, said.new(lines))]
        problems = [] if text else [UNCOMPARED]
    fault = _crowd(remarks)
    if fault:
        cure = "read them yourself; what is in its fields is here"
        return [], [*problems, warning(OPEN.rule, f"the returned copy {fault}", cure)]
    return sorted(remarks, key=lambda one: one.place), problems


def _crowd(remarks: Sequence[Remark]) -> str:
    """Return what makes the remarks more than anybody reads; empty where they are few and short."""
    if len(remarks) > readback.MOST_REMARKS:
        return f"has more than {readback.MOST_REMARKS} remarks and changes outside its fields"
    if any(len(one.text) + len(one.was) > readback.LONGEST for one in remarks):
        return f"has a text of more than {readback.LONGEST} characters outside its fields"
    return ""


def _doubts(
    returned: Returned, sent: Sequence[Sent], differences: Sequence[Remark]
) -> Iterator[Problem]:
    """Yield what is not to be known of the text of a Word copy."""
    here = {memory.digest(line.text) for line in returned.lines}
    if not sent:
        yield UNCOMPARED
    elif any(not text and digest not in here for digest, text in sent):
        yield FORGOTTEN
    elif differences and not {f"{memory.KEY}0", f"{memory.LINES}0", memory.SAID} & {
        *returned.about
    }:
        yield TODAY


def _sent(
    returned: Returned, found: Understood[Answers], about: Identity, now: datetime
) -> list[Sent]:
    """Return what a Word copy said when it was sent out; nothing where that is not to be had.

    It remembers digests: what they are of, the copy itself says, or the file as it is today.
    """
    here = _digested(line.text for line in returned.lines)
    digests = memory.recall_digests(returned.about)
    if digests:
        gone = set(digests) - {digest for digest, _ in here}
        made = _made(found, about, now) if gone else None
        known = dict([*_digested(line.text for line in made.lines), *here] if made else here)
        return [(digest, known.get(digest, "")) for digest in digests]
    if text := memory.recall(returned.about):
        return _digested(text)
    answers = found.answers if about.copy == "me" else _shared(found)
    identify = identifying.MAKERS.get(about.document)
    if identify is None or identify(answers, about.copy) != about:
        return []
    made = _made(found, about, now)
    same = made and _same(returned, made)
    return _digested(line.text for line in made.lines) if made and same else []


def _digested(lines: Iterable[str]) -> list[Sent]:
    return [(memory.digest(line), line) for line in lines]


def _shared(found: Understood[Answers]) -> Answers:
    return narrow(found.source.tree, found.resources.reading, Audience.MANAGER)


def _made(found: Understood[Answers], about: Identity, now: datetime) -> Returned | None:
    """Return such a document as it is made today; None where the file makes none."""
    if about.document not in identifying.MAKERS:
        return None
    audience: For = "me" if about.copy == "me" else "manager"
    wish = Wish(now=now, document=cast("Document", about.document), audience=audience)
    try:
        return readback.read_back(write(draft([found.source], wish, found.resources), "docx"))
    except Stop:
        return None


def _same(returned: Returned, made: Returned) -> bool:
    """Whether a copy was made from what the file says today, as its digest or its lines tell."""
    if memory.SAID in returned.about:
        return returned.about[memory.SAID] == made.about.get(memory.SAID)
    before, after = ({memory.digest(line.text) for line in one.lines} for one in (returned, made))
    return len(before & after) >= NEARLY * max(len(before), len(after))


def compare(lines: Iterable[Remark], sent: Iterable[Sent]) -> Iterator[Remark]:
    """Yield what was changed, added or deleted, each by the line that stands before it in both.

    Lines that were added one below the other are one remark, as the cells of a row are.
    Two texts are never compared as a whole: of a hostile one, that would take for ever.
    """
    now = dict(_numbered((memory.digest(line.text), line) for line in lines))
    before = dict(_numbered(sent))
    both = now.keys() & before.keys()
    gone = {anchor: [text for text in texts if text]
            for anchor, texts in _between(before.items(), both).items()}  # fmt: skip
    for anchor, added in _between(now.items(), both).items():
        new = []
        for line in added:
            near = _near(line.text, gone.get(anchor, ()))
            for text in near:
                gone[anchor].remove(text)
                yield replace(line, was=text)
            new += [] if near else [line]
        if new:
            yield replace(new[0], text="\n".join(line.text for line in new))
    for anchor, texts in gone.items():
        start = now[anchor] if anchor else Remark()
        if texts:
            yield Remark(was="\n".join(texts), section=start.section, place=start.place + 0.1)


def _numbered(lines: Iterable[tuple[bytes, Some]]) -> Iterator[tuple[tuple[bytes, int], Some]]:
    """Number the lines that say the same; leave out those that say nothing."""
    counted: Counter[bytes] = Counter()
    for key, line in lines:
        if key:
            counted[key] += 1
            yield (key, counted[key]), line


def _between(
    lines: Iterable[tuple[tuple[bytes, int], Some]], both: Collection[tuple[bytes, int]]
) -> dict[tuple[bytes, int] | None, list[Some]]:
    """Return the lines that only one side has, by the common line before them."""
    gaps: dict[tuple[bytes, int] | None, list[Some]] = {}
    anchor = None
    for key, line in lines:
        if key in both:
            anchor = key
        else:
            gaps.setdefault(anchor, []).append(line)
    return gaps


def _near(text: str, others: Sequence[str]) -> list[str]:
    """Return the text that this one was made of, where one is like it."""
    if len(others) > MOST_ALIKE or max(map(len, (text, *others))) > LONGEST_ALIKE:
        return []
    return get_close_matches(text, others, 1, ALIKE)


# --- in words, and what may become of it -------------------------------------------------


def describe(one: Remark) -> list[str]:
    """Return the lines that show a remark, or a change as a difference."""
    where = (f"page {one.page}" if one.page else "", f"on “{short(one.at)}”" if one.at else "")
    head = ", ".join(filter(None, (one.who, one.when, *where)))
    if one.was or not (one.at or one.page):
        lines = [*(f"- {line}" for line in one.was.splitlines()),
                 *(f"+ {line}" for line in one.text.splitlines())]  # fmt: skip
        return [*([f"{head}:"] if head else []), *lines]
    if not one.text:
        return [f"page {one.page}: {one.at}, without words"]
    first, *others = one.text.splitlines()
    return [f"{head}: {first}", *(f"  {line}" for line in others)]


def ask(one: Remark, answers: Answers, *, private: bool) -> Question:
    """Ask what becomes of a remark: a note of its part, or a remark on the record.

    What has an author is a remark first. In a copy of one's own it stays private.
    """
    said = _said(one)
    note = f"{one.who}: {said}" if one.who else said
    choices: list[Choice] = []
    if private and said:
        steps = ("notes", one.section) if one.section else ("remarks",)
        choices.append(Choice("keep it among what is private", (Note(steps, note),)))
    elif said:
        remark = Aside(said, _whose(one.who, answers))
        choices.append(Choice(f"take it as a remark of {remark.who}", (remark,)))
        if one.section:
            taken = Choice(f"add it to the notes on {one.section}",
                           (Note(("notes", one.section), note),))  # fmt: skip
            choices.insert(1 if one.who else 0, taken)
    return Question(OPEN.rule, "\n".join(describe(one)), OPEN.help, "leave it out", tuple(choices))


def tell_unfit(one: Remark, problem: Problem) -> Problem:
    """Tell of a remark that no answers file can hold; it keeps nothing else from going in."""
    return warning(
        problem.rule,
        f"'{short(_said(one))}', outside the fields, was left out: {problem.message}",
        f"{problem.help}; or write it in by hand. --remarks take takes all the others",
    )


def _said(one: Remark) -> str:
    """Return a remark on what it is about, or a change, in no language of its own."""
    if one.was:
        taken = "\n".join(f"− {line}" for line in one.was.split("\n"))
        return f"{one.was} → {one.text}" if one.text else taken
    return f"“{short(one.at)}”: {one.text}" if one.at and one.text else one.text


def _whose(author: str, answers: Answers) -> str:
    """Return the role of an author who is one of the two, by the whole name or the first."""
    if not author:
        return "manager"
    both = {role: folded(getattr(answers, role).name) for role in ("manager", "employee")}
    known = [role for role, name in both.items()
             if folded(author) == name or [folded(author)] == name.split()[:1]]  # fmt: skip
    return known[0] if len(known) == 1 else author
