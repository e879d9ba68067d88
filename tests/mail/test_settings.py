"""Where mail is sent from, and that a password is neither kept there nor ever shown."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agenda.cli.terminal import shown
from agenda.mail.password import find_password
from agenda.mail.settings import Server, is_loopback, server
from agenda.source.problems import Stop
from draws import grid


@pytest.fixture
def config(tmp_path, monkeypatch):
    """Write the user's settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "agenda" / "config.toml"
    file.parent.mkdir()
    return lambda text: file.write_text(text, "utf-8")


def of(url: str) -> Server:
    return server({"AGENDA_SMTP_URL": url})


def stopped(environ=None) -> Stop:
    with pytest.raises(Stop) as stop:
        server(environ or {})
    assert {problem.rule for problem in stop.value.problems} == {"settings"}
    assert all(problem.help for problem in stop.value.problems)
    return stop.value


def told(stop: Stop) -> str:
    return "\n".join(f"{one.message}: {one.help}" for one in stop.problems)


@grid(
    ("url", "expected"),
    [
        ("smtp://mx.example.org", Server("mx.example.org", 587, "starttls")),
        ("SMTP://ada@mx.example.org:25", Server("mx.example.org", 25, "starttls", "ada")),
        ("smtps://a%40b.org@mx.example.org/", Server("mx.example.org", 465, "tls", "a@b.org")),
        ("smtps://ada@b.org@mx.example.org", Server("mx.example.org", 465, "tls", "ada@b.org")),
        ("smtp://[::1]:2525", Server("::1", 2525, "starttls")),
        ("smtp://exämple.org", Server("xn--exmple-cua.org", 587, "starttls")),
    ],
)
def test_a_url_names_the_server(url, expected):
    assert of(url) == expected


@grid(
    ("url", "words"),
    [
        ("mx.example.org", "neither with smtp://"),
        ("http://mx.example.org", "neither with smtp://"),
        ("smtp://", "the host is no name"),
        ("smtp://a b", "the host is no name"),
        ("smtp://[localhost]", "the host is no name"),
        ("smtp://[::1", "the host is no name"),
        ("smtp://[::x]", "the host is no name"),
        ("smtp://mx.example.org:x", "the port is no number"),
        ("smtp://mx.example.org:0", "the port is no number"),
        ("smtp://mx.example.org:65536", "the port is no number"),
        ("smtp://mx.example.org/path", "the host is no name"),
        ("smtp://@mx.example.org", "no user stands before the @"),
        ("smtp://mx.example.org?security=none", "the host is no name"),
        ("smtp://mx.example.org:25?security=none", "the port is no number"),
    ],
)
def test_a_wrong_url_is_told_with_its_cure(url, words):
    assert words in told(stopped({"AGENDA_SMTP_URL": url}))


def test_all_faults_of_a_url_are_told_at_once():
    stop = stopped({"AGENDA_SMTP_URL": "smtp://@a b:x"})
    assert len(stop.problems) == 3


@grid(
    "url",
    [
        "smtp://ada:hunter2@mx.example.org",
        "smtp://ada:hunter2@x@mx.example.org:587",
        "smtp://ada:hunter2/@mx.example.org",
        "smtp://ada:hunter2",
        "ada:hunter2@mx.example.org",
        "http://ada:hunter2@mx.example.org",
        "smtp://mx.example.org?password=hunter2",
        "smtp://mx.example.org:25?hunter2=hunter2",
        "smtp://mx.example.org/hunter2",
        "smtp://[hunter2",
    ],
)
def test_no_part_of_a_url_that_may_be_a_password_is_repeated(url):
    stop = stopped({"AGENDA_SMTP_URL": url})
    assert "hunter2" not in told(stop) + stop.text + str(stop)


def test_a_password_in_a_url_is_told_where_it_belongs():
    said = told(stopped({"AGENDA_SMTP_URL": "smtp://ada:hunter2@mx.example.org"}))
    assert "a password does not belong into a URL" in said
    assert "AGENDA_SMTP_PASSWORD" in said


def test_the_file_names_the_server(config):
    config('[smtp]\nhost = "mx.example.org"\nuser = "ada"\nsecurity = "tls"\n')
    assert server({}) == Server("mx.example.org", 465, "tls", "ada")
    config('[smtp]\nhost = "localhost"\nport = 2525\nsecurity = "none"\n')
    assert server({}) == Server("localhost", 2525, "none")


def test_the_variable_wins_over_the_file(config):
    config("this is never read")
    assert of("smtp://mx.example.org").host == "mx.example.org"


