"""Messages are delivered once, to everybody or to nobody; every fault of a server is told."""

import signal
import socket
import ssl
import struct
import sys
import threading
import time
from base64 import b64encode
from contextlib import suppress

import pytest
import trustme

from agenda.mail.settings import Server
from agenda.mail.smtp import deliver, reachable
from agenda.outputs.outcome import Exit, code
from agenda.source.problems import Stop
from mail.server import Peer, free_port, issued, mail_server, playing

pytestmark = [
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
]

ADA, GRACE, HR = "ada@example.org", "grace@example.org", "hr@example.org"
RAW = b"Subject: hi\r\n\r\n.\r\n..\r\n.dot\r\ntext\r\n.\r\n\r\nend\r\n"
SECRET = "s3cret-wörd"
SHORT = 0.5


@pytest.fixture
def trusted(monkeypatch):
    """Trust the authority of the test's server, as a company's computer would."""
    return lambda server: monkeypatch.setenv("SSL_CERT_FILE", server.ca_file)


def never() -> str:
    raise AssertionError("the password is not asked for")


def to(port: int, security="none", user="", host="localhost", timeout=5.0) -> Server:
    return Server(host, port, security, user, timeout)


def send(server: Server, *recipients: str, raw=RAW, sender=ADA, password=None, utf8=False) -> None:
    ask = (lambda: password) if password else never
    deliver(raw, sender, recipients or (GRACE,), server, ask, utf8=utf8)


def fault(*args, **kwargs) -> str:
    """Return what is told of a delivery that does not succeed."""
    with pytest.raises(Stop) as stop:
        send(*args, **kwargs)
    assert {problem.rule for problem in stop.value.problems} == {"mail"}
    assert code(stop.value.problems) is Exit.MAIL
    assert all(problem.help for problem in stop.value.problems)
    said = " | ".join(f"{problem.message}: {problem.help}" for problem in stop.value.problems)
    assert SECRET not in said
    assert stop.value.__suppress_context__ or stop.value.__context__ is None
    return said


def played_fault(script, timeout=SHORT, **kwargs) -> str:
    with playing(script) as server:
        return fault(to(server.port, timeout=timeout), **kwargs)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize("user", ["", "ada"])
def test_a_message_arrives_byte_by_byte_as_it_was_sent(security, user, trusted):
    with mail_server(security, {"ada": SECRET} if user else None) as server:
        trusted(server)
        send(to(server.port, security, user), GRACE, HR, password=SECRET if user else None)
    [came] = server.messages
    assert came.content == RAW
    assert (came.sender, came.recipients) == (ADA, (GRACE, HR))
    assert not came.utf8


def test_a_server_that_knows_the_login_in_two_steps_gets_it_so(trusted):
    with mail_server("starttls", {"ada": SECRET}, without="PLAIN") as server:
        trusted(server)
        send(to(server.port, "starttls", "ada"), password=SECRET)
    assert len(server.messages) == 1
    assert server.tries == [SECRET]


def test_a_large_message_arrives_whole():
    raw = b"".join(b".%d %s\r\n" % (number, b"x" * 70) for number in range(20000))
    with mail_server(size=10_000_000) as server:
        send(to(server.port), raw=raw)
    assert server.messages[0].content == raw


@pytest.mark.parametrize("raw", [b"a\nb\n", b"a\rb\r\n", b"a\r\nb"])
def test_every_line_ends_as_on_the_wire(raw):
    with mail_server() as server:
        send(to(server.port), raw=raw)
    assert server.messages[0].content == b"a\r\nb\r\n"


def test_no_second_message_can_hide_in_the_first():
    hidden = b"a\n.\nMAIL FROM:<boss@example.org>\r.\r\r\nRCPT TO:<x@example.org>\r\n"
    with mail_server() as server:
        send(to(server.port), raw=hidden)
    [came] = server.messages
    assert b"MAIL FROM" in came.content


def test_an_address_beyond_ascii_is_sent_to_a_server_that_takes_it():
    raw = "From: jürgen@example.org\r\n\r\nhi\r\n".encode()
    with mail_server() as server:
        send(to(server.port), raw=raw, sender="jürgen@example.org", utf8=True)
    [came] = server.messages
    assert (came.sender, came.utf8, came.content) == ("jürgen@example.org", True, raw)


