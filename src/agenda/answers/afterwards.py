"""What is said after a talk: how it was, and the ten minutes of every quarter."""

from typing import Literal

from agenda.answers.part import Part
from agenda.answers.texts import Day, Prose


class CheckIn(Part):
    """Ten minutes between two talks. One of the same day is the same one."""

    held: Day
    """The day on which you looked at it together.

    2027-03-04
    """
    moved: Prose | None = None
    """What has moved.

    The outline is agreed, and the first two shops have seen it.
    """
    stuck: Prose | None = None
    """What is stuck.

    The budget round was put off twice.
    """
    change: Prose | None = None
    """What you change, so that it moves.

    Ada takes the numbers of last year, and does not wait for the round.
    """
    direction: Literal["yes", "no"] | None = None
    """Whether it is still the right direction: yes or no.

    yes
    """


class Impression(Part):
    """How one of you found the talk."""

    helped: Prose | None = None
    """What helped in the talk.

    That you began with what you value yourself.
    """
    different: Prose | None = None
    """What we should do differently next time.

    Skills first; there was no time left for them.
    """


class Feedback(Part):
    """How the talk was, for each of you."""

    employee: Impression | None = None
    """How it was for the employee."""
    manager: Impression | None = None
    """How it was for the manager."""


class LastFeedback(Part):
    """What each of you wanted different after the last talk."""

    employee: Prose | None = None
    """What the employee wanted different.

    Skills first; there was no time left for them.
    """
    manager: Prose | None = None
    """What the manager wanted different.

    The agenda two days earlier, so that I can think about it.
    """
