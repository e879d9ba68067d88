"""What is to be reached in the next 6 to 12 months, and what is there on the way."""

from typing import ClassVar, Literal

from agenda.answers.part import Item
from agenda.answers.texts import Day, Line


class Milestone(Item):
    """A step on the way to a goal that can be seen when it is there."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "by"

    what: Line
    """What is there by then. As a short text it may end in 'by 2027-02-26'.

    The budget of the sale, on one page
    """
    by: Day | None = None
    """The day by which it is there.

    2027-02-26
    """


class Goal(Item):
    """What you want to reach in the next 6 to 12 months."""

    short: ClassVar[str] = "what"
    dated: ClassVar[str] = "by"

    what: Line
    """What you want to have done. As a short text it may end in 'by 2027-04-30'.

    Plan the spring sale from first draft to the last day
    """
    by: Day | None = None
    """The day by which it is done.

    2027-04-30
    """
    milestones: tuple[Milestone, ...] = ()
    """What is there on the way to it, and by when: the check-in of a quarter asks about it."""
    skill: Line | None = None
    """The skill that it builds, by its name.

    Planning a budget
    """
    success: Line | None = None
    """How both of you will see that it is reached.

    it ends within its budget, and all knew their shifts three weeks before
    """
    first_step: Line | None = None
    """What you do for it in the first two weeks.

    send you a one-page outline by the Friday after we meet
    """
    obstacle: Line | None = None
    """What could get in the way. Only you see it.

    The busy weeks before Easter eat the time for planning.
    """
    if_then: Line | None = None
    """What you do if that happens. Only you see it.

    If a planning day falls out, then I move it to the Monday after.
    """
    serves: Line | None = None
    """The value, direction or skill of yours that it leads towards, by its name.

    Lead of a small team
    """
    outcome: Literal["open", "achieved", "partial", "dropped"] | None = None
    """How it ended; leave it out until then.

    open
    """