def test_an_address_beyond_ascii_is_told_where_the_server_takes_none():
    with mail_server(utf8=False) as server:
        said = fault(to(server.port), "jürgen@example.org")
    assert "jürgen@example.org has letters beyond a to z" in said
    assert "SMTPUTF8" in said
    assert server.messages == []


def test_a_domain_beyond_ascii_needs_no_such_server():
    with mail_server(utf8=False) as server:
        send(to(server.port), "eva@exämple.org")
    assert server.messages[0].recipients == ("eva@xn--exmple-cua.org",)


@pytest.mark.parametrize("address", ["a b@x.org", "a@x.org>\r\nRSET", "nobody", "a@x.org\n"])
def test_what_is_no_address_is_not_said_to_the_server(address):
    with mail_server() as server:
        assert "is no address" in fault(to(server.port), address)
    assert server.envelopes == []


def test_one_refused_recipient_of_two_means_that_nobody_gets_it():
    with mail_server(says={HR: "550 5.1.1 no such user"}) as server:
        said = fault(to(server.port), GRACE, HR)
    assert f"does not take {HR} as a recipient: 550 5.1.1 no such user" in said
    assert "nobody got it" in said
    assert GRACE not in said
    assert server.messages == []


def test_every_refused_recipient_is_told():
    with mail_server(says={HR: "550 no", GRACE: "450 not now"}) as server:
        said = fault(to(server.port), GRACE, HR)
    assert "450 not now: nobody got it; try again later" in said
    assert "550 no: nobody got it; check the address" in said
    assert server.messages == []


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"MAIL": "553 not yours"}, f"does not take {ADA} as the sender: 553 not yours"),
        ({"DATA": "554 looks like spam"}, "refuses the message: 554 looks like spam"),
        ({"DATA": "552 too big"}, "552 too big: nobody got it; attach less"),
        ({"DATA": "452 no room"}, "452 no room: nobody got it; attach less"),
        ({"DATA": "451 greylisted"}, "451 greylisted: nobody got it; try again later"),
        ({GRACE: "421 going down"}, "421 going down: nobody got it; try again later"),
    ],
)
def test_a_refusal_is_told_in_the_words_of_the_server(says, words):
    with mail_server(says=says) as server:
        assert words in fault(to(server.port))
    assert server.messages == []


