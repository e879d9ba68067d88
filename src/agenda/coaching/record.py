"""The record: what was agreed, said so that both sides can accept it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from agenda.answers.before import Meeting
from agenda.answers.record import Expectations
from agenda.coaching.case import Case
from agenda.coaching.rule import Advice, Theme, rule
from agenda.language.clocks import months_later
from agenda.source.problems import Severity

LATE_DAYS, GRACE_DAYS = 3, 14
"""A next talk a fortnight later than the cadence is no other cadence."""


@rule(Theme.RECORD)
def no_expectations(case: Case) -> Iterator[Advice]:
    """One side's expectations are missing.

    It looks at both lists under `expectations`, once something was agreed.

    Why: an expectation that was never said is the one that disappoints.
    Bad:
        record:
          held: 2026-11-20
          expectations:
            of_employee: [Say early when a date slips]
          next_check_in: 2027-05-20
    Good:
        record:
          held: 2026-11-20
          expectations:
            of_employee: [Say early when a date slips]
            of_manager: [Answer a draft within two days]
          next_check_in: 2027-05-20
    Source: the article that this tool follows: mutual expectations, said clearly and agreed.
    """
    both = case.record.expectations or Expectations.model_construct()
    if not case.recorded or (both.of_employee and both.of_manager):
        return
    missing = [name for name in ("of_employee", "of_manager") if not getattr(both, name)]
    yield Advice(
        ("record", "expectations"),
        case.say("nothing says what you expect of each other")
        if len(missing) > 1
        else case.say(
            "only one side says what it expects: %(missing)s is empty", missing=missing[0]
        ),
        case.say("write one line under %(missing)s", missing=" and ".join(missing)),
    )


@rule(Theme.RECORD)
def no_next_check_in(case: Case) -> Iterator[Advice]:
    """No next talk, or one later than the cadence.

    It looks at `next_check_in` once something was agreed, and at `cadence_months`.

    Why: without a date the next talk happens when something has gone wrong.
    Bad:
        record:
          held: 2026-11-20
          decisions: [Ada sits in on the January planning]
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Good:
        record:
          held: 2026-11-20
          decisions: [Ada sits in on the January planning]
          next_check_in: 2027-05-20
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Source: alignment: what happens next; two or three such talks a year.
    """
    if not case.recorded:
        return
    on, cadence = (
        case.record.next_check_in,
        (case.answers.meeting or Meeting.model_construct()).cadence_months,
    )
    if on is None:
        yield Advice(
            ("record",),
            case.say("no next talk is agreed"),
            case.say("add next_check_in: and a date"),
        )
        return
    latest = months_later(case.talk, cadence) if case.talk else None
    if latest and on > latest + timedelta(days=GRACE_DAYS):
        yield Advice(
            ("record", "next_check_in"),
            case.say(
                "you meet every %(cadence)s months, and that would be by %(day)s",
                cadence=cadence,
                day=latest.isoformat(),
            ),
            case.say("choose an earlier day, or change cadence_months"),
        )


@rule(Theme.RECORD, Severity.WARNING, text=True)
def promise_in_record(case: Case) -> Iterator[Advice]:
    """A promise of a promotion, of pay or of a post.

    It looks in the record for guarantees, and for what will be given for certain.

    Why: a record is a fair summary and no contract. A promise in it is one that the manager
    may not be able to keep, and perhaps was never allowed to give.
    Bad:
        record:
          held: 2026-11-20
          decisions: [Ada will be promoted in spring]
          next_check_in: 2027-05-20
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Good:
        record:
          held: 2026-11-20
          decisions: [Grace asks by March what the post of a lead needs]
          next_check_in: 2027-05-20
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Source: personnel practice in several countries; the sentence above each acknowledgement.
    """
    for text, said in case.saying("promise-in-record", case.said_in_record):
        yield Advice(
            text.path,
            case.say("'%(said)s' reads as a promise", said=said),
            case.say("write what will be done towards it, by whom and by when"),
        )


@rule(Theme.RECORD)
def late_record(case: Case) -> Iterator[Advice]:
    """A record more than three days after the talk.

    It looks at a record that was not sent, or was sent later than that.

    Why: after three days two people remember two talks.
    Bad:
        record:
          held: 2026-11-02
          decisions: [Ada sits in on the January planning]
          next_check_in: 2027-04-30
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Good:
        record:
          held: 2026-11-02
          sent: 2026-11-03
          decisions: [Ada sits in on the January planning]
          next_check_in: 2027-04-30
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Source: Ebbinghaus, Über das Gedächtnis, 1885; practice says within a day.
    """
    done = case.record.acknowledged and (
        case.record.acknowledged.employee or case.record.acknowledged.manager
    )
    if not case.recorded or case.talk is None or done or case.answers.record is None:
        return
    days = ((case.record.sent or case.today) - case.talk).days
    if days > LATE_DAYS:
        yield Advice(
            ("record",),
            case.say("sent %(days)s days after the talk", days=days)
            if case.record.sent
            else case.say("this is %(days)s days after the talk", days=days),
            case.say("let the other read and correct it first, since memories differ by now")
            if case.record.sent
            else case.say("send it today, and ask the other to correct it"),
        )


@rule(Theme.RECORD, Severity.WARNING, text=True)
def judging_words(case: Case) -> Iterator[Advice]:
    """Motives or feelings of the other, told as a fact.

    It looks in the record for what somebody is like, wants or feels, said by somebody else.

    Why: nobody can acknowledge a sentence about their own heart that another wrote. What was
    said and done, both can sign.
    Bad:
        record:
          held: 2026-11-20
          summary: {aspirations: Grace does not care about my growth.}
          next_check_in: 2027-05-20
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Good:
        record:
          held: 2026-11-20
          summary: {aspirations: We did not get to my long-term plan; Grace had to leave early.}
          next_check_in: 2027-05-20
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
    Source: Rosenberg, Nonviolent communication, 1999: observations apart from judgements.
    """
    for text, said in case.saying("judging-words", case.said_in_record):
        if text.path[1] != "expectations":
            yield Advice(
                text.path,
                case.say("'%(said)s' tells what somebody else is like or feels", said=said),
                case.say("write what was said or done; a feeling of your own, as yours"),
            )
