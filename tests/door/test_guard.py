"""Who may come in: the browser that has the key, from the page itself, and nobody else."""

import contextlib
import re
import socket

import pytest

from agenda.door.serve import LARGEST_HEAD, MOST_AT_ONCE
from door.the_door import SMALL, Visitor, opened


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    path = tmp_path_factory.mktemp("door") / "career.yaml"
    path.write_text(SMALL, "utf-8")
    with opened(path) as visitor:
        yield visitor


def test_the_key_is_exchanged_for_a_cookie_that_no_other_server_here_is_sent(tmp_path):
    path = tmp_path / "career.yaml"
    path.write_text(SMALL, "utf-8")
    with opened(path) as visitor:
        keys = visitor.session.keys
        first = keys.key
        answer = visitor.come_in()
        assert (answer.status, f"url={keys.base}" in answer.text) == (200, True)
        said = answer.headers["set-cookie"]
        assert f"; Path={keys.base}; HttpOnly; SameSite=Strict" in said
        assert first not in said
        assert visitor.get("").status == 200


def test_a_key_opens_once(visitor):
    key = visitor.session.keys.key
    stranger = Visitor(visitor.session)
    assert stranger.ask("GET", f"?key={key}", Cookie=None).status == 200
    assert stranger.ask("GET", f"?key={key}", Cookie=None).status == 403
    assert visitor.ask("GET", f"?key={key}").status == 200  # who is in already is sent on


def test_the_key_opens_from_a_page_of_the_machine_and_nothing_else_does(visitor):
    stranger, key = Visitor(visitor.session), visitor.session.keys.key
    led = {"Sec_Fetch_Site": "cross-site", "Cookie": None}
    assert stranger.ask("GET", f"?key=A{key}", **led).status == 403
    assert stranger.ask("GET", f"left?key={key}", **led).status == 403
    assert stranger.ask("POST", f"?key={key}", b"", **led).status == 403
    answer = stranger.ask("GET", f"?key={key}", **led)
    assert answer.status == 200
    assert "Ada" not in answer.text


@pytest.mark.parametrize("headers", [
    {"Cookie": None},
    {"Cookie": "agenda="},
    {"Cookie": "agenda=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
    {"Cookie": "agenda=\xff"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
])  # fmt: skip
@pytest.mark.parametrize("path", ["", "left", "document?kind=agenda&for=manager", "events"])
def test_nobody_else_sees_anything(visitor, path, headers):
    answer = visitor.ask("GET", path, **headers)
    assert answer.status == 403
    assert b"Ada" not in answer.body


def test_a_cookie_that_another_server_here_has_set_locks_nobody_out(visitor):
    """Cookies do not tell ports apart, and that one would come second."""
    assert visitor.ask("GET", "left", Cookie=f"{visitor.cookie}; agenda=theirs").status == 200
    assert visitor.ask("GET", "left", Cookie=f"agenda=theirs; {visitor.cookie}").status == 200


@pytest.mark.parametrize("host", [
    "evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}",
    "[::1]:{port}", "127.1:{port}", "127.0.0.1:{port}.", None,
])  # fmt: skip
def test_a_name_that_somebody_else_points_here_is_not_ours(visitor, host):
    given = host.format(port=visitor.session.keys.port) if host else None
    answer = visitor.ask("GET", "", Host=given)
    assert answer.status in (400, 421)
    assert b"Ada" not in answer.body


def test_two_hosts_are_none(visitor):
    keys = visitor.session.keys
    with socket.create_connection(("127.0.0.1", keys.port), 10) as line:
        line.sendall(f"GET {keys.base} HTTP/1.1\r\nHost: {keys.host}\r\nHost: {keys.host}\r\n"
                     f"Cookie: {visitor.cookie}\r\n\r\n".encode())  # fmt: skip
        assert line.recv(100).split()[1] in (b"400", b"421")


@pytest.mark.parametrize("headers", [
    {"Origin": None}, {"Origin": "http://127.0.0.1"}, {"Origin": "null"},
    {"Origin": "https://evil.example"}, {"Cookie": None}, {"Sec_Fetch_Site": "cross-site"},
])  # fmt: skip
def test_nothing_is_changed_from_elsewhere(visitor, headers):
    body = b'{"does": "write", "path": ["employee", "name"], "was": "Ada Park", "text": "Eve"}'
    assert visitor.ask("POST", "change", body, **headers).status == 403
    assert visitor.session.desk.path.read_text("utf-8") == SMALL


def test_who_is_refused_is_heard_out_and_told_so(visitor):
    large = b" " * 2**20
    for _ in range(40):
        assert visitor.ask("POST", "change", large, Origin="null").status == 403


def test_who_is_refused_and_sends_nothing_is_not_waited_for_long(visitor):
    assert visitor.ask("POST", "change", b"", Content_Length="9", Origin="null").status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "HEAD"])
