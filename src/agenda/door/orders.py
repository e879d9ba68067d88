"""What the page orders: changes of the file, what its buttons do, copies that came back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from agenda.answers.audience import is_private
from agenda.door import asked, buttons, form, page, view
from agenda.door.desk import DOES, Change, Conflict, Desk
from agenda.door.plate import Taken
from agenda.door.session import Session
from agenda.outputs import files
from agenda.outputs.outcome import Outcome
from agenda.source.problems import Stop

DEEPEST = 12
"""Steps of a path: no field of an answers file has as many."""


def _change_of(told: dict[str, Any]) -> Change:
    path: Any = told.get("path")
    marks: Any = told.get("marks", [])
    sound = (
        isinstance(path, list) and 0 < len(path) <= DEEPEST
        and all(type(step) in (str, int) for step in path)
        and isinstance(marks, list) and all(isinstance(mark, str) for mark in marks)
        and told.get("does") in DOES and form.known(tuple(path))
    )  # fmt: skip
    if not sound:
        raise asked.Refused
    text, was = (asked.text(told, key).replace("\r\n", "\n") for key in ("text", "was"))
    return Change(told["does"], tuple(path), text, was, tuple(marks))


async def change(session: Session, request: Request) -> Response:
    """Make one change."""
    told, shown = await asked.body(request), asked.shown(request)
    # Not here: Python 3.11 cannot read the models' source in two threads at once.
    wanted = await session.work(lambda: _change_of(told))
    if is_private(wanted.path) and not shown:
        raise asked.Refused
    return await _edited(session, lambda: session.desk.change(wanted), shown=shown)


async def undo(session: Session, request: Request) -> Response:
    """Take the last change back."""
    shown = asked.shown(request)
    return await _edited(session, lambda: session.desk.undo(private=shown), shown=shown)


async def mend(session: Session, request: Request) -> Response:
    """Put a text in place of the whole file."""
    told = await asked.body(request)
    if not asked.shown(request):
        raise asked.Refused
    text, was = asked.text(told, "text"), asked.text(told, "was")

    def edit() -> None:
        session.desk.mend(text, was, session.look()[1])

    return await _edited(session, edit, shown=True)


async def _edited(session: Session, edit: Callable[[], None], *, shown: bool) -> Response:
    def made() -> dict[str, object]:
        try:
            edit()
        except Conflict as conflict:
            return {"conflict": True, "theirs": conflict.theirs}
        except Stop as stop:
            return {"refused": [vars_of(one) for one in _why_not(session, stop, shown=shown)]}
        return {}

    answer = await session.work(made)
    if not answer:
        session.notice()
    return JSONResponse(answer)


def _why_not(session: Session, stop: Stop, *, shown: bool) -> list[view.Said]:
    return view.why_not(stop, "", None if shown else view.hidden(session.look()[1]))


def vars_of(said: view.Said) -> dict[str, object]:
    """Return a problem for the script."""
    return {"message": said.message, "help": said.help}


async def make(session: Session, request: Request) -> Response:
    """Press a button, and answer with what came of it."""
    told = await asked.body(request)
    what, kind, reader = (asked.text(told, key) for key in ("what", "kind", "for"))
    if what not in buttons.BUTTONS:
        raise asked.Refused
    pressed = buttons.Pressed(session, *asked.copy(kind, reader, shown=asked.shown(request)))
    if not buttons.fits(what, pressed.kind, pressed.reader):
        raise asked.Refused
    return await _told(session, lambda: buttons.press(what, pressed), shown=asked.shown(request))


async def begin(session: Session, request: Request) -> Response:
    """Begin the file."""
    told = await asked.body(request)
    names = {key: asked.text(told, key) for key in ("employee", "manager", "language")}
    return await _told(session, lambda: buttons.begin(session, **names), shown=False)


async def _told(session: Session, press: Callable[[], Outcome], *, shown: bool) -> Response:
    """Answer with what came of a button: what was written, what is wrong, what else to say."""

    def made() -> dict[str, object]:
        outcome = press()
        session.made |= {path.name: path for path in outcome.written}
        problems = [one for report in outcome.reports for one in report.problems]
        said = _why_not(session, Stop(*problems), shown=shown) if outcome.code else []
        return {
            "written": [path.name for path in outcome.written],
            "said": [line for line in outcome.said if shown or not outcome.code],
            "wrong": [vars_of(one) for one in said],
        }

    answer = await session.work(made)
    session.notice()
    return JSONResponse(answer)


async def go(session: Session, request: Request) -> Response:
    """Go on with an answers file that a button has made: the next cycle.

    Where that one is open elsewhere by now, answer with where.
    """
    path = session.made.get(asked.text(await asked.body(request), "name"))
    if path is None or path.suffix not in files.SUFFIXES:
        raise asked.Refused
    try:
        session.plate.hang(path)
    except Taken as taken:
        return JSONResponse({"elsewhere": taken.address})
    session.desk = Desk(path, session.resources)
    return JSONResponse({})


async def collect(session: Session, request: Request) -> Response:
    """Take a copy that was dropped."""
    name = request.query_params.get("name", "copy")
    data = await request.body()
    session.returned = (name, data)
    return await _collected(session, *session.returned, {}, write=False, shown=asked.shown(request))


async def settle(session: Session, request: Request) -> Response:
    """Take answers to the questions of a copy, and write what it says where that is wanted."""
    told = await asked.body(request)
    chosen = told.get("chosen", {})
    if not isinstance(chosen, dict) or session.returned is None:
        raise asked.Refused
    answers = {str(key): str(value) for key, value in chosen.items()}
    return await _collected(session, *session.returned, answers, write=told.get("write") is True,
                            shown=asked.shown(request))  # fmt: skip


async def _collected(
    session: Session, name: str, data: bytes, chosen: dict[str, str], *, write: bool, shown: bool
) -> Response:
    from agenda.door import returned  # noqa: PLC0415 - few copies come back

    def made() -> str:
        words = session.look()[1]
        dropped = returned.Dropped(name, data, words, shown=shown)
        found = returned.collect(session, dropped, chosen, write=write)
        return page.render("returned", words, found=found, name=name)

    told = HTMLResponse(await session.work(made))
    if write:
        session.notice()
    return told
