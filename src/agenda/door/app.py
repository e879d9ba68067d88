"""What can be asked for, behind the guard; made from a session, of which it knows all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from agenda.door import looks, orders
from agenda.door.asked import Refused
from agenda.door.guard import COPY, App, TooMuch, guarded
from agenda.door.session import Session

Answer = Callable[[Session, Request], Awaitable[Response]]
LOOKS: dict[str, Answer] = {
    "": looks.shell,
    "left": looks.left,
    "document": looks.document,
    "pages": looks.pages,
    "events": looks.events,
    "page.css": looks.own,
    "page.js": looks.own,
    "made/{name}": looks.fetched,
}
ORDERS: dict[str, Answer] = {
    "change": orders.change,
    "undo": orders.undo,
    "mend": orders.mend,
    "begin": orders.begin,
    "make": orders.make,
    "go": orders.go,
    "collect": orders.collect,
    "settle": orders.settle,
}


def make_app(session: Session) -> App:
    """Return the app of a session, behind its guard. A page to look at takes no orders."""
    base = session.keys.base
    routes = [Route(base + path, _bound(session, one)) for path, one in LOOKS.items()]
    if not session.read_only:
        routes += [Route(base + path, _bound(session, one), methods=["POST"])
                   for path, one in ORDERS.items()]  # fmt: skip
    app = Starlette(routes=routes, exception_handlers={Refused: _refused, TooMuch: _too_much})
    return guarded(app, session.keys, {"collect": COPY})


def _bound(session: Session, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def bound(request: Request) -> Response:
        return await answer(session, request)

    return bound


async def _refused(*_: object) -> Response:
    return Response("That is not asked here.", 400)


async def _too_much(*_: object) -> Response:
    return Response("That is too large.", 413)
