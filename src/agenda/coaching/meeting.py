"""The meeting: when, where, how long, and whether this is the time for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from agenda.answers.before import Aspirations, Meeting, Skills
from agenda.coaching.case import Case
from agenda.coaching.length import SURELY, estimated_pages, minutes_of
from agenda.coaching.rule import Advice, Theme, rule
from agenda.source.problems import Severity

MOST_PAGES = 2
DAYS_TO_READ = 3
REGION = re.compile(r"[-_]([A-Za-z]{2})\b")
WEEKEND = 5
"""Of `date.weekday`: Saturday; Sunday comes after."""


@rule(Theme.MEETING)
def low_trust(case: Case) -> Iterator[Advice]:
    """Low trust between the two of you.

    It looks at `private.trust`, and is content with a talk about one skill of today's job. No
    word that is sent depends on it.

    Why: where trust is missing, long-term wishes are not heard as they are meant, and what is
    said may be used. The foundation comes first.
    Bad:
        private:
          trust: low
    Good:
        aspirations: {clarity: unknown}
        skills: {current: [incident response]}
        private:
          trust: low
    Source: the article that this tool follows: trust comes first.
    """
    if case.wary and not _small(case):
        yield Advice(
            ("private", "trust"),
            case.say("trust is low between you, and that comes first"),
            case.say(
                "build the foundation first, with small promises kept on both sides;"
                " or begin with one skill for today's job, and leave the long term for later"
            ),
        )


def _small(case: Case) -> bool:
    """Whether the talk is about one skill of today's job, and not about the long term."""
    skills, arc = (
        case.answers.skills or Skills.model_construct(),
        case.answers.aspirations or Aspirations.model_construct(),
    )
    return len(skills.current) == 1 and not skills.future and not arc.long_term


@rule(Theme.MEETING)
def no_meeting(case: Case) -> Iterator[Advice]:
    """No meeting yet.

    It looks for `meeting`: without it the agenda has 45 minutes and no date line.

    Why: a talk without a date is one that both of you mean to have.
    Bad:
        meeting:
    Good:
        meeting: 2026-12-03 14:00
    Source: practice: what is in the calendar takes place.
    """
    if case.answers.meeting is None:
        yield Advice(
            ("meeting",),
            case.say("no meeting is set: the agenda has 45 minutes and no date"),
            case.say("write meeting: and a date with a time, for example 2026-12-03 14:00"),
        )


@rule(Theme.MEETING)
def sent_too_late(case: Case) -> Iterator[Advice]:
    """Less than three days left before the meeting.

    It is a hint under three days, and a warning under one. The example is read on 23 November
    2026.

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
            case.say("less than a day is left to read the agenda")
            if late
            else case.say("less than three days are left to read the agenda"),
            case.say(
                "send it today, and say that reading the first page is enough; or move the talk"
            ),
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

    Far away is a city with a time zone of its own name that lies in another country than the
    language: `Lisbon` in a file in `en-GB`, as a part of the place between commas.

    Why: a slip in the date sends the invitation to the wrong day, and two clocks to two
    different hours.
    Bad:
        meeting: 2026-12-05 14:00
    Good:
        meeting: 2026-12-03 14:00
    Source: practice: where invitations went wrong.
    """
    meeting = case.answers.meeting
    if meeting is None or meeting.day is None:
        return
    start = _start(case)
    if meeting.day < case.today or (start and start < case.now):
        yield Advice(
            ("meeting",),
            case.say("the meeting was on %(day)s", day=meeting.day.isoformat()),
            case.say("set the new date, or write down what was agreed: agenda followup --start"),
        )
    elif meeting.day.weekday() >= WEEKEND:
        yield Advice(
            ("meeting",),
            case.say("%(day)s is a Saturday", day=meeting.day.isoformat())
            if meeting.day.weekday() == WEEKEND
            else case.say("%(day)s is a Sunday", day=meeting.day.isoformat()),
            case.say("check the date"),
        )
    city = _city(case, meeting)
    if city:
        yield Advice(
            ("meeting", "place"),
            case.say(
                "%(city)s has a clock of its own", city=city.rpartition("/")[2].replace("_", " ")
            ),
            case.say("add timezone: %(zone)s, or the zone of your own clock", zone=city),
        )


def _city(case: Case, meeting: Meeting) -> str:
    """Return the time zone of the city that the place names, if it is not in the file's country.

    The country is that of the language's region; where it has none, nobody knows what is far.
    """
    region = REGION.search(case.answers.language or "")
    if meeting.timezone or not meeting.place or not region:
        return ""
    from babel.core import get_global  # noqa: PLC0415 - few files need it

    named = {part.strip() for part in meeting.place.split(",")}
    for zone, territory in sorted(get_global("zone_territories").items()):
        city = zone.rpartition("/")[2].replace("_", " ")
        if city in named and territory not in {region[1].upper(), "001"}:
            return str(zone)
    return ""


@rule(Theme.MEETING, Severity.WARNING)
def too_long(case: Case) -> Iterator[Advice]:
    """An agenda of more than two pages, or more text than the minutes can hold.

    With `--pages` the agenda is laid out without its rooms to write in, and its pages are
    counted. Otherwise both are estimated from the length of the texts.

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
        yield Advice(
            (),
            case.say("the agenda takes %(pages)s pages", pages=case.pages)
            if case.pages
            else case.say("the agenda takes more than two pages"),
            case.say("keep what you want to talk about; leave the proof out until somebody asks"),
        )
        return
    needed, minutes = minutes_of(case), (case.answers.meeting or Meeting.model_construct()).minutes
    if needed > minutes:
        yield Advice(
            ("meeting",),
            case.say(
                "there is text for %(needed)s minutes, and the talk has %(minutes)s",
                needed=needed,
                minutes=minutes,
            ),
            case.say("take out what need not be said aloud, or ask for more time"),
        )
