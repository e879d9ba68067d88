"""The questions of an answers file, with what it says so far: made from the models.

First come the questions of the exercise, in its order, then what is asked for nowhere there.
A form is made from the tree that its reader may see: where notes are hidden it is the one that
the manager's documents are made from, so nothing private can be in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from agenda.answers import change
from agenda.answers.audience import is_private
from agenda.answers.exercise import EXERCISE, PEOPLE, Question, every_question
from agenda.answers.questions import say
from agenda.answers.reference import PROSE, Field, every_field, reference
from agenda.answers.scale import scale_of
from agenda.answers.shape import model_in, wanted_at
from agenda.documents import levels
from agenda.door.parts import Part, Section, name_of
from agenda.language.locale import Locale
from agenda.language.reading import Reading
from agenda.source import Mapping, Node, Scalar, Sequence
from agenda.source.nodes import at, steps
from agenda.source.problems import Problem, Steps

ADDRESSES = (
    Question(say("Your e-mail address, for the draft"), ("employee", "email")),
    Question(say("Your manager’s e-mail address"), ("manager", "email")),
)
"""What the page alone asks beside the names: it has a button for the e-mail."""
STEPS = (replace(PEOPLE, questions=PEOPLE.questions + ADDRESSES), *EXERCISE)
ASKED: dict[tuple[str, ...], Question] = {
    question.path: question for question in every_question(STEPS) if question.path
}
CHOICES = (
    say("formal"), say("informal"), say("a4"), say("letter"), say("first"), say("check-in"),
    say("annual"), say("work"), say("people"), say("course"), say("partial"), say("opportunity"),
    say("introduction"), say("feedback"), say("time"), say("budget"), say("sponsorship"),
    say("information"),
)  # fmt: skip
"""What the page calls what one may choose; how things stand is in the catalogues already."""
UNASKED = frozenset({("version",)})
LAST = ("record", "private")
CARRIED = frozenset({("since_last_time",), ("last_checkins",), ("last_feedback",)})
"""What comes out of the talk before: nobody begins it on the page."""


@cache
def _root() -> Field:
    return reference()


@cache
def _fields() -> dict[tuple[str, ...], Field]:
    return {field.path: field for field in every_field(_root())}


def known(path: Steps) -> bool:
    """Whether something may be written at a path: one of a field, or of a private text."""
    keys = tuple(step for step in path if isinstance(step, str))
    if keys in _fields():
        return True
    above = next((keys[:end] for end in range(len(keys), 0, -1) if keys[:end] in _fields()), ())
    return bool(above) and _fields()[above].form == "private"


def make_form(tree: Mapping, reading: Reading, words: Locale, *, shown: bool) -> list[Section]:
    """Return the sections of the form; what is private is in it where notes are `shown`."""
    maker = _Maker(tree, reading, words, shown)
    return [section for section in maker.sections() if section.parts or section.thoughts]


def placed(sections: Iterable[Section], problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return the problems by the names of the innermost parts that they are about."""
    names = {part.name for section in sections for part in _all(section.parts)}
    found: dict[str, list[Problem]] = {}
    for one in problems:
        ways = (name_of(one.path[:end]) for end in range(len(one.path), 0, -1))
        found.setdefault(next((way for way in ways if way in names), ""), []).append(one)
    return found


