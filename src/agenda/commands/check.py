"""`agenda check`: every problem of every file, and what would make the talk a better one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from agenda.coaching.aspirations import begun
from agenda.coaching.engine import BEGINNING, Choice, unknown
from agenda.coaching.rules import ALWAYS, NAMES, NEVER_SILENT
from agenda.commands import files
from agenda.commands.coach import NOTHING, Coached, Coaching, better_said, coached
from agenda.commands.exits import Exit, code
from agenda.commands.outcome import Outcome, stopped, wrong
from agenda.commands.settings import Settings, settings
from agenda.commands.sound import check_catalogue, placed, reading_of
from agenda.documents import agenda, record
from agenda.model import audience, bundled
from agenda.model.answers import Answers, validate
from agenda.model.cycle.joined import Cycle, same_person
from agenda.model.cycle.standing import held
from agenda.model.problems import (
    Problem,
    Report,
    Severity,
    Stop,
    did_you_mean,
    error,
    hint,
    in_order,
)
from agenda.model.source import Source, read

NEEDS = "needs"
"""What a document cannot do without: the next steps of a file just begun say it better."""


@dataclass(frozen=True, slots=True)
class Checking:
    """What the command line asks for. `select` is None where every rule is wanted."""

    names: tuple[str, ...]
    now: datetime
    templates: Path | None = None
    strict: bool = False
    every: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    pages: bool = False
    verbose: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where languages and templates are looked for."""
        return (*((self.templates,) if self.templates else ()), bundled.templates())


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to say of one file, how much more there would be, and what was skipped."""

    problems: tuple[Problem, ...]
    coached: Coached = NOTHING


@dataclass(frozen=True, slots=True)
class _Run:
    """What came of one file."""

    report: Report
    coached: Coached = NOTHING
    strict: bool = False
    """Whether the settings of that file let warnings and hints fail."""
    counted: int | None = 0
    """How many pages it takes, if that was asked; None where they could not be counted."""


def check(asked: Checking) -> Outcome:
    """Report on each file; a file without problems has an empty report."""
    try:
        fit({"--select": asked.select, "--ignore": asked.ignore})
        names = tuple(files.inputs(asked.names))
        earlier = _earlier(asked)
    except Stop as stop:
        return stopped(stop)
    runs = [_run(name, asked, earlier) for name in names]
    codes = (code(run.report.problems, strict=asked.strict or run.strict) for run in runs)
    reports = (*(run.report for run in runs), *_unused(asked, runs))
    said = tuple(line for run in runs for line in _said(run, verbose=asked.verbose))
    return Outcome(max(codes, default=Exit.DONE), reports, said=said)


def fit(options: Table[str, Collection[str]]) -> None:
    """Raises Stop, wrong usage, where an option names a rule that there is not."""
    for option, names in options.items():
        for name in unknown(names):
            cure = did_you_mean(name, NAMES) or "agenda rules lists them all"
            raise wrong(f"{option}: there is no rule '{name}'", cure)
        if "ignore" in option and ALWAYS in names:
            raise wrong(f"{option}: {NEVER_SILENT}", "leave it out")


def _earlier(asked: Checking) -> tuple[Cycle[Answers], ...]:
    """Read the cycles before. Raises Stop, with the file's name, where one has errors."""
    if not asked.since:
        return ()
    from agenda.commands.reading import understood  # noqa: PLC0415 - few compare

    if (*asked.names, *asked.since).count(files.STDIN) > 1:
        raise wrong("stdin can be read once", "write - once")
    if len({files.identity(Path(name)) for name in asked.since}) < len(asked.since):
        raise wrong("--since names a file twice", "name each cycle once")
    found = []
    for name in asked.since:
        try:
            found.append(Cycle(files.shown(name), understood(name, asked.templates).answers))
        except Stop as stop:
            raise Stop(*stop.problems, name=files.shown(name), text=stop.text) from None
    return tuple(found)


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


def _run(name: str, asked: Checking, earlier: tuple[Cycle[Answers], ...]) -> _Run:
    shown, text = files.shown(name), ""
    try:
        chosen = settings(name)
        source = read(files.read(name), name)
        text = source.text
        check_catalogue(source.tree, asked.folders)
        pages = _pages(source, asked) if asked.pages else 0
        checked = checked_of(source, _wanted(chosen, asked, earlier, pages))
    except Stop as stop:
        return _Run(stop.reports(shown, stop.text or text)[0])
    return _Run(Report(shown, text, checked.problems), checked.coached, chosen.strict, pages)


def _wanted(
    chosen: Settings, asked: Checking, earlier: tuple[Cycle[Answers], ...], pages: int | None
) -> Coaching:
    """Put together what the command line and the settings want; the command line wins."""
    select = frozenset(asked.select) if asked.select else chosen.select
    return Coaching(
        now=asked.now,
        folders=asked.folders,
        choice=Choice(select, chosen.ignore),
        ignore=frozenset(asked.ignore),
        every=asked.every,
        earlier=earlier,
        pages=pages or None,
    )


def _pages(source: Source, asked: Checking) -> int | None:
    """Return how many pages the manager's agenda takes; None where none can be made."""
    from agenda.commands.pages import pages  # noqa: PLC0415 - half a second to import
    from agenda.commands.wish import Wish  # noqa: PLC0415

    return pages(source, Wish(now=asked.now, templates=asked.templates))


def _said(run: _Run, *, verbose: bool) -> Iterator[str]:
    """Yield what the user may want to know beside the problems."""
    name, coached = run.report.name, run.coached
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
        if name not in used and any(run.coached is not NOTHING for run in runs):
            told = hint("unused-ignore", f"--ignore {name} silences nothing", "leave it out")
            yield Report("", "", (told,))


def checked_of(source: Source, wanted: Coaching) -> Checked:
    """Return every problem of the whole file, private parts included, and what coaching says.

    Where the file has errors, coaching looks at what is sound. Raises Stop, wrong usage, where
    what should be an earlier cycle is none.
    """
    found = validate(source.tree, reading_of(source.tree, wanted.folders))
    problems = [*found.problems, *audience.repeated(source.tree)]
    if found.answers:
        problems += (replace(need, severity=Severity.HINT) for need in agenda.needs(found.answers))
        problems += _unwritten(found.answers, wanted.now.date())
    placed_ones = in_order(placed(source.tree, problem) for problem in problems)
    rest = found.answers or found.rest
    if rest is None:
        return Checked(placed_ones)
    if wrong_ones := tuple(_out_of_place(rest, wanted.earlier)):
        raise Stop(*wrong_ones)
    said = coached(source, found.sound, rest, wanted)
    told = (*_plain(placed_ones, said, rest, every=wanted.every), *said.problems)
    return Checked(_errors_first(told), said)


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
    past = any(one.rule == "odd-date" for one in said.problems)
    friendly = not every and begun(answers) and any(one.rule == BEGINNING for one in said.problems)
    for one in better_said(problems, said.problems):
        if one.rule != NEEDS or not (friendly or (past and not one.path)):
            yield one


def _unwritten(answers: Answers, today: date) -> Iterator[Problem]:
    """Once the talk is over, what was agreed wants to be written down."""
    on = held(answers)
    if on and on < today:
        for need in record.needs(answers):
            yield replace(
                need,
                severity=Severity.HINT,
                message=f"the talk was on {on.isoformat()}, and nothing is written down of it yet",
            )
