"""Each skill's level over the cycles, joined by its name and by the names it had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agenda.documents import levels
from agenda.documents.progress.timeline import Cycles
from agenda.documents.progress.types import Chart, Point, Skill, SkillTable
from agenda.model.answers import SharedAnswers, before
from agenda.model.answers.record import Record
from agenda.model.answers.texts import folded
from agenda.model.cycle.joined import Cycle
from agenda.model.cycle.standing import level_in, names_of
from agenda.model.locale import Locale

WIDEST = 6
"""So many cycles stand side by side; more make another table below."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A level in one cycle: the step, how many the scale has, and whether both agreed on it."""

    rank: int
    steps: int
    agreed: bool

    @property
    def share(self) -> float:
        """Where it stands between the lowest step and the highest."""
        return share(self.rank, self.steps)


@dataclass(slots=True)
class _Track:
    """One skill on its way through the cycles."""

    name: str
    names: set[str] = field(default_factory=set)
    called: list[str] = field(default_factory=list)
    readings: dict[int, _Reading] = field(default_factory=dict)
    aim: tuple[int, int] | None = None


def share(rank: int, steps: int) -> float:
    """Return a step as a share of its scale: 0 is the lowest, 1 the highest."""
    return (rank - 1) / (steps - 1) if steps > 1 else 1.0


def _tracks(cycles: Cycles, locale: Locale) -> list[_Track]:
    tracks: list[_Track] = []
    for place, cycle in enumerate(cycles):
        given = cycle.answers.skills or before.Skills()
        wanted: list[tuple[before.Skill, str | None]] = [
            *((skill, skill.expected) for skill in given.current),
            *((skill, skill.target) for skill in given.future),
        ]
        for skill, aim in wanted:
            track = _track_of(skill, tracks)
            _follow(track, skill)
            reading = _reading(skill, cycle, locale)
            if reading and place not in track.readings:
                track.readings[place] = reading
            track.aim = _step(aim, cycle, locale) or track.aim
    return tracks


def _track_of(skill: before.Skill, tracks: list[_Track]) -> _Track:
    """Return the track that had this skill before, under this name or its old one, or a new one."""
    found = next((track for track in tracks if track.names & names_of(skill)), None)
    if found is None:
        found = _Track(skill.name)
        tracks.append(found)
    return found


def _follow(track: _Track, skill: before.Skill) -> None:
    """Take on the newest name; remember those that it had."""
    if folded(skill.name) != folded(track.name):
        track.called.append(track.name)
    track.name = skill.name
    track.names |= names_of(skill)


def _reading(skill: before.Skill, cycle: Cycle[SharedAnswers], locale: Locale) -> _Reading | None:
    record = cycle.answers.record or Record()
    agreed = level_in(record.agreed_levels, skill)
    level = agreed.level if agreed and agreed.level else None
    step = _step(level or skill.level, cycle, locale)
    return _Reading(*step, agreed=bool(level)) if step else None


def _step(level: str | None, cycle: Cycle[SharedAnswers], locale: Locale) -> tuple[int, int] | None:
    """Return the step of a level as that cycle wrote it, and how many its scale has."""
    scale = (cycle.answers.skills or before.Skills()).scale
    rank = levels.rank(level, scale, replace(locale, level_names=cycle.level_names))
    return (rank, len(levels.names(scale, locale))) if rank else None


def levelled(cycles: Cycles, locale: Locale) -> bool:
    """Whether any skill has a level in any cycle."""
    return any(track.readings for track in _tracks(cycles, locale))


def joined_by_share(cycles: Cycles, locale: Locale) -> str:
    """Say how scales of different length were joined, where there are such."""
    if not _mixed(cycles, locale):
        return ""
    return locale.say(
        "The scale changed its length: a level is drawn at its share of the scale of its time, from"
        " the lowest step to the highest."
    )


def _mixed(cycles: Cycles, locale: Locale) -> bool:
    """Whether levels were given on scales of different length."""
    tracks = _tracks(cycles, locale)
    return len({one.steps for track in tracks for one in track.readings.values()}) > 1


def tables(cycles: Cycles, labels: Sequence[str], locale: Locale) -> tuple[SkillTable, ...]:
    """Return the skills over the cycles, as many tables as it takes to keep each readable."""
    tracks = [track for track in _tracks(cycles, locale) if track.readings]
    mixed = _mixed(cycles, locale)
    every = range(len(cycles)) if tracks else range(0)
    stretches = (every[start : start + WIDEST] for start in every[::WIDEST])
    return tuple(
        SkillTable(
            tuple(labels[place] for place in stretch),
            tuple(_rows(tracks, stretch, locale, mixed=mixed)),
        )
        for stretch in stretches
    )


def _rows(tracks: list[_Track], places: range, locale: Locale, *, mixed: bool) -> Iterator[Skill]:
    for track in tracks:
        found = [track.readings.get(place) for place in places]
        if not any(found):
            continue
        figures = tuple(_figures(one, locale, mixed=mixed) for one in found)
        aim = _of(*track.aim, locale, mixed=mixed) if track.aim else ""
        yield Skill(track.name, _earlier(track, locale), _chart(track, found, figures, locale),
                    figures, aim)  # fmt: skip


def _earlier(track: _Track, locale: Locale) -> str:
    names = dict.fromkeys(track.called)
    return locale.say("earlier: %(name)s", name=", ".join(names)) if names else ""


def _figures(reading: _Reading | None, locale: Locale, *, mixed: bool) -> str:
    return _of(reading.rank, reading.steps, locale, mixed=mixed) if reading else "–"


def _of(rank: int, steps: int, locale: Locale, *, mixed: bool) -> str:
    if not mixed:
        return str(rank)
    return locale.say("%(level)d of %(steps)d", level=rank, steps=steps)


def _chart(
    track: _Track, found: list[_Reading | None], figures: tuple[str, ...], locale: Locale
) -> Chart:
    """Say in words what is drawn: who cannot see the line hears the levels one by one."""
    said = {"skill": track.name, "levels": ", ".join(figures)}
    return Chart(
        points=tuple(Point(one.share, one.agreed) if one else None for one in found),
        aim=share(*track.aim) if track.aim else None,
        title=locale.say("%(skill)s: %(levels)s", **said),
        description=locale.say(
            "The level over the conversations, from the earliest to the latest. A filled point was"
            " agreed on by both; a ring is my own reading; the dashed line is the level to reach."
        ),
    )