LATER, LOG_IN, APP = "try again later", "log in: name your user", "(an app password)"
SENDER, ADDRESS, FULL = "write from an address", "check the address", "mailbox is full"
LESS, PROVIDER = "attach less", "ask its provider why"
ANSWERS = [
    ("MAIL", "421 4.3.2 shutting down", LATER),
    ("MAIL", "451 4.7.1 greylisted", LATER),
    ("MAIL", "452 4.3.1 no room", LATER),
    ("MAIL", "454 4.7.1 relay access denied", LOG_IN),
    ("MAIL", "503 5.5.1 authenticate first", LOG_IN),
    ("MAIL", "530 5.7.0 authentication required", LOG_IN),
    ("MAIL", "530 5.7.57 client not authenticated", LOG_IN),
    ("MAIL", "550 5.7.1 relaying denied", LOG_IN),
    ("MAIL", "550 5.1.8 no such domain", SENDER),
    ("MAIL", "553 not yours", SENDER),
    ("MAIL", "552 5.3.4 too large", LESS),
    ("MAIL", "502 5.5.1 what?", PROVIDER),
    (GRACE, "450 busy", LATER),
    (GRACE, "450 4.2.0 greylisted", LATER),
    (GRACE, "451 4.7.1 greylisted", LATER),
    (GRACE, "452 4.2.2 over quota", LATER),
    (GRACE, "450 4.1.2 no such domain", f"{ADDRESS}, or {LATER}"),
    (GRACE, "450 4.1.8 no such domain", f"{SENDER} that you may use there, or {LATER}"),
    (GRACE, "452 4.5.3 too many recipients", "fewer people"),
    (GRACE, "454 4.7.1 relay access denied", LOG_IN),
    (GRACE, "550 relay not permitted", LOG_IN),
    (GRACE, "550 5.7.54 no relay", LOG_IN),
    (GRACE, "554 5.7.1 Relay access denied", LOG_IN),
    (GRACE, "550-5.1.1 no\r\n550 5.1.1 such user", ADDRESS),
    (GRACE, "550 5.4.1 access denied", ADDRESS),
    (GRACE, "501 5.1.3 bad syntax", ADDRESS),
    (GRACE, "553 5.1.7 bad sender", SENDER),
    (GRACE, "553 5.7.1 sender is not yours", LOG_IN),
    (GRACE, "550 5.2.1 inactive", "ask for another address"),
    (GRACE, "552 5.2.2 over quota", FULL),
    (GRACE, "552 full", FULL),
    (GRACE, "550 5.7.25 no reverse name", SENDER),
    (GRACE, "550 5.7.511 banned", PROVIDER),
    ("DATA", "421 4.4.2 too slow", LATER),
    ("DATA", "451 4.3.0 local error", LATER),
    ("DATA", "452 4.3.1 no room", LATER),
    ("DATA", "452 4.2.2 over quota", FULL),
    ("DATA", "552 5.3.4 too large", LESS),
    ("DATA", "523 too long", LESS),
    ("DATA", "552 5.7.0 what is attached is dangerous", PROVIDER),
    ("DATA", "550 5.7.26 no DKIM", SENDER),
    ("DATA", "554 5.2.252 may not send as", SENDER),
    ("DATA", "554 5.6.0 bad content", PROVIDER),
    ("DATA", "550 5.7.1 spam", PROVIDER),
    ("DATA", "554 5.7.1 spam", PROVIDER),
]
WITH_LOGIN = [
    ("AUTH", "421 4.7.0 too many logins", LATER),
    ("AUTH", "432 4.7.12 transition", "a new password"),
    ("AUTH", "454 4.7.0 later", LATER),
    ("AUTH", "525 5.7.13 disabled", "the account is closed"),
    ("AUTH", "530 5.7.0 STARTTLS first", "starttls or tls into the settings"),
    ("AUTH", "534 5.7.9 application-specific password required", APP),
    ("AUTH", "534 5.7.14 log in with a browser", APP),
    ("AUTH", "535 bad", "check user and password"),
    ("AUTH", "535 5.7.3 bad", "check user and password"),
    ("AUTH", "535-5.7.8 bad\r\n535 5.7.8 password", "check user and password"),
    ("AUTH", "535 5.7.139 SmtpClientAuthentication is disabled", "SMTP AUTH is off"),
    ("AUTH", "550 5.7.30 Basic authentication is not supported", "SMTP AUTH is off"),
    ("AUTH", "538 5.7.11 encryption required", "starttls or tls into the settings"),
    ("MAIL", "530 5.7.0 STARTTLS first", "starttls or tls into the settings"),
    ("MAIL", "550 5.7.60 may not send as", SENDER),
    ("MAIL", "550 5.7.1 not you", SENDER),
    (GRACE, "553 5.7.1 sender is not yours", SENDER),
    (GRACE, "550 5.1.1 no such user", ADDRESS),
    (GRACE, "550 no such user", ADDRESS),
    (GRACE, "554 5.7.1 relay access denied", PROVIDER),
    (GRACE, "454 4.7.1 not now", LATER),
]


@pytest.fixture(scope="module")
def desk():
    """Have one server of many answers: what it says, and how it is told where one logs in."""
    says: dict[str, str] = {}
    with mail_server("starttls", {"ada": SECRET}, says=says) as knows_users, \
            mail_server(says=says) as open_to_all:  # fmt: skip
        yield says, open_to_all, knows_users


@pytest.mark.parametrize(("step", "answer", "cure"), ANSWERS)
def test_the_cure_is_that_of_the_answer(step, answer, cure, desk):
    says, server, _ = desk
    says.clear()
    says[step] = answer
    told = fault(to(server.port))
    assert f"{answer[:3]} " in told
    assert cure in told.partition(": nobody got it; ")[2]


