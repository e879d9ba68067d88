"""Each skill's level over the cycles: in figures, as a chart, and in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from agenda.answers import SharedAnswers, before
from agenda.answers.cycle.joined import Cycle
from agenda.answers.cycle.standing import level_in
from agenda.answers.record import Record
from agenda.documents import levels
from agenda.documents.progress.timeline import Cycles
from agenda.documents.progress.types import Chart, Point, Skill, Skills, SkillTable
from agenda.language.locale import Locale
from agenda.source.folding import each_once, folded

WIDEST = 6
"""So many cycles stand side by side; more make another table below."""


def skills(cycles: Cycles, labels: Sequence[str], locale: Locale) -> Skills:
    """Return the skills over the cycles, as many tables as it takes to keep each readable."""
    found = tracks(cycles, locale)
    if not found:
        return Skills((), (), "")
    reading = _Reading(labels, locale, mixed=_mixed(found))
    every = range(len(cycles))
    stretches = [every[start : start + WIDEST] for start in every[::WIDEST]]
    tables = tuple(
        SkillTable(tuple(labels[place] for place in stretch), tuple(reading.rows(found, stretch)))
        for stretch in stretches
    )
    scale = (cycles[-1].answers.skills or before.Skills.model_construct()).scale
    return Skills(tables, levels.names(scale, locale), reading.scales)


def _mixed(found: list[Track]) -> bool:
    """Whether levels were given on scales of different length."""
    return len({step.steps for track in found for step in track.steps.values()}) > 1


@dataclass(frozen=True, slots=True)
class _Reading:
    """How levels read: the names of the cycles, and whether a figure says of how many it is."""

    labels: Sequence[str]
    locale: Locale
    mixed: bool

    @property
    def scales(self) -> str:
        """Say how scales of different length were joined, where there are such."""
        if not self.mixed:
            return ""
        return self.locale.say(
            "These are today’s steps. The scale has not always had as many: each level is drawn"
            " where it stood on the scale of its time, between the lowest step and the highest."
        )

    def rows(self, found: list[Track], stretch: range) -> Iterator[Skill]:
        """Yield the skills that have a level in a stretch of cycles."""
        for track in found:
            if any(place in track.steps for place in stretch):
                figures = tuple(self.figure(track.steps.get(place)) for place in stretch)
                aim = self.figure(track.aim) if track.aim else ""
                yield Skill(track.name, self.earlier(track), self.chart(track), figures, aim)

    def figure(self, step: Step | None) -> str:
        """Return a level in figures, or a dash where there is none."""
        if step is None:
            return "–"
        if not self.mixed:
            return str(step.rank)
        return self.locale.say("%(level)d of %(steps)d", level=step.rank, steps=step.steps)

    def earlier(self, track: Track) -> str:
        """Say what a skill was called before."""
        names = each_once((track.name, *track.called))[1:]
        told = ", ".join(map(self.locale.isolated, names))
        return self.locale.say("earlier: %(name)s", name=told) if names else ""

    def chart(self, track: Track) -> Chart:
        """Draw the whole way, and say in words where it begins and where it ends."""
        steps = [track.steps.get(place) for place in range(len(self.labels))]
        first, last = min(track.steps), max(track.steps)
        said = {
            "skill": track.name,
            "first": self.figure(track.steps[first]),
            "then": self.labels[first],
            "last": self.figure(track.steps[last]),
            "now": self.labels[last],
        }
        say = self.locale.say
        way = say("%(skill)s: from %(first)s (%(then)s) to %(last)s (%(now)s)", **said)
        only = say("%(skill)s: %(last)s (%(now)s)", **said)
        return Chart(
            points=tuple(Point(step.share, step.agreed) if step else None for step in steps),
            aim=track.aim.share if track.aim else None,
            title=only if first == last else way,
            description=say(
                "The level over the conversations, from the earliest to the latest. A filled point:"
                " agreed on by both; a ring: my own reading; the dashed line: the level to reach."
            ),
        )


# --- which skill of one cycle is which of another: each on its way through all of them ---


@dataclass(frozen=True, slots=True)
class Step:
    """A level in one cycle: the step, how many the scale has, and whether both agreed on it."""

    rank: int
    steps: int
    agreed: bool = False

    @property
    def share(self) -> float:
        """Where it stands between the lowest step, 0, and the highest, 1."""
        return (self.rank - 1) / (self.steps - 1) if self.steps > 1 else 1.0


@dataclass(slots=True, eq=False)
class Track:
    """One skill over the cycles: what it is called, was called, and its level in each.

    `renamed` holds each new name with the old one that a cycle gave for it: files that are
    made from one another repeat it, and it is news once.
    """

    name: str
    id: str | None = None
    called: list[str] = field(default_factory=list)
    renamed: set[tuple[str, str]] = field(default_factory=set)
    steps: dict[int, Step] = field(default_factory=dict)
    aim: Step | None = None


Entry = tuple[before.Skill, str | None]
"""A skill of a cycle, and the level to reach."""
Join = Callable[[Track, before.Skill], bool]


def _by_id(track: Track, skill: before.Skill) -> bool:
    return bool(skill.id) and track.id == skill.id


def _by_known_renaming(track: Track, skill: before.Skill) -> bool:
    return _renaming(skill) in track.renamed and _by_name(track, skill)


def _by_old_name(track: Track, skill: before.Skill) -> bool:
    return bool(skill.was) and folded(skill.was or "") == folded(track.name)


def _renaming(skill: before.Skill) -> tuple[str, str]:
    return folded(skill.name), folded(skill.was or "")


def _by_name(track: Track, skill: before.Skill) -> bool:
    return folded(skill.name) == folded(track.name)


def _by_any_old_name(track: Track, skill: before.Skill) -> bool:
    return folded(skill.was or skill.name) in map(folded, track.called)


JOINS: tuple[Join, ...] = (
    _by_id,
    _by_known_renaming,
    _by_old_name,
    _by_name,
    _by_any_old_name,
)
"""In the order in which they are believed: what a file says of a skill's past comes before
the name, which may have been given to another skill since."""


def tracks(cycles: Cycles, locale: Locale) -> list[Track]:
    """Return the skills that have a level in any cycle, in the order of their appearance."""
    found: list[Track] = []
    for place, cycle in enumerate(cycles):
        for track, entry in _joined(list(_entries(cycle)), found):
            _follow(track, entry, place, cycle, locale)
    return [track for track in found if track.steps]


def _entries(cycle: Cycle[SharedAnswers]) -> Iterator[Entry]:
    given = cycle.answers.skills or before.Skills.model_construct()
    yield from ((skill, skill.expected) for skill in given.current)
    yield from ((skill, skill.target) for skill in given.future)


def _joined(entries: list[Entry], found: list[Track]) -> list[tuple[Track, Entry]]:
    """Give each skill of a cycle its track, no track to two of different names; or a new one."""
    pairs: list[tuple[Track, Entry]] = []
    taken: dict[Track, str] = {}
    for join in JOINS:
        for entry in list(entries):
            name = folded(entry[0].name)
            free = (track for track in found if taken.get(track, name) == name)
            track = next((track for track in free if join(track, entry[0])), None)
            if track:
                taken[track] = name
                entries.remove(entry)
                pairs.append((track, entry))
    begun: dict[str, Track] = {}
    for entry in entries:
        track = begun.setdefault(folded(entry[0].name), Track(entry[0].name))
        pairs.append((track, entry))
    found += begun.values()
    return pairs


def _follow(
    track: Track, entry: Entry, place: int, cycle: Cycle[SharedAnswers], locale: Locale
) -> None:
    """Take on what a cycle says of the skill; remember the name that it had."""
    skill, aim = entry
    if folded(skill.name) != folded(track.name):
        track.called.append(track.name)
    if skill.was:
        track.renamed.add(_renaming(skill))
    track.name, track.id = skill.name, skill.id or track.id
    track.aim = _step(aim, cycle, locale) or track.aim
    step = _reached(skill, cycle, locale)
    if step:
        track.steps.setdefault(place, step)


def _reached(skill: before.Skill, cycle: Cycle[SharedAnswers], locale: Locale) -> Step | None:
    """Return the agreed level, else the employee's own."""
    record = cycle.answers.record or Record.model_construct()
    skills = cycle.answers.skills or before.Skills.model_construct()
    agreed = level_in(record.agreed_levels, skill, skills)
    if agreed and (step := _step(agreed.level, cycle, locale)):
        return replace(step, agreed=True)
    return _step(skill.level, cycle, locale)


def _step(level: str | None, cycle: Cycle[SharedAnswers], locale: Locale) -> Step | None:
    """Return the step of a level as that cycle wrote it, on the scale that it had."""
    scale = (cycle.answers.skills or before.Skills.model_construct()).scale
    rank = levels.rank(level, scale, replace(locale, level_names=cycle.level_names))
    return Step(rank, len(levels.names(scale, locale))) if rank else None
