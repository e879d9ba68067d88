"""Who talks, and when. A field's docstring is its meaning, and an example of it."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from agenda.answers.mailbox import Mailbox
from agenda.answers.part import Item, Part
from agenda.answers.texts import Address, Day, Line, Start, Zone
from agenda.language.clocks import end_of

FEWEST_MINUTES, MOST_MINUTES, MOST_MONTHS = 10, 480, 60
Minutes = Annotated[int, Field(ge=FEWEST_MINUTES, le=MOST_MINUTES)]


class Person(Item):
    """One of the two who talk."""

    short: ClassVar[str] = "name"

    name: Line
    """The name, as it should stand on the page.

    Ada Park
    """
    call: Line | None = None
    """How one speaks to this person in a letter; without it the whole name.

    Grace
    """
    role: Line | None = None
    """The job today, and where.

    Deputy manager, Mill Road shop
    """
    email: Address | None = None
    """Where an e-mail arrives.

    first.last@example.com
    """
    pronouns: Line | None = None
    """How others speak of this person.

    she/her
    """
    in_role_since: Day | None = None
    """The day on which today's job began.

    2024-09-02
    """

    @property
    def called(self) -> str:
        """How one speaks to them."""
        return self.call or self.name

    @property
    def mailbox(self) -> Mailbox | None:
        """Where an e-mail reaches them, with their name; None where the file does not say it."""
        return Mailbox(self.name, self.email) if self.email else None


class Meeting(Part):
    """When and where the two talk."""

    short: ClassVar[str] = "start"

    start: Start | None = None
    """Date and time of the talk; the date alone while the hour is open.

    2026-12-03 14:00
    """
    timezone: Zone | None = None
    """Which clock is meant: a continent and a large city of that time zone.

    Europe/London
    """
    minutes: Minutes = 45
    """How many minutes the talk takes.

    45
    """
    place: Line | None = None
    """A room, or how to call.

    Room 4, or the usual call
    """
    kind: Literal["first", "check-in", "annual"] | None = None
    """Whether it is the first such talk, one in between, or the yearly one.

    first
    """
    cadence_months: Annotated[int, Field(ge=1, le=MOST_MONTHS)] = 6
    """How many months lie between two such talks.

    6
    """

    @property
    def day(self) -> date | None:
        """The date, without the time."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def hours(self) -> tuple[datetime, datetime] | None:
        """Begin and end on the clock of the place, or None while the hour is open."""
        if not isinstance(self.start, datetime):
            return None
        if not self.timezone:
            return self.start, end_of(self.start, self.minutes)
        from zoneinfo import ZoneInfo  # noqa: PLC0415 - few files name a zone

        start = self.start.replace(tzinfo=ZoneInfo(self.timezone))
        return self.start, end_of(start, self.minutes).replace(tzinfo=None)
