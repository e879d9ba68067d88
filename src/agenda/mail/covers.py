"""What an e-mail says beside the document that is attached to it.

It is made of what an invitation holds and of nothing else: who the two are, and when they meet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from agenda import answers as model
from agenda.answers import before
from agenda.answers.cycle.standing import held
from agenda.documents import wording
from agenda.documents.message import Message
from agenda.documents.record import find_unsettled
from agenda.formats import Writer
from agenda.language.locale import Locale
from agenda.mail.email import file_name
from agenda.source.problems import Problem


def _return(locale: Locale) -> str:
    """Say how the copy comes back: what is printed or photographed cannot be collected."""
    return locale.say("You can type into the attached file; then save it and send it back to me.")


def agenda(answers: model.Answers, locale: Locale) -> Message:
    """Return what goes with an agenda: what it is, and what would help before the talk."""
    say = locale.say
    meeting = answers.meeting or before.Meeting.model_construct()
    when = wording.when(meeting, locale)
    return Message(
        subject=say("Agenda for our career conversation on %(day)s", day=locale.day(meeting.day))
        if meeting.day
        else say("Agenda for our career conversation"),
        greeting=say("Dear %(name)s,", name=answers.manager.called),
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
            _return(locale),
            *(
                (say("If the time does not suit you, tell me, and we’ll find another."),)
                * bool(when)
            ),
        ),
        goodbye=say("Thank you,"),
        name=answers.employee.name,
    )


def with_guide(message: Message, locale: Locale) -> Message:
    """Return a message that says why there is a second file."""
    told = locale.say(
        "The second file is a single page on how to hold such a talk; it takes five minutes"
        " to read."
    )
    return replace(message, closing=(*message.closing[:2], told, *message.closing[2:]))


def record(answers: model.Answers, locale: Locale) -> Message:
    """Return what goes with a record: that it is a draft, and how it is corrected."""
    say, on = locale.say, held(answers)
    return Message(
        subject=say("What we agreed in our career conversation on %(day)s", day=locale.day(on))
        if on
        else say("What we agreed in our career conversation"),
        greeting=say("Dear %(name)s,", name=answers.manager.called),
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
            _return(locale),
        ),
        goodbye=say("Kind regards,"),
        name=answers.employee.name,
    )


def guide(answers: model.Answers, locale: Locale) -> Message:
    """Return what goes with the manager's page, where it is sent on its own."""
    say = locale.say
    on = _day_of_the_meeting(answers)
    return Message(
        subject=say("How to hold our career conversation on %(day)s", day=locale.day(on))
        if on
        else say("How to hold our career conversation"),
        greeting=say("Dear %(name)s,", name=answers.manager.called),
        opening=(
            say("Here is a single page on how to hold our conversation."),
            say(
                "It says what the conversation is for, what you could reply to what I ask, and"
                " which part of the agenda is yours."
            ),
        ),
        things=(),
        closing=(say("It takes five minutes to read. If anything in it is unclear, ask me."),),
        goodbye=say("Thank you,"),
        name=answers.employee.name,
    )


def checkin(answers: model.Answers, locale: Locale) -> Message:
    """Return what goes with a check-in: how long it takes, and what to do with the sheet."""
    say, on = locale.say, held(answers)
    return Message(
        subject=say("Check-in on our career conversation of %(day)s", day=locale.day(on))
        if on
        else say("Check-in on our career conversation"),
        greeting=say("Dear %(name)s,", name=answers.manager.called),
        opening=(
            say("Here is the sheet for our next check-in. Ten minutes are enough for it."),
            say(
                "It has what we agreed on and what is due, and room for what has moved, what is"
                " stuck, and what we want to change."
            ),
        ),
        things=(),
        closing=(
            say("Please have a look at it beforehand; we fill it in together."),
            _return(locale),
        ),
        goodbye=say("Thank you,"),
        name=answers.employee.name,
    )


def _day_of_the_meeting(answers: model.Answers) -> date | None:
    return answers.meeting.day if answers.meeting else None


@dataclass(frozen=True, slots=True)
class Cover:
    """What goes with a document that is sent.

    `title` is what the attached file is called, and `on` the day in its name; `unsettled`
    yields what keeps it from being sent, though it could be made; `invites` tells that an
    invitation to the meeting goes with it, and where it is wanted the page on how to hold the
    talk; `marks` that the answers file has a place for the day when it was sent.
    """

    message: Callable[[model.Answers, Locale], Message]
    title: Callable[[Locale], str]
    on: Callable[[model.Answers], date | None]
    unsettled: Callable[[model.Answers], Iterator[Problem]] = lambda _: iter(())
    invites: bool = False
    marks: bool = False

    def file_name(self, answers: model.Answers, words: Locale, form: Writer) -> str:
        """Name the attachment so that it is still found in a year: what, whose, of which day."""
        return self._named(self.title(words), answers, form)

    def name_guide(self, answers: model.Answers, words: Locale, form: Writer) -> str:
        """Name the page on how to hold the talk, which goes with it."""
        return self._named(_holding(words), answers, form)

    def _named(self, title: str, answers: model.Answers, form: Writer) -> str:
        on = self.on(answers)
        return file_name(
            title, answers.employee.name, on.isoformat() if on else "", suffix=form.name
        )


def _conversation(words: Locale) -> str:
    return words.say("Career conversation")


def _follow_up(words: Locale) -> str:
    return words.say("Follow-up record")


def _holding(words: Locale) -> str:
    return words.say("How to hold the talk")


def _check_in(words: Locale) -> str:
    return words.say("Check-in")


COVERS: MappingProxyType[str, Cover] = MappingProxyType(
    {
        "agenda": Cover(agenda, _conversation, _day_of_the_meeting, invites=True),
        "guide": Cover(guide, _holding, _day_of_the_meeting),
        "record": Cover(record, _follow_up, held, find_unsettled, marks=True),
        "checkin": Cover(checkin, _check_in, held),
    }
)
"""Of the kinds of documents that are sent."""
