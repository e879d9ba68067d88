"""The message that asks for the talk: what it says, and that it is short."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import agenda
from agenda.documents.ask import FEWEST, MOST, Ask
from agenda.pipeline import compose
from agenda.resources import Resources
from agenda.wish import Wish
from career import HEAD, shared_of, speaking
from draws import one_in
from ground import GOOD, NOW, STORIES
from untraced import untraced

TIMES = (datetime(2026, 12, 3, 14, 0), datetime(2026, 12, 4, 9, 30))
SAMPLES = [*GOOD, *STORIES[0], *STORIES[1]]
TONES = ("warm", "formal")


def asked(text: str = "", tone: str = "warm", times: tuple[datetime, ...] = (), tag: str = "en-GB"):
    return Ask(tone, times).content(shared_of(text), speaking(tag))


def whole(message) -> str:
    return "\n".join((message.greeting, *message.opening, *message.things, *message.closing))


@pytest.mark.parametrize("path", one_in(4, SAMPLES, lambda path: str(path)[-22:]))
@untraced
def test_it_has_90_to_140_words_from_every_sample(path):
    source = agenda.load(path)
    languages = (None, "de", "en-US")
    for language, tone, many in itertools.product(languages, TONES, (0, 1, 2)):
        wish = Wish(now=NOW, document="ask", tone=tone, times=TIMES[:many], language=language)
        assert FEWEST <= compose([source], wish, Resources()).content.words <= MOST


NAMES = st.text("abcdefghij ", min_size=1, max_size=40).filter(str.strip)
THINGS = st.lists(st.text("abcdefgh ", min_size=1, max_size=300).filter(str.strip), max_size=3)


@given(name=NAMES, things=THINGS, tone=st.sampled_from(TONES), many=st.integers(0, 2),
       language=st.sampled_from(["en-GB", "de"]), minutes=st.integers(10, 480))  # fmt: skip
def test_no_name_and_no_list_makes_it_shorter_or_longer(
    name, things, tone, many, language, minutes
):
    text = f"meeting: {{minutes: {minutes}}}\nmanager_prepare: {things!r}\n"
    head = HEAD.replace("Grace Osei", repr(name))
    answers = shared_of(text, head=head)
    message = Ask(tone, TIMES[:many]).content(answers, speaking(language))
    assert FEWEST <= message.words <= MOST


@pytest.mark.parametrize("tone", TONES)
def test_it_says_what_the_talk_is_and_what_it_is_not(tone):
    said = whole(asked(tone=tone))
    assert "not a" in said
    assert "promotion; it is about skill-building and growth" in said


def test_it_offers_both_times_as_people_write_them():
    said = whole(asked("meeting: {minutes: 30}", times=TIMES))
    assert ("Would Thursday, 3 December 2026, 14:00–14:30 suit you,"
            " or Friday, 4 December 2026, 09:30–10:00?"
            " 30 minutes would be enough.") in said  # fmt: skip


def test_without_times_it_offers_that_of_the_meeting():
    said = whole(asked("meeting: 2026-12-03 14:00"))
    assert "Would Thursday, 3 December 2026, 14:00–14:45 suit you?" in said


def test_a_day_without_an_hour_is_offered_as_a_day():
    assert "Would Thursday, 3 December 2026 suit you?" in whole(asked("meeting: 2026-12-03"))


def test_without_any_time_it_asks_for_one():
    assert "Could we find 45 minutes for it in the coming weeks?" in whole(asked())


def test_what_to_think_about_is_what_the_file_has_first():
    assert asked("manager_prepare: [One, Two, Three]").things == ("One", "Two", "Three")


def test_a_question_comes_before_what_is_always_good():
    assert asked("questions: [What is next?, And then?]").things[0] == "What is next?"
    assert "And then?" not in asked("questions: [What is next?, And then?]").things


def test_a_thing_that_is_too_long_is_left_out_whole():
    long = " ".join(["word"] * 60)
    things = asked(f"manager_prepare: [{long}, Short]", times=TIMES).things
    assert long not in things
    assert things[0] == "Short"


def test_it_says_nothing_of_goals_skills_and_ratings():
    told = ("goals: [Zebra]\nskills: {current: [{name: Zebra, level: 2, evidence: Zebra}]}\n"
            "asks: [Zebra]\nvalues: [Zebra]\naspirations: {long_term: Zebra}\n")  # fmt: skip
    assert asked(told) == asked()


def test_it_is_called_the_first_talk_only_where_the_file_says_so():
    assert "first" not in " ".join(asked("").opening)
    assert "our first talk of this kind" in asked("meeting: {kind: first}").opening[1]


def test_the_manager_is_greeted_as_one_speaks_to_them():
    assert asked("").greeting == "Hello Grace Osei,"
    called = shared_of("", head=HEAD.replace("Grace Osei", "{name: Grace Osei, call: Grace}"))
    assert Ask().content(called, speaking("en-GB")).greeting == "Hello Grace,"


@pytest.mark.parametrize("kind", ["first", "check-in", "annual"])
def test_why_now_depends_on_the_kind_of_talk(kind):
    others = {asked(f"meeting: {{kind: {other}}}").opening[1]
              for other in ("first", "check-in", "annual") if other != kind}  # fmt: skip
    assert asked(f"meeting: {{kind: {kind}}}").opening[1] not in others


def test_a_time_with_a_zone_is_offered_as_it_is_on_that_clock():
    zoned = tuple(time.replace(tzinfo=UTC) for time in TIMES)
    assert asked(times=zoned) == asked(times=TIMES)
