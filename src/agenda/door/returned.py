"""A copy that came back, dropped on the page: what it changes, and what it asks.

A stranger may have made it, so it is read in a process of its own, where the reading is within
bounds; what comes of it is handed back as plain text. A question is answered by running once
more with the answer, so nothing has to wait for anybody.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agenda.answers.audience import Audience, named, seen_by
from agenda.answers.questions import say
from agenda.answers.reading import read
from agenda.collect import Collecting, collect_copies
from agenda.resources import Resources
from agenda.source import Mapping, Scalar
from agenda.source.edit import encoded
from agenda.source.nodes import walk
from agenda.source.problems import Stop, hint

if TYPE_CHECKING:
    from agenda.collect.types import Choice, Question
    from agenda.door.session import Session
    from agenda.language.locale import Locale

SECONDS = 90
KEEP = "keep"
TYPED = "typed:"
OWN = say("This is your own private copy, or may be: press ‘Show my notes’ first.")


@dataclass(frozen=True, slots=True)
class Found:
    """What a copy says: questions that are open, changes by their places, what else to say."""

    questions: tuple[dict[str, Any], ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    said: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    written: bool = False
    chosen: str = "{}"
    keep: str = KEEP


@dataclass(frozen=True, slots=True)
class Dropped:
    """A copy as it was dropped: its name, its bytes, the words of the page, whether notes show."""

    name: str
    data: bytes
    words: Locale
    shown: bool

    @property
    def hidden(self) -> str:
        """What is told in place of what may quote notes; '' where they are shown."""
        from agenda.door.view import hidden  # noqa: PLC0415 - who reads a copy needs no page

        return "" if self.shown else _line(hidden(self.words))


def collect(session: Session, copy: Dropped, chosen: dict[str, str], *, write: bool) -> Found:
    """Return what the copy says with these answers, and write it where that is wanted."""
    words, name = copy.words, copy.name
    failed = words.say("This copy could not be read.")
    suffix = ".docx" if name.lower().endswith(".docx") else ".pdf"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"copy{suffix}"
        file.write_bytes(copy.data)
        own = [str(one) for one in session.resources.folders[:-1]]
        asked: dict[str, object] = {
            "file": str(session.desk.path), "copy": str(file), "chosen": chosen, "own": own,
            "now": session.now().isoformat(), "hidden": copy.hidden,
        }  # fmt: skip
        told = _apart(asked)
    if told is None:
        return Found(wrong=(failed,))
    if told["private"] and not copy.shown:
        return Found(wrong=(words.say(OWN),))
    wrong = tuple(one.replace(str(file), name) for one in told["wrong"])
    said = tuple(one.replace(str(file), name) for one in told["said"])
    if not told["after"]:
        return Found(wrong=wrong or (failed,))
    before, after = told["before"].encode(), told["after"].encode()
    changes = tuple(_changes(before, after, shown=copy.shown))
    if write and not told["questions"] and before != after and not told["open"]:
        try:
            session.desk.replace(before, after, private=told["private"])
        except Stop as stop:
            return Found(wrong=tuple(one.message for one in stop.problems))
        return Found(changes=changes, said=said, written=True)
    return Found(tuple(told["questions"]), changes, said, wrong, chosen=json.dumps(chosen))


def _apart(asked: dict[str, object]) -> dict[str, Any] | None:
    """Do the reading in a process of its own; None where it came to no end."""
    try:
        run = subprocess.run(
            [sys.executable, "-P", "-m", "agenda.door.returned"],
            input=json.dumps(asked).encode(), capture_output=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        told: dict[str, Any] = json.loads(run.stdout)
    except (subprocess.SubprocessError, ValueError):
        return None
    return told


def _changes(before: bytes, after: bytes, *, shown: bool) -> list[tuple[str, str]]:
    """Return what is new, by its place, as far as it is shown."""
    old, new = (dict(_said(read(data).tree, shown=shown)) for data in (before, after))
    return [(named(path), text) for path, text in new.items() if old.get(path) != text]


def _said(tree: Mapping, *, shown: bool) -> list[tuple[Any, str]]:
    seen = tree if shown else seen_by(tree, Audience.MANAGER)
    return [(path, node.text) for path, node in walk(seen)
            if isinstance(node, Scalar) and not node.blank]  # fmt: skip


def _run(asked: dict[str, Any]) -> dict[str, object]:
    """Collect the copy with the answers that were given; what was not answered stays open."""
    questions: list[dict[str, object]] = []
    seen = Counter[str]()

    def decide(_: str, question: Question) -> Choice | None:
        seen[question.fault] += 1
        told = f"{question.fault}\0{seen[question.fault]}".encode()
        key = hashlib.sha256(told).hexdigest()[:16]
        answer = asked["chosen"].get(key)
        if answer is not None and answer.startswith(TYPED) and question.reads:
            answer = question.reads(answer.removeprefix(TYPED))
            if answer is not None:
                return answer
        elif answer == KEEP:
            return None
        elif answer is not None and answer.isdecimal() and int(answer) < len(question.choices):
            return question.choices[int(answer)]
        questions.append({"key": key, "fault": question.fault, "kept": question.kept,
                          "choices": [one.said for one in question.choices],
                          "reads": question.reads is not None})  # fmt: skip
        return None

    remarks: list[str] = []
    resources = Resources(*(Path(one) for one in asked["own"]))
    try:
        found = collect_copies(Collecting(
            asked["file"], (asked["copy"],), datetime.fromisoformat(asked["now"]), resources,
            tell=remarks.append, decide=decide,
        ))  # fmt: skip
    except Stop as stop:
        from agenda.door.view import why_not  # noqa: PLC0415 - most files can be read

        why = why_not(stop, "", hint("hidden", asked["hidden"]) if asked["hidden"] else None)
        return {"private": False, "questions": [], "said": [], "after": "", "open": True,
                "wrong": [_line(one) for one in why]}  # fmt: skip
    problems = [one for report in found.reports for one in report.problems]
    return {
        "private": found.private, "questions": questions, "said": [*found.said, *remarks],
        "wrong": [_line(one) for one in problems], "open": found.open,
        "before": encoded(found.file.source).decode(), "after": encoded(found.after).decode(),
    }  # fmt: skip


def _line(problem: Any) -> str:
    return ": ".join(filter(None, (problem.message, problem.help)))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_run(json.load(sys.stdin))))