def test_no_other_method_is_known(visitor, method):
    answer = visitor.ask(method, "")
    assert answer.status == 405
    assert not any("access-control" in name.lower() for name in answer.headers)


@pytest.mark.parametrize("path", [
    "/", "/favicon.ico", "/etc/passwd", "{base}../", "{base}made/career.yaml", "{base}made/..%2f..",
    "{base}made/%2e%2e/career.yaml", "{base}made//etc/passwd", "{base}page.css/../../career.yaml",
    "{base}%00", "{base}career.yaml", "{base}career.yaml~", "{base}templates/page.html.j2",
])  # fmt: skip
def test_no_path_leads_to_a_file(visitor, path):
    answer = visitor.ask("GET", path.format(base=visitor.session.keys.base), whole=True)
    assert answer.status in (400, 404)
    assert b"Ada" not in answer.body


def test_fifty_megabytes_are_turned_away_before_they_are_read(visitor):
    for path in ("change", "collect", "mend"):
        length = str(50 * 2**20)
        assert visitor.ask("POST", path, b"", Content_Length=length).status == 413
        assert visitor.ask("POST", path, b"", Content_Length=length, Cookie=None).status in (
            403,
            413,
        )


def test_a_body_without_an_end_is_stopped(visitor):
    keys = visitor.session.keys
    with socket.create_connection(("127.0.0.1", keys.port), 10) as line:
        line.sendall(f"POST {keys.base}change HTTP/1.1\r\nHost: {keys.host}\r\n"
                     f"Origin: http://{keys.host}\r\nCookie: {visitor.cookie}\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n".encode())  # fmt: skip
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        sent = 0
        try:
            for _ in range(50):
                line.sendall(chunk)
                sent += 1
        except OSError:
            pass
        line.settimeout(10)
        answer = b""
        with contextlib.suppress(OSError):
            answer = line.recv(100)
    assert sent < 50 or answer.split()[1] == b"413"


@pytest.mark.parametrize("body", [
    b"", b"[]", b"{", b'"x"', b"\xff", b"[" * 5000, b'{"does": "write"}',
    b'{"does": "write", "path": []}', b'{"does": "write", "path": ["nothing"], "text": "x"}',
    b'{"does": "write", "path": ["__class__"], "text": "x"}',
    b'{"does": "write", "path": ["employee", "name"], "text": 1, "was": "Ada Park"}',
    b'{"does": "write", "path": [true, 1.5], "text": "x"}',
    b'{"does": "write", "path": [' + b'"private", ' * 5000 + b'"x"], "text": "x"}',
    b'{"does": "eval", "path": ["employee", "name"], "text": "x"}',
    b'{"does": "write", "path": ["private", "pay"], "was": "", "text": "x"}',
])  # fmt: skip
def test_what_the_page_does_not_send_is_refused(visitor, body):
    answer = visitor.ask("POST", "change", body)
    assert (answer.status, answer.body) == (400, b"That is not asked here.")


