"""`agenda ask`: the message that asks for the conversation, as text to paste or as a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal, cast

from agenda.answers.reading import read
from agenda.commands.advice import advice
from agenda.documents.message import Message
from agenda.formats import FORMATS
from agenda.mail.email import Letter, name_letter, write_message
from agenda.mail.letter import see_invitation, tell_left_out
from agenda.outputs import files
from agenda.outputs.beside import FileKind, Where, for_each
from agenda.outputs.jobs import Run, in_turn
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import Advise, compose
from agenda.resources import Resources
from agenda.source import Source
from agenda.source.problems import Report, Stop, did_you_mean
from agenda.wish import Brief, Wish

Form = Literal["txt", "eml"]
FORMS: tuple[Form, ...] = ("txt", "eml")
"""Those that are letters; the formats of documents are made as other documents are."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the command line asks for; `chosen` tells that the form was."""

    names: tuple[str, ...]
    wish: Wish
    resources: Resources
    where: Where = field(default_factory=Where)
    form: Form = "txt"
    chosen: bool = False
    advise: Advise = advice


def form_of(output: str | None, form: str | None = None) -> str:
    """Return the form of the message: as asked for, by the output's suffix, else text.

    Raises Stop for wrong usage.
    """
    if output in (None, files.STDOUT):
        return form or "txt"
    suffix = Path(str(output)).suffix.lower().removeprefix(".")
    known = (*FORMS, *FORMATS)
    if suffix not in known:
        cure = did_you_mean(suffix, known) or f"end the name in one of: {', '.join(known)}"
        raise wrong(f"no message is written as '{Path(str(output)).name}'", cure)
    if form and form != suffix:
        raise wrong(f"'{output}' and -f {form} contradict each other", "take one of them out")
    return suffix


def ask(asked: Asking, run: Run = in_turn) -> Iterator[Outcome]:
    """Write the letter of each file; that of one goes to stdout unless more was said."""
    kind = FileKind(f".ask.{asked.form}", (f".{asked.form}",), "a message")
    try:
        names = tuple(files.inputs(asked.names))
    except Stop as stop:
        return iter([outcome_of(stop)])
    return for_each(names, _where(asked, names), kind, partial(_ask, asked), run)


def _where(asked: Asking, names: tuple[str, ...]) -> Where:
    """Return where it goes: a text to be pasted, and nothing else, may stand on a terminal."""
    where = replace(asked.where, terminal=asked.where.terminal and asked.form != "txt")
    several = names != asked.names or len(names) > 1
    if several or asked.chosen or where.output or where.folder:
        return where
    return replace(where, output=files.STDOUT)


def _ask(asked: Asking, name: str, path: Path | None) -> Outcome:
    source: Source | None = None
    try:
        source = read(files.read(name), files.display_name(name))
        made = compose([source], asked.wish, asked.resources, advise=asked.advise)
        data, lacking, reports = _letter(source, made, asked)
        said = (*lacking, *((made.advice,) if made.advice else ()))
        return asked.where.put(path, data, Outcome(reports=reports, said=said))
    except Stop as stop:
        return outcome_of(stop, files.display_name(name), source.text if source else "")


def _letter(
    source: Source, made: Brief, asked: Asking
) -> tuple[bytes, tuple[str, ...], tuple[Report, ...]]:
    """Return the bytes, what a draft lacks, and warnings on its template."""
    words = asked.resources.locale(made.language, made.formality)
    sheet = asked.resources.templates.message(made.content, words)
    if asked.form == "txt":
        return sheet.text.encode(), (), ()
    answers = see_invitation(source, asked.resources)
    sender, to = answers.employee.mailbox, answers.manager.mailbox
    letter = Letter(
        date=asked.wish.now,
        subject=cast("Message", made.content).subject,
        text=sheet.text,
        html=sheet.html,
        sender=sender,
        to=(to,) if to else (),
        draft=True,
        language=words.tag,
    )
    return write_message(name_letter(letter)), tuple(tell_left_out(sender, to)), sheet.reports
