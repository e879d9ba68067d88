"""How a phrase is written in a list.

A phrase is matched word by word and never on a part of a word.

    promotion           that word
    promot{e,ed,ion}    each of those forms: promote, promoted, promotion
    gehalts*  *leiter   any word that begins, or ends, like that (for languages that compound)
    next|higher         either word
    at_once|soon        either of them, and the first is two words
    a?                  a word that may be missing (also a|the?)
    ...                 up to four other words of the same sentence; two for .., eight for ....
    #  ##               a number; one of a thousand or more that is no year
    @  @'s              a word that begins with a capital and may be a name; with a genitive
    ^                   no word: here a clause begins or ends
    <post>              a phrase of the list [post]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, reduce
from itertools import chain, product
from math import prod
from operator import mul
from typing import NamedTuple

from agenda.coaching.book import Book, Shape, Step, Steps
from agenda.coaching.tokens import QUOTES, fold, whole

GAPS = {"....": 8, "...": 4, "..": 2}
"""So many words may stand where a phrase has dots."""
MOST_STEPS, MOST_WAYS, MOST_BRACES = 12, 400, 5
"""Bounds of a phrase, with which any text is read quickly: the ways are those in which its gaps
and the words that may be missing can fall out."""
BRACES = re.compile(r"\{([^{}]*)\}")
WILD = ("*", "#", "@")
"""What makes a form more than the word that it is written as."""


class Pattern(NamedTuple):
    """What is looked for: phrases, and what else has to be true of where they stand.

    A phrase counts unless it stands within one of `unless`, which are longer; if one of `beside`,
    where there are any, stands in the same sentence; if none of `apart` does in its clause; and
    unless the person named last before it is one of `others`, and not the writer of the file.
    """

    find: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


Lists = Mapping[str, tuple[Pattern, ...]]


class Reader:
    """Reads phrases as they are written in the lists of a language, each list once."""

    def __init__(self, lists: Lists | None = None) -> None:
        self._lists: Lists = lists or {}
        self._named: dict[str, Step] = {}

    def read(self, phrases: Iterable[str]) -> Iterator[Steps]:
        """Yield the steps of each phrase. Raises ValueError where one says nothing.

        One that may begin with a word that is missing is yielded without it, too.
        """
        for phrase in phrases:
            parts = [word for part in phrase.replace("-", " ").split() for word in _spread(part)]
            choices = [self._choices(part) for part in parts]
            for chosen in product(*choices):
                yield from _shortened(tuple(chain.from_iterable(chosen)), phrase)

    def find_beginnings(self, phrase: str) -> tuple[set[str], bool]:
        """Return the words that a phrase may begin with, and whether anything else may."""
        words: set[str] = set()
        for part in phrase.replace("-", " ").split():
            for first, *_ in (steps for word in _spread(part) for steps in self._choices(word)):
                (book := Book()).add((first,))
                words.update(book.by_word)
                if book.open:
                    return words, True
            if not part.endswith("?"):
                break
        return words, False

    def phrases_of(self, name: str) -> tuple[str, ...]:
        """Return what a list finds, as it is written there; nothing where there is no such list."""
        return tuple(phrase for one in self._lists.get(name, ()) for phrase in one.find)

    def _choices(self, part: str) -> tuple[Steps, ...]:
        """Return what may stand for a part of a phrase: one step, or several."""
        if part[0] != "<":
            return tuple(_either(part, self._common if "@" in part else frozenset()))
        step = self._of_list(part.removesuffix("?").strip("<>"))
        return ((step._replace(optional=part.endswith("?")),),)

    @cached_property
    def _common(self) -> frozenset[str]:
        """The words of a language that begin a sentence, and are no name there."""
        phrases = (
            *self.phrases_of("articles"),
            *self.phrases_of("small"),
            *self.phrases_of("common"),
        )
        steps = (steps for steps in self.read(phrases) if len(steps) == 1)
        return frozenset().union(*(step.words for (step,) in steps))

    def _of_list(self, name: str) -> Step:
        """Return the step at which any phrase of a list may stand."""
        if name not in self._lists:
            raise ValueError(f"there is no list '{name}'")
        if name not in self._named:
            phrases = [steps for one in self._lists[name] for steps in self.read(one.find)]
            words = [steps[0] for steps in phrases if len(steps) == 1]
            shapes = [step.shape for step in words if step.shape]
            several = Book()
            for steps in (steps for steps in phrases if len(steps) > 1):
                several.add(steps)
            self._named[name] = Step(
                frozenset().union(*(step.words for step in words)),
                reduce(Shape.__or__, shapes) if shapes else None,
                several if len(words) < len(phrases) else None,
            )
        return self._named[name]


def _shortened(steps: Steps, phrase: str) -> Iterator[Steps]:
    """Yield the steps of a phrase, and what is left of them without a beginning that may miss."""
    if _length(steps) > MOST_STEPS or _ways(steps) > MOST_WAYS:
        cure = f"write at most {MOST_STEPS} words, with fewer gaps between them"
        raise ValueError(f"'{phrase[:40]}' is too long: {cure}")
    end = next((at for at, step in enumerate(steps) if not step.optional), len(steps))
    if all(step.gap or step.edge for step in steps[end:]):
        raise ValueError(f"'{phrase}' is no phrase")
    yield from (steps[begin:] for begin in range(end + 1))


def _length(steps: Steps) -> int:
    """Return how many steps a phrase has at most, with those of the lists that it names."""
    return sum(max(map(_length, one.several.phrases())) if one.several else 1 for one in steps)


def _ways(steps: Steps) -> int:
    """Return in how many ways the gaps of a phrase, and the words that may miss, can fall out."""
    inner = (max(map(_ways, one.several.phrases())) if one.several else 1 for one in steps)
    return prod(map(mul, inner, (1 + max(step.gap, step.optional) for step in steps)))


def _spread(part: str) -> Iterator[str]:
    """Yield 'do|does' and 'not' for 'don't|doesn't'. Raises ValueError where it is mixed."""
    if "'" not in part and "’" not in part:
        yield part
        return
    forms = [whole(form.translate(QUOTES)) for form in part.split("|")]
    if not all(forms):
        if any(forms):
            raise ValueError(f"'{part[:40]}' mixes short forms with whole words")
        yield part
        return
    for column in zip(*forms, strict=True):
        yield "|".join(dict.fromkeys(said for said, _ in column))


def _either(part: str, common: frozenset[str]) -> Iterator[Steps]:
    """Yield what a part of a phrase may be: its words in one step, and each that is several."""
    forms = part.removesuffix("?").split("|") if "_" in part or "^" in part else []
    apart = [form for form in forms if "_" in form or form == "^"]
    words = "|".join(form for form in forms if form not in apart) if forms else part
    if words:
        yield (_step(f"{words}?" if forms and part.endswith("?") else words, common),)
    yield from (tuple(_step(word, common) for word in form.split("_")) for form in apart)


def _step(part: str, common: frozenset[str]) -> Step:
    if part in GAPS:
        return Step(gap=GAPS[part])
    if part == "^":
        return Step(edge=True)
    optional = part.endswith("?")
    forms = [form for one in part.removesuffix("?").split("|") for form in _forms(one)]
    words = frozenset(_alike(form) for form in forms if not any(sign in form for sign in WILD))
    if not any(sign in part for sign in WILD):
        return Step(words, optional=optional)
    shape = Shape(
        beginnings=tuple(_alike(form[:-1]) for form in forms if form.endswith("*")),
        endings=tuple(_alike(form[1:]) for form in forms if form.startswith("*")),
        number="#" in forms,
        large="##" in forms,
        capital="@" in forms,
        genitive="@'s" in forms,
        common=common,
    )
    return Step(words, shape, optional=optional)


def _alike(form: str) -> str:
    """Fold a form of a list as the words of a text are folded."""
    if form.isascii():
        return form if form.isalpha() and form.islower() else fold(form)
    return fold(unicodedata.normalize("NFKC", form).translate(QUOTES))


def _forms(part: str) -> Iterator[str]:
    """Yield the forms of one word: 'promot{e,ed}' is promote and promoted."""
    if "{" not in part and "}" not in part:
        yield part
        return
    pieces = BRACES.split(part)
    if len(pieces) > MOST_BRACES or "{" in "".join(pieces[::2]) or "}" in "".join(pieces[::2]):
        raise ValueError(f"'{part[:40]}' has braces that do not fit")
    choices = [piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    yield from ("".join(chosen) for chosen in product(*choices))
