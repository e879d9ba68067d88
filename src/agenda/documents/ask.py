"""The message that asks for the conversation: 90 to 140 words.

It says who, when, and what to think about. No rating, no goal and nothing private is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from agenda import answers as model
from agenda.answers import before
from agenda.documents import wording
from agenda.documents.message import Message, Tone
from agenda.language.locale import Locale

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
        meeting = answers.meeting or before.Meeting()
        words = _Words(self.tone, locale)
        bare = Message(
            subject=words.subject,
            greeting=words.greeting(answers.manager.name),
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
            "Would %(length)s suit you, on %(first)s, or on %(second)s?",
            length=length,
            first=first,
            second=second,
        )
    if told:
        return say("Would %(length)s suit you, on %(when)s?", length=length, when=told[0])
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
    return tuple(dict.fromkeys((*own, *usual)))


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
                " run, and how the next 6 to 12 months can serve it. This is not a pitch for a"
                " promotion; it is about skill-building and growth."
            ),
            say(
                "I would like to ask you for a conversation about my professional development:"
                " where I want to be in the long run, and how the next 6 to 12 months can serve"
                " it. This is not a request for promotion; it is about skill-building and growth."
            ),
        )

    def reason(self, meeting: before.Meeting) -> str:
        say = self.locale.say
        return {
            "first": say("It would be our first such talk, and I would rather begin early."),
            "check-in": say("Our last such talk was some time ago, and things have moved since."),
            "annual": say("Our yearly talk is due, and I would like to look further ahead."),
        }[meeting.kind]

    @property
    def agenda(self) -> str:
        say = self.locale.say
        return self._say(
            say("You get a short agenda from me three days before."),
            say("You will receive a short agenda three days before."),
        )

    @property
    def lead(self) -> str:
        say = self.locale.say
        return self._say(say("Worth a thought until then:"), say("Worth considering until then:"))

    @property
    def way_out(self) -> str:
        say = self.locale.say
        return self._say(
            say("If now is not a good time, just say so: a later one is fine with me."),
            say("Should this be an inconvenient time, a later one suits me as well."),
        )

    @property
    def goodbye(self) -> str:
        say = self.locale.say
        return self._say(say("Thank you,"), say("Kind regards,"))
