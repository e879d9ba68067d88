"""A meeting on a clock that is put forward or back: a time that is not there, or there twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agenda.answers.texts import START
from agenda.source.nodes import Mapping, Scalar, at
from agenda.source.problems import Problem, Steps, error, warning

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from agenda.language.clocks import Doubt

PLACE: Steps = ("meeting", "start")
ZONE: Steps = ("meeting", "timezone")


def check_hours(tree: Mapping) -> Iterator[Problem]:
    """Yield what is in doubt about the hour; the tree lacks what is no time and no zone."""
    start, zone = at(tree, PLACE), at(tree, ZONE)
    if not (isinstance(start, Scalar) and isinstance(zone, Scalar)) or zone.blank:
        return
    match = START.fullmatch(start.text.strip())
    if not match or not match[2]:
        return
    local = datetime.fromisoformat(f"{match[1]} {match[2]:0>5}")
    found = doubted(local, zone.text.strip())
    if found:
        yield found._replace(path=PLACE, span=start.span)


def doubted(local: datetime, zone: str) -> Problem | None:
    """Return what is in doubt about a time in a zone, by its IANA name, or None."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

    from agenda.language.clocks import doubt  # noqa: PLC0415

    clock = ZoneInfo(zone)
    found = doubt(local, clock)
    if found is None:
        return None
    return (_missing if found.missing else _twice)(local, found, clock)


def _missing(local: datetime, found: Doubt, zone: ZoneInfo) -> Problem:
    change, readings = found.change, [
        f"{moment.astimezone(zone):%H:%M}" for moment in (found.first, found.second)
    ]  # fmt: skip
    after = change.at.astimezone(zone)
    return error(
        "no-such-time",
        f"{local:%H:%M} does not exist on that day in {zone.key}:"
        f" clocks go from {change.onset:%H:%M} to {after:%H:%M}",
        f"write {readings[0]} or {readings[1]}",
    )


def _twice(local: datetime, found: Doubt, zone: ZoneInfo) -> Problem:
    first, second = (
        f"{moment.astimezone(UTC):%H:%M} UTC" for moment in (found.first, found.second)
    )
    return warning(
        "time-twice",
        f"{local:%H:%M} comes twice on that day in {zone.key}: {first} and {second}",
        "the first is taken; write another time if you mean the second",
    )