@pytest.mark.parametrize(("step", "answer", "cure"), WITH_LOGIN)
def test_whoever_logged_in_is_not_told_to(step, answer, cure, desk, trusted):
    says, _, server = desk
    says.clear()
    says[step] = answer
    trusted(server)
    told = fault(to(server.port, "starttls", "ada"), password=SECRET)
    before = "nothing was sent" if step == "AUTH" else "nobody got it"
    assert cure in told.partition(f": {before}; ")[2]
    assert LOG_IN not in told


@pytest.mark.parametrize(
    ("answer", "cure"),
    [
        ("421 busy", LATER),
        ("454 4.3.0 busy", LATER),
        ("554 go away", "check host and port"),
        ("554 5.7.1 your network is blocked", PROVIDER),
    ],
)
def test_a_greeting_that_is_a_no_has_its_cure(answer, cure):
    told = played_fault(lambda peer: peer.say(answer))
    assert f"greets with: {answer}: nothing was sent; {cure}" in told


def test_a_message_larger_than_the_server_takes_is_not_sent():
    with mail_server(size=20) as server:
        said = fault(to(server.port))
    assert f"has {len(RAW)} bytes" in said
    assert "at most 20:" in said
    assert server.envelopes == []


def test_a_size_that_python_would_not_read_is_no_bound():
    def script(peer):
        peer.greet("SIZE " + "7" * 5000)
        peer.hear()
        peer.say("550 no")

    assert "550 no" in played_fault(script)


def test_a_server_that_wants_a_login_is_told():
    with mail_server("none", {"ada": SECRET}) as server:
        said = fault(to(server.port))
    assert "530 5.7.0" in said
    assert "name your user" in said
    assert server.messages == []


@pytest.mark.parametrize("without", ["", "PLAIN"])
def test_a_wrong_password_is_tried_once(without, trusted):
    with mail_server("starttls", {"ada": "right"}, without=without) as server:
        trusted(server)
        said = fault(to(server.port, "starttls", "ada"), password=SECRET)
    assert "does not let ada log in: 535" in said
    assert server.tries == [SECRET]
    assert server.messages == []


def test_a_server_that_repeats_the_password_is_not_repeated():
    encoded = b64encode(f"\0ada\0{SECRET}".encode()).decode()

    def script(peer: Peer) -> None:
        peer.greet("AUTH PLAIN")
        peer.hear()
        peer.say(f"535 {SECRET} and {encoded} are wrong")
        peer.hear()

    with playing(script) as server:
        said = fault(to(server.port, user="ada"), password=SECRET)
    assert "535 … and … are wrong" in said


@pytest.mark.parametrize(
    "words",
    [
        "535 5.7.8 {0} is wrong",
        "535-5.7.8 {1}\r\n535 5.7.8 {2} is wrong",
        "535-{1}\r\n535-\r\n535 {2}",
        "535 5.7.8 TR0UB4DOR&3X is wrong",
        "535-tr0ub\r\n535 4DOR&3x",
        "535 5.7.8 {plain}",
        "535-{plain:.20}\r\n535 {rest}",
        "535 5.7.8 {login} is wrong",
        "535 {LOGIN}",
        "535 got {other}, {0}",
    ],
)
@pytest.mark.parametrize("without", ["", "PLAIN"])
def test_no_spelling_of_the_password_is_shown(words, without, trusted):
    secret = "Tr0ub4dor&3x"
    plain, login, other = (
        b64encode(text.encode()).decode()
        for text in (f"\0ada\0{secret}", secret, f"ada:{secret}:ada")
    )
    said = words.format(secret, secret[:5], secret[5:], plain=plain, rest=plain[20:],
                        login=login, LOGIN=login.lower(), other=other)  # fmt: skip
    with mail_server("starttls", {"ada": "x"}, without=without, says={"AUTH": said}) as server:
        trusted(server)
        told = fault(to(server.port, "starttls", "ada"), password=secret)
    shown = told.partition("535")[2].partition(":")[0]
    assert "…" in shown
    letters = "".join(shown.split()).replace("…", "").replace("iswrong", "").replace("got,", "")
    assert letters in ("", "5.7.8")


def test_a_password_that_cannot_be_said_is_told():
    assert "nobody can type" in fault(to(free_port(), user="ada"), password="\udcff")


