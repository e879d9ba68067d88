"""Alignment before the talk: what you ask of your manager, and what they can prepare."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.coaching.case import Case, Text
from agenda.coaching.facts import fact_in
from agenda.coaching.rule import Advice, Theme, rule
from agenda.coaching.tokens import Word

MOST, SPELLED_OUT = 3, 6
"""So many asks at most; and so many words behind a colon say what an ask means."""
COSTLY = frozenset({"time", "opportunity"})


@rule(Theme.ALIGNMENT, text=True)
def vague_ask(case: Case) -> Iterator[Advice]:
    """An ask too vague to say yes to.

    It looks for support, help, guidance or opportunities with no name, date or number and
    nothing definite beside them, in the ask's own words.

    Why: everybody says yes to "more support", and then nothing happens, since nobody knows
    what the yes was to.
    Bad:
        asks:
          - what: Support me in my development
            by: 2027-01-31
            helps_team: I can take over more
    Good:
        asks:
          - what: Let me shadow the January planning round
            by: 2027-01-29
            helps_team: a second person can prepare the round
    Source: Doran, There's a S.M.A.R.T. way to write management's goals, 1981.
    """
    for place, ask in enumerate(case.answers.asks):
        text = Text(("asks", place, "what"), ask.what)
        said = case.words.says("vague-ask", _asked(text.words, case))
        if said and not fact_in(text, case):
            yield Advice(
                text.path,
                case.say("'%(said)s' is hard to say yes to", said=said),
                case.say("ask for one thing: whom to meet, what to sit in on, how many hours"),
            )


def _asked(words: tuple[Word, ...], case: Case) -> tuple[Word, ...]:
    """Return what an ask says behind its colon, where it spells out there what is asked."""
    colon = next((place for place, word in enumerate(words) if word.written == ":"), None)
    behind = () if colon is None else words[colon + 1 :]
    spelled_out = len(behind) >= SPELLED_OUT and not case.words.says("reason", behind)
    return behind if spelled_out else words


@rule(Theme.ALIGNMENT)
def too_many_asks(case: Case) -> Iterator[Advice]:
    """More than three asks.

    It only counts them.

    Why: out of five asks a busy manager grants the easiest. With two you choose yourself.
    Bad:
        asks:
          - Let me shadow the January planning by 2027-01-29
          - Introduce me to the lead of the data platform by 2027-02-12
          - Tell me one thing to change after each architecture meeting by 2027-02-26
          - Give me four hours a week for the capacity review by 2027-03-01
    Good:
        asks:
          - Let me shadow the January planning by 2027-01-29
          - Introduce me to the lead of the data platform by 2027-02-12
    Source: personnel practice; the eight minutes that the agenda has for goals and asks.
    """
    count = len(case.answers.asks)
    if count > MOST:
        yield Advice(
            ("asks",),
            case.say("that is %(count)s asks", count=count),
            case.say("keep the two that matter most"),
        )


@rule(Theme.ALIGNMENT)
def no_trade_off(case: Case) -> Iterator[Advice]:
    """Time, money or an opportunity asked for, and nothing said about what it costs.

    It looks for asks of the kind `time` or `opportunity`, or that say so in their own words or
    name what has to be bought or who has to be paid, without `trade_off`, and without a word in
    the ask of what is dropped or who takes it.

    Why: the first thing a manager thinks is who will do your work meanwhile, or who is to pay.
    If you have thought of it, the answer is half a yes.
    Bad:
        asks:
          - what: Let me shadow the January planning
            by: 2027-01-29
            kind: opportunity
            helps_team: a second person can prepare the round
    Good:
        asks:
          - what: Let me shadow the January planning
            by: 2027-01-29
            kind: opportunity
            helps_team: a second person can prepare the round
            trade_off: the weekly dependency updates; Femi takes them
    Source: Fisher and Ury, Getting to yes, 1981: bring an option with its cost.
    """
    for place, ask in enumerate(case.answers.asks):
        costly = ask.kind in COSTLY or (ask.kind is None and _costly(ask.what, case))
        words = Text((), ask.what).words
        if costly and not (ask.trade_off or case.words.says("trade-off", words)):
            yield Advice(
                ("asks", place, "what"),
                case.say("nothing says what it would cost, in work or in money"),
                case.say("add trade_off: and what would wait, who would take it, or what it saves"),
            )


def _costly(what: str, case: Case) -> bool:
    """Whether an ask is for time, or for what has to be paid, by its own words."""
    return bool(case.words.says("costly", Text((), what).words))


@rule(Theme.ALIGNMENT)
def no_team_benefit(case: Case) -> Iterator[Advice]:
    """An ask with nothing in it for the team.

    It looks for asks without `helps_team`.

    Why: a manager answers for a team. What helps it too is easy to grant, and easy to explain
    to the others.
    Bad:
        asks:
          - Let me shadow the January planning by 2027-01-29
    Good:
        asks:
          - what: Let me shadow the January planning
            by: 2027-01-29
            helps_team: a second person can prepare the round
    Source: Fisher and Ury, Getting to yes, 1981: look for what both gain.
    """
    for place, ask in enumerate(case.answers.asks):
        if not ask.helps_team:
            yield Advice(
                ("asks", place, "what"),
                case.say("nothing says what the team gets out of this"),
                case.say("add helps_team: and what becomes easier for the others"),
            )


@rule(Theme.ALIGNMENT)
def manager_unprepared(case: Case) -> Iterator[Advice]:
    """Nothing of yours for the manager to think about beforehand.

    It speaks up where there are neither `questions` nor `manager_prepare`: the agenda then
    asks three good, general things.

    Why: a question that was read the day before gets an answer; one that comes as a surprise
    gets a sentence.
    Bad:
        questions: []
    Good:
        questions: []
        manager_prepare:
          - One skill you see me needing in two years
    Source: the article that this tool follows: prepare, and let the other prepare too.
    """
    if not case.answers.questions and not case.answers.manager_prepare:
        yield Advice(
            ("manager_prepare",),
            case.say("there is nothing of yours for your manager to think about beforehand"),
            case.say(
                "add to questions:, for example: What do you value most in how this team works?"
            ),
        )
