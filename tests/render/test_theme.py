"""Themes: tokens that feed the stylesheet, and every fault of them."""

from __future__ import annotations

import re
import shutil

import pytest

from agenda.language import bundled
from agenda.render import theme
from agenda.source.problems import Stop
from draws import grid

OWN = bundled.templates()


@pytest.fixture
def mine(tmp_path):
    shutil.copytree(OWN / "themes" / "classic", tmp_path / "themes" / "mine")
    return tmp_path


def changed(folder, old, new):
    file = folder / "themes" / "mine" / "theme.toml"
    file.write_text(re.sub(old, new, file.read_text("utf-8")), "utf-8")
    return folder


def faults(folder):
    with pytest.raises(Stop) as stop:
        theme.load("mine", (folder, OWN))
    return [problem.message for problem in stop.value.problems]


def test_a_users_theme_is_found_beside_the_packages(mine):
    assert bundled.themes((mine, OWN)) == ("classic", "mine")
    assert theme.load("mine", (mine, OWN)).folders == (mine / "themes" / "mine",)


def test_an_unknown_theme_names_the_nearest():
    with pytest.raises(Stop) as stop:
        theme.load("clasic", (OWN,))
    assert stop.value.problems[0].help == "did you mean classic?"


def test_tokens_become_custom_properties():
    properties = theme.load("classic", (OWN,)).custom_properties
    assert "--accent: #0b5a73;" in properties
    assert "--size-h1: 20pt;" in properties
    assert '--faces: "Lato"' in properties


def test_every_property_that_the_stylesheet_uses_is_a_token_or_set_at_its_root():
    look = theme.load("classic", (OWN,))
    used = set(re.findall(r"var\((--[\w-]+)\)", look.css))
    roots = " ".join(re.findall(r"^:root \{([^}]*)\}", look.css, re.MULTILINE))
    assert used <= set(re.findall(r"(--[\w-]+):", look.custom_properties + roots))


def test_every_class_that_the_stylesheet_uses_is_documented():
    look = theme.load("classic", (OWN,))
    rules = re.sub(r"/\*.*?\*/|\{[^{}]*\}|url\([^)]*\)", "", look.css, flags=re.DOTALL)
    assert set(re.findall(r"\.([a-z][\w-]*)", rules)) <= set(look.classes)


def test_all_faults_of_the_tokens_come_at_once(mine):
    changed(mine, r'accent = "#0b5a73"', 'accent = "teal"')
    changed(mine, r"h1 = 20", "h1 = -1")
    changed(mine, r"left = 20.*", "")
    told = "\n".join(faults(mine))
    assert "colours.accent: 'teal' is not a colour" in told
    assert "sizes.h1: -1 is not a number above 0 and below 1000" in told
    assert "page.left is missing" in told


def test_a_missing_table_is_named(mine):
    (mine / "themes" / "mine" / "theme.toml").write_text("name = 'x'\n", "utf-8")
    assert any("[colours] is missing" in fault for fault in faults(mine))


def test_tokens_that_are_no_toml_are_a_problem(mine):
    (mine / "themes" / "mine" / "theme.toml").write_text("name = \n", "utf-8")
    assert len(faults(mine)) == 1


def test_a_missing_stylesheet_is_a_problem(mine):
    (mine / "themes" / "mine" / "style.css").unlink()
    assert "style.css" in faults(mine)[0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r"system = .*", 'system = "Arial"', "is not a list of families"),
        (r'word = "Calibri"', "word = 3", "is not a text"),
    ],
)
def test_faces_are_texts_and_a_list(mine, old, new, fault):
    assert fault in faults(changed(mine, old, new))[0]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r"system = .*", r"""system = ['x"; } @import url(http://x.org); a {']""", "is not a list"),
        (r"text = .*", r"""text = 'x"; src: url(http://x.org); a: "'""", "is not the name of"),
        (r"\[sizes\]", r'[sizes]\n"a: url(http://x.org); --b" = 3', "is no name"),
    ],
)
def test_no_token_ends_the_rule_that_it_stands_in(mine, old, new, fault):
    assert fault in faults(changed(mine, old, new))[0]


def test_an_address_in_the_stylesheet_is_told_with_its_file_and_place(mine):
    style = mine / "themes" / "mine" / "style.css"
    style.write_text('p { color: red }\na { b: image-set("http://x.org/y" 1x) }\n', "utf-8")
    with pytest.raises(Stop) as stop:
        theme.load("mine", (mine, OWN))
    (problem,) = stop.value.problems
    assert (problem.rule, stop.value.name) == ("theme-file", str(style))
    assert stop.value.text[problem.span.start :].startswith('"http://x.org/y"')


@pytest.mark.parametrize(
    "name", ["../out.png", "/etc/passwd", "link.png", "a\0b", "x" * 300, "", "."]
)
def test_no_name_leads_out_of_a_theme(mine, name):
    home = mine / "themes" / "mine"
    (home.parent / "out.png").touch()
    (home / "link.png").symlink_to(home.parent / "out.png")
    assert theme.load("mine", (mine, OWN)).find_file(name) is None


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.1 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                  for part in parts]  # fmt: skip
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@grid(
    ("text", "ground"),
    [("ink", "white"), ("muted", "white"), ("accent", "white"), ("accent", "soft"),
     ("private", "private-soft"), ("private", "white"), ("ink", "soft")],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text, ground):
    colours = {"white": "#ffffff", **theme.load("classic", (OWN,)).colours}
    assert contrast(colours[text], colours[ground]) >= 4.5
