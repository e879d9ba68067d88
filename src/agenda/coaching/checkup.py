"""All there is to say of one answers file: what is wrong with it, and what would help the talk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Table
from datetime import date
from typing import NamedTuple

from agenda.answers import Answers, Validated, audience, gaps, validate
from agenda.answers.cycle.joined import Cycle, same_person
from agenda.answers.cycle.standing import held
from agenda.answers.validation import place_problem, together
from agenda.coaching.aspirations import begun
from agenda.coaching.coach import NOTHING, Coached, Coaching, coach_answers, leave_out_better_said
from agenda.coaching.engine import BEGINNING, find_unknown
from agenda.coaching.rules import ALWAYS, NAMES, NEVER_SILENT
from agenda.documents import agenda, record
from agenda.outputs.outcome import wrong
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import (
    Problem,
    Severity,
    Steps,
    Stop,
    did_you_mean,
    error,
    has_errors,
    in_order,
)

NEEDS = "needs"
"""What a document cannot do without: the next steps of a file just begun say it better."""


class Checked(NamedTuple):
    """What there is to say of one file, how much more there would be, and what was skipped."""

    problems: tuple[Problem, ...]
    coached: Coached = NOTHING


def check_rule_names(options: Table[str, Collection[str]]) -> None:
    """Raises Stop, wrong usage, where an option names a rule that there is not."""
    for option, names in options.items():
        for name in find_unknown(names):
            cure = did_you_mean(name, NAMES) or "agenda rules lists them all"
            raise wrong(f"{option}: there is no rule '{name}'", cure)
        if "ignore" in option and ALWAYS in names:
            raise wrong(f"{option}: {NEVER_SILENT}", "leave it out")


def check_answers(source: Source, wanted: Coaching, resources: Resources) -> Checked:
    """Return every problem of the whole file, private parts included, and what coaching says.

    Where the file has errors, coaching looks at what is sound. Raises Stop, wrong usage, where
    what should be an earlier cycle is none.
    """
    found = validate(source.tree, resources.reading(source.tree))
    problems = [*together(source, found), *audience.find_repeated(source.tree)]
    problems += gaps.tell(source.tree)
    problems += gaps.tell_signs(source.tree)
    if found.answers:
        problems += (need._replace(severity=Severity.HINT) for need in agenda.needs(found.answers))
        problems += _unwritten(found.answers, wanted.now.date())
    placed_ones = in_order(place_problem(source.tree, problem) for problem in problems)
    # Coaching looks at what is written: of a gap nobody wants to hear that it is vague.
    unfinished = bool(gaps.gaps(source.tree))
    written = _written(source, resources) if unfinished else found
    rest = written.answers or written.rest
    if rest is None:
        return Checked(placed_ones)
    if wrong_ones := tuple(_out_of_place(rest, wanted.earlier)):
        raise Stop(*wrong_ones)
    said = coach_answers(source, written.sound, rest, wanted, _doubtful(placed_ones))
    if unfinished:  # the gaps are the next steps
        left = tuple(one for one in said.problems if one.rule != BEGINNING)
        said = said._replace(problems=left)
    told = (*_plain(placed_ones, said, rest, every=wanted.every), *said.problems)
    return Checked(_errors_first(told), said)


def _doubtful(problems: Iterable[Problem]) -> frozenset[Steps]:
    """Return the parts of the file of which nobody knows what they say."""
    if not (errors := [one for one in problems if has_errors([one])]):
        return frozenset()
    from agenda.answers.meant import parts_in_doubt  # noqa: PLC0415 - few files have errors

    return parts_in_doubt(errors)


def _written(source: Source, resources: Resources) -> Validated[Answers]:
    tree = gaps.without_gaps(source.tree)
    return validate(tree, resources.reading(tree))


def _out_of_place(answers: Answers, earlier: tuple[Cycle[Answers], ...]) -> Iterator[Problem]:
    """Yield what keeps each cycle from being one before these answers."""
    on = held(answers)
    for cycle in earlier:
        other = cycle.answers.employee
        if not same_person(other, answers.employee):
            fault = (
                f"{cycle.name} is about {other.name}, and this file about {answers.employee.name}"
            )
            yield error("usage", fault, "name the cycles of the same person with --since")
        elif cycle.on is None or (on and cycle.on >= on):
            fault = f"{cycle.name} is not of an earlier talk"
            yield error("usage", fault, "name with --since what came before, with its date")


def _errors_first(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return by their places what is wrong with the file, and behind it what would help.

    Coaching ends in the order in which it matters.
    """
    wrong_ones = [one for one in problems if _wrong(one)]
    return (*in_order(wrong_ones), *(one for one in problems if not _wrong(one)))


def _wrong(problem: Problem) -> bool:
    """Whether something is wrong with the file; advice and hints are about the talk."""
    advice = problem.rule in NAMES or problem.severity is Severity.HINT
    return problem.severity is Severity.ERROR or not advice


def _plain(
    problems: Iterable[Problem], said: Coached, answers: Answers, *, every: bool
) -> Iterator[Problem]:
    """Yield the problems that coaching does not say better."""
    # Friendly is what is said to somebody who has just begun: the next steps that coaching
    # names are all the needs they have to hear of. Where the date is odd, as one in the past,
    # that nothing of the talk is written down is not the point.
    past = any(one.rule == "odd-date" for one in said.problems)
    friendly = not every and begun(answers) and any(one.rule == BEGINNING for one in said.problems)
    for one in leave_out_better_said(problems, said.problems):
        if one.rule != NEEDS or not (friendly or (past and not one.path)):
            yield one


def _unwritten(answers: Answers, today: date) -> Iterator[Problem]:
    """Once the talk is over, what was agreed wants to be written down."""
    on = held(answers)
    if on and on < today:
        for need in record.needs(answers):
            yield need._replace(
                severity=Severity.HINT,
                message=f"the talk was on {on.isoformat()}, and nothing is written down of it yet",
            )