def test_every_answer_says_that_nothing_comes_from_outside_and_nothing_stays(visitor):
    for path in ("", "left", "page.js", "nothing", "document?kind=agenda&for=manager"):
        told = visitor.ask("GET", path).headers
        assert told["cache-control"] == "no-store"
        assert told["referrer-policy"] == "no-referrer"
        assert told["x-content-type-options"] == "nosniff"
        assert told["content-security-policy"].startswith("default-src 'none'")
        assert "unsafe-eval" not in told["content-security-policy"]
        assert "http" not in told["content-security-policy"]
        assert "server" not in told


def test_in_the_page_itself_no_style_or_script_is_in_line(visitor):
    told = visitor.get("").headers["content-security-policy"]
    assert "unsafe" not in told
    assert "frame-ancestors 'none'" in told
    page = visitor.get("").text
    assert " style=" not in page
    assert "<script>" not in page
    assert not re.search(r'(?:src|href|action|srcset|data)="(?:https?:)?//', page)


def test_nothing_runs_in_the_document(visitor):
    told = visitor.get("document", kind="agenda", **{"for": "manager"}).headers
    policy = told["content-security-policy"]
    assert "script-src" not in policy
    assert policy.endswith("sandbox allow-same-origin")


def test_a_page_to_look_at_takes_no_orders(tmp_path):
    path = tmp_path / "career.yaml"
    path.write_text(SMALL, "utf-8")
    with opened(path, read_only=True) as visitor:
        assert visitor.post("change", {"does": "write", "path": ["employee", "name"], "text": "x",
                                       "was": "Ada Park"}).status == 404  # fmt: skip
        assert "disabled" in visitor.get("left").text
    assert path.read_text("utf-8") == SMALL


@pytest.mark.parametrize("line", [
    "GET {base} HTTP/1.0", "GET http://evil.example{base} HTTP/1.1\r\nHost: evil.example",
    "GET {base} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {host}",
    "GET {base} HTTP/1.1\r\nHost: {host} evil.example", "CONNECT {host} HTTP/1.1\r\nHost: {host}",
    "GET {base}events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    "GET /{base} HTTP/1.1\r\nHost: {host}",
    "GET {base}..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: {host}",
])  # fmt: skip
def test_odd_requests_over_a_bare_line_see_nothing(visitor, line):
    keys = visitor.session.keys
    request = line.format(base=keys.base, host=keys.host)
    with socket.create_connection(("127.0.0.1", keys.port), 10) as wire:
        wire.sendall(f"{request}\r\nCookie: {visitor.cookie}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        with contextlib.suppress(OSError):
            while part := wire.recv(65536):
                answer += part
    assert b"Ada" not in answer
    assert not answer or answer.split()[1][:1] == b"4"


def test_a_head_without_an_end_is_stopped(visitor):
    for size, fine in ((LARGEST_HEAD // 2, True), (LARGEST_HEAD + 2**17, False)):
        with socket.create_connection(("127.0.0.1", visitor.session.keys.port), 10) as line:
            line.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * size)
            line.settimeout(0.5 if fine else 10)
            with contextlib.suppress(TimeoutError):
                assert not fine or line.recv(100) == b"no answer"
                assert fine or line.recv(100).split()[1] == b"400"


def test_no_more_come_in_at_once_than_may(tmp_path):
    path = tmp_path / "career.yaml"
    path.write_text(SMALL, "utf-8")
    with opened(path) as visitor, contextlib.ExitStack() as lines:
        address = ("127.0.0.1", visitor.session.keys.port)
        for _ in range(MOST_AT_ONCE - 5):
            lines.enter_context(socket.create_connection(address, 10))
        assert visitor.get("").status == 200
        for _ in range(10):
            lines.enter_context(socket.create_connection(address, 10))
        assert visitor.get("").status == 503
