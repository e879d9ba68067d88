"""From when to when a meeting is, on a clock that may be set anew meanwhile."""

from datetime import datetime

import pytest

from career import answers_of


@pytest.mark.parametrize(
    ("start", "zone", "end"),
    [
        ("2027-03-28 01:30", "Europe/Berlin", "2027-03-28 03:15"),
        ("2026-10-25 02:30", "Europe/Berlin", "2026-10-25 02:15"),
        ("2026-12-03 14:00", "Europe/Berlin", "2026-12-03 14:45"),
        ("2027-03-28 01:30", "''", "2027-03-28 02:15"),
        ("9999-12-31 23:30", "America/New_York", "9999-12-31 23:59:59.999999"),
    ],
)
def test_the_end_is_what_the_clock_shows_then(start, zone, end):
    meeting = answers_of(f"meeting: {{start: {start}, timezone: {zone}, minutes: 45}}\n").meeting
    assert meeting.hours == (datetime.fromisoformat(start), datetime.fromisoformat(end))
