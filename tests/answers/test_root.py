"""The file as a whole: version, language, theme, and the scale of its levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.root import LANGUAGE_TAG
from agenda.answers.scale import DEFAULT_NAMES, Scale, scale_of
from agenda.language.reading import Reading
from agenda.source.folding import folded
from career import ENGLISH, answers_of, marked, problem_of
from draws import grid

PEOPLE = "employee: Ada Park\nmanager: Grace Osei\n"


@pytest.mark.parametrize("written", ["1", "'1'"])
def test_the_version_is_1(written):
    assert answers_of(f"version: {written}\n{PEOPLE}", head="").version == 1


@grid("written", ["2", "1.0", "one", "[1]", "{a: 1}", "'01'"])
def test_any_other_version_is_refused_in_its_place(written):
    assert marked(f"version: {written}\n{PEOPLE}", head="") == [("version", written)]


def test_a_newer_version_asks_for_a_newer_agenda():
    assert "newer agenda" in problem_of(f"version: 2\n{PEOPLE}", head="").help


@grid("tag", ["en", "en-GB", "de-AT", "de_CH", "EN-us", "de-DE-1996", "en-001"])
def test_a_language_that_there_is_may_name_its_region(tag):
    assert answers_of(f"language: {tag}\n").language == tag


@grid("tag", ["fr", "english", "d", "de-", "de--AT", "de AT", "../en", "en/../de"])
def test_a_language_that_there_is_not_is_refused(tag):
    assert marked(f"language: {tag}\n") == [("language", tag)]


def test_the_languages_that_there_are_get_listed():
    assert problem_of("language: fr\n").help == "write one of: de, en"


@given(st.text())
def test_a_language_tag_is_safe_in_a_path_and_in_an_attribute(tag):
    assert not LANGUAGE_TAG.fullmatch(tag) or not set(tag) & set("/\\.<>\"'& \n")


def test_a_theme_that_there_is_not_is_refused_with_the_nearest():
    problem = problem_of("theme: clasic\n")
    assert (problem.rule, problem.help) == ("theme", "did you mean classic?")


def test_a_theme_like_no_other_gets_the_list():
    assert problem_of("theme: neon\n").help == "write one of: classic"


def test_where_no_theme_is_known_any_name_will_do():
    words = Reading(languages=ENGLISH.languages)
    assert answers_of("theme: ours\n", words).theme == "ours"


def test_where_no_language_is_known_a_tag_will_do():
    assert answers_of("language: fr\n", Reading()).language == "fr"


# --- the scale -------------------------------------------------------------


@grid(
    ("level", "step"),
    [("1", 1), ("5", 5), ("03", 3), ("solid", 3), ("Teaching Others", 5), ("0", None), ("6", None),
     ("-1", None), ("²", None), ("٣", None), ("1.5", None), ("wizardly", None), ("", None),
     ("9" * 6000, None)],
)  # fmt: skip
def test_a_level_is_a_step_from_1_or_a_name_in_any_case(level, step):
    assert Scale().rank(level) == step


@given(st.lists(st.text(min_size=1), unique_by=folded, min_size=2))
def test_every_name_of_a_scale_is_its_own_step(names):
    scale = scale_of(tuple(name for name in names if not name.isdigit()))
    assert [scale.rank(name) for name in scale.names] == list(range(1, len(scale.names) + 1))


def test_a_file_without_a_scale_has_five_levels():
    assert scale_of(()).names == DEFAULT_NAMES


@pytest.mark.parametrize("names", ["[solid]", "[solid, weak, Solid]"])
def test_a_scale_has_two_names_at_least_each_different(names):
    assert marked(f"skills: {{scale: {names}}}\n") == [("scale", names)]
