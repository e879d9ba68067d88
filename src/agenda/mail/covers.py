"""What an e-mail says beside the document that is attached to it.

It is made of what an invitation holds and of nothing else: who the two are, and when they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from agenda import answers as model
from agenda.answers import before
from agenda.answers.cycle.standing import held
from agenda.documents import wording
from agenda.documents.message import Message
from agenda.language.locale import Locale


def agenda(answers: model.Answers, locale: Locale) -> Message:
    """Return what goes with an agenda: what it is, and what would help before the talk."""
    say = locale.say
    meeting = answers.meeting or before.Meeting()
    when = wording.when(meeting, locale)
    return Message(
        subject=say("Agenda for our career conversation on %(day)s", day=locale.day(meeting.day))
        if meeting.day
        else say("Agenda for our career conversation"),
        greeting=say("Dear %(name)s,", name=answers.manager.name),
        opening=(
            say("Here is the agenda for our career conversation on %(when)s.", when=when.text)
            if when
            else say("Here is the agenda for our career conversation."),
            say(
                "It says where I want my career to go and what I need to learn on the way."
                " It is not a request for promotion."
            ),
        ),
        things=(),
        closing=(
            say(
                "I would be glad if you read it before we meet. Please add what you would like"
                " to talk about, above all what you value yourself."
            ),
            *((say("If the time does not suit you, tell me, and we find another."),) * bool(when)),
        ),
        goodbye=say("Thank you,"),
        name=answers.employee.name,
    )


def record(answers: model.Answers, locale: Locale) -> Message:
    """Return what goes with a record: that it is a draft, and how it is corrected."""
    say, on = locale.say, held(answers)
    return Message(
        subject=say("What we agreed in our career conversation on %(day)s", day=locale.day(on))
        if on
        else say("What we agreed in our career conversation"),
        greeting=say("Dear %(name)s,", name=answers.manager.name),
        opening=(
            say("Thank you for our conversation on %(day)s.", day=locale.weekday(on))
            if on
            else say("Thank you for our conversation."),
            say(
                "I have written down what we talked about, what we agreed on, and what each of"
                " us does next."
            ),
        ),
        things=(),
        closing=(
            say(
                "It is a draft. Please correct what you remember differently, and add what is"
                " missing. If it is a fair summary, a reply that says so is enough."
            ),
        ),
        goodbye=say("Kind regards,"),
        name=answers.employee.name,
    )


COVERS: MappingProxyType[str, Callable[[model.Answers, Locale], Message]] = MappingProxyType(
    {"agenda": agenda, "record": record}
)
"""Of the documents that are sent."""
