"""The meeting: when, where, how long, and whether this is the time for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from agenda.coaching.case import Case
from agenda.coaching.length import SURELY, estimated_pages, minutes_of
from agenda.coaching.rule import Advice, Theme, rule
from agenda.model.answers.before import Meeting
from agenda.model.problems import Severity

MOST_PAGES = 2
DAYS_TO_READ = 3
WEEKEND = 5
"""Of `date.weekday`: Saturday; Sunday comes after."""


@rule(Theme.MEETING)
def low_trust(case: Case) -> Iterator[Advice]:
    """Low trust between the two of you.

    It looks at `private.trust`. No word that is sent depends on it.

    Why: where trust is missing, long-term wishes are not heard as they are meant, and what is
    said may be used. The foundation comes first.
    Bad:
        private:
          trust: low
    Good:
        private:
          trust: medium
    Source: the core of the method: trust comes first.
    """
    if case.answers.private and case.answers.private.trust == "low":
        yield Advice(
            ("private", "trust"),
            "you do not trust this talk yet, and that counts",
            "build the foundation first, with small promises kept on both sides; or begin with"
            " one skill for today's job, and leave the long term for later",
        )


@rule(Theme.MEETING)
def sent_too_late(case: Case) -> Iterator[Advice]:
    """Less than three days left before the meeting.

    It is a hint under three days, and a warning under one.

    Why: an agenda that arrives on the morning of the talk is read during the talk, if at all.
    Bad:
        meeting: 2026-11-25 09:00
    Good:
        meeting: 2026-12-03 14:00
    Source: personnel practice; the manager is asked to think about three things beforehand.
    """
    start = _start(case)
    if start is None or start < case.now:
        return
    left = start - case.now
    if left < timedelta(days=DAYS_TO_READ):
        late = left < timedelta(days=1)
        yield Advice(
            ("meeting",),
            "less than a day is left to read the agenda"
            if late
            else "less than three days are left to read the agenda",
            "send it today, and say that reading the first page is enough; or move the talk",
            Severity.WARNING if late else None,
        )


def _start(case: Case) -> datetime | None:
    """Return when the meeting begins; the end of its day while the hour is open."""
    meeting = case.answers.meeting
    if meeting is None or meeting.day is None:
        return None
    day = meeting.day
    start = meeting.start if isinstance(meeting.start, datetime) else None
    on = start or datetime(day.year, day.month, day.day, 17, 0)
    if meeting.timezone:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

        return on.replace(tzinfo=ZoneInfo(meeting.timezone))
    return on.replace(tzinfo=case.now.tzinfo or UTC)


@rule(Theme.MEETING)
def odd_date(case: Case) -> Iterator[Advice]:
    """A meeting on a weekend, in the past, or far away without a time zone.

    It knows the cities that have a time zone of their own name.

    Why: a slip in the date sends the invitation to the wrong day, and two clocks to two
    different hours.
    Bad:
        meeting: 2026-12-05 14:00
    Good:
        meeting: 2026-12-03 14:00
    Source: practice.
    """
    meeting = case.answers.meeting
    if meeting is None or meeting.day is None:
        return
    if meeting.day < case.today:
        yield Advice(
            ("meeting",),
            f"the meeting was on {meeting.day.isoformat()}",
            "set the new date, or write down what was agreed: agenda followup --start",
        )
    elif meeting.day.weekday() >= WEEKEND:
        yield Advice(
            ("meeting",), f"{meeting.day.isoformat()} is a {meeting.day:%A}", "check the date"
        )
    city = _city(meeting)
    if city:
        yield Advice(
            ("meeting", "place"),
            f"{city.rpartition('/')[2].replace('_', ' ')} has a clock of its own",
            f"add timezone: {city}, or the zone of your own clock",
        )


def _city(meeting: Meeting) -> str:
    """Return the time zone that the place is named after, where the file has none."""
    place = meeting.place or ""
    if meeting.timezone or not any(char.isupper() for char in place):
        return ""
    from zoneinfo import available_timezones  # noqa: PLC0415 - few files need it

    words = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in place).split())} "
    zones = (zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc"))
    found = (zone for zone in zones if f" {zone.rpartition('/')[2].replace('_', ' ')} " in words)
    return min(found, default="")


@rule(Theme.MEETING, Severity.WARNING)
def too_long(case: Case) -> Iterator[Advice]:
    """An agenda of more than two pages, or more text than the minutes can hold.

    With `--pages` it looks at the pages that the agenda really takes. Otherwise both are
    estimated from the length of the texts.

    Why: nobody reads three pages before a talk of 45 minutes, and whoever reads them aloud
    has no time left to listen.
    Bad:
        meeting: {start: 2026-12-03 14:00, minutes: 10}
        aspirations:
          long_term: |
            In five to eight years I want to lead a small platform team that product engineers
            trust: the people others come to before a system grows too large, not after. I
            like the day on which three teams stop having a problem, and I like it more when
            nobody remembers that there was one.

            Ten years ago I would have said that I want to write the fastest code in the
            house. Since then I have seen five systems become too large for the people who
            ran them, and each time the reason was the same: nobody had the time, or the
            standing, to say no early enough. I would like to be somebody who has both, and
            who can give both to others.

            What I do not know is whether that needs a team of my own. I have led two
            projects and no people; I have taught three colleagues, and kept my hands off the
            keyboard while they learned. There are days on which I would rather work on one
            long puzzle across several teams and report to nobody but the problem.

            So there are two ways, and I should like to find out in the next year which of
            them is mine: by leading the storage working group with people who owe me nothing,
            and by writing the spring capacity review, which is a puzzle of three months. If
            I come home from the first with more energy than I took there, I shall know; and
            if it is the second, I shall know that too, and stop telling people that I want
            to lead. Either way the answer should be written down by the summer, so that the
            teams of 2028 are drawn with it in mind and not in spite of it.

            I should also like to say what I do not want, since it may save us both some time.
            I do not want to manage a roadmap that somebody else has drawn. I do not want to
            be the one who reviews everything, because then nothing is anybody's own. And I do
            not want to stop writing code altogether before I am sure that I can teach it.
    Good:
        meeting: {start: 2026-12-03 14:00, minutes: 45}
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
    Source: the two pages that the agenda promises.
    """
    long = estimated_pages(case) > SURELY if case.pages is None else case.pages > MOST_PAGES
    if long:
        about = f"{case.pages} pages" if case.pages else "more than two pages"
        yield Advice(
            (),
            f"the agenda takes {about}",
            "keep what you want to talk about; what shows it can stay at home",
        )
        return
    needed, minutes = minutes_of(case), (case.answers.meeting or Meeting()).minutes
    if needed > minutes:
        yield Advice(
            ("meeting",),
            f"there is text for {needed} minutes, and the talk has {minutes}",
            "take out what need not be said aloud, or ask for more time",
        )
