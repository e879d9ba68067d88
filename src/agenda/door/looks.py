"""What the page looks at: itself, the questions, the document, what was made, and news."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from agenda.door import asked, buttons, page, view
from agenda.door.guard import FRAMED
from agenda.door.session import Session
from agenda.formats import FORMATS
from agenda.names import Format
from agenda.source import Source
from agenda.source.problems import Stop
from agenda.wish import Wish

if TYPE_CHECKING:
    from agenda.language.locale import Locale

HEARTBEAT, OK = 15, 200
PRIVATE = ".PRIVATE."


async def shell(session: Session, _: Request) -> Response:
    """Answer with the page, its notes hidden."""
    version = session.version

    def made() -> str:
        source, words = session.look()
        left = _left_of(session, source, words, shown=False)
        name, look_only = session.desk.path.name, session.read_only
        return page.render(
            "page", words, name=name, read_only=look_only, left=left, version=version
        )

    return HTMLResponse(await session.work(made))


def get_ready(session: Session) -> None:
    """Load what the page needs, and look once, while the browser starts."""
    _left_of(session, *session.look(), shown=False)


async def left(session: Session, request: Request) -> Response:
    """Answer with the questions and what is said of them."""
    shown = asked.shown(request)
    return HTMLResponse(await session.work(lambda: _left_of(session, *session.look(), shown=shown)))


def _left_of(session: Session, source: Source | Stop, words: Locale, *, shown: bool) -> str:
    undo = session.desk.undoable(private=shown)
    given: dict[str, object] = {
        "shown": shown,
        "read_only": session.read_only,
        "undo": undo is not None,
        "gone": session.desk.opened is not None and not session.desk.path.exists(),
        "begins": session.desk.begins,
        "languages": [
            (tag, session.resources.locale(tag, None).region.get_language_name())
            for tag in session.resources.languages
        ],
        "name": session.desk.path.name,
        "buttons": buttons.OF_A_DOCUMENT,
        "afterwards": buttons.AFTERWARDS,
        "kinds": (),
    }
    if isinstance(source, Stop):
        left = view.broken(source, words, shown=shown)
        return page.render("left", words, left=left, **given)
    able = view.kinds(source, session.resources)
    given |= {"kinds": list(view.copies(able, words, shown=shown))}
    left = view.look(source, session.resources, session.now(), shown=shown)
    return page.render("left", words, left=left, **given)


async def document(session: Session, request: Request) -> Response:
    """Answer with a document as HTML."""
    return await _drawn(session, request, "html")


async def pages(session: Session, request: Request) -> Response:
    """Answer with a document as PDF."""
    return await _drawn(session, request, "pdf")


async def _drawn(session: Session, request: Request, name: Format) -> Response:
    shown = asked.shown(request)
    given = (request.query_params.get(key, "") for key in ("kind", "for"))
    kind, reader = asked.copy(*given, shown=shown)

    def made() -> Response:
        source, words = session.look()
        try:
            if isinstance(source, Stop):
                raise source
            wish = Wish(now=session.now(), document=kind, audience=reader)
            data = view.document(source, session.resources, wish, FORMATS[name].name)
        except Stop as stop:
            text = stop.text if isinstance(source, Stop) else source.text
            left = view.broken(stop, words, shown=shown) if isinstance(source, Stop) else None
            instead = None if shown else view.hidden(words)
            why = left.beside[""] if left else view.why_not(stop, text, instead)
            begins = session.desk.begins
            why = [] if begins else why
            return HTMLResponse(page.render("lacking", words, why=why, begins=begins), 409)
        return Response(data, media_type=FORMATS[name].media_type)

    answered = await session.work(made)
    pages = FORMATS[name].closed and answered.status_code == OK
    answered.headers[FRAMED.decode()] = "pages" if pages else "document"
    return answered


async def own(_: Session, request: Request) -> Response:
    """Answer with the page's style or script."""
    name = request.url.path.rpartition("/")[2]
    return Response(page.own_file(name), media_type=page.FILES[name])


async def fetched(session: Session, request: Request) -> Response:
    """Answer with a file that a button made."""
    path = session.made.get(request.path_params["name"])
    if path is None or (PRIVATE in path.name and not asked.shown(request)):
        return Response("There is nothing here.", 404)
    data = await session.work(path.read_bytes)
    kind = next((row.media_type for row in FORMATS.values() if row.suffix == path.suffix),
                "application/octet-stream")  # fmt: skip
    shown = {"content-disposition": buttons.disposition(path.name)}
    return Response(data, media_type=kind, headers=shown)


async def events(session: Session, _: Request) -> Response:
    """Answer with news, for as long as a page is open."""

    async def told() -> AsyncIterator[bytes]:
        session.pages += 1
        try:
            seen = None
            while not session.closing:
                news = f"data: {session.version}\n\n" if seen != session.version else ": \n\n"
                seen = session.version
                yield news.encode()
                await session.wait(HEARTBEAT)
        finally:
            session.pages -= 1
            session.left = time.monotonic()

    return StreamingResponse(told(), media_type="text/event-stream")
