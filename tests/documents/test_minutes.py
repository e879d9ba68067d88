"""How the meeting's minutes are shared out."""

from dataclasses import astuple

import pytest

from agenda.documents.agenda.compose import Minutes, shared_out
from career import answers_of

TOTALS = range(10, 481)
"""Every length that a file may give its meeting."""


@pytest.mark.parametrize(
    ("total", "minutes"),
    [
        (30, Minutes(3, 9, 9, 6, 3)),
        (45, Minutes(5, 14, 13, 8, 5)),
        (60, Minutes(6, 18, 18, 12, 6)),
    ],
)
def test_the_lengths_that_people_book_are_shared_out_as_content_says(total, minutes):
    assert shared_out(total, looking_back=True) == minutes


@pytest.mark.parametrize("looking_back", [True, False])
def test_every_length_adds_up(looking_back):
    assert [shared_out(total, looking_back=looking_back).total for total in TOTALS] == list(TOTALS)


@pytest.mark.parametrize("looking_back", [True, False])
def test_the_closing_keeps_at_least_a_tenth(looking_back):
    assert all(
        10 * shared_out(total, looking_back=looking_back).closing >= total for total in TOTALS
    )


def test_every_section_that_is_shown_has_a_minute():
    assert all(min(astuple(shared_out(total, looking_back=True))) >= 1 for total in TOTALS)
    assert all(min(astuple(shared_out(total, looking_back=False))[1:]) >= 1 for total in TOTALS)


def test_without_a_look_back_its_minutes_go_to_the_aspirations():
    for total in TOTALS:
        back, ahead = (shared_out(total, looking_back=looking) for looking in (True, False))
        assert ahead == Minutes(
            since_last_time=0,
            aspirations=back.aspirations + back.since_last_time,
            skills=back.skills,
            next_months=back.next_months,
            closing=back.closing,
        )


def test_any_other_length_has_the_shares_of_an_hour_to_the_minute():
    hour = (6, 18, 18, 12, 6)
    off = {
        (total, minutes)
        for total in {*TOTALS} - {30, 45, 60}
        for minutes, share in zip(astuple(shared_out(total, looking_back=True)), hour, strict=True)
        if abs(minutes - total * share / 60) >= 1
    }
    assert off == set()


@pytest.mark.parametrize("minutes", [TOTALS[0], TOTALS[-1]])
def test_the_lengths_looked_at_here_are_those_that_a_file_may_give(minutes):
    assert answers_of(f"meeting: {{minutes: {minutes}}}\n").meeting.minutes == minutes
