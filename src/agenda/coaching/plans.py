"""Goals as plans: how they begin, what may come between, and what they are for."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.coaching.case import Case
from agenda.coaching.rule import Advice, Theme, rule, short


@rule(Theme.GOALS)
def no_first_step(case: Case) -> Iterator[Advice]:
    """Nothing to do in the first two weeks.

    It speaks up where no goal has a `first_step`.

    Why: what is begun in the two weeks after the talk goes on; what is not begun by then is
    seldom begun at all.
    Bad:
        goals:
          - what: Run the spring capacity review from first draft to decision
            by: 2027-06-30
            skill: technical strategy
    Good:
        goals:
          - what: Run the spring capacity review from first draft to decision
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
    Source: GROW (Whitmore): the W stands for what you will do, and when.
    """
    goals = case.open_goals
    if goals and not any(goal.first_step for _, goal in goals):
        yield Advice(
            ("goals",),
            case.say("no goal says what you do in the first two weeks"),
            case.say("add first_step: to one of them; half an hour of work is enough"),
        )


@rule(Theme.GOALS)
def obstacle_without_plan(case: Case) -> Iterator[Advice]:
    """An obstacle that nothing answers.

    It looks for an `obstacle` without `if_then`. Only you see either of them.

    Why: whoever has decided beforehand what to do when the obstacle comes does it two to
    three times as often.
    Bad:
        goals:
          - what: Run the spring capacity review
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
            obstacle: On-call weeks eat the weeks for writing.
    Good:
        goals:
          - what: Run the spring capacity review
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
            obstacle: On-call weeks eat the weeks for writing.
            if_then: If an on-call week falls on one, then I swap it the Friday before.
    Source: Gollwitzer, Implementation intentions, 1999.
    """
    for path, goal in case.open_goals:
        if goal.obstacle and not goal.if_then:
            yield Advice(
                (*path, "obstacle"),
                case.say("this obstacle has no plan"),
                case.say("add if_then: If that happens, then I …"),
            )


@rule(Theme.GOALS)
def goal_without_arc(case: Case) -> Iterator[Advice]:
    """A goal that serves no value, direction or skill.

    It looks for `serves` or `skill` beside the goal.

    Why: a goal that serves nothing of yours is a task. It may have to be done; it does not
    need this talk.
    Bad:
        goals:
          - what: Publish the on-call guide
            by: 2027-03-26
            first_step: collect what the last three weeks were missing
    Good:
        goals:
          - what: Publish the on-call guide
            by: 2027-03-26
            first_step: collect what the last three weeks were missing
            serves: craft
    Source: the article that this tool follows: the next months serve the long arc.
    """
    for path, goal in case.open_goals:
        if not goal.serves and not goal.skill:
            yield Advice(
                (*path, "what"),
                case.say(
                    "'%(goal)s' isn’t linked to a value, direction or skill of yours",
                    goal=short(goal.what),
                ),
                case.say("add serves: and a value, a direction or a skill of yours"),
            )
