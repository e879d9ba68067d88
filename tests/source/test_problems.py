"""Problems as values: their order, their severity, and what did-you-mean proposes."""

import pickle
from itertools import permutations

from agenda.source.problems import (
    Severity,
    Span,
    Stop,
    did_you_mean,
    error,
    has_errors,
    hint,
    in_order,
    warning,
)
from career import SHAPES, keys_of
from draws import grid

FIRST = error("a", "first", span=Span(3, 5))
SECOND = warning("b", "second", span=Span(7, 8))
NOWHERE = hint("c", "nowhere")


def test_problems_come_in_the_order_of_their_places_and_those_without_one_first():
    for mixed in permutations([FIRST, SECOND, NOWHERE]):
        assert in_order(mixed) == (NOWHERE, FIRST, SECOND)


def test_problems_at_one_place_keep_the_order_in_which_they_were_found():
    other = error("z", "found first", span=FIRST.span)
    assert in_order([other, FIRST]) == (other, FIRST)


def test_the_same_problem_is_said_once():
    assert in_order([FIRST, SECOND, FIRST]) == (FIRST, SECOND)


def test_each_severity_has_a_function_of_its_name():
    made = [make("rule", "message", "help", ("a",), Span(0, 1)) for make in (error, warning, hint)]
    assert [problem.severity for problem in made] == list(Severity)


def test_only_an_error_keeps_a_document_from_being_made():
    assert has_errors([NOWHERE, FIRST])
    assert not has_errors([NOWHERE, SECOND])


def test_a_stop_says_all_its_problems():
    stop = Stop(FIRST, SECOND, name="theme.toml", text="x")
    assert (str(stop), stop.problems) == ("first; second", (FIRST, SECOND))


def test_a_stop_passes_to_another_process_with_all_that_it_says():
    stop = pickle.loads(pickle.dumps(Stop(FIRST, SECOND, name="theme.toml", text="x")))
    assert (str(stop), stop.problems, stop.name, stop.text) == (
        "first; second",
        (FIRST, SECOND),
        "theme.toml",
        "x",
    )


def test_did_you_mean_writes_the_word_as_it_is_known_whatever_the_case_of_the_mistake():
    assert did_you_mean("EUROPE/BERLN", ["Europe/Berlin", "Asia/Tokyo"]) == (
        "did you mean Europe/Berlin?"
    )


def test_did_you_mean_is_silent_about_a_word_like_none_of_them():
    assert did_you_mean("wizardly", ["goals", "asks"]) == ""


@grid("key", sorted({key for model in SHAPES.values() for key in keys_of(model)}))
def test_did_you_mean_finds_a_key_with_one_letter_lost(key):
    for lost in range(len(key)):
        typed = key[:lost] + key[lost + 1 :]
        assert len(key) < 3 or did_you_mean(typed, [key]) == f"did you mean {key}?"
