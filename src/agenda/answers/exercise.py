"""The preparation exercise, for you alone: what to think about, and where each answer goes.

The interview in the terminal, the page in the browser and the printed exercise all ask from this
one list. Its texts are messages of the catalogues: `Locale.say` says them.
"""

from __future__ import annotations

from agenda.answers.questions import Question, Step, every_question, every_text, say

__all__ = ["EXERCISE", "PEOPLE", "Question", "Step", "every_question", "every_text"]

PEOPLE = Step(
    "people",
    say("The two of you"),
    say("Names first. Whatever you leave open can wait: every question may be skipped."),
    (
        Question(say("What is your name, as it should stand on the page?"), ("employee", "name")),
        Question(say("What is your manager’s name?"), ("manager", "name")),
        Question(
            say("How do you address your manager when you write?"),
            ("manager", "call"),
            example=say("Grace, or Mrs Osei"),
        ),
        Question(
            say("If there is an appointment already: on which day, and at what time?"),
            ("meeting", "start"),
            "date",
        ),
    ),
)
"""Who talks with whom: asked before the exercise where a file is begun, and not printed with it."""

MOMENTS = Step(
    "moments",
    say("Three moments"),
    say("Take a minute for each. None of it goes into your file; it makes the questions after it"
        " easier."),
    (
        Question(say("Think of a stretch when work went well. What did you do, and what made it"
                     " good?"), lines=3),
        Question(say("Think of a time when you changed direction: a subject, a job, a team. What"
                     " drew you there?"), lines=3),
        Question(say("Think of something that went wrong. What did you do, and what would have made"
                     " it better?"), lines=3),
    ),
)  # fmt: skip

