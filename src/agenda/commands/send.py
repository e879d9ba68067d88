"""`agenda send`: an e-mail with the document, as a draft or through a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agenda.answers.edits import Edited, edit_answers
from agenda.commands.advice import advice
from agenda.formats import USUAL
from agenda.mail import sending
from agenda.mail.email import write_message
from agenda.mail.letter import Posting, post
from agenda.mail.sending import Ready
from agenda.outputs import files
from agenda.outputs.beside import FileKind, Where, beside, default, for_each, spare
from agenda.outputs.jobs import Run, in_turn
from agenda.outputs.outcome import Exit, Outcome, outcome_of, wrong
from agenda.pipeline import Advise, understand
from agenda.resources import Resources
from agenda.source.edit import put
from agenda.source.problems import Stop
from agenda.wish import Wish
from agenda.work import warm

if TYPE_CHECKING:
    from agenda.mail.settings import Server


@dataclass(frozen=True, slots=True)
class Sending:
    """What the command line asks for."""

    names: tuple[str, ...]
    wish: Wish
    resources: Resources
    where: Where = field(default_factory=Where)
    cc: tuple[str, ...] = ()
    in_reply_to: str | None = None
    smtp: bool = False
    invite: bool = True
    guide: bool | None = None
    mark_sent: bool = False
    advise: Advise = advice

    @property
    def name(self) -> str:
        """The one file that a letter is made of."""
        return self.names[0]

    @property
    def kind(self) -> FileKind:
        """What is written for each file."""
        return FileKind(f".{self.wish.document}.eml", sending.SUFFIXES, "an e-mail")


def write_drafts(asked: Sending, run: Run = in_turn) -> Iterator[Outcome]:
    """Write the letter of each file as a draft: a mail program opens it for writing."""
    if asked.mark_sent:
        cure = "add --smtp; or send the draft yourself, then write sent: under record"
        return iter([outcome_of(wrong("--mark-sent is for a record that goes out now", cure))])
    try:
        sending.named(asked.cc, asked.in_reply_to)
    except Stop as stop:  # told once, and not of each file
        return iter([outcome_of(stop)])
    ready = partial(run, warm=partial(warm, [USUAL.name], asked.wish, asked.resources))
    return for_each(asked.names, asked.where, asked.kind, partial(_write_draft, asked), ready)


def _write_draft(asked: Sending, name: str, path: Path | None) -> Outcome:
    try:
        letter = _ready(replace(asked, names=(name,)), path)
        told = Outcome(reports=letter.post.reports, said=letter.post.said)
        return asked.where.put(path, sending.draft(letter), told)
    except Stop as stop:
        return outcome_of(stop)


def make_ready(asked: Sending) -> Ready:
    """Return the letter, to be sent at once. Raises Stop with all that keeps it from going out."""
    if tuple(files.inputs(asked.names)) != asked.names or len(asked.names) > 1:
        raise wrong("--smtp sends one e-mail", "name one file; without --smtp, each gets a draft")
    asked.where.fit(several=False)
    if asked.where.output == files.STDOUT:
        raise wrong("--smtp sends the message, and - is stdout", "leave one of them out")
    path = beside(asked.name, replace(asked.where, terminal=False), asked.kind)
    if path is None:  # what came from stdin is kept too
        path = default(asked.name, asked.kind)
        spare(path, asked.name, asked.kind)
    files.fit_to_write(path)  # afterwards is too late: the message would be out
    if asked.mark_sent:
        sending.fit_to_mark(asked.name, asked.wish.document)
    from agenda.mail.settings import server  # noqa: PLC0415 - drafts need none

    return _ready(asked, path, server())


def _ready(asked: Sending, path: Path | None, server: Server | None = None) -> Ready:
    answered = Path(asked.in_reply_to) if asked.in_reply_to else None
    if path and answered and files.identity(path) == files.identity(answered):
        raise wrong(f"{path} is the message that is answered", "name another file with -o")
    cc, answering = sending.named(asked.cc, asked.in_reply_to)
    posting = Posting(
        asked.name, asked.wish, asked.resources, asked.advise, cc=cc, in_reply_to=answering,
        invite=asked.invite, guide=asked.guide, addressed=asked.smtp, earlier=path,
    )  # fmt: skip
    return Ready(post(posting), path, server)


def send_now(letter: Ready, asked: Sending, ask: Callable[[str], str | None]) -> Outcome:
    """Send the letter, once; where that fails it stays as a draft, and the outcome says where.

    What was sent is kept: a record answers it, and the meeting, moved, is still the same one.
    `ask` asks the user for a password, with the words that it is given.
    """
    try:
        sending.deliver(letter, ask)
    except Stop as stop:
        failed = outcome_of(stop, asked.name)
        kept = _written(letter, asked, sending.draft(letter))
        if not kept.written:
            return failed._replace(reports=(*failed.reports, *kept.reports))
        said = (f"the message is kept as {letter.path}: a mail program opens it as a draft",)
        return failed._replace(code=max(failed.code, Exit.MAIL), said=said)
    sent = letter.post.letter
    names = ", ".join(one.address for one in (*sent.to, *sent.cc))
    kept = _written(letter, asked, write_message(sent))
    told = Outcome(said=(f"sent to {names}",)).and_then(kept)
    return told.and_then(_marked(letter, asked)) if asked.mark_sent else told


def _written(letter: Ready, asked: Sending, message: bytes) -> Outcome:
    if letter.path is None:  # `make_ready` has chosen one
        return Outcome()
    try:
        files.write([(letter.path, message)])
    except Stop as stop:
        return outcome_of(stop, asked.name)
    return Outcome(written=(letter.path,))


def _marked(letter: Ready, asked: Sending) -> Outcome:
    """Write into the record when it was sent."""
    day, source = asked.wish.now.date().isoformat(), letter.post.contents.source
    file = Edited(asked.name, source, lambda after: understand(after, asked.resources))
    marked = partial(put, source, ("record", "sent"), day)
    return edit_answers(file, f"the record is marked as sent on {day}", marked)
