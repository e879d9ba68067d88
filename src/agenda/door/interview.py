"""`agenda new --guided`: the exercise as an interview in the terminal.

The file is all that is remembered: each answer is put into it at once, and what is asked next
follows from what it says. So an interview can end at any moment, and go on where it ended.
"""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from agenda.answers.exercise import EXERCISE, PEOPLE
from agenda.answers.filling import Place, fill, find_places, options, short_field
from agenda.answers.gaps import GAP
from agenda.answers.root import Answers
from agenda.answers.texts import one_line
from agenda.coaching.coach import Coaching, coach_answers
from agenda.coaching.engine import Choice
from agenda.coaching.settings import read_settings
from agenda.commands.new import NAME, Beginning, new
from agenda.door.terminal import BACK, Asker, asker, check_terminal, tell
from agenda.language.locale import Locale
from agenda.language.moments import the_moment
from agenda.language.reading import DEFAULT
from agenda.outputs import files
from agenda.outputs.editing import edit, edit_again
from agenda.outputs.outcome import Exit, Outcome, code, outcome_of, wrong
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source.bounds import unprintable
from agenda.source.edit import encoded
from agenda.source.problems import Problem, Steps, Stop, error, shorten

STEPS = (PEOPLE, *EXERCISE)
ASKED_ANYWAY = frozenset(
    {"goal-without-arc", "level-without-evidence", "no-date", "no-first-step", "no-gap",
     "no-success-measure", "no-team-benefit", "no-trade-off", "unused-future-skill",
     "value-without-moment"}
)  # fmt: skip
"""Rules about what is still missing: who has just been asked for it, and skipped it, knows."""
REWORDED = ("one", "several", "date")
"""Kinds of answers that can be said in other words."""
AHEAD = {"meeting": timedelta(days=14), "goals": timedelta(days=182), "asks": timedelta(days=56)}
"""How far ahead the day lies that is given as an example."""


def interview(asked: Beginning, now: datetime) -> Outcome:
    """Ask what the file does not say yet, and put each answer into it at once.

    A file that is not there is begun. However the interview ends, everything stays.
    """
    name, resources = asked.name or NAME, asked.resources
    try:
        fresh = _fit(name)
        check_terminal()
        chosen = read_settings(name)
        begun = new(asked) if fresh else Outcome()
        if begun.code:
            return begun
        found = understand(load(name), resources)
        if not fresh:
            _go_on(name, asked, found.answers)
        words = resources.locale(found.answers.language or DEFAULT, found.answers.formality)
        choice = Choice(chosen.select, chosen.ignore | ASKED_ANYWAY)
        coaching = Coaching(now, resources.folders, choice, every=True)
        talk = _Interview(name, resources, coaching, words, asker(words.say), keep=not fresh)
        return _held(talk)
    except Stop as stop:
        return outcome_of(stop, name)


def _held(talk: _Interview) -> Outcome:
    try:
        talk.hold()
    except EOFError:
        return Outcome(said=_ended(talk))
    except KeyboardInterrupt:
        return Outcome(Exit.INTERRUPTED, said=_ended(talk))
    return Outcome(said=_next_steps(talk))


def _ended(talk: _Interview) -> tuple[str, ...]:
    command = f"agenda new --guided {shlex.quote(talk.name)}"
    return (
        "",
        talk.words.say("What you have answered is in %(file)s.", file=talk.name),
        talk.words.say("To go on: %(command)s", command=command),
    )


def _next_steps(talk: _Interview) -> tuple[str, ...]:
    say, file = talk.words.say, shlex.quote(talk.name)
    return (
        "",
        say("That is all. Your answers are in %(file)s; any editor can change them.",
            file=talk.name),
        say("What would make the talk better: %(command)s", command=f"agenda check {file}"),
        say("The agenda for your manager: %(command)s", command=f"agenda prepare {file}"),
    )  # fmt: skip


def _fit(name: str) -> bool:
    """Return whether the file is to be begun. Raises Stop where it cannot hold the answers."""
    if name == files.STDIN:
        raise wrong("an interview needs a file for the answers", "name one, or leave - out")
    files.fit_to_edit(name)
    files.fit_to_write(Path(name))
    return not os.path.lexists(name)


def _go_on(name: str, asked: Beginning, begun: Answers) -> None:
    """Let the line that began a file go on with it. Raises Stop where it asks for another one."""
    tag = asked.language and asked.resources.locale(asked.language, None).tag
    other = (tag and tag != begun.language) or (asked.formal and begun.formality != "formal")
    manager = asked.manager and one_line(asked.manager)
    if other or (manager and manager != begun.manager.name) or asked.schema:
        fault = f"{name} is there, and goes on as it was begun"
        raise wrong(fault, "leave out --language, --formal, --manager and --schema")