def _all(parts: Iterable[Part]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all((*part.parts, *part.rest))


@dataclass(frozen=True, slots=True)
class _Maker:
    tree: Mapping
    reading: Reading
    words: Locale
    shown: bool

    def sections(self) -> Iterator[Section]:
        """Yield the steps of the exercise, then what they do not ask for."""
        for step in STEPS:
            thoughts = tuple(self.words.say(one.text) for one in step.questions if not one.path)
            parts = tuple(self.at(one.path) for one in step.questions if self._open(one.path))
            title, why = self.words.say(step.title), self.words.say(step.why)
            if parts or not any(one.path for one in step.questions):
                yield Section(step.name, title, why, thoughts, parts)
        say = self.words.say
        more = [self._left(field) for field in _root().fields if field.key not in LAST]
        yield Section("more", say("More"), say("Whatever else the documents can say."), (),
                      tuple(part for part in more if part))  # fmt: skip
        if self.shown:
            mine = self._left(_fields()["private",])
            yield Section("private", say("My notes"), say("Nobody else sees these."), (),
                          (mine,) if mine else ())  # fmt: skip
        record = self.at(("record",))
        why = say("What was agreed, written down soon after.")
        yield Section("record", say("After the talk"), why, (), record.parts)

    def at(self, keys: tuple[str, ...]) -> Part:
        """Return the part of a field that stands in no list."""
        node: Node | None = self.tree
        for length, key in enumerate(keys):
            node = _child(self._written_out(node, keys[:length]), key)
        return self.part(_fields()[keys], node, keys, ())

    def _left(self, field: Field) -> Part | None:
        """Return what no question of the exercise names of a field at the top of the file."""
        if field.path in ASKED or field.path in UNASKED or not self._open(field.path):
            return None
        part = self.at(field.path)
        if field.path in CARRIED and not part.filled:
            return None
        if part.form != "map":
            return part
        left = tuple(one for one in part.parts if _keys(one.path) not in ASKED)
        return Part("map", part.path, part.label, parts=left) if left else None

    def _open(self, keys: tuple[str, ...]) -> bool:
        return keys in _fields() and (self.shown or not is_private(keys))

    def _written_out(self, node: Node | None, path: Steps) -> Node | None:
        return change.spelled_out(model_in(wanted_at(path)), node, self.reading)

    def part(self, field: Field, node: Node | None, path: Steps, marks: tuple[str, ...]) -> Part:
        """Return the part of a field, whatever stands there."""
        asked = ASKED.get(field.path)
        label, help = self._told(field, asked)
        example = self._example(field, asked)
        if field.many:
            return self._rows(field, node, Part("rows", path, label, marks, help, example))
        if field.form == "map":
            inner = self._written_out(node, path)
            if inner is not None and not isinstance(inner, Mapping) and not inner.blank:
                return Part("odd", path, label, marks, help)
            return Part(
                "map", path, label, marks, help, parts=self._below(field, inner, path, marks)
            )
        if field.form == "private":
            return self._private(node, Part("private", path, label, marks, help))
        if isinstance(node, (Mapping, Sequence)) and not node.blank:
            return Part("odd", path, label, marks, help)
        value = change.said(node)
        choices = self._choices(field, asked, value)
        return Part(field.form, path, label, marks, help, example, value, choices)

    def _example(self, field: Field, asked: Question | None) -> str:
        """Return what somebody might write, if that says more than the kind of box does."""
        if asked and asked.example:
            return self.words.say(asked.example)
        first = field.example.split("\n")[0] if not asked and field.form in PROSE else ""
        return self.words.say(field.example).split("\n")[0] if first and field.translated else first

    def _told(self, field: Field, asked: Question | None) -> tuple[str, str]:
        """Return the question, and what else there is to say of it."""
        meaning = self.words.say(field.meaning)
        if asked:
            return self.words.say(asked.text), ""
        label, dot, rest = meaning.partition(". ")
        return label.removesuffix("."), rest if dot else ""

    def _below(
        self, field: Field, node: Node | None, path: Steps, marks: tuple[str, ...]
    ) -> tuple[Part, ...]:
        return tuple(
            self.part(one, _child(node, one.key), (*path, one.key), marks)
            for one in field.fields
            if self._open(one.path)
        )

    def _rows(self, field: Field, node: Node | None, rows: Part) -> Part:
        if node is not None and not isinstance(node, Sequence) and not node.blank:
            return Part("odd", rows.path, rows.label, rows.marks, rows.help)
        marks = change.marks(node, rows.path)
        items = node.items if isinstance(node, Sequence) else ()
        made = tuple(
            self._row(field, item, (*rows.path, place), (*rows.marks, mark))
            for place, (item, mark) in enumerate(zip(items, marks, strict=True))
        )
        return Part("rows", rows.path, rows.label, rows.marks, rows.help, rows.example, parts=made)

    def _row(self, field: Field, item: Node, path: Steps, marks: tuple[str, ...]) -> Part:
        number = self.words.say("Entry %(number)d", number=int(path[-1]) + 1)
        if field.form != "map":
            odd = not isinstance(item, Scalar)
            value = change.said(item)
            return Part("odd" if odd else field.form, path, number, marks,
                        value=value)  # fmt: skip
        inner = self._written_out(item, path)
        if inner is not None and not isinstance(inner, Mapping) and not inner.blank:
            return Part("odd", path, number, marks)
        first_key = field.short or field.fields[0].key
        # How an entry is written as one text is of no use where each of its fields has a box.
        below = tuple(replace(one, help="") if one.path[-1] == first_key else one
                      for one in self._below(field, inner, path, marks))  # fmt: skip
        asked = ASKED.get(field.path)
        order = [first_key]
        order += [one.path[-1] for one in asked.then] if asked else []
        first = sorted((one for one in below if one.path[-1] in order),
                       key=lambda one: order.index(str(one.path[-1])))  # fmt: skip
        rest = tuple(one for one in below if one.path[-1] not in order)
        return Part("row", path, number, marks, value="", parts=tuple(first), rest=rest)

    def _private(self, node: Node | None, part: Part) -> Part:
        """Return a box for a private text, or one for each where they have names."""
        if not isinstance(node, Mapping):
            value = change.said(node)
            return Part("text", part.path, part.label, part.marks, part.help, value=value)
        named = (self._private(child, Part("private", (*part.path, key), str(key), part.marks))
                 for key, child in steps(node))  # fmt: skip
        return Part("map", part.path, part.label, part.marks, part.help, parts=tuple(named))

    def _choices(
        self, field: Field, asked: Question | None, value: str
    ) -> tuple[tuple[str, str], ...]:
        found = [(one, self.words.say(one)) for one in field.choices]
        if asked and asked.choices:
            found = [(one, self.words.say(text)) for one, text in asked.choices]
        if field.form == "level":
            names = levels.names(self._scale(), self.words)
            now = levels.rank(value, self._scale(), self.words) if value else None
            found = [(value if step == now else str(step), f"{step} – {name}")
                     for step, name in enumerate(names, 1)]  # fmt: skip
        if value and found and value not in dict(found):
            found.append((value, value))
        return tuple(found)

    def _scale(self) -> tuple[str, ...]:
        node = at(self.tree, ("skills", "scale"))
        items = node.items if isinstance(node, Sequence) else ()
        own = tuple(one.text for one in items if isinstance(one, Scalar) and not one.blank)
        return scale_of(own).names if own else ()


def _child(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _keys(path: Steps) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))
