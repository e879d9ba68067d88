"""Goals: the next 6 to 12 months."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from agenda.answers.before import Ask, Goal
from agenda.coaching.case import Case, Text
from agenda.coaching.facts import fact_in, numbered
from agenda.coaching.rule import Advice, Theme, rule, short
from agenda.language.clocks import months_later
from agenda.source.problems import Steps

MOST, FIRST_MONTH, LAST_MONTH = 3, 3, 12


def _day(case: Case) -> date:
    """Return the day from which the next months count: that of the talk."""
    return case.talk or case.today


@rule(Theme.GOALS)
def too_many_goals(case: Case) -> Iterator[Advice]:
    """More than three goals.

    It counts those that are still open.

    Why: beside the daily work there is room for two or three. With seven goals the first busy
    month decides which ones are dropped, and not you.
    Bad:
        goals:
          - {what: Publish the on-call guide, by: 2027-02-26, serves: craft}
          - what: Run the capacity review from first draft to decision
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
          - {what: Sign one retention rule with three teams, by: 2027-03-31, serves: craft}
          - {what: Give the storage talk at the summer meeting, by: 2027-07-15, serves: craft}
    Good:
        goals:
          - what: Run the capacity review from first draft to decision
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
          - {what: Sign one retention rule with three teams, by: 2027-03-31, serves: craft}
    Source: personnel practice; the eight minutes that the agenda has for goals and asks.
    """
    count = len(case.open_goals)
    if count > MOST:
        yield Advice(
            ("goals",),
            case.say("that is %(count)s goals", count=count),
            case.say("keep the two or three that serve the long arc"),
        )


@rule(Theme.GOALS)
def outside_6_12_months(case: Case) -> Iterator[Advice]:
    """A goal before the talk or later than a year from it, or none beyond three months.

    It counts from the day of the talk, or from today where none is set.

    Why: what is due in six weeks is a task, and what is due in two years cannot be planned
    yet. Between the two lies what a manager can help with.
    Bad:
        goals:
          - what: Move all five products to the new ledger
            by: 2029-06-30
            skill: technical strategy
            first_step: list what each product still reads from the old one
    Good:
        goals:
          - what: Move the first product to the new ledger
            by: 2027-09-30
            skill: technical strategy
            first_step: list what each product still reads from the old one
    Source: the article that this tool follows: how the next 6 to 12 months serve the long arc.
    """
    dated = [(path, goal.by) for path, goal in case.open_goals if goal.by]
    soon, late = (months_later(_day(case), months) for months in (FIRST_MONTH, LAST_MONTH))
    for path, by in dated:
        if by < _day(case):
            yield Advice(
                (*path, "by"),
                case.say("this date is before the talk"),
                case.say("choose a new date"),
            )
        elif late and by > late:
            yield Advice(
                (*path, "by"),
                case.say("this is more than a year after the talk"),
                case.say("name the part of it that you can reach within a year"),
            )
    if (
        dated
        and len(dated) == len(case.open_goals)
        and soon
        and all(_day(case) <= by < soon for _, by in dated)
    ):
        yield Advice(
            ("goals",),
            case.say("every goal ends within three months of the talk"),
            case.say("add one that takes half a year, towards where you want to be"),
        )


@rule(Theme.GOALS)
def no_date(case: Case) -> Iterator[Advice]:
    """A goal or an ask without a date.

    It looks for `by`, for the end `by 2027-04-30` of a short form, and for a date in the
    sentence, however it is written.

    Why: what has no date is done when there is time for it, and there never is.
    Bad:
        goals:
          - what: Sign one retention rule with three teams
            skill: technical strategy
            first_step: meet each lead alone before the first session
    Good:
        goals:
          - what: Sign one retention rule with three teams
            by: 2027-03-31
            skill: technical strategy
            first_step: meet each lead alone before the first session
    Source: Doran, There's a S.M.A.R.T. way to write management's goals, 1981.
    """
    asks = tuple((("asks", place), ask) for place, ask in enumerate(case.answers.asks))
    dated: tuple[tuple[Steps, Goal | Ask], ...] = (*case.open_goals, *asks)
    for path, one in dated:
        dates = one.by or case.words.says("dates", Text((), one.what).words)
        if not dates:
            yield Advice(
                (*path, "what"),
                case.say("'%(what)s' has no date", what=short(one.what)),
                case.say("add by: and a date beside it, for example by: 2027-03-31"),
            )


@rule(Theme.GOALS, text=True)
def no_success_measure(case: Case) -> Iterator[Advice]:
    """A goal whose end nobody could see.

    It looks for goals without `success` whose own words could go on for ever (to take care of, to
    be involved, to improve) and name no end: nothing made, handed over or decided, no number.
    A `success` that somebody has to feel (it goes well, people are happy) is looked at in the
    same way.

    Why: if the two of you cannot tell in June whether it was reached, you will not agree on
    it in December.
    Bad:
        goals:
          - what: Take care of the onboarding
            by: 2027-04-30
            skill: technical strategy
            first_step: ask the last two who started what they missed
    Good:
        goals:
          - what: Take care of the onboarding
            by: 2027-04-30
            skill: technical strategy
            success: the next two who start are on call in their sixth week
            first_step: ask the last two who started what they missed
    Source: Doran, There's a S.M.A.R.T. way to write management's goals, 1981.
    """
    if not case.words.known:
        return
    for path, goal in case.open_goals:
        text = Text((*path, "what"), goal.what)
        if goal.success:
            end = Text((*path, "success"), goal.success)
            if case.words.says("vague-success", end.words) and not _end_seen(end, case):
                yield Advice(
                    end.path,
                    case.say(
                        "two people could disagree whether '%(success)s' is so",
                        success=short(goal.success),
                    ),
                    case.say("say what a third person could count, read or see then"),
                )
        elif _goes_on(text, case) and not _end_seen(text, case):
            yield Advice(
                text.path,
                case.say("nobody could see when '%(goal)s' is reached", goal=short(goal.what)),
                case.say("add success: and what will be different then"),
            )


def _goes_on(text: Text, case: Case) -> bool:
    return any(case.words.says(name, text.words) for name in ("open-end", "vague-goal"))


def _end_seen(text: Text, case: Case) -> bool:
    return numbered(text, case) or bool(case.words.says("visible-end", text.words))


@rule(Theme.GOALS, text=True)
def vague_goal(case: Case) -> Iterator[Advice]:
    """To improve, to learn more, to get better, and nothing that would show it.

    It judges the goal's own words: a date or a measure beside them does not make the sentence
    concrete. A number, a date, a name or something that is made in the sentence does.

    Why: a goal that is true on every day of the year moves nobody on any of them.
    Bad:
        goals:
          - what: Get better at communication
            by: 2027-06-30
            skill: technical strategy
            first_step: read two notes that I like
    Good:
        goals:
          - what: Write the monthly note on storage for the product teams
            by: 2027-06-30
            skill: technical strategy
            first_step: read two notes that I like
    Source: Locke and Latham, A theory of goal setting, 1990: specific goals.
    """
    for path, goal in case.open_goals:
        text = Text((*path, "what"), goal.what)
        said = case.words.says("vague-goal", text.words)
        if said and not fact_in(text, case):
            yield Advice(
                text.path,
                case.say("'%(said)s' could mean anything", said=said),
                case.say("say what you will make, do or decide, and with whom"),
            )
