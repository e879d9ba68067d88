"""Privacy: what belongs under `private`, and stands where others read it."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.coaching.case import Case
from agenda.coaching.names import Named, named_people
from agenda.coaching.rule import Advice, Theme, rule
from agenda.source.problems import Severity


@rule(Theme.PRIVACY, Severity.WARNING, text=True)
def named_colleague(case: Case) -> Iterator[Advice]:
    """Somebody from `private.other_people` in a field that others see.

    It looks for each of those names, whole or in part.

    Why: a colleague who is named in your papers cannot answer there, and papers travel.
    Bad:
        questions:
          - What do you value in how Tomasz leads his team?
        private:
          other_people: [Tomasz Wilk]
    Good:
        questions:
          - What do you value in how a team is led?
        private:
          other_people: [Tomasz Wilk]
    Source: your own list: these names may stand in no field that is shared.
    """
    mine = case.answers.private
    people = named_people(mine.other_people) if mine else ()
    named = Named(people, case.words)
    for text in case.shared if people else ():
        said = named.in_text(text.words)
        if said:
            yield Advice(
                text.path,
                f"'{said}' is one of private.other_people, and stands here for others to read",
                "write it without the name, or take the name off your private list",
            )


@rule(Theme.PRIVACY, Severity.WARNING, text=True)
def pay_in_shared(case: Case) -> Iterator[Advice]:
    """Pay in a field that others see.

    It looks for the words of pay, and for an amount of money that is no budget, cost or saving.

    Why: once pay is on the table the talk is a negotiation, and everything else in it is
    heard as a reason for more. Pay deserves a talk of its own.
    Bad:
        goals:
          - {what: "Get a salary of 85,000 €", by: 2027-06-30, serves: craft, first_step: ask HR}
    Good:
        goals:
          - what: Run the capacity review from first draft to decision
            by: 2027-06-30
            skill: technical strategy
            first_step: send you a one-page outline by the Friday after we meet
        private:
          pay: Look up the new ranges before the spring review.
    Source: personnel practice: development and pay are talked about apart (Meyer, Kay and
    French, Split roles in performance appraisal, 1965).
    """
    for text in case.shared:
        said = case.words.says("pay-in-shared", text.words)
        if not said and not _is_result(case, text.path):
            said = case.words.says("amount", text.words)
        if said:
            yield Advice(
                text.path,
                f"'{said}' speaks of pay where others read it",
                "move it under private.pay, and ask for a talk of its own",
            )


def _is_result(case: Case, path: tuple[str | int, ...]) -> bool:
    """Whether a sum of money may stand there: as what was achieved, or in an ask for a budget."""
    if path[0] == "achievements" or path[-1] == "evidence":
        return True
    ask = path[1] if path[0] == "asks" else None
    return isinstance(ask, int) and case.answers.asks[ask].kind == "budget"


@rule(Theme.PRIVACY, Severity.ERROR)
def private_in_shared(case: Case) -> Iterator[Advice]:  # noqa: ARG001 - see below
    """A passage of a private text in a field that others see.

    It compares every private text, and each of its lines of 20 characters or more, with what
    is shared. This is the one rule that is an error: no document is made, and nothing
    silences it.

    Why: it is how private words get out: copied into a goal one evening, and forgotten.
    Bad:
        goals:
          - Show that I can lead after the lost project by 2027-06-30
        private:
          worries: |
            Show that I can lead after the lost project
    Good:
        goals:
          - what: Sign one retention rule with three teams
            by: 2027-06-30
            skill: technical strategy
            first_step: meet each lead alone before the first session
        private:
          worries: |
            Show that I can lead after the lost project
    Source: the rule of privacy: what stands under private stays with its writer.
    """
    # The same function that keeps documents from being made tells it: agenda.answers.audience.
    yield from ()


@rule(Theme.PRIVACY, Severity.WARNING, text=True)
def job_search_in_shared(case: Case) -> Iterator[Advice]:
    """A recruiter, an offer or a resignation in a field that others see.

    It looks for the words of somebody who looks for another job.

    Why: read as a threat, it ends the talk about your future here; and it cannot be taken
    back.
    Bad:
        questions:
          - What would you say if I took the offer from another company?
    Good:
        questions:
          - What do you think would have to change for me to still be here in five years?
        private:
          job_search: Answered one recruiter in October, out of curiosity.
    Source: personnel practice.
    """
    for text, said in case.saying("job-search-in-shared", case.shared):
        yield Advice(
            text.path,
            f"'{said}' tells of a job search where others read it",
            "move it under private.job_search",
        )
