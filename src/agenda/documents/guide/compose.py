"""From shared answers to the manager's page: what to say there is, and how an ask is answered."""

from __future__ import annotations

from agenda import answers as model
from agenda.answers import before
from agenda.documents import wording
from agenda.documents.guide.types import Asked, Guide, Replies
from agenda.language.locale import Locale


def content(answers: model.SharedAnswers, locale: Locale) -> Guide:
    """Return the page for the manager."""
    meeting = answers.meeting or before.Meeting.model_construct()
    return Guide(
        title=locale.say("For %(name)s", name=answers.manager.name),
        employee=answers.employee.name,
        manager=answers.manager.name,
        name=answers.employee.called,
        when=wording.when(meeting, locale),
        length=locale.count("%(num)d minute", "%(num)d minutes", meeting.minutes),
        footer=wording.footer(answers, meeting.day, locale),
        asks=tuple(_asked(ask, number, locale) for number, ask in enumerate(answers.asks, 1)),
        replies=_replies(None, locale),
    )


def _asked(ask: before.Ask, number: int, locale: Locale) -> Asked:
    by = wording.short_moment(ask.by, locale)
    return Asked(f"A{number}", ask.what, by, _replies(ask, locale))


def _replies(ask: before.Ask | None, locale: Locale) -> Replies:
    """Return what could be replied to an ask: what fits its kind, with its own smaller step."""
    say = locale.say
    yes, no = {
        None: (
            say("“Yes. The first thing I’ll do for it is …, and you’ll hear from me by …”"),
            say("“Not now, because … Let’s look at it again on …”"),
        ),
        "opportunity": (
            say("“Yes, gladly. I’ll tell the others this week.”"),
            say("“Not this time, because … The next chance comes on …: let’s look at it then.”"),
        ),
        "introduction": (
            say("“Yes. I’ll write to both of you this week and say why you should talk.”"),
            say("“I don’t know them well enough. By … I’ll find out who does.”"),
        ),
        "feedback": (
            say("“Yes. Remind me the day before, and I’ll tell you the day after.”"),
            say("“I see too little of that to be fair to you. Whose word would you trust?”"),
        ),
        "time": (
            say("“Yes, from … on. And this is what can wait meanwhile: …”"),
            say("“Not before …, because … Let’s put a day for it into the calendar now.”"),
        ),
        "budget": (
            say("“Yes, I can decide that myself. Send me the details, and I’ll do it by …”"),
            say("“Not this year. I’ll put it down for next year, and tell you what comes of it.”"),
        ),
        "sponsorship": (
            say("“Yes. I’ll speak for you on …, and tell you afterwards how it went.”"),
            say("“Not yet, and you should know why: what I’d want to see first is …”"),
        ),
        "information": (
            say("“Yes. This is what I know today: … The rest I’ll find out by …”"),
            say("“I can’t tell you that yet. As soon as I can, you’ll hear it from me.”"),
        ),
    }[ask.kind if ask else None]
    smaller = (
        say(
            "“I can’t do all of it. But I can do this: %(step)s”",
            step=wording.sentence(ask.already_helps),
        )
        if ask and ask.already_helps
        else say("“I can’t do all of it. Which part would help you most?”")
    )
    return Replies(yes, smaller, no)
