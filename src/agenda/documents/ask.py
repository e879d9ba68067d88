"""The message that asks for the conversation: 90 to 140 words.

It says who, when, and what to think about. No rating, no goal and nothing private is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agenda import answers as model
from agenda.answers import Answers, before
from agenda.answers.hours import doubted
from agenda.answers.texts import START, day
from agenda.documents import wording
from agenda.documents.message import Message, Tone
from agenda.language.locale import Locale
from agenda.outputs.outcome import wrong
from agenda.source.folding import each_once
from agenda.source.problems import Problem, Severity, Stop, has_errors

FEWEST, MOST = 90, 140
"""Words: long enough to say what it is about, short enough to be read on a telephone."""
MOST_THINGS = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """How the message is wanted: its tone, and up to two times that would suit."""

    tone: Tone = "warm"
    times: tuple[datetime, ...] = ()

    def content(self, answers: model.Answers, locale: Locale) -> Message:
        """Return the message, with as many things to think about as it has room for."""
        meeting = answers.meeting or before.Meeting.model_construct()
        words = _Words(self.tone, locale)
        bare = Message(
            subject=words.subject,
            greeting=words.greeting(answers.manager.called),
            opening=(words.wish, words.reason(meeting), self._time(meeting, locale, words)),
            things=(),
            closing=(words.way_out,),
            goodbye=words.goodbye,
            name=answers.employee.name,
        )
        return _with_things(bare, words.lead, _things(answers, locale))

    def _time(self, meeting: before.Meeting, locale: Locale, words: _Words) -> str:
        """Ask for the times given, for the meeting as it is set, or for any."""
        offered = tuple(one.replace(tzinfo=None) for one in self.times) or (
            (meeting.start,) if isinstance(meeting.start, datetime) else ()
        )
        set_up = [before.Meeting(start=one, minutes=meeting.minutes) for one in offered]
        told = [when.text for one in set_up if (when := wording.when(one, locale))]
        if not told and meeting.day:
            told = [locale.weekday(meeting.day)]
        length = locale.count("%(num)d minute", "%(num)d minutes", meeting.minutes)
        return " ".join((_asked(told, length, locale), words.agenda))


def _asked(told: list[str], length: str, locale: Locale) -> str:
    say = locale.say
    if len(told) > 1:
        first, second = told[:2]
        return say(
            "Would %(first)s suit you, or %(second)s? %(length)s would be enough.",
            length=length,
            first=first,
            second=second,
        )
    if told:
        return say(
            "Would %(when)s suit you? %(length)s would be enough.", length=length, when=told[0]
        )
    return say("Could we find %(length)s for it in the coming weeks?", length=length)


def _with_things(bare: Message, lead: str, things: Iterable[str]) -> Message:
    """Add what fits, whole: a thing that is cut short would be worse than one that is missing."""
    chosen: tuple[str, ...] = ()
    whole = bare
    for thing in things:
        longer = replace(bare, opening=(*bare.opening, lead), things=(*chosen, thing))
        if len(chosen) < MOST_THINGS and longer.words <= MOST:
            chosen, whole = longer.things, longer
    return whole


def _things(answers: model.Answers, locale: Locale) -> tuple[str, ...]:
    """Return what is worth a thought beforehand: as the file has it, else what is always good."""
    say = locale.say
    usual = (
        say("What you value most in how I work today"),
        say("One skill you see me needing in two years"),
        say("Where the team will need somebody a year from now"),
    )
    own = answers.manager_prepare or answers.questions[:1]
    return each_once((*own, *usual))


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in one tone or the other."""

    tone: Tone
    locale: Locale

    def _say(self, warm: str, formal: str) -> str:
        return warm if self.tone == "warm" else formal

    @property
    def subject(self) -> str:
        say = self.locale.say
        return self._say(
            say("Could we talk about where I am heading?"),
            say("Request for a career conversation"),
        )

    def greeting(self, name: str) -> str:
        say = self.locale.say
        return self._say(say("Hello %(name)s,", name=name), say("Dear %(name)s,", name=name))

    @property
    def wish(self) -> str:
        say = self.locale.say
        return self._say(
            say(
                "I would like to talk with you about my future: where I want to be in the long"
                " run, and what I could work on in the next 6 to 12 months to get there. This is"
                " not a pitch for a promotion; it is about skill-building and growth."
            ),
            say(
                "I would like to ask you for a conversation about my professional development:"
                " where I want to be in the long run, and what I could work on in the next 6 to"
                " 12 months to get there. This is not a request for promotion; it is about"
                " skill-building and growth."
            ),
        )

    def reason(self, meeting: before.Meeting) -> str:
        say = self.locale.say
        return {
            None: say("I would like to begin while nothing is urgent."),
            "first": say(
                "It would be our first talk of this kind, and I would like to begin while"
                " nothing is urgent."
            ),
            "check-in": say(
                "Our last talk of this kind was some time ago, and things have moved on since."
            ),
            "annual": say("Our yearly talk is due, and I would like to look further ahead."),
        }[meeting.kind]

    @property
    def agenda(self) -> str:
        say = self.locale.say
        return self._say(
            say("I’ll send you a short agenda three days before."),
            say("You will receive a short agenda three days before."),
        )

    @property
    def lead(self) -> str:
        say = self.locale.say
        return self._say(
            say("A few things to think about beforehand:"),
            say("You might like to consider beforehand:"),
        )

    @property
    def way_out(self) -> str:
        say = self.locale.say
        return self._say(
            say("If now is not a good time, just say so: a later one is fine with me."),
            say("Should the time be inconvenient, a later one would suit me just as well."),
        )

    @property
    def goodbye(self) -> str:
        say = self.locale.say
        return self._say(say("Thank you,"), say("Kind regards,"))


