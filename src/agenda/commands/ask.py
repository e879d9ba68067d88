"""`agenda ask`: the message that asks for the conversation, as text to paste or as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from agenda.commands.advice import advice
from agenda.documents.message import Message
from agenda.formats import FORMATS
from agenda.mail.email import Letter, name_letter, write_message
from agenda.mail.letter import see_invitation, tell_left_out
from agenda.outputs import files
from agenda.outputs.beside import FileKind, default, spare
from agenda.outputs.outcome import Outcome, outcome_of, wrong
from agenda.pipeline import compose
from agenda.resources import Resources
from agenda.source import Source, read
from agenda.source.problems import Report, Stop, did_you_mean
from agenda.wish import Brief, Wish

Form = Literal["txt", "eml"]
FORMS: tuple[Form, ...] = ("txt", "eml")
"""Those that are letters; the formats of documents are made as other documents are."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the command line asks for: no path means stdout."""

    name: str
    wish: Wish
    resources: Resources
    form: Form = "txt"
    path: Path | None = None
    terminal: bool = False


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


def path_of(
    name: str, output: str | None, folder: Path | None, form: str, *, chosen: bool
) -> Path | None:
    """Return where a letter goes: stdout, unless a file, a folder or a format was asked for.

    Raises Stop for wrong usage.
    """
    if output and folder:
        raise wrong("-o and -O are both given", "name either one file or a folder")
    if output == files.STDOUT or not (output or folder or (chosen and name != files.STDIN)):
        return None
    kind = FileKind(f".ask.{form}", (f".{form}",), "a message")
    beside = default(name, kind)
    path = Path(output) if output else (folder or beside.parent) / beside.name
    spare(path, name, kind)
    return path


def ask(asked: Asking) -> Outcome:
    """Write the letter, or put it on stdout."""
    source: Source | None = None
    try:
        _fit(asked)
        source = read(files.read(asked.name), files.display_name(asked.name))
        made = compose([source], asked.wish, asked.resources, advise=advice)
        data, lacking, reports = _letter(source, made, asked)
        if asked.path:
            files.make(asked.path.parent)
            files.write([(asked.path, data)])
    except Stop as stop:
        return outcome_of(stop, files.display_name(asked.name), source.text if source else "")
    said = (*lacking, *((made.advice,) if made.advice else ()))
    written = (asked.path,) if asked.path else ()
    return Outcome(reports=reports, written=written, stdout=b"" if asked.path else data, said=said)


def _fit(asked: Asking) -> None:
    if asked.form == "eml" and asked.path is None and asked.terminal:
        raise wrong("the draft would be written on the terminal", "name a file with -o")


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
