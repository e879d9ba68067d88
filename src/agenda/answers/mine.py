"""What stays with the writer: the private part at the root of the file."""

from typing import Literal

from agenda.answers.part import Bare
from agenda.answers.texts import Line, Prose


class OnlyMine(Bare):
    """What stays with you: it is cut out before anything is made for your manager."""

    trust: Literal["low", "medium", "high"] | None = None
    """How far you trust your manager with this talk."""
    opening: Prose | None = None
    """Your first sentence."""
    must_say: Prose | None = None
    """What you want to have said at the end."""
    avoid_saying: Prose | None = None
    """What you do not want to say."""
    worries: Prose | None = None
    """What worries you."""
    promotion: Prose | None = None
    """What you think about promotion. It belongs to a talk of its own."""
    pay: Prose | None = None
    """What you think about pay. It belongs to a talk of its own."""
    job_search: Prose | None = None
    """Whether you look elsewhere."""
    about_manager: Prose | None = None
    """What you know of your manager's wishes and limits."""
    feedback_received: Prose | None = None
    """What others told you."""
    other_people: tuple[Line, ...] = ()
    """Names that should not stand in a shared text."""
    notes: Prose | None = None
    """Anything else."""
