"""`agenda done`: close one action in the answers file, done or dropped."""

from __future__ import annotations

from dataclasses import dataclass

from agenda.answers import Answers
from agenda.answers.cycle.spelling import spell
from agenda.answers.cycle.standing import Standing, as_written, standing
from agenda.answers.edits import Edited, edit_answers, leave_unchanged
from agenda.outputs import files
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import load, understand
from agenda.resources import Resources
from agenda.source import Scalar, Source
from agenda.source.bounds import unprintable
from agenda.source.edit import put
from agenda.source.fresh import unnoted
from agenda.source.nodes import at, places
from agenda.source.problems import Stop, closest, error
from agenda.wish import Understood


@dataclass(frozen=True, slots=True)
class Closing:
    """What the command line asks for: which action, and how it ended."""

    name: str
    id: str
    resources: Resources
    evidence: str | None = None
    dropped: bool = False
    reason: str | None = None
    terminal: bool = False

    @property
    def status(self) -> str:
        """How the action ended."""
        return "dropped" if self.dropped else "done"


def done(closing: Closing) -> Outcome:
    """Write the new state where it counts: into the record, else into what was carried."""
    try:
        _fit(closing)
        files.fit_to_edit(closing.name)
        found = understand(load(closing.name), closing.resources)
    except Stop as stop:
        return outcome_of(stop, files.display_name(closing.name))
    try:
        one = _action(closing, found)
    except Stop as stop:
        return outcome_of(stop, found.source.name, found.source.text)
    fields = _fields(closing, one)
    file = Edited(
        closing.name,
        found.source,
        lambda after: understand(after, closing.resources),
        closing.terminal,
    )
    if not fields:
        return leave_unchanged(file, f"'{one.action.what}' is {closing.status} already")
    said = f"'{one.action.what}' was {one.action.status} and is {closing.status}"
    return edit_answers(file, said, lambda: _closed(found, one, fields))


def _fields(closing: Closing, one: Standing) -> dict[str, str]:
    """Return what changes; a reason of old does not stay with what is done after all."""
    wanted = {"status": closing.status, "evidence": closing.evidence, "reason": closing.reason}
    if not closing.dropped and one.action.reason:
        wanted["reason"] = ""
    told = {name: text.strip() for name, text in wanted.items() if text is not None}
    return {name: text for name, text in told.items() if text != (getattr(one.action, name) or "")}


def _fit(closing: Closing) -> None:
    for option, text in (("--evidence", closing.evidence), ("--reason", closing.reason)):
        _sayable(option, text)
    if closing.dropped and not (closing.reason or "").strip():
        raise wrong("--dropped says nothing of why", 'add --reason "a few words"')
    if closing.reason and not closing.dropped:
        raise wrong(
            "--reason is for an action that was dropped", "add --dropped, or use --evidence"
        )
    if closing.evidence and closing.dropped:
        raise wrong("--evidence is for an action that is done", "use --reason with --dropped")


def _sayable(option: str, text: str | None) -> None:
    """A text of the command line is one that a file can hold, and says something."""
    if text is not None and not text.strip():
        raise wrong(f"{option} says nothing", f'write {option} "a few words", or leave it out')
    if text and any(map(unprintable, text)):
        raise wrong(f"{option} holds a character that cannot be printed", "write it without")


def _action(closing: Closing, found: Understood[Answers]) -> Standing:
    """Find the action by its id, or by a beginning of it that only one has."""
    known = {one.id: one for one in standing(found.answers)}
    begun = [name for name in known if closing.id and name.startswith(closing.id)]
    if closing.id in known or len(begun) == 1:
        return known.get(closing.id) or known[begun[0]]
    if begun:
        fault = f"several actions begin with '{closing.id}'"
        raise Stop(error("unknown-action", fault, f"choose one of: {', '.join(begun)}"))
    words = set(closing.id.casefold().split())
    meant = [name for name, one in known.items() if words and words <= _words(one)]
    near = meant or [name for name in [closest(closing.id, known)] if name]
    shown = near or [name for name, one in known.items() if one.open]
    opened = "open are:" if shown else "none is open"
    said = f"did you mean {' or '.join(near)}?" if near else opened
    cure = "\n".join([said, *(f"{name}  {known[name].action.what}" for name in shown)])
    raise Stop(error("unknown-action", f"there is no action '{closing.id}' in this file", cure))


def _words(one: Standing) -> set[str]:
    """Return the words of an action's text, without the marks around them."""
    return {word.strip(".,;:!?()\"'") for word in one.action.what.casefold().split()}


def _closed(found: Understood[Answers], one: Standing, fields: dict[str, str]) -> Source:
    """Set the fields one by one; an action in its short form is written out first.

    What it says is written, and not what the same action says elsewhere in the file.
    """
    source = found.source
    place = places(source.tree)[one.path].path
    if isinstance(at(source.tree, place), Scalar):
        written = {
            name: unnoted(told) for name, told in spell(as_written(one, found.answers)).items()
        }
        return put(source, place, written | fields)
    for name, text in fields.items():
        source = put(source, (*place, name), text)
    return source
