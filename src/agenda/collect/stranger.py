"""Whether a copy was made from this file, as far as it says so itself."""

from __future__ import annotations

from collections.abc import Iterator

from agenda.answers import Answers, identifying, identity
from agenda.answers.identity import Identity
from agenda.collect.returned import Returned
from agenda.collect.types import Choice, Question, short


def question(answers: Answers, about: Identity | None) -> Question | None:
    """Ask about a copy that was not made from this file, as far as can be told."""
    faults = tuple(_differences(answers, about))
    if not faults:
        return None
    return Question(
        "returned-stranger",
        f"the returned copy {' and '.join(faults)}",
        "name the answers file that it was made from, or add --anyway",
        "leave this copy out",
        (Choice("take it all the same", ()),),
    )


def _differences(answers: Answers, about: Identity | None) -> Iterator[str]:
    if about is None:
        yield "does not say whose talk it is about"
        return
    if about.people != identifying.people(answers):
        yield "was made for other names"
    if about.meeting != identifying.meeting(answers):
        yield f"was made for a talk on {short(about.meeting)}" if about.meeting else "names no day"
    if about.version != identity.VERSION:
        yield "was made by another version of agenda, whose fields may mean something else"


def guess_document(returned: Returned) -> Identity:
    """Return what can be told of a copy that has lost what it said about itself."""
    names = returned.typed.keys()
    own = any(name.startswith("record/private/") for name in names)
    record = any(name.startswith(("record/remarks", "record/acknowledged")) for name in names)
    return Identity("record" if record else "agenda", "me" if own else "manager", "", "")