def test_without_settings_both_ways_are_told():
    said = told(stopped())
    assert "AGENDA_SMTP_URL=smtp://" in said
    assert "config.toml" in said


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("[smtp\n", "no TOML", ""),
        ("", "there is no table [smtp]", ""),
        ("smtp = 3\n", "there is no table [smtp]", "smtp"),
        ("[smpt]\n", "did you mean smtp?", "smpt"),
        ("[smtp]\n", "no host is named", ""),
        ("[smtp]\nhost = 3\n", "the host is no name", "host"),
        ('[smtp]\nhost = ""\n', "the host is no name", "host"),
        ('[smtp]\nhost = "h"\nport = true\n', "the port is no number", "port"),
        ('[smtp]\nhost = "h"\nport = 587.0\n', "the port is no number", "port"),
        ('[smtp]\nhost = "h"\nuser = ""\n', "the user is no name", "user"),
        ('[smtp]\nhost = "h"\ntimeout = 9\n', "there is no setting 'timeout'", "timeout"),
        ('[smtp]\nhost = "h"\nsecurity = "tsl"\n', "did you mean tls?", "security"),
        ('[smtp]\nhost = "h"\nsecurity = []\n', "known are", "security"),
        ('[smtp]\nhost = "h"\nsecurity = "none"\n', "on this computer alone", "security"),
        ('[smtp]\nhost = "h"\nusr = "x"\n', "did you mean user?", "usr"),
    ],
)
def test_a_wrong_file_is_told_with_the_place(text, words, at, config):
    config(text)
    stop = stopped()
    assert words in told(stop)
    [problem] = [one for one in stop.problems if words in f"{one.message}: {one.help}"]
    assert stop.name.endswith("config.toml")
    if at and problem.span:
        assert stop.text[problem.span.start : problem.span.end] == at
    assert bool(problem.span) == bool(at)


def test_all_faults_of_the_file_are_told_at_once(config):
    config('[smtp]\nport = 0\nsecurity = "x"\ntimeout = 0\nuser = 3\ncolour = 1\n[more]\n')
    assert len(stopped().problems) == 7


@pytest.mark.parametrize(
    "line",
    [
        'password = "hunter2"',
        'Passwort = "hunter2"',
        'pasword = "hunter2"',
        'smtp_secret = "hunter2"',
        'password = "hunter2"\nport = 0',
        '"pass" = { word = "hunter2" }',
    ],
)
def test_a_password_in_the_file_is_told_and_not_shown(line, config):
    config(f'[smtp]\nhost = "h"\n{line}\n')
    stop = stopped()
    assert "a password does not belong here" in told(stop)
    assert "hunter2" not in told(stop) + stop.text
    [place] = [one.span for one in stop.problems if "a password does not" in one.message]
    assert stop.text.count("\n", 0, place.start) == 2


SETTINGS = [  # with a password in a wrong place; the fault, and its line
    ('[smtp]\nhost = "h"\nurl = "smtp://ada:hunter2@h"', "no setting 'url'", 3),
    ('[smtp]\nhost = "smtp://ada:hunter2@h"', "the host is no name", 2),
    ('[smtp]\nkennwort = "hunter2"\nhost = "h"', "a password does not belong here", 2),
    ('[smtp]\nhost = "h"\n\nkey = "hunter2"', "a password does not belong here", 4),
    ('[smtp]\nhost = "h"\nport = "hunter2"', "the port is no number", 3),
    ('[smtp]\nhost = "h"\r\nport = "hunter2"\r\n', "the port is no number", 3),
    ('[smtp]\nhost = "h"\ntimeout = "hunter2"', "no setting 'timeout'", 3),
    ('[smtp]\nhost = "h"\nuser = ["ada", "hunter2"]', "the user is no name", 3),
    ('[smtp]\nhost = "h"\nsecurity = "hunter2"', "the security is unknown", 3),
    ('[smtp]\nhost = "h"\nport = """\nhunter2\n"""', "the port is no number", 3),
    ('[smtp]\nhost = "h"\n"ada:hunter2@h" = 1', "no setting '…'", 3),
    ('[smtp]\nhost = "h"\n"pass: hunter2!" = 1', "a password does not belong here: '…'", 3),
    ('# port = "hunter2"\n[smtp]\nhost = "h"\nport = "hunter2"', "the port is no number", 4),
    ('port = "hunter2"\n[smtp]\nhost = "h"\nport = 0', "the port is no number", 4),
    ('[stmp]\npassword = "hunter2"', "no setting 'stmp'", 1),
    ('\n[SMTP]\nhost = "h"\npassword = "hunter2"', "no setting 'SMTP'", 2),
    ('[mail]\npassword = "hunter2"', "no setting 'mail'", 1),
    ('[[smtp]]\npassword = "hunter2"', "there is no table [smtp]", 1),
    ('smtp = "smtp://ada:hunter2@h"', "there is no table [smtp]", 1),
    ('smtp = { host = "h", port = "hunter2" }', "the port is no number", 1),
    ('smtp = { host = "h", password = "hunter2" }', "a password does not belong here", 1),
    ('stmp = { host = "h", port = "hunter2" }', "no setting 'stmp'", 1),
    ('smtp.host = "h"\nsmtp.password = "hunter2"', "a password does not belong here", 2),
    ('smtp.host = "h"\nsmtp.port = "hunter2"', "the port is no number", 2),
    ('[smtp]\nhost = "h"\npassword.of.ada = "hunter2"', "a password does not belong here", 3),
    ('password = "hunter2"\n[smtp]\nhost = "h"', "a password does not belong here", 1),
    ('[smtp]\nhost = "h"\nport = hunter2', "this is no TOML at line 3", 0),
    ('[smtp]\nhost = "h"\nhunter2', "this is no TOML at its end, line 3", 0),
    ('[smtp]\nport = "hunter2', "this is no TOML at its end, line 2", 0),
    ("[smtp]\nhunter2 = 1\nhunter2 = 2", "this is no TOML at its end, line 3", 0),
    ("[smtp.hunter2]\n[smtp.hunter2]", "this is no TOML at line 2", 0),
    ("[smtp]\npassword = 'hunter2\a'", "this is no TOML at line 2", 0),
]


