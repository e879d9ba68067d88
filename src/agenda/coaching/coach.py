"""Coaching of one answers file: what the rules find, where it stands, what is said first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from agenda.answers import Answers
from agenda.answers.cycle.joined import Cycle, in_order
from agenda.answers.validation import place_problem
from agenda.coaching import words
from agenda.coaching.case import Case
from agenda.coaching.engine import Choice, coach, first, fits
from agenda.coaching.rules import RULES
from agenda.language.catalogue import load_catalogue
from agenda.language.reading import DEFAULT
from agenda.source import Mapping, Scalar, Source
from agenda.source.nodes import Place, places
from agenda.source.problems import Problem, Severity, Steps

MARK = "agenda:"
"""What stands in every comment that silences a rule."""
COUNTS_FOR: dict[Steps, Steps] = {("manager_prepare",): ("questions",)}
"""A place of which nothing is missing where there is something at another one."""
INSTEAD = {"shared-owner": "unknown-owner"}
"""A rule of coaching that says better what a check of the file says too."""


class Coaching(NamedTuple):
    """How coaching is wanted, and what it may look at beside the file itself.

    `ignore` names rules of which nothing is said, but that are run, to know whether there
    was anything to say. `every` lifts both limits: one hint a place, three in all. `earlier`
    holds the cycles before, of the same person; `pages` is how many pages the agenda takes.
    """

    now: datetime
    folders: tuple[Path, ...]
    choice: Choice
    ignore: frozenset[str] = frozenset()
    every: bool = False
    earlier: tuple[Cycle[Answers], ...] = ()
    pages: int | None = None


class Coached(NamedTuple):
    """What is said of a file, what matters most first; how much is not; and what was not looked at.

    `silent` is the language in which nobody has written word lists yet, or empty; `ignored`
    names the rules of `Coaching.ignore` that had something to say, or could not tell.
    """

    problems: tuple[Problem, ...]
    more: int = 0
    silent: str = ""
    ignored: frozenset[str] = frozenset()
    found: frozenset[str] = frozenset()
    """The names of all rules that found something, said or not."""


NOTHING = Coached(())
"""Of a file that nobody can read."""


def coach_answers(
    source: Source,
    tree: Mapping,
    answers: Answers,
    wanted: Coaching,
    doubtful: Collection[Steps] = (),
) -> Coached:
    """Look at the answers with every rule; `tree` is the file's without its broken parts.

    Of those parts, and of what they may have said, nothing is said: they are `doubtful`.
    """
    tag = answers.language or DEFAULT
    lists = words.load_words(tag, wanted.folders)
    sentences = load_catalogue("coaching", tag, answers.formality, wanted.folders)
    before = tuple(cycle.answers for cycle in in_order(wanted.earlier))
    case = Case(answers, wanted.now, lists, before, wanted.pages, sentences)
    everything = tuple(_placed(coach(case, wanted.choice), tree))
    found = tuple(one for one in everything if one.rule not in wanted.ignore)
    # A comment that silences a rule is unused only where that rule could have spoken: it was
    # wanted, had what it looks at, and is silenced by nothing else. So is --ignore, the other way
    # round: of a rule that could not look, nobody can say that it had nothing to say.
    able = _able(case)
    ran = able & {rule.name for rule in RULES if wanted.choice.wants(rule)} - wanted.ignore
    faults, left, unused = _heard(source, found, ran)
    ignored = {one.rule for one in everything} | (wanted.ignore - able)
    left = tuple(one for one in left if not _in_doubt(one.path, doubtful))
    more, names = 0, frozenset(one.rule for one in left)
    if not wanted.every:
        shown = first(left, case)
        left, more = shown.problems, shown.more
    language = "" if lists.known else lists.language
    return Coached((*faults, *left, *unused), more, language, frozenset(ignored & wanted.ignore),
                   names)  # fmt: skip


def _in_doubt(path: Steps, doubtful: Collection[Steps]) -> bool:
    """Whether a place, or what counts for it, holds one of these parts, or is in one."""
    return any(
        part[: len(one)] == one or one[: len(part)] == part
        for one in (path, COUNTS_FOR.get(path, ()))
        for part in doubtful
        if one and part  # the whole file is no place
    )


Problems = tuple[Problem, ...]


def _heard(source: Source, found: Problems, ran: set[str]) -> tuple[Problems, Problems, Problems]:
    """Return what is wrong with the comments that silence rules, what is left, what is unused."""
    if MARK not in source.text.lower():
        return (), found, ()
    from agenda.coaching.silence import silence  # noqa: PLC0415 - few files silence anything

    comments = silence(source)
    left = comments.over(found)
    return tuple(comments.problems), left, tuple(comments.unused(ran))


def _able(case: Case) -> set[str]:
    """Return the rules that have what they need to look at this case."""
    words = case.words.known
    return {rule.name for rule in RULES if fits(rule, case) and (words or not rule.text)}


def _placed(found: Iterable[Problem], tree: Mapping) -> Iterator[Problem]:
    """Give each problem its place in the file: paths of rules lead into the answers."""
    ways = places(tree)
    for one in found:
        way, rest = _nearest(ways, one.path)
        problem = one._replace(path=(*way.path, *rest))
        if isinstance(way.node, Scalar):
            yield problem._replace(span=way.node.span, path=way.path)
        elif way.key is not None:
            yield problem._replace(span=way.key)
        elif way.path:
            yield problem._replace(span=place_problem(tree, problem._replace(path=way.path)).span)
        else:
            yield problem  # of what is not there, no line is the place


def _nearest(ways: dict[Steps, Place], path: Steps) -> tuple[Place, Steps]:
    """Return the innermost place on the way that is in the file, and the rest of the way."""
    end = next(end for end in range(len(path), -1, -1) if path[:end] in ways)
    return ways[path[:end]], path[end:]


def leave_out_better_said(
    problems: Iterable[Problem], coaching: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield the problems that no advice says better, of the same place."""
    said = {(INSTEAD[one.rule], one.span) for one in coaching if one.rule in INSTEAD}
    return (one for one in problems if (one.rule, one.span) not in said)


def count_problems(problems: Iterable[Problem]) -> str:
    """Return how many there are to look at: '1 warning and 3 hints', or an empty text."""
    kinds = [one.severity for one in problems]
    counts = [(kinds.count(kind), kind.value) for kind in (Severity.WARNING, Severity.HINT)]
    return " and ".join(f"{num} {word}{'s' * (num > 1)}" for num, word in counts if num)
