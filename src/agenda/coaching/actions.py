"""What was agreed: who does what by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agenda.answers.cycle.standing import name_in
from agenda.coaching.case import Case, Text
from agenda.coaching.rule import Advice, Theme, rule
from agenda.coaching.tokens import Word, words_of
from agenda.source.folding import folded
from agenda.source.problems import Severity

FEWEST = 2
BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
"""What says where somebody belongs, or who else knows: 'Jonas (night team)' is one owner."""
UPPER, LOWER = r"[^\W\d_a-zß-ÿ]", "[a-zß-ÿ]{2}"
SLASH = re.compile(rf"^([^,;:]*\b{UPPER}\w*{LOWER})\s*/\s*(?!Innen)(?={UPPER}{LOWER})")
"""What stands between two names: 'Ben/Kate' is two owners, 'QA/Test' and 'Kolleg/in' are not."""


@rule(Theme.RECORD, Severity.WARNING)
def action_without_owner(case: Case) -> Iterator[Advice]:
    """An action that is nobody's.

    It looks for open actions of the record without `owner`.

    Why: what both nod at, each leaves to the other.
    Bad:
        record:
          held: 2026-11-20
          actions:
            - {what: Put Ada on the January planning invitation, due: 2027-01-11}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Good:
        record:
          held: 2026-11-20
          actions:
            - {what: Put Ada on the January planning invitation, owner: manager, due: 2027-01-11}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Source: alignment: who does what by when, said clearly and agreed.
    """
    for path, action in case.open_actions:
        if not action.owner:
            yield Advice(
                (*path, "what"),
                case.say("nobody owns this"),
                case.say("add owner: employee or manager"),
            )


@rule(Theme.RECORD, text=True)
def action_without_date(case: Case) -> Iterator[Advice]:
    """An action without a date, or with 'soon' for one.

    It looks for open actions of the record without `due`; ASAP, soon and ongoing are no dates.

    Why: without a day there is no day on which it is late, and nothing reminds either of you.
    Bad:
        record:
          held: 2026-11-20
          actions:
            - {what: Talk to the data lead ASAP, owner: manager}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Good:
        record:
          held: 2026-11-20
          actions:
            - {what: Talk to the data lead, owner: manager, due: 2026-12-04}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Source: alignment: who does what by when, said clearly and agreed.
    """
    for path, action in case.open_actions:
        if not action.due:
            said = case.words.says("no-time", Text((), action.what).words)
            yield Advice(
                (*path, "what"),
                case.say("'%(said)s' is no date", said=said)
                if said
                else case.say("this action has no date"),
                case.say("add due: and a date, for example due: 2027-01-31"),
            )


@rule(Theme.RECORD, Severity.WARNING, text=True)
def shared_owner(case: Case) -> Iterator[Advice]:
    """An action that belongs to 'we', to the team, or to both.

    It looks at the owner of every open action.

    Why: what belongs to two belongs to neither. One owner can still ask the other for help.
    Bad:
        record:
          held: 2026-11-20
          actions:
            - {what: Choose a date for the review, owner: both, due: 2026-12-04}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Good:
        record:
          held: 2026-11-20
          actions:
            - {what: Choose a date for the review, owner: employee, due: 2026-12-04}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Source: alignment: who does what by when, said clearly and agreed.
    """
    for path, action in case.open_actions:
        told = action.owner or ""
        owner = _owner(case, BRACKETS.sub(" ", told).strip() or told)
        named = _named(case, owner)
        shared = case.words.says("together" if named else "shared-owner", owner)
        if named > 1 or shared:
            yield Advice(
                (*path, "owner"),
                case.say("'%(owner)s' is two people or more, and so nobody", owner=action.owner),
                case.say("choose one of you; the other can help"),
            )


def _owner(case: Case, told: str) -> tuple[Word, ...]:
    """Return the words of an owner, with 'and' for the slash between names, but not in a post."""
    words = words_of(told)
    if "/" not in told or case.words.says("titles", words):
        return words
    return words_of(SLASH.sub(r"\1 & ", told))


def _named(case: Case, owner: tuple[Word, ...]) -> int:
    """Return how many of those who talk an owner names: 'Ada, Grace' names both."""
    people = (case.answers.employee.name, case.answers.manager.name)
    said = [word.folded for word in owner]
    if any(said == [word.folded for word in words_of(name)] for name in case.record.attendees):
        return 1
    names = [{word.folded for word in words_of(name)} for name in people]
    own = set(said) - (names[0] & names[1])
    return sum(bool(name & own) for name in names)


@rule(Theme.RECORD)
def one_sided_actions(case: Case) -> Iterator[Advice]:
    """Every action has the same owner.

    It looks at two actions or more that were not dropped.

    Why: a talk after which one side has all the work was an assignment, or a wish list.
    Bad:
        record:
          held: 2026-11-20
          actions:
            - {what: Send the outline, owner: employee, due: 2026-12-04}
            - {what: Ask the planners for a seat, owner: employee, due: 2026-12-11}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Good:
        record:
          held: 2026-11-20
          actions:
            - {what: Send the outline, owner: employee, due: 2026-12-04}
            - {what: Ask the planners for a seat, owner: manager, due: 2026-12-11}
          expectations: {of_employee: [Say early when a date slips], of_manager: [Answer drafts]}
          next_check_in: 2027-05-20
    Source: the article that this tool follows: mutual expectations and next steps.
    """
    said = (one.owner for one in case.record.actions if one.owner and one.status != "dropped")
    owners = [name_in(owner, case.answers) for owner in said]
    if case.open_actions and len(owners) >= FEWEST and len(set(map(folded, owners))) == 1:
        yield Advice(
            ("record", "actions"),
            case.say("every action belongs to %(owner)s", owner=owners[0]),
            case.say("agree on one thing, however small, that the other does"),
        )
