"""Each skill's level over the cycles: in figures, as a chart, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agenda.answers import before
from agenda.documents import levels
from agenda.documents.progress.timeline import Cycles
from agenda.documents.progress.tracks import Step, Track, tracks
from agenda.documents.progress.types import Chart, Point, Skill, Skills, SkillTable
from agenda.language.locale import Locale

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
    scale = (cycles[-1].answers.skills or before.Skills()).scale
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
            "These are today’s steps. The scale changed its length: a level is drawn at its share"
            " of the scale of its time, from the lowest step to the highest."
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
        names = dict.fromkeys(name for name in track.called if name != track.name)
        return self.locale.say("earlier: %(name)s", name=", ".join(names)) if names else ""

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
