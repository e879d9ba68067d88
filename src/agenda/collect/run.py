"""`agenda collect`: what was typed into returned copies goes into the answers file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Literal

from agenda.answers import Answers, identifying, identity, narrow
from agenda.answers.audience import Audience
from agenda.answers.edits import Edited
from agenda.answers.identity import Identity
from agenda.collect import flattened, readback
from agenda.collect.merge import Merge
from agenda.collect.readback import Remark, Returned
from agenda.collect.remarks import OPEN, ask, describe, find_remarks, tell_unfit
from agenda.collect.result import Collected, Tally, settling
from agenda.collect.types import Change, Choice, Question, Typed
from agenda.collect.understand import Reader
from agenda.documents import levels
from agenda.outputs import files
from agenda.outputs.outcome import wrong
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.edit import append, put
from agenda.source.nodes import Plain, at, plain
from agenda.source.problems import Problem, Report, Severity, Steps, Stop, error
from agenda.wish import Understood

Settle = Literal["ask", "ours", "theirs"]
Remarks = Literal["ask", "take", "leave"]
COPIES = (".pdf", ".docx")
OUTSIDE = "Written outside the fields:"
SAVE_IT = "save the copy to a file, and name that"
Said = Typed | Question | Change
Decide = Callable[[str, Question], Choice | None]
"""Asked for each question of a copy, named first: the choice, or None to keep what is there."""


@dataclass(frozen=True, slots=True)
class Collecting:
    """What the command line asks for.

    `anyway` takes copies that were made for other names, or another day; `decide` is None
    where nobody can be asked. `tell` is given each line that shows what is written outside the
    fields, before anybody is asked about it.
    """

    name: str
    copies: tuple[str, ...]
    now: datetime
    resources: Resources
    settle: Settle = "ask"
    remarks: Remarks = "ask"
    tell: Callable[[str], None] = lambda _line: None
    anyway: bool = False
    decide: Decide | None = None
    terminal: bool = False


def collect_copies(asked: Collecting) -> Collected:
    """Return what the copies change, one after the other: what one brings, the next one meets.

    Raises Stop where the answers file cannot be read or has errors. All that is wrong with
    the copies is in the reports.
    """
    if asked.name == files.STDIN and asked.decide:
        asked = replace(asked, decide=None)  # the answers come from where one would be asked
    if asked.name.lower().endswith(COPIES):
        raise wrong(f"{asked.name} is no answers file", "name the YAML file first, then the copies")
    if (asked.name, *asked.copies).count(files.STDIN) > 1:
        raise wrong("stdin can be read once", "write - once, and name the other files")
    found = _understood(asked)
    file = Edited(
        asked.name, found.source, lambda after: understand(after, asked.resources), asked.terminal
    )
    copies, broken = _read(asked.copies)
    if broken:
        return Collected(file, found.source, broken, open=True)
    reports: list[Report] = []
    said: list[str] = []
    questions: list[Question] = []
    left, private = 0, False
    for name, one in copies.items():
        told = Tally(name, file.source)
        found = _taken(found, one, asked, told)
        said.append(told.summary)
        left += told.left
        private |= told.private
        questions += told.open
        if told.problems:
            reports.append(Report(name, "", tuple(dict.fromkeys(told.problems))))
    errors = any(one.severity is Severity.ERROR for report in reports for one in report.problems)
    cure = settling(questions, by_theirs=asked.settle == "theirs")
    return Collected(file, found.source, tuple(reports), tuple(said), errors, left, cure, private)


def _understood(asked: Collecting) -> Understood[Answers]:
    try:
        files.fit_to_edit(asked.name)
        return understand(load(asked.name), asked.resources)
    except Stop as stop:
        raise Stop(
            *stop.problems, name=stop.name or files.display_name(asked.name), text=stop.text
        ) from None


def _read(names: tuple[str, ...]) -> tuple[dict[str, Returned], tuple[Report, ...]]:
    """Read each copy once; what is wrong with one is told with what is wrong with the others."""
    copies: dict[str, Returned] = {}
    broken: list[Report] = []
    for name in dict.fromkeys(names):
        try:
            if files.is_folder(Path(name)):
                raise wrong(f"{name} is a folder", "name the copy that came back in it")
            if files.is_special(Path(name)):
                raise Stop(error("unreadable", f"{name} could not be read: it is no file", SAVE_IT))
            copies[name] = readback.read_back(files.read_up_to(Path(name), readback.LARGEST + 1))
        except Stop as stop:
            broken.append(Report(name, "", stop.problems))
    return copies, tuple(broken)


def _taken(
    found: Understood[Answers], returned: Returned, asked: Collecting, told: Tally
) -> Understood[Answers]:
    """Return the answers with what a copy says; questions that stay open are problems."""
    about = identity.told_by(returned.about)
    if any(problem.rule == "flattened" for problem in returned.problems):
        told.private = about is None or about.copy == "me"  # its lines are shown as they are
        told.problems += flattened.tell_flattened(
            found, returned, about, asked.now, asked.resources
        )
        return found
    told.problems += [one for one in returned.problems if one.severity is not Severity.ERROR]
    doubts = (_unreadable(one) for one in returned.problems if one.severity is Severity.ERROR)
    asking = flattened.question(found.answers, about)
    if asking and not (asked.anyway or _asked(asking, asked, told)):
        told.left += 1
        return found
    document = about or flattened.guess_document(returned)
    told.private = document.copy == "me"
    remarks, hindrances = find_remarks(returned, found, document, asked.now)
    told.problems += hindrances
    reader = Reader(document, found.answers, found.words)
    for one in chain(doubts, reader.read(returned.typed)):
        found = _each(found, document, one, asked, told)
    return _outside(found, document, remarks, asked, told)


def _outside(
    found: Understood[Answers],
    document: Identity,
    remarks: Sequence[Remark],
    asked: Collecting,
    told: Tally,
) -> Understood[Answers]:
    """Show what is written outside the fields, and take of it what is wanted."""
    merge = _merge(found, document, asked)
    questions = {one: ask(one, found.answers, private=told.private) for one in remarks}
    new = {one: question for one, question in questions.items()
           if not any(_is_there(choice, merge) for choice in question.choices)}  # fmt: skip
    told.same += len(questions) - len(new)
    if new:
        asked.tell(f"{told.name}: {OUTSIDE}")
        for line in chain.from_iterable(map(describe, new)):
            asked.tell(f"  {line}")
    for one, question in new.items():
        choice, known = _chosen(question, asked, told), len(told.problems)
        for each in choice.then if choice else ():
            found = _each(found, document, each, asked, told)
        refused = choice is not None and told.problems[known:]
        if refused:
            told.problems[known:] = [tell_unfit(one, problem) for problem in refused]
        told.left += choice is None or bool(refused)
    return found


def _is_there(choice: Choice, merge: Merge) -> bool:
    return not any(any(merge.found(one)) for one in choice.then if not isinstance(one, Change))


def _chosen(question: Question, asked: Collecting, told: Tally) -> Choice | None:
    """Return what becomes of a remark: the first choice where all are taken."""
    if not question.choices or asked.remarks == "leave":
        return None
    if asked.remarks == "take":
        return question.choices[0]
    if asked.decide is None:
        told.problems.append(OPEN)
        return None
    return asked.decide(told.name, question)


def _each(
    found: Understood[Answers],
    document: Identity,
    one: Said,
    asked: Collecting,
    told: Tally,
) -> Understood[Answers]:
    """Take one value, ask one question, or make one change, and whatever follows from it."""
    if isinstance(one, Change):
        return _changed(found, one, asked, told)
    if isinstance(one, Question):
        choice = _decided(one, found, asked, told)
        told.left += choice is None
        for each in choice.then if choice else ():
            found = _each(found, document, each, asked, told)
        return found
    following = list(_merge(found, document, asked).found(one))
    told.same += not following
    for after in following:
        found = _each(found, document, after, asked, told)
    return found


def _merge(found: Understood[Answers], document: Identity, asked: Collecting) -> Merge:
    own = found.answers.skills.scale if found.answers.skills else ()
    return Merge(
        source=found.source,
        answers=found.answers,
        copy=document,
        rank=lambda level: levels.rank(level, own, found.words),
        agreed=lambda: identifying.agreed(
            narrow(found.source.tree, asked.resources.reading, Audience.MANAGER)
        ),
    )


def _changed(
    found: Understood[Answers], change: Change, asked: Collecting, told: Tally
) -> Understood[Answers]:
    """Make one edit. What cannot be written, or would be an error, is a problem."""
    edit = append if change.append else put
    try:
        found = understand(edit(found.source, change.path, change.value), asked.resources)
        told.new += 1
    except Stop as stop:
        told.problems += [one._replace(span=None) for one in stop.problems]
    return found


def _decided(
    question: Question, found: Understood[Answers], asked: Collecting, told: Tally
) -> Choice | None:
    """Return what was chosen; a side that was chosen for all settles what the file says otherwise.

    What a side leaves out that the file does not say either is told all the same: what cannot
    be read, and what another copy says.
    """
    between = _between_copies(question, found.source, told.before)
    if between:
        question = replace(question, fault=f"{question.fault}; the first came with a copy as well")
    choice = question.theirs if asked.settle == "theirs" else None
    if asked.settle == "ours" or choice:
        if not question.theirs or between:
            told.problems.append(question.problem._replace(severity=Severity.WARNING))
        return choice
    return _asked(question, asked, told)


def _between_copies(question: Question, now: Source, before: Source) -> bool:
    """Whether a question is about what a copy has brought, and not about what was there before."""
    paths = {
        change.path
        for choice in question.choices
        for change in choice.then
        if isinstance(change, Change) and not change.append
    }
    return any(at(now.tree, path) and _said(now, path) != _said(before, path) for path in paths)


def _said(source: Source, path: Steps) -> Plain | None:
    node = at(source.tree, path)
    return None if node is None else plain(node)


def _asked(question: Question, asked: Collecting, told: Tally) -> Choice | None:
    """Put a question to whoever is there. One that nobody answers is a problem."""
    if asked.decide:
        return asked.decide(told.name, question)
    told.problems.append(question.problem)
    told.open.append(question)
    return None


def _unreadable(problem: Problem) -> Question:
    return Question(problem.rule, problem.message, problem.help, "leave it out")