# --- the times that the message offers: on the clock of the meeting, and to come -------


MOST_TIMES = 2


def read_times(told: tuple[str, ...]) -> tuple[datetime, ...]:
    """Read the times that are offered; whether they fit the meeting's clock is told later.

    Raises Stop for wrong usage, with all that is wrong.
    """
    if len(told) > MOST_TIMES:
        raise wrong("more than two times are offered", "leave the two that suit you best")
    faults: list[Problem] = []
    found = []
    for text in told:
        when = _time(text)
        if when is None:
            cure = "write it as '2026-12-03 14:00'"
            faults += wrong(f"--times '{text}' is not a date with a time", cure).problems
        else:
            found.append(when)
    if faults:
        raise Stop(*faults)
    return tuple(dict.fromkeys(found))


def _time(text: str) -> datetime | None:
    match = START.fullmatch(text.strip())
    if not match or not match[2]:
        return None
    try:
        hour, minute = map(int, match[2].split(":"))
        on = day(match[1])
        return datetime(on.year, on.month, on.day, hour, minute)
    except ValueError:  # so is the model's fault
        return None


def find_doubts(answers: Answers, times: Sequence[datetime], now: datetime) -> tuple[Problem, ...]:
    """Return what is in doubt about the times. Raises Stop, with all, where one cannot be."""
    zone = answers.meeting.timezone if answers.meeting else None
    found = tuple(problem for time in times for problem in _of(time, zone, now))
    if has_errors(found):
        raise Stop(*found)
    return found


def _of(time: datetime, zone: str | None, now: datetime) -> Iterator[Problem]:
    told = f"--times '{time:%Y-%m-%d %H:%M}'"
    local = time.replace(tzinfo=None)
    there = local.replace(tzinfo=now.tzinfo)
    if zone:
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

        there = local.replace(tzinfo=ZoneInfo(zone))
        if found := doubted(local, zone):
            rule = "usage" if found.severity is Severity.ERROR else found.rule
            yield found._replace(rule=rule, message=f"{told}: {found.message}")
    if there < now:
        yield from wrong(f"{told} is over", "offer a time that is to come").problems