@pytest.mark.parametrize(("text", "fault", "line"), SETTINGS, ids=[one[0] for one in SETTINGS])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_nothing_that_the_file_sets_is_shown(text, fault, line, form, config):
    config(text)
    stop = stopped()
    out = shown(stop.reports(), form)
    assert "hunter2" not in out + str(stop)
    [problem] = [one for one in stop.problems if fault in one.message]
    if line:
        assert stop.text.count("\n", 0, problem.span.start) + 1 == line
        assert form != "text" or f"config.toml:{line}:" in out


PIECES = ("[smtp]", "[stmp]", "[SMTP]", "smtp = {", "}", "smtp.", "host = ", '"h"', ", ", "\n",
    "password = ", "port = ", "url=", '"', "'", '"""', "[", "]", "# ", "=", "x:hunter2",
    '"x:hunter2"', "'x:hunter2'")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example('[smtp]\nhost = "h"\n"x:hunter2"="x:hunter2"')
@example('smtp = {host = "x:hunter2", "x:hunter2" = {port = 1}}')
def test_whatever_stands_in_the_file_what_is_no_word_is_not_shown(text):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", folder)
        file = Path(folder) / "agenda" / "config.toml"
        file.parent.mkdir()
        file.write_text(text, "utf-8")
        with pytest.raises(Stop) as stop:
            server({})
    assert "hunter2" not in shown(stop.value.reports()) + str(stop.value)


def test_a_url_with_a_password_as_the_host_is_not_shown(config):
    config('[smtp]\nhost = "smtp://ada:hunter2@h"\n')
    stop = stopped()
    assert "hunter2" not in told(stop) + stop.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.1", "::1"])
def test_this_computer_is_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["localhost.example.org", "127.1", "::ffff:127.0.0.1", "::", "0.0.0.0"]
)  # fmt: skip
def test_another_computer_is_not_this_one(host):
    assert not is_loopback(host)


ADA = Server("mx.example.org", 587, "starttls", "ada")


def unasked(_: str) -> str:
    raise AssertionError("nobody is asked")


@pytest.fixture
def kept(monkeypatch):
    """Have a keyring with what the test puts there."""
    import keyring
    from keyring.backend import KeyringBackend

    class Ring(KeyringBackend):
        priority = 1

        def __init__(self):
            super().__init__()
            self.held = {}

        def get_password(self, service, username):
            return self.held.get((service, username))

        def set_password(self, service, username, password):
            self.held[service, username] = password

        def delete_password(self, service, username):
            del self.held[service, username]

    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def test_the_password_is_in_the_environment_first(kept):
    kept.set_password("agenda", "ada@mx.example.org", "kept")
    assert find_password(ADA, unasked, {"AGENDA_SMTP_PASSWORD": "given"}) == "given"


def test_the_password_is_in_the_keyring_else(kept):
    kept.set_password("agenda", "ada@mx.example.org", "kept")
    assert find_password(ADA, unasked, {}) == "kept"


def test_the_password_is_asked_for_at_last(kept):
    questions = []
    assert find_password(ADA, lambda text: questions.append(text) or "typed", {}) == "typed"
    assert questions == ["Password of ada at mx.example.org"]


@pytest.mark.parametrize("answer", [None, ""])
def test_no_password_is_told(answer, kept):
    with pytest.raises(Stop) as stop:
        find_password(ADA, lambda _: answer, {})
    assert stop.value.problems[0].rule == "mail"
    assert "keyring set agenda ada@mx.example.org" in stop.value.problems[0].help


def test_a_broken_keyring_is_as_good_as_none(monkeypatch, capfd, kept):
    import keyring
    from keyring.backends.fail import Keyring

    keyring.set_keyring(Keyring())
    assert find_password(ADA, lambda _: "typed", {}) == "typed"
    logging.getLogger("keyring.backend").warning("no such thing")
    assert capfd.readouterr() == ("", "")
