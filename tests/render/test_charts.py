"""Small charts: what is drawn, in what shapes, and what is said of it."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from agenda.documents.levels import Level
from agenda.language import bundled
from agenda.render import pdf, theme
from agenda.render.charts import DOT, EDGE, HEIGHT, NARROWEST, RADIUS, chart, dots
from agenda.render.charts import WIDEST as WIDTH
from agenda.render.vocabulary import EVERYWHERE, SHAPES
from ground import NOW

COLOURS = {"line": "#101010", "muted": "#202020", "accent": "#303030"}
NAMESPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Point:
    share: float
    agreed: bool = False


@dataclass(frozen=True)
class Line:
    points: tuple[Point | None, ...]
    aim: float | None = None
    title: str = "Estimating: 1, 2"
    description: str = "Over the talks."


shares = st.floats(0, 1)
points = st.none() | st.builds(Point, shares, st.booleans())
lines = st.builds(
    Line,
    st.lists(points, min_size=1, max_size=40).map(tuple),
    st.none() | shares,
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1),
)


def line(*levels: float | None, aim: float | None = None) -> Line:
    return Line(tuple(None if share is None else Point(share) for share in levels), aim)


def drawn(drawing: Line, *, mirrored: bool = False) -> etree._Element:
    return etree.fromstring(str(chart(drawing, COLOURS, mirrored=mirrored)))


def shapes(svg: etree._Element, tag: str) -> list[etree._Element]:
    return svg.findall(f"{NAMESPACE}{tag}")


def figures(shape: etree._Element, *names: str) -> list[float]:
    return [float(shape.get(name)) for name in names]


def centres(svg: etree._Element) -> list[tuple[float, ...]]:
    return [tuple(figures(circle, "cx", "cy")) for circle in shapes(svg, "circle")]


def corners(polyline: etree._Element) -> list[tuple[float, ...]]:
    pairs = polyline.get("points").split(" ")
    return [tuple(float(figure) for figure in pair.split(",")) for pair in pairs]


# --- what is said ------------------------------------------------------------


def test_its_title_and_description_come_first():
    svg = drawn(line(0, 1))
    assert [(child.tag, child.text) for child in svg[:2]] == [
        (f"{NAMESPACE}title", "Estimating: 1, 2"), (f"{NAMESPACE}desc", "Over the talks."),
    ]  # fmt: skip


def test_its_texts_are_escaped():
    texts = {"title": "R&D </title><script>", "description": '"<b>" &amp;'}
    svg = drawn(Line((Point(0),), **texts))
    assert [svg[0].text, svg[1].text] == list(texts.values())
    assert not svg.findall(".//{*}script")


def test_it_is_an_image_to_a_screen_reader():
    assert drawn(line(0)).get("role") == "img"


def test_a_pdf_gives_its_title_instead_of_the_drawing():
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>'
        f"<body><article><p>{chart(line(0, 1, aim=1), COLOURS)}</p></article></body></html>"
    )
    classic = theme.load("classic", (bundled.templates(),))
    with pikepdf.open(io.BytesIO(pdf.pdf(page, classic, "a4", NOW))) as opened:
        found = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary)]
        said = [str(item["/Alt"]) for item in found if item.get("/S") == "/Figure"]
    assert said == ["Estimating: 1, 2"]


# --- levels ------------------------------------------------------------------


def test_what_was_agreed_is_a_filled_point_and_the_rest_a_ring():
    svg = drawn(Line((Point(0, agreed=True), Point(1))))
    assert [circle.get("fill") for circle in shapes(svg, "circle")] == ["#303030", "#ffffff"]
    assert {circle.get("stroke") for circle in shapes(svg, "circle")} == {"#303030"}


def test_the_lowest_level_is_at_the_bottom_and_the_highest_at_the_top():
    assert centres(drawn(line(0, 0.5, 1))) == [
        (EDGE, HEIGHT - EDGE), (WIDTH / 2, HEIGHT / 2), (WIDTH - EDGE, EDGE),
    ]  # fmt: skip


def test_the_lowest_and_the_highest_step_are_ruled():
    rules = shapes(drawn(line(0.5)), "line")
    assert [figures(rule, "x1", "y1", "x2", "y2") for rule in rules] == [
        [0, HEIGHT - EDGE, WIDTH, HEIGHT - EDGE], [0, EDGE, WIDTH, EDGE],
    ]  # fmt: skip


def test_a_point_stands_in_the_column_of_its_talk():
    assert centres(drawn(line(None, 0, None))) == [(WIDTH / 2, HEIGHT - EDGE)]


def test_the_line_is_broken_where_a_level_is_missing():
    svg = drawn(line(0, 1, None, 0, 1, 0))
    assert [corners(stretch) for stretch in shapes(svg, "polyline")] == [
        centres(svg)[:2], centres(svg)[2:],
    ]  # fmt: skip


@pytest.mark.parametrize("levels", [(), (None,), (0.5,), (0, None, 1), (None, 0.5, None)])
def test_a_level_without_a_neighbour_has_no_line(levels):
    assert shapes(drawn(line(*levels)), "polyline") == []


def test_a_line_is_not_filled():
    assert [stretch.get("fill") for stretch in shapes(drawn(line(0, 1)), "polyline")] == ["none"]


def test_the_aim_is_a_dashed_line_at_its_height():
    (dashed,) = (rule for rule in shapes(drawn(line(0, aim=0.5)), "line")
                 if rule.get("stroke-dasharray"))  # fmt: skip
    assert figures(dashed, "x1", "y1", "x2", "y2") == [0, HEIGHT / 2, WIDTH, HEIGHT / 2]


def test_an_aim_at_the_lowest_step_is_drawn():
    assert len(shapes(drawn(line(1, aim=0)), "line")) == 3


def test_without_an_aim_nothing_is_dashed():
    assert not any(rule.get("stroke-dasharray") for rule in drawn(line(0, 1)))


def test_mirrored_it_runs_from_right_to_left():
    assert centres(drawn(line(0, 1), mirrored=True)) == [
        (WIDTH - EDGE, HEIGHT - EDGE),
        (EDGE, EDGE),
    ]


# --- any line ----------------------------------------------------------------


@given(lines, st.booleans())
def test_each_level_is_one_point_at_its_height(drawing, mirrored):
    found = centres(drawn(drawing, mirrored=mirrored))
    levels = [point.share for point in drawing.points if point]
    heights = [HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE) for share in levels]
    assert [y for _, y in found] == pytest.approx(heights, abs=0.01)
    assert [x for x, _ in found] == sorted((x for x, _ in found), reverse=mirrored)


@given(lines, st.booleans())
def test_neighbours_are_joined_and_others_are_not(drawing, mirrored):
    svg = drawn(drawing, mirrored=mirrored)
    marks = "".join("x" if point else " " for point in drawing.points)
    joined = [corners(stretch) for stretch in shapes(svg, "polyline")]
    assert [len(stretch) for stretch in joined] == [
        len(run) for run in marks.split() if len(run) > 1
    ]
    assert {corner for stretch in joined for corner in stretch} <= set(centres(svg))


@given(lines, st.booleans())
def test_everything_is_inside_the_drawing(drawing, mirrored):
    svg = drawn(drawing, mirrored=mirrored)
    wide = int(svg.get("width"))
    assert NARROWEST <= wide <= WIDTH
    assert (svg.get("viewBox"), svg.get("height")) == (f"0 0 {wide} {HEIGHT}", str(HEIGHT))
    for circle in shapes(svg, "circle"):
        x, y, radius, stroke = figures(circle, "cx", "cy", "r", "stroke-width")
        assert radius == RADIUS
        reach = radius + stroke / 2
        assert reach <= x <= wide - reach
        assert reach <= y <= HEIGHT - reach
    for rule in shapes(svg, "line"):
        assert all(0 <= x <= wide for x in figures(rule, "x1", "x2"))
        assert all(EDGE <= y <= HEIGHT - EDGE for y in figures(rule, "y1", "y2"))


@given(lines, st.booleans())
def test_figures_have_two_decimals_at_most(drawing, mirrored):
    svg = str(chart(drawing, COLOURS, mirrored=mirrored)).partition("</desc>")[2]
    assert not re.search(r"\.\d{3}|\de-?\d", svg)


@given(lines)
def test_it_is_made_of_shapes_that_every_writer_knows(drawing):
    for element in drawn(drawing).iter():
        tag = etree.QName(element).localname
        allowed = {name.lower() for name in SHAPES[tag] | EVERYWHERE}
        assert {name.lower() for name in element.attrib} <= allowed


@given(lines)
def test_its_colours_are_the_themes_and_white(drawing):
    found = {element.get(name) for element in drawn(drawing).iter() for name in ("fill", "stroke")}
    assert found <= {*COLOURS.values(), "#ffffff", "none", None}


@given(lines, st.booleans())
def test_the_same_line_is_the_same_drawing(drawing, mirrored):
    first, second = (chart(drawing, dict(COLOURS), mirrored=mirrored) for _ in range(2))
    assert first == second


# --- a row of dots -------------------------------------------------------------


def row(now: int, aim: int, steps: int, *, mirrored: bool = False) -> list[tuple[float, str]]:
    """Return the dots of a level from the left: where each is, and of what kind."""
    svg = etree.fromstring(str(dots(Level(now, aim, steps), "x", COLOURS, mirrored=mirrored)))
    found = [(float(ring.get("cx")), "ring") for ring in svg.iter("circle")]
    for dotted in svg.iter("line"):
        at, end = figures(dotted, "x1", "x2")
        while at < end:
            found.append((at, {"6": "filled", "2": "point"}[dotted.get("stroke-width")]))
            at += sum(map(float, dotted.get("stroke-dasharray").split()))
    return sorted(found)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(9, 12), st.booleans())
def test_each_dot_of_a_level_has_the_same_room_in_the_order_of_the_page(now, aim, steps, mirrored):
    kinds = ["filled"] * now + ["ring"] * max(aim - now, 0)
    kinds += ["point"] * (steps - len(kinds))
    found = row(now, aim, steps, mirrored=mirrored)
    assert [place for place, _ in found] == [DOT * (at + 0.5) for at in range(steps)]
    assert [kind for _, kind in found] == (kinds[::-1] if mirrored else kinds)


def test_dots_are_drawn_in_the_accent_of_the_theme_and_named_by_the_figure():
    svg = etree.fromstring(str(dots(Level(2, 3, 5), "<2> → 3", COLOURS)))
    assert (svg.get("stroke"), svg.get("fill")) == (COLOURS["accent"], "none")
    assert svg.findtext("title") == "<2> → 3"
    assert {str(shape.tag) for shape in svg} <= {"title", "line", "circle"}