def test_a_step_of_the_login_that_is_not_answered_is_told_without_what_was_said():
    def script(peer: Peer) -> None:
        peer.greet("AUTH LOGIN")
        for _ in range(2):
            peer.hear()
            peer.say("334 more")
        peer.hear()

    with playing(script) as server:
        said = fault(to(server.port, user="ada"), password=SECRET)
    assert "hung up while waiting for the answer to AUTH" in said
    assert b64encode(SECRET.encode()).decode() not in said


def test_a_server_without_a_login_is_told():
    with playing(lambda peer: (peer.greet("AUTH XOAUTH2"), peer.hear())) as server:
        said = fault(to(server.port, user="ada"), password=SECRET)
        assert "offers no login with a password, but only XOAUTH2" in said


def test_a_server_that_is_down_is_told():
    port = free_port()
    assert f"localhost port {port} refuses the connection" in fault(to(port))


def test_a_host_that_nobody_knows_is_told():
    said = fault(Server("nowhere.invalid", 587, "starttls", "", 5))
    assert "nowhere.invalid port 587 is unknown" in said
    assert "check the name" in said


def test_without_tls_nothing_goes_to_another_computer():
    assert "another computer" in fault(Server("192.0.2.1", 25, "none", "", 5))


def test_a_server_without_starttls_gets_nothing():
    with mail_server() as server:
        said = fault(to(server.port, "starttls", "ada"), password=SECRET)
    assert "offers no STARTTLS" in said
    assert (server.messages, server.tries) == ([], [])


