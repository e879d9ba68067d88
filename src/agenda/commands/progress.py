"""The first half of a progress report: several sources, one content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from agenda.answers import SharedAnswers, audience, validate
from agenda.answers.audience import Audience
from agenda.answers.cycle.joined import Cycle, in_order
from agenda.answers.sound import placed, sound
from agenda.commands.brief import briefed, spoken, unusual
from agenda.commands.targets import FEWEST, too_few
from agenda.commands.wish import Brief, Origin, Wish
from agenda.documents import progress
from agenda.outputs import files
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Report, Several, Stop


def brief_together(given: Sequence[Source | Report], wish: Wish, resources: Resources) -> Brief:
    """Return what the report over all cycles says; a report stands for a file nobody can read.

    It is for the employee, and is made of what a manager may see all the same: nobody's
    worries of years ago are printed once more. Raises Several, with a report of each file
    that has problems.
    """
    if len(given) < FEWEST:
        raise too_few()
    reports = [one for one in given if isinstance(one, Report)]
    cycles: list[Cycle[SharedAnswers]] = []
    origins: dict[str, tuple[Source, Origin]] = {}
    for source in (one for one in given if isinstance(one, Source)):
        try:
            cycle, origin = _cycle(source, _free(files.shown(source.name), origins), resources)
        except Stop as stop:
            reports += stop.reports(files.shown(source.name), source.text)
            continue
        cycles.append(cycle)
        origins[cycle.name] = source, origin
    reports += _apart(cycles, {name: source for name, (source, _) in origins.items()})
    if reports:
        raise Several(*reports)
    return _brief(in_order(cycles), [origins[cycle.name][1] for cycle in cycles], wish, resources)


def _free(name: str, taken: Collection[str]) -> str:
    """Return a name of its own for each source: those of a library may have none."""
    numbered = (f"{name} ({number})" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken)


def _cycle(source: Source, name: str, resources: Resources) -> tuple[Cycle[SharedAnswers], Origin]:
    tree = audience.seen_by(source.tree, Audience.MANAGER)
    reading = resources.reading(tree)
    answers, problems = sound(source, validate(tree, reading))
    origin = Origin(name, source.text, problems, unusual(tree))
    return Cycle(name, answers, reading.level_names), origin


def _apart(cycles: list[Cycle[SharedAnswers]], sources: dict[str, Source]) -> Iterator[Report]:
    """Report each file that does not belong with the others."""
    for name, problem in progress.problems(cycles):
        source = sources[name]
        yield Report(name, source.text, (placed(source.tree, problem),))


def _brief(
    cycles: list[Cycle[SharedAnswers]], origins: list[Origin], wish: Wish, resources: Resources
) -> Brief:
    """Speak the language of the newest cycle, unless another one is asked for."""
    last = cycles[-1]
    words = replace(spoken(last.answers, wish, resources), level_names=last.level_names)
    return briefed(
        last.answers, wish, progress.content(cycles, wish.now.date(), words), tuple(origins)
    )
