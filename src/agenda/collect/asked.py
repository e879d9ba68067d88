"""The answer to an ask: what the ticked boxes mean, and what the record makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from agenda.answers import Answers
from agenda.answers.cycle.spelling import spell
from agenda.answers.part import with_ids
from agenda.answers.record import Decision
from agenda.answers.texts import one_line
from agenda.collect.questions import LEFT_OUT, undated
from agenda.collect.types import Answer, Change, Choice, Found, Question, Typed, alike, short
from agenda.language.days import readings
from agenda.language.locale import Locale
from agenda.source import Scalar, Source
from agenda.source.fresh import unnoted
from agenda.source.nodes import at, places

BOXES = {"yes": "yes", "smaller": "the smaller step", "not_now": "not now"}
"""The boxes of an ask, with what is read beside them."""
DECIDED = ("record", "decisions")


def read_answer(
    ask: str, said: Mapping[str, str], asks: Mapping[str, str], words: Locale
) -> Iterator[Typed | Question]:
    """Yield what was ticked and written below an ask; it is asked about where that is not clear.

    `said` are the fields that hold something, by the last part of their names; `asks` the texts
    of the asks by their ids, as the copy has them.
    """
    texts = {name: one_line(text) for name, text in said.items() if name not in BOXES}
    found = readings(texts["revisit"], words) if "revisit" in texts else ()
    meant = Answer(
        ask,
        "",
        texts.get("which", ""),
        texts.get("because", ""),
        found[0] if len(found) == 1 else None,
    )
    ticked = [box for box in BOXES if box in said]
    about = f"'{short(asks.get(ask, ask))}'"
    if len(ticked) == 1:
        meant = replace(meant, box=ticked[0])
        yield meant
        if "revisit" in texts and len(found) != 1:
            place = f"the answer to {about}"
            yield undated(
                place, texts["revisit"], found, lambda day: replace(meant, revisit=day), words
            )
        return
    beside = f", with {short(', '.join(texts.values()))}" if texts else ""
    boxes = ticked or (["smaller"] if meant.which else ["not_now"])
    both = " and ".join(f"'{BOXES[box]}'" for box in ticked)
    unread = "revisit" in texts and len(found) != 1
    without = f", without '{short(texts['revisit'])}', which is not one date" if unread else ""
    yield Question(
        "returned-answer",
        f"{both} are ticked for {about}{beside}"
        if both
        else f"no box is ticked for {about}{beside}",
        "choose the answer that was meant",
        LEFT_OUT,
        tuple(
            Choice(
                f"take it for '{BOXES[box]}'{without}",
                (replace(meant, box=box),),
                theirs=not ticked,
            )
            for box in boxes
        ),
    )


def merge_answer(
    source: Source, answers: Answers, asks: Mapping[str, str], typed: Answer
) -> Iterator[Found]:
    """Yield the decision that the answer is, and what of it the record has otherwise."""
    asked = next((one for name, one in with_ids(answers.asks) if name == typed.ask), None)
    text = asked.what if asked else asks.get(typed.ask, typed.ask)
    known = asked.already_helps if asked else None
    what = typed.which or known if typed.box == "smaller" else text
    if not what:
        yield Question(
            "returned-answer",
            f"a smaller step is ticked for '{short(text)}', and nothing says which",
            "ask which one it is, and write it under decisions: in the file",
            LEFT_OUT,
        )
        return
    written = _written(typed, what)
    listed = answers.record.decisions if answers.record else ()
    given = [place for place, one in enumerate(listed) if _answers(one, typed, text)]
    same = [place for place in given if alike(listed[place].what) == alike(what)]
    for place in (same or given)[:1]:
        yield from _compared(source, place, listed[place], written, text)
    if not given:
        yield Change(DECIDED, {**written}, append=True)


def _written(typed: Answer, what: str) -> dict[str, str]:
    no = "deferred" if typed.revisit else "declined"
    fields = {
        "what": what,
        "ask": typed.ask,
        "status": no if typed.box == "not_now" else "agreed",
        "because": typed.because,
        "revisit": typed.revisit.isoformat() if typed.revisit else "",
    }
    return {key: text for key, text in fields.items() if text}


def _answers(one: Decision, typed: Answer, text: str) -> bool:
    """Whether a decision answers that ask: it names it, or it names none and has its words."""
    return one.ask == typed.ask if one.ask else alike(one.what) == alike(text)


def _compared(
    source: Source, place: int, one: Decision, written: Mapping[str, str], text: str
) -> Iterator[Found]:
    """Yield what the decision lacks; where it says otherwise, ask about the answer as a whole."""
    path = places(source.tree)[(*DECIDED, place)].path  # the answers have no blank items
    here = {key: str(getattr(one, key) or "") for key in written}
    lacking = {key: said for key, said in written.items() if not here[key]}
    other = {key: said for key, said in written.items()
             if here[key] and alike(here[key]) != alike(said)}  # fmt: skip

    def changes(more: Mapping[str, str]) -> tuple[Change, ...]:
        if isinstance(at(source.tree, path), Scalar):  # a text stands for the whole decision
            whole = {key: unnoted(told) for key, told in spell(one).items()}
            return (Change(path, whole | dict(more)),) if more else ()
        return tuple(Change((*path, key), said) for key, said in more.items())

    if not other:
        yield from changes(lacking)
        return
    ours, theirs = (", ".join(short(said[key]) for key in other) for said in (here, written))
    yield Question(
        "returned-differs",
        f"the answer to '{short(text)}' is '{ours}' in the file, and '{theirs}' in the copy",
        "choose one of the two",
        f"keep '{ours}'",
        (Choice(f"take '{theirs}'", changes(lacking | other), theirs=True),),
    )
