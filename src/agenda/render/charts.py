"""Small charts as SVG, to be read without colour: a level, and a line of levels over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from markupsafe import Markup, escape

WIDEST, NARROWEST, HEIGHT, EDGE = 250, 92, 28, 5
"""In CSS pixels: 66 mm for a chart of four cycles, less for more; the room around the points."""
COLUMN = 55
"""What each further cycle takes of the width: it has a column of figures beside the chart."""
RADIUS = 2.7
DOT, FILLED, BEYOND = 9, 6, 2
"""The room of each dot of a level, and how wide one is that is reached, or beyond the aim."""


class Point(Protocol):
    """A level as a share of its scale, and whether both agreed on it."""

    @property
    def share(self) -> float:
        """From 0, the lowest step, to 1, the highest."""
        ...

    @property
    def agreed(self) -> bool:
        """Whether it is drawn filled, and not as a ring."""
        ...


class Line(Protocol):
    """Levels in the order of time, and the one to reach; `title` and `description` say it all."""

    @property
    def points(self) -> Sequence[Point | None]:
        """One for each column; None where there is no level."""
        ...

    @property
    def aim(self) -> float | None:
        """A share like the points'."""
        ...

    @property
    def title(self) -> str:
        """What a screen reader says instead of the drawing."""
        ...

    @property
    def description(self) -> str:
        """How the drawing is to be read."""
        ...


class Level(Protocol):
    """How many dots of a level are reached, lie before the aim, and lie beyond it."""

    @property
    def on(self) -> int:
        """Drawn filled."""
        ...

    @property
    def towards(self) -> int:
        """Drawn as rings."""
        ...

    @property
    def beyond(self) -> int:
        """Drawn as small points."""
        ...


def dots(level: Level, said: str, colours: Mapping[str, str], *, mirrored: bool = False) -> Markup:
    """Return a level, `said` in figures, as a row of dots in the accent of a theme.

    Each has the same room, whatever the face. A `mirrored` row begins at the right.
    """
    count = level.on + level.towards + level.beyond
    wide, middle = DOT * count, DOT / 2
    places = [middle + DOT * place for place in range(count)]
    places = places[::-1] if mirrored else places
    aim = level.on + level.towards
    rings = (
        f'<circle cx="{x}" cy="{middle}" r="{(FILLED - 1) / 2}"/>' for x in places[level.on : aim]
    )
    drawn = [_dotted(places[: level.on], FILLED), *rings, _dotted(places[aim:], BEYOND)]
    return Markup(  # noqa: S704 - the text is escaped, the rest is figures and a colour
        f'<svg width="{wide}" height="{DOT}" viewBox="0 0 {wide} {DOT}" fill="none"'
        f' stroke="{colours["accent"]}"><title>{escape(said)}</title>{"".join(drawn)}</svg>'
    )


def _dotted(places: Sequence[float], size: int) -> str:
    """Draw dots as one line of round points: a circle for each takes a PDF twice the time."""
    if not places:
        return ""
    left, right = min(places), max(places) + 0.01
    return (
        f'<line x1="{left}" y1="{DOT / 2}" x2="{right}" y2="{DOT / 2}" stroke-width="{size}"'
        f' stroke-linecap="round" stroke-dasharray="0.01 {DOT - 0.01}"/>'
    )


def chart(line: Line, colours: Mapping[str, str], *, mirrored: bool = False) -> Markup:
    """Return the drawing of a line as inline SVG in the colours of a theme.

    What is agreed is a filled point, what is not a ring; the aim is a dashed line. A
    `mirrored` one runs from right to left, as its table does.
    """
    wide = max(NARROWEST, min(WIDEST, WIDEST - COLUMN * (len(line.points) - 4)))
    step = (wide - 2 * EDGE) / max(len(line.points) - 1, 1)
    places = [round(EDGE + step * place, 2) for place in range(len(line.points))]
    places = [round(wide - x, 2) for x in places] if mirrored else places
    drawn = [(x, _height(point.share), point.agreed)
             for x, point in zip(places, line.points, strict=True) if point]  # fmt: skip
    shapes = [*_scale(wide, colours), *_aim(line.aim, wide, colours)]
    shapes += _stretches(places, line.points, colours)
    shapes += [_point(x, y, colours, filled=filled) for x, y, filled in drawn]
    said = f"<title>{escape(line.title)}</title><desc>{escape(line.description)}</desc>"
    return Markup(  # noqa: S704 - the texts are escaped above, the rest is figures and colours
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" height="{HEIGHT}"'
        f' viewBox="0 0 {wide} {HEIGHT}">{said}{"".join(shapes)}</svg>'
    )


def _height(share: float) -> float:
    """Return where a share stands, from the top of the drawing."""
    return round(EDGE + (HEIGHT - 2 * EDGE) * (1 - share), 2)


def _scale(wide: int, colours: Mapping[str, str]) -> Iterator[str]:
    """Draw the lowest and the highest step, so that a line has something to rise against."""
    for share in (0, 1):
        yield _rule(_height(share), wide, f'stroke="{colours["line"]}" stroke-width="0.6"')


def _aim(aim: float | None, wide: int, colours: Mapping[str, str]) -> Iterator[str]:
    if aim is not None:
        dashed = f'stroke="{colours["muted"]}" stroke-width="1" stroke-dasharray="3 2"'
        yield _rule(_height(aim), wide, dashed)


def _rule(y: float, wide: int, look: str) -> str:
    return f'<line x1="0" y1="{y}" x2="{wide}" y2="{y}" {look}/>'


def _stretches(
    places: Sequence[float], points: Sequence[Point | None], colours: Mapping[str, str]
) -> Iterator[str]:
    """Join neighbours; where a level is missing, the line is broken."""
    run: list[str] = []
    for x, point in [*zip(places, points, strict=True), (0.0, None)]:
        if point:
            run.append(f"{x},{_height(point.share)}")
        else:
            if len(run) > 1:
                yield _line(run, colours)
            run = []


def _line(run: Sequence[str], colours: Mapping[str, str]) -> str:
    look = f'fill="none" stroke="{colours["accent"]}" stroke-width="1.4"'
    return f'<polyline points="{" ".join(run)}" {look}/>'


def _point(x: float, y: float, colours: Mapping[str, str], *, filled: bool) -> str:
    fill = colours["accent"] if filled else "#ffffff"
    look = f'fill="{fill}" stroke="{colours["accent"]}" stroke-width="1.2"'
    return f'<circle cx="{x}" cy="{y}" r="{RADIUS}" {look}/>'