EXERCISE = (
    MOMENTS,
    Step(
        "energy",
        say("Energy"),
        say("What lifts you says more about where to go than what you happen to be good at."),
        (
            Question(
                say("In the last six months, what gave you energy?"),
                ("aspirations", "energised_by"),
                "several",
                say("showing a new colleague how we do it"),
                most=5,
                lines=2,
            ),
            Question(
                say("And what took it?"),
                ("aspirations", "drained_by"),
                "several",
                say("weeks in which the plan changes every day"),
                most=5,
                lines=2,
            ),
        ),
    ),
    Step(
        "values",
        say("What you value"),
        say(
            "Look back at the moments and the energy. What do they have in common? Two to five"
            " words are plenty, and they are a full answer: a good talk can rest on values alone."
        ),
        (
            Question(
                say("Which words say what matters to you at work?"),
                ("values",),
                "several",
                say("independence"),
                most=5,
                then=(
                    Question(
                        say("Which moment showed it?"),
                        ("values", "example"),
                        example=say("I set up the night rota myself, and it held all winter"),
                    ),
                ),
            ),
        ),
    ),
    Step(
        "futures",
        say("Futures"),
        say(
            "Hardly anyone has a plan, and nobody needs one here. Picture two or three lives five"
            " to ten years from now, each possible and each different. “I do not know” is an"
            " answer."
        ),
        (
            Question(
                say("Do you know where you want to be in the long run?"),
                ("aspirations", "clarity"),
                "choice",
                choices=(
                    ("clear", say("I know where I want to go")),
                    ("exploring", say("I have ideas and am still looking")),
                    ("unknown", say("I do not know yet")),
                ),
            ),
            Question(
                say("What could you be doing then? A guess will do."),
                ("aspirations", "directions"),
                "several",
                say("training people who are new in the job"),
                most=3,
                then=(
                    Question(
                        say("Which part of it draws you?"),
                        ("aspirations", "directions", "why"),
                        example=say("seeing others become sure of themselves"),
                    ),
                ),
            ),
            Question(
                say(
                    "And in one sentence, as far as you can say it today: where would you like to"
                    " be?"
                ),
                ("aspirations", "long_term"),
                example=say("I want to be the one people come to when a case is difficult"),
            ),
        ),
    ),
    Step(
        "skills",
        say("Skills"),
        say(
            "What your job asks of you today, and what those futures would ask: up to three each."
            " Being new to something is no fault."
        ),
        (
            Question(
                say("What does your job need most from you today?"),
                ("skills", "current"),
                "several",
                say("keeping calm when it gets busy"),
                most=3,
                then=(
                    Question(
                        say("How far along are you?"), ("skills", "current", "level"), "level"
                    ),
                    Question(
                        say("Where does it show?"),
                        ("skills", "current", "evidence"),
                        example=say("I led the shift on the two busiest days of the year"),
                    ),
                ),
            ),
            Question(
                say("What would those futures need that you could begin to build now?"),
                ("skills", "future"),
                "several",
                say("leading a meeting"),
                most=3,
                then=(
                    Question(say("How far along are you?"), ("skills", "future", "level"), "level"),
                    Question(
                        say("And how far would you like to get?"),
                        ("skills", "future", "target"),
                        "level",
                    ),
                ),
            ),
        ),
    ),
    Step(
        "goal",
        say("One goal"),
        say("For the next 6 to 12 months. One that you finish beats three that you carry along."),
        (
            Question(
                say("What will be finished a year from now that is not there today?"),
                ("goals",),
                "several",
                say("a two-page guide for new colleagues, tried with three of them"),
                then=(
                    Question(say("By when?"), ("goals", "by"), "date"),
                    Question(
                        say("How will both of you see that it is done?"),
                        ("goals", "success"),
                        example=say("the next new colleague works alone after two weeks"),
                    ),
                    Question(
                        say("What can you do for it in the next two weeks, however small?"),
                        ("goals", "first_step"),
                        example=say("ask the last two newcomers what they missed"),
                    ),
                    Question(
                        say("Which of your values, futures or skills does it serve?"),
                        ("goals", "serves"),
                        "named",
                    ),
                ),
            ),
        ),
    ),
    Step(
        "ask",
        say("One thing to ask for"),
        say(
            "Your manager can help best with something definite. Have a smaller step ready too:"
            " then the answer is rarely a plain no."
        ),
        (
            Question(
                say("What could your manager do for you?"),
                ("asks",),
                "several",
                say("let me sit in on the January planning"),
                then=(
                    Question(say("By when?"), ("asks", "by"), "date"),
                    Question(
                        say("Which smaller step would help already?"),
                        ("asks", "already_helps"),
                        example=say("half an hour to go through the plan with me afterwards"),
                    ),
                ),
            ),
            Question(
                say("It goes both ways: what would you like to hear from your manager?"),
                ("questions",),
                "several",
                say("What do you value most in how I work?"),
                most=3,
            ),
        ),
    ),
    Step(
        "trust",
        say("For you alone"),
        say(
            "Nothing you write here reaches your manager. Where trust is low, begin with one"
            " skill and let the rest wait."
        ),
        (
            Question(
                say("Could you tell your manager something that is not finished yet?"), lines=0
            ),
            Question(say("Has your manager kept a promise to you?"), lines=0),
            Question(
                say("How far do you trust your manager with this talk?"),
                ("private", "trust"),
                "choice",
                choices=(
                    ("high", say("I can say what I think")),
                    ("medium", say("With some care")),
                    ("low", say("Not very far yet")),
                ),
            ),
            Question(
                say("What would you rather not say?"),
                ("private", "avoid_saying"),
                example=say("how tired I am of the weekends"),
            ),
            Question(
                say("What do you want to have said when you leave the room?"),
                ("private", "must_say"),
                example=say("that I would like to stay, and to grow here"),
            ),
            Question(
                say(
                    "If a promotion or more pay is on your mind: what do you hope for? That is a"
                    " talk of its own, and here it is safe."
                ),
                ("private", "promotion"),
            ),
            Question(
                say("What will your first sentence be?"),
                ("private", "opening"),
                example=say("Thank you for the time. It is about the long run, not the next step."),
            ),
        ),
    ),
)
"""The exercise, values first and what is private last."""
