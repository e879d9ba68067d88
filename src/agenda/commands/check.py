"""`agenda check`: every problem of every file, and what would make the talk a better one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from agenda.answers import Answers
from agenda.answers.cycle.joined import Cycle
from agenda.answers.reading import read
from agenda.coaching.checkup import check_answers, check_rule_names
from agenda.coaching.coach import NOTHING, Coached, Coaching
from agenda.coaching.engine import Choice
from agenda.coaching.settings import Settings, read_settings
from agenda.outputs import files
from agenda.outputs.jobs import Job, Run, in_turn
from agenda.outputs.outcome import Exit, Outcome, code, outcome_of, wrong
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Report, Stop, hint


class Checking(NamedTuple):
    """What the command line asks for. `select` is None where every rule is wanted."""

    names: tuple[str, ...]
    now: datetime
    resources: Resources
    strict: bool = False
    every: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    pages: bool = False
    verbose: bool = False


class _Run(NamedTuple):
    """What came of one file; `judged` tells whether rules could look at it."""

    code: Exit
    reports: tuple[Report, ...]
    coached: Coached = NOTHING
    judged: bool = False
    counted: int | None = 0
    """How many pages it takes, if that was asked; None where they could not be counted."""
    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    """A check writes nothing, which whoever counts the files of a batch asks."""


def _stopped(stop: Stop, name: str, text: str = "") -> _Run:
    (report, *_) = stop.reports(files.display_name(name), stop.text or text)
    return _Run(code(report.problems), (report,))


def check(asked: Checking, run: Run = in_turn) -> Outcome:
    """Report on each file; a file without problems has an empty report."""
    try:
        check_rule_names({"--select": asked.select, "--ignore": asked.ignore})
        names = tuple(files.inputs(asked.names))
        earlier = _earlier(asked)
    except Stop as stop:
        return outcome_of(stop)
    runs = list(run([Job(name, partial(_run, name, asked, earlier), _stopped) for name in names]))
    reports = (*(report for one in runs for report in one.reports), *_unused(asked, runs))
    said = tuple(line for one in runs for line in _said(one, verbose=asked.verbose))
    return Outcome(max((one.code for one in runs), default=Exit.DONE), reports, said=said)


def _earlier(asked: Checking) -> tuple[Cycle[Answers], ...]:
    """Read the cycles before. Raises Stop, with the file's name, where one has errors."""
    if not asked.since:
        return ()
    if (*asked.names, *asked.since).count(files.STDIN) > 1:
        raise wrong("stdin can be read once", "write - once")
    if len({files.identity(Path(name)) for name in asked.since}) < len(asked.since):
        raise wrong("--since names a file twice", "name each cycle once")
    from agenda.pipeline import load, understand  # noqa: PLC0415 - few ask for it

    found = []
    for name in asked.since:
        shown = files.display_name(name)
        try:
            found.append(Cycle(shown, understand(load(name), asked.resources).answers))
        except Stop as stop:
            raise Stop(*stop.problems, name=shown, text=stop.text) from None
    return tuple(found)


def _run(name: str, asked: Checking, earlier: tuple[Cycle[Answers], ...]) -> _Run:
    text = ""
    try:
        chosen = read_settings(name)
        source = read(files.read(name), name)
        text = source.text
        asked.resources.check_catalogue(source.tree)
        pages = _count_pages(source, asked) if asked.pages else 0
        checked = check_answers(source, _wanted(chosen, asked, earlier, pages), asked.resources)
    except Stop as stop:
        return _stopped(stop, name, text)
    ended = code(checked.problems, strict=asked.strict or chosen.strict)
    report, coached = Report(files.display_name(name), text, checked.problems), checked.coached
    return _Run(ended, (report,), coached, judged=coached is not NOTHING, counted=pages)


def _count_pages(source: Source, asked: Checking) -> int | None:
    from agenda.pipeline import count_pages  # noqa: PLC0415 - few ask for it
    from agenda.wish import Wish  # noqa: PLC0415

    return count_pages(source, Wish(asked.now), asked.resources)


def _wanted(
    chosen: Settings, asked: Checking, earlier: tuple[Cycle[Answers], ...], pages: int | None
) -> Coaching:
    """Put together what the command line and the settings want; the command line wins."""
    return Coaching(
        now=asked.now,
        folders=asked.resources.folders,
        choice=Choice(frozenset(asked.select) or chosen.select, chosen.ignore),
        ignore=frozenset(asked.ignore),
        every=asked.every,
        earlier=earlier,
        pages=pages or None,
    )


def _said(run: _Run, *, verbose: bool) -> Iterator[str]:
    """Yield what the user may want to know beside the problems."""
    name, coached = run.reports[0].name, run.coached
    if coached.more:
        yield f"{name}: {coached.more} more, shown by agenda check --all"
    if run.counted is None:
        yield f"{name}: its pages could not be counted, and were estimated"
    if verbose and coached.silent:
        language = coached.silent
        yield f"{name}: there are no word lists for '{language}': rules about words were skipped"


def _unused(asked: Checking, runs: list[_Run]) -> Iterator[Report]:
    """Report each --ignore that silenced nothing in any file."""
    used = {name for run in runs for name in run.coached.ignored}
    for name in dict.fromkeys(asked.ignore):
        if name not in used and any(run.judged for run in runs):
            told = hint("unused-ignore", f"--ignore {name} silences nothing", "leave it out")
            yield Report("", "", (told,))