@dataclass
class _Interview:
    """One sitting: the file, how to ask, and what has been said in it already."""

    name: str
    resources: Resources
    coaching: Coaching
    words: Locale
    asker: Asker
    step: str = ""
    keep: bool = True
    """Whether the file as it is now is still to be kept: as it was before this sitting."""
    coached: set[Steps] = field(default_factory=set)
    meant: str = ""
    """The day that was just said in another way than the file says it."""

    def hold(self) -> None:
        """Ask until every question was."""
        places = self.places()
        tell(self.words.say(
            "A few words are enough, and you can change them later. Enter skips a question, <"
            " goes back, Ctrl-C ends; what you have answered stays."
        ))  # fmt: skip
        if any(place.said for place in places if place.step is not PEOPLE):
            tell(self.words.say("Going on where you left off."))
        # What a new file says was proposed: that is asked too.
        here = _unanswered(places) if self.keep else places[0]
        while here:
            here = self.ask(here)

    def places(self) -> tuple[Place, ...]:
        """Return what can be asked of the file as it stands."""
        source = load(self.name)
        return find_places(STEPS, source, self.resources.reading(source.tree))

    def ask(self, place: Place) -> Place | None:
        """Ask one question, and return what is asked next."""
        self._head(place)
        answer = self._answer(place)
        if answer == BACK:
            return self._before(place)
        if answer != place.said:
            if place.question.kind == "date":
                self.meant = the_moment(answer, timed=place.path[0] == "meeting")
            if not self._put(place.path, answer):
                return place
            self.meant = ""
            self._coach(place)
        return self._after(place, more=bool(answer) and not place.said)

    def _head(self, place: Place) -> None:
        """Say which part begins, the question, and what an answer may look like."""
        say = self.words.say
        if self.step != place.step.name:
            self.step = place.step.name
            tell("")
            tell(f"{say(place.step.title)} ({STEPS.index(place.step) + 1}/{len(STEPS)})")
            tell(say(place.step.why))
        tell("")
        if place.free:
            tell(say("Another one? Enter goes on."))
            return
        question = say(place.question.text)
        tell(f"{shorten(place.entry, 30)} – {question}" if place.entry else question)
        if example := self._example(place):
            tell(say("For example: %(example)s", example=example))
        if not place.path:
            tell(say("Only to think about. Enter goes on."))
        if place.said:
            tell(say("So far: %(said)s. Enter keeps it.", said=place.said))
        elif self.meant:
            tell(say("Enter takes %(said)s.", said=self.meant))

    def _example(self, place: Place) -> str:
        if place.question.kind != "date":
            return place.question.example and self.words.say(place.question.example)
        part = str(place.path[0])
        day = (self.coaching.now + AHEAD[part]).date().isoformat()
        return f"{day} 14:00" if part == "meeting" else day

    def _answer(self, place: Place) -> str:
        """Return what the file shall say, '' where nothing was said, or `BACK`."""
        source = load(self.name)
        reading = self.resources.reading(source.tree)
        offered = options(place.question, source.tree, reading)
        if not offered:
            typed = one_line(self.asker.line(place.said or self.meant))
            self.meant = ""
            return typed if place.path or typed == BACK else ""
        say = self.words.say if place.question.kind == "choice" else str
        by_words = {say(words): written for written, words in offered}
        before = next((shown for shown, is_ in by_words.items() if is_ == place.said), "")
        chosen = self.asker.choose(tuple(by_words), before)
        return by_words.get(chosen, chosen)

    def _put(self, path: Steps, text: str) -> bool:
        """Put an answer into the file; where it cannot be, say why, and that it was not."""
        try:
            _sayable(text)
            before = load(self.name)
            after = fill(before, path, text, self.resources.reading(before.tree))
            understand(after, self.resources)
            put = edit if self.keep else edit_again
            put(Path(self.name), encoded(before), encoded(after))
        except Stop as stop:
            if code(stop.problems) != Exit.ANSWERS:
                raise
            for problem in () if self.meant else stop.problems:
                _tell(problem)
            return False
        self.keep = False
        return True

    def _before(self, place: Place) -> Place:
        """Return what stands before a place, or itself where it is the first."""
        places = self.places()
        return places[max(0, _position(places, place) - 1)]

    def _after(self, place: Place, *, more: bool) -> Place | None:
        """Return what is asked next; where one entry was added there may be another."""
        places = self.places()
        after = places[_position(places, place) + 1 :]
        another = after[0] if more and after and after[0].free else None
        return another or _unanswered(after)

    def _coach(self, place: Place) -> None:
        """Say the one thing that would make an answer better, and take other words for it."""
        hint = None if place.path in self.coached else self._hint(place.path)
        if hint is None:
            return
        self.coached.add(place.path)
        _tell(hint, mark="* ")
        said = next(one.said for one in self.places() if one.path == place.path)
        if place.question.kind in REWORDED:
            tell(self.words.say("Say it in other words, or keep it with Enter."))
            typed = one_line(self.asker.line(said))
            if typed not in (BACK, said):
                self._put(place.path, typed)

    def _hint(self, path: Steps) -> Problem | None:
        """Return what matters most of what coaching says of an answer."""
        found = understand(load(self.name), self.resources)
        said = coach_answers(found.source, found.tree, found.answers, self.coaching).problems
        spoken_of = (path, (*path, *short_field(path)))
        return next((one for one in said if one.path in spoken_of), None)


def _sayable(text: str) -> None:
    """Raises Stop where no file can say a text, or where it would say that it is not there."""
    if any(map(unprintable, text)):
        fault = "this holds a character that cannot be printed"
        raise Stop(error("control-character", fault, "type it without"))
    if GAP in text:
        fault = f"{GAP} stands for what is still to be written"
        raise Stop(error("gap", fault, "type it without"))


def _tell(problem: Problem, mark: str = "! ") -> None:
    tell(problem.message, indent=mark)
    if problem.help:
        tell(problem.help, indent="  ")


def _unanswered(places: tuple[Place, ...]) -> Place | None:
    """Return the first question that is open: one to think about is while nothing follows it."""
    for number, place in enumerate(places):
        following = places[number + 1 :]
        if place.path and not place.said and not place.free:
            return place
        if not place.path and not any(later.said for later in following):
            return place
    return None


def _position(places: tuple[Place, ...], place: Place) -> int:
    same = [(one.path, one.question) == (place.path, place.question) for one in places]
    return same.index(True) if any(same) else 0  # the entry was taken out elsewhere