def test_what_is_said_before_tls_does_not_count_after_it(trusted):
    """CVE-2011-0411 and its kin: somebody on the way adds replies to the server's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued("localhost").configure_cert(context)

    def script(peer: Peer) -> None:
        peer.greet("STARTTLS", "AUTH PLAIN", "SMTPUTF8")
        peer.hear()
        peer.say("220 go", "250-fake", "250 AUTH PLAIN")
        with context.wrap_socket(peer.sock.dup(), server_side=True) as safe:
            inside = Peer(safe)
            with inside.file:
                inside.hear()
                inside.say("250 nothing")
                peer.heard += inside.hear().encode()

    with mail_server() as other, playing(script) as server:
        trusted(other)
        said = fault(to(server.port, "starttls", "ada"), password=SECRET)
    assert "offers no login" in said
    assert b"AUTH" not in server.peers[0].heard


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        (lambda: trustme.CA().issue_cert("localhost"), "from an unknown authority"),
        (lambda: issued("mail.example.org"), "was made for another name"),
        (lambda: issued("localhost", days=-1), "has expired"),
    ],
    ids=["authority", "name", "expired"],
)
def test_a_bad_certificate_ends_it(security, certificate, words, trusted):
    with mail_server(security, {"ada": SECRET}, certificate=certificate()) as server:
        trusted(server)
        said = fault(to(server.port, security, "ada"), password=SECRET)
    assert words in said
    assert (server.messages, server.tries) == ([], [])


def test_an_authority_that_nobody_named_is_not_trusted():
    with mail_server("tls") as server:
        assert "SSL_CERT_FILE" in fault(to(server.port, "tls"))
    assert server.messages == []


def test_tls_with_a_server_that_speaks_none_is_told():
    with mail_server() as server:
        assert "no TLS with localhost" in fault(to(server.port, "tls"))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (Peer.wait, "did not answer within 0.5 s while waiting for its greeting"),
        (lambda peer: None, "hung up while waiting for its greeting"),
        (lambda peer: peer.say("554 go away"), "greets with: 554 go away"),
        (lambda peer: peer.say("421 busy"), "421 busy: nothing was sent; try again later"),
        (lambda peer: peer.say("HTTP/1.1 400 no"), "greets with: "),
        (lambda peer: (peer.greet(), peer.wait()), "waiting for the answer to MAIL"),
        (lambda peer: (peer.say("220 x"), peer.hear(), peer.say("502 what?")), "502 what?"),
        (lambda peer: peer.say("554 \x1b[2Jno\x07\u202eon"), "554 \ufffd[2Jno\ufffd\ufffdon"),
    ],
)  # fmt: skip
def test_a_server_that_is_none_is_told(script, words):
    assert words in played_fault(script)


def test_a_long_reply_is_cut():
    lines = [f"550-{'x' * 80}"] * 20
    said = played_fault(lambda peer: peer.say(*lines, "550 end"))
    assert len(said) < 500


def test_a_server_that_never_stops_talking_is_left():
    def script(peer: Peer) -> None:
        with suppress(OSError):
            while True:
                peer.say(*["220-hello"] * 1000)

    started = time.monotonic()
    assert "hung up" in played_fault(script, timeout=5)
    assert time.monotonic() - started < 4


def test_a_server_that_drips_does_not_hold_the_line_for_ever():
    def script(peer: Peer) -> None:
        with suppress(OSError):
            while True:
                peer.sock.sendall(b"2")
                time.sleep(0.05)

    started = time.monotonic()
    assert "took longer than 0.9 s" in played_fault(script, timeout=0.3)
    assert time.monotonic() - started < 3


def test_a_server_that_does_not_take_the_message_is_left():
    def script(peer: Peer) -> None:
        peer.listen_to_data()
        time.sleep(2)

    raw = b"x" * 70 + b"\r\n"
    said = played_fault(script, timeout=0.3, raw=raw * 200_000)
    assert "while sending the message: nobody got it" in said


def test_a_server_that_drops_the_line_within_the_message_has_none():
    def script(peer: Peer) -> None:
        peer.listen_to_data()
        reset(peer)

    raw = b"x" * 70 + b"\r\n"
    said = played_fault(script, timeout=5, raw=raw * 200_000)
    assert "while sending the message: nobody got it" in said


def reset(peer: Peer) -> None:
    """Close as a server that dies: nothing that was said to it is read."""
    peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (lambda peer: None, "it hung up"),
        (reset, "it hung up"),
        (Peer.wait, "it took longer than 0.9 s"),
        (lambda peer: peer.say("what?"), "it answers '?'"),
    ],
    ids=["closed", "reset", "silent", "nonsense"],
)
def test_after_the_last_dot_it_is_not_known_who_has_the_message(after, words):
    def script(peer: Peer) -> None:
        peer.listen_to_data()
        peer.hear_message()
        after(peer)

    with playing(script) as server:
        said = fault(to(server.port, timeout=0.3))
    assert f"it is not known whether localhost took the message: {words}" in said
    assert "the server may have it: look before you send again" in said
    assert len(server.peers) == 1, "it is not tried again"


@pytest.mark.skipif(sys.platform == "win32", reason="no signal wakes a socket there")
def test_whoever_does_not_wait_for_the_last_reply_is_told_what_that_means():
    def script(peer: Peer) -> None:
        peer.listen_to_data()
        peer.hear_message()
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        peer.wait()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert "it is not known whether" in played_fault(script, timeout=5)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_message_that_was_taken_is_delivered_whatever_comes_then():
    def script(peer: Peer) -> None:
        peer.listen_to_data()
        peer.hear_message()
        peer.say("250 mine")
        reset(peer)

    with playing(script) as server:
        send(to(server.port))
    assert len(server.peers) == 1


def test_the_name_of_this_computer_is_nobodys_business():
    with playing(lambda peer: (peer.greet(), peer.hear())) as server:
        fault(to(server.port))
    assert server.peers[0].heard.startswith(b"ehlo [127.0.0.1]\r\nMAIL FROM:<ada@example.org>\r\n")


@pytest.mark.parametrize(("security", "safe"), [("none", "no TLS"), ("starttls", "TLSv1.")])
def test_a_server_can_be_tried_without_a_message(security, safe, trusted):
    with mail_server(security, {"ada": SECRET}) as server:
        trusted(server)
        said = reachable(to(server.port, security, "ada"), lambda: SECRET)
        assert f"localhost port {server.port} answers: {safe}" in said
        assert said.endswith(", logged in as ada")
        assert "logged in" not in reachable(to(server.port, security, "ada"), None)
    assert server.messages == []
    assert server.tries == [SECRET]


def test_a_server_that_cannot_be_reached_is_told_when_tried():
    with pytest.raises(Stop, match="refuses the connection"):
        reachable(to(free_port()), None)
