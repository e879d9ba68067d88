"""From cycle to cycle: what was lost, carried too long, or never questioned."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers
from agenda.answers.cycle.standing import standing
from agenda.coaching.case import Case
from agenda.coaching.rule import Advice, Theme, rule
from agenda.source.folding import folded
from agenda.source.problems import Severity

OFTEN, SAME = 2, 3


@rule(Theme.CYCLE, Severity.WARNING)
def dropped_action(case: Case) -> Iterator[Advice]:
    """An open action of last time that is gone.

    It compares the file with the cycle before (`--since`): what was open there is carried,
    done, or dropped with a reason here.

    Why: a word that is never mentioned again makes the next one worth less.
    Bad:
        meeting: 2026-12-03 14:00
    Good:
        meeting: 2026-12-03 14:00
        since_last_time:
          - {id: a1, what: Introduce Ada to the data lead, owner: manager, status: done}
    Earlier:
        meeting: 2026-06-03
        record:
          actions:
            - {id: a1, what: Introduce Ada to the data lead, owner: manager, due: 2026-08-31}
    Source: alignment; agenda next never loses one.
    """
    if not case.earlier:
        return
    here = standing(case.answers)
    known = {one.id for one in here} | {folded(one.action.what) for one in here}
    for one in standing(case.earlier[-1]):
        if one.open and not {one.id, folded(one.action.what)} & known:
            yield Advice(
                ("since_last_time",),
                case.say(
                    "'%(what)s' was open after the last talk, and is not here", what=one.action.what
                ),
                case.say(
                    "add it with id: %(id)s, and status: done, or dropped with a reason", id=one.id
                ),
            )


@rule(Theme.CYCLE)
def carried_twice(case: Case) -> Iterator[Advice]:
    """An action carried for two cycles or more.

    It looks at `carried` of what is still open.

    Why: what was not done in a year is too big, somebody else's, or not wanted. All three are
    worth saying.
    Bad:
        meeting: {start: 2026-12-03 14:00, kind: check-in}
        since_last_time:
          - {id: a1, what: Write the on-call guide, owner: employee, carried: 2}
    Good:
        meeting: {start: 2026-12-03 14:00, kind: check-in}
        since_last_time:
          - id: a1
            what: Write the on-call guide
            owner: employee
            carried: 2
            status: dropped
            reason: the wiki page of the network team serves us too
    Source: practice: what was carried twice is seldom done the third time.
    """
    for one in standing(case.answers):
        if one.open and one.action.carried >= OFTEN:
            times = one.action.carried
            yield Advice(
                (*one.path, "what"),
                case.say("this was carried over twice")
                if times == OFTEN
                else case.say("this was carried over %(count)s times", count=times),
                case.say("make it smaller, pass it on, or drop it with a reason"),
            )


@rule(Theme.CYCLE)
def unchanged_arc(case: Case) -> Iterator[Advice]:
    """The same long term, word for word, for three cycles.

    It compares the file with the two cycles before (`--since`).

    Why: it may still be true. More often it was copied, and the talk about the long arc has
    become a form to fill in.
    Bad:
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
    Good:
        aspirations:
          long_term: Lead a platform team of four that other teams ask for by name.
    Earlier:
        meeting: 2025-12-03
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
    Earlier:
        meeting: 2026-06-03
        aspirations:
          long_term: Lead a small platform team that product engineers trust.
    Source: the article that this tool follows: the long arc is questioned afresh each time.
    """
    arcs = [_arc(answers) for answers in (*case.earlier[-(SAME - 1) :], case.answers)]
    if len(arcs) == SAME and arcs[0] and len(set(arcs)) == 1:
        yield Advice(
            ("aspirations", "long_term"),
            case.say("this long term is the same, word for word, for three cycles"),
            case.say("ask which part of it you are surer of now, and which less; then write that"),
        )


def _arc(answers: Answers) -> str:
    return folded((answers.aspirations.long_term if answers.aspirations else "") or "")
