"""The page's server on this machine, and somebody who asks it over a connection."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from agenda.door.desk import Desk
from agenda.door.guard import Keys
from agenda.door.serve import listen, make_server, run
from agenda.door.session import Session
from agenda.resources import Resources
from ground import NOW

SMALL = """\
version: 1  # of the format
employee: Ada Park
manager: Grace Osei  # since May
meeting: 2026-12-03 14:00
values:
  # in this order
  - craft  # the first
  - autonomy
goals:
  - Run the spring capacity review by 2027-06-30
private:
  pay: "secretive canary text of pay"
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    """Asks as the page does, unless a test says otherwise."""

    session: Session
    cookie: str = ""
    seen: list[bytes] = field(default_factory=list)
    """All that was ever answered, headers too."""

    def ask(
        self, method: str, path: str, body: bytes | None = None, *, whole: bool = False,
        **headers: str | None,
    ) -> Answer:  # fmt: skip
        keys = self.session.keys
        usual = {"Host": keys.host, "Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if method == "POST":
            usual["Origin"] = f"http://{keys.host}"
        given = usual | {name.replace("_", "-"): text for name, text in headers.items()}  # type: ignore[operator]
        connection = http.client.HTTPConnection("127.0.0.1", keys.port, timeout=30)
        try:
            connection.putrequest(method, path if whole else keys.base + path, skip_host=True,
                                  skip_accept_encoding=True)  # fmt: skip
            if body is not None:
                given.setdefault("Content-Length", str(len(body)))
            for name, text in given.items():
                if text is not None:
                    connection.putheader(name, text)
            connection.endheaders(body)
            answer = connection.getresponse()
            found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()
        self.seen += [repr(found.headers).encode(), found.body]
        return found

    def come_in(self) -> Answer:
        answer = self.ask(
            "GET", f"?key={self.session.keys.key}", Sec_Fetch_Site="none", Cookie=None
        )
        self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
        return answer

    def get(self, path: str, **query: object) -> Answer:
        return self.ask("GET", f"{path}?{urlencode(query)}")

    def post(self, path: str, told: object, **query: object) -> Answer:
        return self.ask("POST", f"{path}?{urlencode(query)}", json.dumps(told).encode())

    def change(
        self, does: str, *path: str | int, text: str = "", was: str = "", notes: int = 0
    ) -> Any:
        """Make a change with the marks that the page has been told."""
        answer = self.post("change", {"does": does, "path": path, "text": text, "was": was,
                                      "marks": self.marks(path)}, notes=notes)  # fmt: skip
        assert answer.status == 200, answer.text
        return answer.told

    def marks(self, path: tuple[str | int, ...]) -> list[str]:
        from agenda.answers import change
        from agenda.source.nodes import at

        tree = self.session.desk.read().tree
        found = []
        for length, step in enumerate(path):
            if isinstance(step, int):
                known = change.marks(at(tree, path[:length]), path[:length])
                found.append(known[step] if step < len(known) else "")
        return found


@contextmanager
def opened(path: Path, resources: Resources | None = None, **more: Any) -> Iterator[Visitor]:
    """Serve a file, and let somebody in."""
    with listen(0) as listening:
        keys, resources = Keys(listening.getsockname()[1]), resources or Resources()
        session = Session(Desk(path, resources), keys, resources, lambda: NOW, **more)
        server = make_server(session)
        thread = threading.Thread(target=lambda: asyncio.run(run(session, server, listening)))
        thread.start()
        try:
            visitor = Visitor(session)
            visitor.come_in()
            yield visitor
        finally:
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive()
