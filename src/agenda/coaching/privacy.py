"""Privacy: what belongs under `private`, and stands where others read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from agenda.coaching.case import Case
from agenda.coaching.rule import Advice, Theme, rule
from agenda.coaching.tokens import END, Word, words_of
from agenda.coaching.words import Words
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
                case.say(
                    "'%(said)s' is one of private.other_people, and stands here for others to read",
                    said=said,
                ),
                case.say("write it without the name, or take the name off your private list"),
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
                case.say("'%(said)s' speaks of pay where others read it", said=said),
                case.say("move it under private.pay, and ask for a talk of its own"),
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
            case.say("'%(said)s' hints at a job search, and your manager will read it", said=said),
            case.say("move it under private.job_search"),
        )


# --- names of people in a text: whole, in part, with an ending; never inside another word ---


Person = tuple[Word, ...]
MOST_OF_A_NAME = 20
"""So many people of one first name are told apart; a part of the name finds the others."""
ENDS = re.compile(r"[(,:;]|\s[-–—]\s")
"""What stands behind a name and belongs to it no more."""
TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "miss", "frau", "herr", "dipl", "ing", END})


def named_people(lines: Iterable[str]) -> tuple[Person, ...]:
    """Return the name in each line: 'Tomasz Wilk (platform team)' is Tomasz Wilk."""
    names = (words_of(ENDS.split(line)[0]) for line in lines)
    people = (tuple(word for word in name if word.folded not in TITLES) for name in names)
    return tuple(person for person in people if person)


class Named:
    """People to look for, by every form of every part of their names."""

    def __init__(self, people: Iterable[Person], lists: Words) -> None:
        self._lists = lists
        self._parts: dict[str, bool] = {}
        self._whole: dict[str, list[Person]] = {}
        for person in people:
            capital = person[0].written[:1].isupper()
            for form in (form for name in person for form in _forms(name)):
                self._parts[form] = self._parts.get(form, True) and capital
            for form in _forms(person[0]):
                self._whole.setdefault(form, []).append(person)

    def in_text(self, words: tuple[Word, ...]) -> str:
        """Return the first of the names as it is written there, or an empty string."""
        for place, word in enumerate(words):
            for person in self._whole.get(word.folded, ())[:MOST_OF_A_NAME]:
                if _stands(person, words, place):
                    return " ".join(word.written for word in words[place : place + len(person)])
            if word.folded in self._parts and self._is_name(words, place):
                return word.written
        return ""

    def _is_name(self, words: tuple[Word, ...], place: int) -> bool:
        """Whether a word is written as a name, and not used as a common word."""
        word = words[place]
        written = word.written[:1].isupper() or not self._parts[word.folded]
        return written and not self._common(words, place)

    def _common(self, words: tuple[Word, ...], place: int) -> bool:
        """Whether the words around say that it is a thing: 'Mark the date', 'ein Stein'."""
        before = words[max(place - 1, 0) : place]
        if before and (before[0].number or self._lists.says("articles", before)):
            return True
        if self._lists.says("months", words[max(place - 1, 0) : place + 1]):
            return True
        return words[place].first and bool(
            self._lists.says("objects", words[place + 1 : place + 3])
        )


def _stands(person: Person, words: tuple[Word, ...], place: int) -> bool:
    """Whether the whole name stands there, with whatever ending."""
    there = words[place : place + len(person)]
    return len(person) > 1 and len(there) == len(person) and all(
        word.folded in _forms(name) for word, name in zip(there, person, strict=True)
    )  # fmt: skip


def _forms(name: Word) -> tuple[str, ...]:
    """Return how a name may be written: with the ending of a genitive, too."""
    if name.folded == END or name.folded.endswith("s"):
        return (name.folded,)
    return (name.folded, f"{name.folded}s")
