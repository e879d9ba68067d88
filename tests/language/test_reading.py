"""What reading a file depends on: the words before a date, and the languages there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.scale import DEFAULT_NAMES
from agenda.language.reading import Reading, base, languages, reading
from agenda.source.problems import Stop
from career import ENGLISH, FOLDERS, GERMAN
from draws import grid


@grid(
    ("words", "text", "what"),
    [
        (ENGLISH, "Give the talk by 2027-04-30", "Give the talk"),
        (ENGLISH, "Give the talk, by 2027-04-30.", "Give the talk"),
        (ENGLISH, "Give the talk BY  2027-04-30 . ", "Give the talk"),
        (ENGLISH, "Give the talk\nby\n2027-04-30", "Give the talk"),
        (ENGLISH, "Stand by by 2027-04-30", "Stand by"),
        (ENGLISH, "Finish by 2026-01-01 or by 2027-04-30", "Finish by 2026-01-01 or"),
        (GERMAN, "Den Vortrag halten bis 2027-04-30", "Den Vortrag halten"),
        (GERMAN, "Den Vortrag halten bis zum 2027-04-30", "Den Vortrag halten"),
        (GERMAN, "Den Vortrag halten, Bis Zum 2027-04-30.", "Den Vortrag halten"),
    ],
)
def test_a_date_at_the_end_is_split_off(words, text, what):
    assert words.until(text) == (what, "2027-04-30")


@grid(
    "text",
    [
        "Give the talk",
        "Give the talk by April",
        "Give the talk 2027-04-30",
        "Give the talk by2027-04-30",
        "Give the talk by 2027-04-30 in Leeds",
        "Stand nearby 2027-04-30",
        "by 2027-04-30",
        " , by 2027-04-30",
        "bis 2027-04-30",
        "Den Vortrag halten bis 2027-04-30",
        "2027-04-30",
        "",
    ],
)
def test_any_other_text_stays_whole(text):
    assert ENGLISH.until(text) is None


@given(st.text(min_size=1), st.dates(), st.sampled_from([" ", ", ", "\n", ";  "]))
def test_whatever_stands_before_the_date_is_kept_to_its_last_word(text, on, gap):
    split = ENGLISH.until(f"x{text}x{gap}by {on.isoformat()}")
    assert split == (f"x{text}x", on.isoformat())


@given(st.text())
def test_any_text_can_be_looked_at(text):
    split = ENGLISH.until(text)
    assert split is None or text.startswith(split[0])


def test_the_longest_of_two_words_is_taken_out_with_the_date():
    words = Reading(until_words=("zum", "bis zum"))
    assert words.until("Vortrag bis zum 2027-04-30") == ("Vortrag", "2027-04-30")


@pytest.mark.parametrize("tag", ["de", "DE", "de-AT", "de_CH", " de-DE-1996 "])
def test_a_tag_begins_with_its_language(tag):
    assert base(tag) == "de"


def test_the_languages_are_those_that_a_folder_has_words_for(tmp_path):
    (tmp_path / "locales" / "nl").mkdir(parents=True)
    (tmp_path / "locales" / "nl" / "language.toml").write_text('until = ["voor"]\n')
    (tmp_path / "locales" / "empty").mkdir()
    assert languages((tmp_path, *FOLDERS)) == ("de", "en", "nl")
    assert reading("nl-BE", (tmp_path, *FOLDERS)).until_words == ("voor",)


def test_the_words_of_the_first_folder_count(tmp_path):
    (tmp_path / "locales" / "en").mkdir(parents=True)
    (tmp_path / "locales" / "en" / "language.toml").write_text('until = ["before"]\n')
    assert reading("en", (tmp_path, *FOLDERS)).until_words == ("before",)
    assert reading("en", (*FOLDERS, tmp_path)).until_words == ("by",)


def test_a_region_reads_as_its_language_does_where_it_says_nothing_else(tmp_path):
    (tmp_path / "locales" / "de-AT").mkdir(parents=True)
    (tmp_path / "locales" / "de-AT" / "language.toml").write_text(
        'until = ["spätestens"]\n', "utf-8"
    )
    words = reading("de-AT", (tmp_path, *FOLDERS))
    assert words.until_words == ("spätestens",)
    assert words.level_names == GERMAN.level_names


def test_a_language_without_words_reads_as_english_does():
    assert reading("xx", FOLDERS).until_words == Reading().until_words == ("by",)


def test_a_language_that_is_a_path_reads_no_file(tmp_path):
    (tmp_path / "templates" / "locales" / "en").mkdir(parents=True)
    (tmp_path / "language.toml").write_text('until = ["read"]\n')
    assert reading("../..", (tmp_path / "templates",)).until_words == ("by",)


def test_a_language_longer_than_a_file_name_is_merely_unknown():
    assert reading("a" * 5000, FOLDERS).until_words == ("by",)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (b"until = [", "end of document"),
        (b'until = "by"', "'until' is no list of texts"),
        (b"until = [1]", "'until' is no list of texts"),
        (b"until = ['\xff']", "utf-8"),
    ],
)
def test_words_that_cannot_be_used_are_a_problem_with_the_file_to_mend(tmp_path, words, fault):
    (tmp_path / "locales" / "en").mkdir(parents=True)
    file = tmp_path / "locales" / "en" / "language.toml"
    file.write_bytes(words)
    with pytest.raises(Stop) as stopped:
        reading("en", (tmp_path, *FOLDERS))
    (problem,) = stopped.value.problems
    assert (problem.rule, str(file) in problem.message, bool(problem.help)) == (
        "catalogue",
        True,
        True,
    )
    assert fault.casefold() in problem.message.casefold()


def test_german_has_names_for_the_levels_of_the_scale_of_five():
    assert len(GERMAN.level_names) == len(DEFAULT_NAMES)
