"""What the buttons of the page do: each is a command, and makes what that command makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from agenda.answers.questions import say
from agenda.answers.reading import read
from agenda.answers.texts import one_line
from agenda.kinds import KINDS
from agenda.language.reading import DEFAULT
from agenda.names import SENT
from agenda.outputs.outcome import Outcome, outcome_of
from agenda.source.problems import Stop
from agenda.wish import Wish

if TYPE_CHECKING:
    from agenda.door.session import Session
    from agenda.names import Document, For, Format


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: in which session, and which document was on the page."""

    session: Session
    kind: Document
    reader: For

    @property
    def names(self) -> tuple[str, ...]:
        """The answers file, as a command is given it."""
        return (str(self.session.desk.path),)

    @property
    def wish(self) -> Wish:
        """The document, as a command is asked for it."""
        return Wish(now=self.session.now(), document=self.kind, audience=self.reader)


Press = Callable[[Pressed], Iterable[Outcome]]


def press(name: str, pressed: Pressed) -> Outcome:
    """Return what came of a button."""
    return reduce(Outcome.and_then, BUTTONS[name](pressed), Outcome())


def _unadvised(*_: object) -> str:
    """The page says itself what coaching finds."""
    return ""


def _document(name: Format) -> Press:
    def made(pressed: Pressed) -> Iterable[Outcome]:
        from agenda.commands.produce import produce  # noqa: PLC0415 - what makes documents
        from agenda.targets import Request  # noqa: PLC0415

        resources = pressed.session.resources
        return produce(Request(pressed.names, pressed.wish, resources, formats=(name,)), _unadvised)

    return made


def _draft(pressed: Pressed) -> Iterable[Outcome]:
    """The letter that asks is the message itself; other documents go with one."""
    resources = pressed.session.resources
    if KINDS[pressed.kind].asks:
        from agenda.commands.ask import Asking, ask  # noqa: PLC0415

        return ask(Asking(pressed.names, pressed.wish, resources, form="eml", chosen=True,
                          advise=_unadvised))  # fmt: skip
    from agenda.commands.send import Sending, write_drafts  # noqa: PLC0415

    return write_drafts(Sending(pressed.names, pressed.wish, resources, advise=_unadvised))


def _calendar(pressed: Pressed) -> Iterable[Outcome]:
    from agenda.commands.calendar import Publishing, calendar  # noqa: PLC0415

    return calendar(Publishing(pressed.names, pressed.session.now(), pressed.session.resources))


def _record(pressed: Pressed) -> Iterable[Outcome]:
    from agenda.commands.start import start  # noqa: PLC0415

    today = pressed.session.now().date()
    return pressed.session.desk.around(
        lambda: start(pressed.names, pressed.session.resources, today)
    )


def _next(pressed: Pressed) -> Iterable[Outcome]:
    from agenda.commands.next import NextCycle, next_cycle  # noqa: PLC0415

    return next_cycle(NextCycle(pressed.names, pressed.session.resources))


def begin(session: Session, employee: str, manager: str, language: str) -> Outcome:
    """Begin the file, where there is none yet, as `agenda new` does: with the two names alone."""
    from agenda.answers.cycle.beginning import begin  # noqa: PLC0415
    from agenda.commands.new import Beginning, known_of  # noqa: PLC0415
    from agenda.outputs import files  # noqa: PLC0415

    tag = language if language in session.resources.languages else DEFAULT
    try:
        known = known_of(Beginning(None, session.resources, language=tag, manager=manager))
        proposed = known.proposed - {("employee", "name")}
        known = replace(known, employee=one_line(employee), proposed=proposed)
        text = begin(known, session.resources.help(tag, known.formality), "guided")
        read(text.encode())
        files.create(session.desk.path, text.encode(), private=True)
    except Stop as stop:
        return outcome_of(stop)
    return Outcome()


BUTTONS: MappingProxyType[str, Press] = MappingProxyType({
    "pdf": _document("pdf"),
    "docx": _document("docx"),
    "draft": _draft,
    "calendar": _calendar,
    "record": _record,
    "next": _next,
})  # fmt: skip
OF_A_DOCUMENT = (
    ("pdf", say("PDF")), ("docx", say("Word")), ("draft", say("E-mail draft")),
    ("calendar", say("Calendar")),
)  # fmt: skip
AFTERWARDS = (("record", say("Begin the record")), ("next", say("Begin the next cycle")))


def fits(name: str, kind: Document, reader: For) -> bool:
    """Whether a button can do something with the document: a private one is not sent."""
    return name != "draft" or (reader == "manager" and (KINDS[kind].asks or kind in SENT))


def disposition(name: str) -> str:
    """Return the header with which a browser saves a file by its name."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
