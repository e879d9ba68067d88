"""`agenda send --smtp`, against a real server: what arrives, and what a fault leaves behind."""

from __future__ import annotations

import email
import os
import subprocess
import sys
from email import policy
from pathlib import Path

import icalendar
import pytest

import agenda
from agenda.calendar.earlier import invitation_in
from commands.command_line import SMALL, Ran, inside, ran
from commands.test_send import ADDRESSED, AGREED, attached, draft, texts
from ground import NOW, UNWATCHED
from mail.server import MailServer, free_port, issued, mail_server

pytestmark = [
    pytest.mark.usefixtures("printed_once"),
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning"),
    pytest.mark.filterwarnings("ignore:Session.login_data is deprecated:DeprecationWarning"),
]
ZONED = ADDRESSED.replace(
    "meeting: 2026-12-03 14:00", "meeting: {start: 2026-12-03 14:00, timezone: Europe/Berlin}"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(ZONED, "utf-8")
    return tmp_path


@pytest.fixture
def through(monkeypatch, tmp_path_factory):
    """Let `agenda` send through a server of the test, and trust its authority."""

    def use(server: MailServer, security: str, user: str = "") -> None:
        at = f"{user}@" if user else ""
        scheme = "smtps" if security == "tls" else "smtp"
        monkeypatch.setenv("AGENDA_SMTP_URL", f"{scheme}://{at}localhost:{server.port}")
        monkeypatch.setenv("SSL_CERT_FILE", server.ca_file)
        if security == "none":
            told = f'[smtp]\nhost = "localhost"\nport = {server.port}\nsecurity = "none"\n'
            said = told + (f'user = "{user}"\n' if user else "")
            folder = tmp_path_factory.mktemp("config") / "agenda"
            folder.mkdir()
            (folder / "config.toml").write_text(said, "utf-8")
            (folder / "agenda.toml").write_text("[check]\nselect = []\n", "utf-8")
            monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))
            monkeypatch.delenv("AGENDA_SMTP_URL")

    return use


def sent(*options: object, **more) -> Ran:
    return ran("send", "career.yaml", "--smtp", *options, **more)


WAYS = [("starttls", "ada"), ("tls", "ada"), ("none", "")]


@pytest.mark.parametrize(("security", "user"), WAYS, ids=str)
def test_one_message_arrives_whole(folder, through, monkeypatch, security, user):
    monkeypatch.setenv("AGENDA_SMTP_PASSWORD", "secret")
    with mail_server(security, {"ada": "secret"} if user else None) as server:
        through(server, security, user)
        done = sent("--yes", "--cc", "HR <hr@example.org>")
    told = "wrote career.agenda.eml\nsent to grace@example.org, hr@example.org\n"
    assert (done.code, done.err) == (0, told)
    (arrived,) = server.messages
    assert arrived.sender == "ada@example.com"
    assert arrived.recipients == ("grace@example.org", "hr@example.org")
    made = email.message_from_bytes(arrived.content, policy=policy.default)
    assert [part.get_content_type() for part in made.walk()][2:] == [
        "text/plain", "text/html", "text/calendar", "application/pdf"]  # fmt: skip
    pdf = agenda.make(agenda.load("career.yaml"), "pdf", now=NOW)
    assert attached(made) == {"Career conversation Ada Park 2026-12-03.pdf": pdf}
    assert "Dear Grace Osei," in texts(made)[0]
    assert made["X-Unsent"] is None


def test_it_is_the_message_of_the_draft_but_for_its_being_one(folder, through):
    ran("send", "career.yaml")
    with mail_server() as server:
        through(server, "none")
        sent("--yes")
    whole = Path("career.agenda.eml").read_bytes().replace(b"X-Unsent: 1\r\n", b"")
    assert server.messages[0].content == whole


def test_a_copy_of_what_was_sent_is_kept_and_can_be_answered(folder, through):
    Path("career.yaml").write_text(ZONED + AGREED.removeprefix(ADDRESSED), "utf-8")
    with mail_server() as server:
        through(server, "none")
        sent("--yes")
        assert Path("career.agenda.eml").read_bytes() == server.messages[0].content
        sent("--yes", "--document", "record", "--in-reply-to", "career.agenda.eml")
    agenda_, record = (email.message_from_bytes(one.content) for one in server.messages)
    assert record["In-Reply-To"] == agenda_["Message-ID"]


def test_a_meeting_that_is_moved_stays_the_same_one(folder, through):
    with mail_server() as server:
        through(server, "none")
        sent("--yes")
        Path("career.yaml").write_text(ZONED.replace("2026-12-03", "2026-12-10"), "utf-8")
        sent("--yes")
        sent("--yes")
    entries = [invited(one.content) for one in server.messages]
    assert len({str(entry["UID"]) for entry in entries}) == 1
    assert [entry["SEQUENCE"] for entry in entries] == [0, 1, 1]


def invited(raw: bytes) -> icalendar.Event:
    (entry,) = icalendar.Calendar.from_ical(invitation_in(raw)).walk("VEVENT")
    return entry


def test_the_invitation_is_in_it(folder, through):
    with mail_server() as server:
        through(server, "none")
        sent("--yes")
    made = email.message_from_bytes(server.messages[0].content)
    (part,) = (part for part in made.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    assert b"DTSTART;TZID=Europe/Berlin:20261203T140000" in part.get_payload(decode=True)


# --- the question ----------------------------------------------------------


def test_it_shows_to_whom_and_what_before_it_asks(folder, through):
    with mail_server() as server:
        through(server, "none")
        done = sent("--cc", "hr@example.org", stdin=b"y\n")
    assert len(server.messages) == 1
    for told in ("From:     Ada Park <ada@example.com>", "To:       Grace Osei <grace@example.org>",
                 "Cc:       hr@example.org", "Subject:  Agenda for our career conversation",
                 "Attached: Career conversation Ada Park 2026-12-03.pdf (",
                 "Invites:  to the meeting",
                 f"Through:  localhost:{server.port}, in the clear", "Send it? [y/N]"):  # fmt: skip
        assert told in done.err


@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 130), (b"\n", 130), (b"", 2)])
def test_whoever_does_not_say_yes_sends_nothing(folder, through, answer, code):
    with mail_server() as server:
        through(server, "none")
        done = sent(stdin=answer)
    assert done.code == code
    assert "nothing was sent" in done.err
    assert "--yes" in done.err
    assert server.messages == []
    assert sorted(inside(folder)) == ["career.yaml"]


def test_what_is_left_out_is_said_before_it_is_too_late(folder, through):
    Path("career.yaml").write_text(ADDRESSED, "utf-8")
    with mail_server() as server:
        through(server, "none")
        done = sent(stdin=b"n\n")
        assert done.err.index("no invitation goes with it") < done.err.index("Send it?")
        loud = sent("--yes")
    assert loud.err.index("no invitation goes with it") < loud.err.index("sent to")


def test_yes_without_a_question_is_wrong_usage(folder):
    done = ran("send", "career.yaml", "--yes")
    assert done.code == 2
    assert "--yes answers the question of --smtp" in done.err


def test_what_is_lacking_is_told_with_all_else(folder, through):
    Path("career.yaml").write_text(SMALL.replace("[craft]", "[]"), "utf-8")
    with mail_server() as server:
        through(server, "none")
        done = sent("--yes")
    assert done.code == 1
    assert done.err.count("has no e-mail address") == 2
    assert "needs at least one value" in done.err


def test_the_password_is_asked_for_and_not_shown(folder, through, monkeypatch):
    monkeypatch.delenv("AGENDA_SMTP_PASSWORD", raising=False)
    with mail_server("starttls", {"ada": "secret"}) as server:
        through(server, "starttls", "ada")
        done = sent("--yes", stdin=b"secret\n")
    assert done.code == 0
    assert server.tries == ["secret"]
    assert "Password of ada at localhost" in done.said
    assert "secret" not in done.said


def test_where_nobody_can_type_a_password_it_is_said_where_else_one_is_found(folder):
    line = [sys.executable, "-m", "agenda", "send", "career.yaml", "--smtp", "--yes"]
    url = "smtps://ada@localhost:9"
    done = subprocess.run(
        line, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
        start_new_session=True, env={**os.environ, **UNWATCHED, "AGENDA_SMTP_URL": url},
    )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "error[mail]: there is no password for ada" in done.stderr
    assert "set AGENDA_SMTP_PASSWORD" in done.stderr
    assert "Warning" not in done.stderr


# --- faults ----------------------------------------------------------------


def refused(done: Ran, said: str) -> None:
    """It is told in the server's words, and the message stays as a draft that says the same."""
    assert done.code == 4
    assert said in done.err
    assert "the message is kept as career.agenda.eml" in done.err
    assert draft()["X-Unsent"] == "1"
    assert len(attached(draft())) == 1


def test_a_server_that_is_down(folder, monkeypatch):
    monkeypatch.setenv("AGENDA_SMTP_URL", f"smtp://localhost:{free_port()}")
    refused(sent("--yes"), "refuses the connection")


FAULTS = [
    (
        {"says": {"grace@example.org": "550 5.1.1 nobody of that name"}},
        "550 5.1.1 nobody of that name",
    ),
    ({"says": {"hr@example.org": "550 5.7.1 not for you"}}, "hr@example.org as a recipient"),
    ({"says": {"MAIL": "553 5.7.1 not yours"}}, "553 5.7.1 not yours"),
    ({"says": {"DATA": "554 5.6.0 spam"}}, "554 5.6.0 spam"),
    ({"users": {"ada": "secret"}}, "530"),
    ({"size": 1000}, "takes at most 1000"),
]


@pytest.mark.parametrize(("server", "said"), FAULTS, ids=lambda one: str(one)[:40])
def test_a_server_that_refuses_something(folder, through, server, said):
    with mail_server(**server) as played:
        through(played, "none")
        refused(sent("--yes", "--cc", "hr@example.org"), said)
    assert played.messages == []


def test_a_wrong_password(folder, through, monkeypatch):
    monkeypatch.setenv("AGENDA_SMTP_PASSWORD", "wrong")
    with mail_server("starttls", {"ada": "secret"}) as server:
        through(server, "starttls", "ada")
        done = sent("--yes")
    refused(done, "does not let ada log in: 535")
    assert server.tries == ["wrong"]
    assert "wrong" not in done.err


def test_a_certificate_for_another_name(folder, through, monkeypatch):
    with mail_server("tls", certificate=issued("other.example.org")) as server:
        through(server, "tls")
        refused(sent("--yes"), "the certificate of localhost was made for another name")
    assert server.messages == []


def test_what_is_kept_can_go_where_the_user_says(folder, monkeypatch):
    monkeypatch.setenv("AGENDA_SMTP_URL", f"smtp://localhost:{free_port()}")
    done = sent("--yes", "-o", "later.eml")
    assert done.code == 4
    assert draft("later.eml")["To"] == "Grace Osei <grace@example.org>"


def test_without_a_server_nothing_is_made(folder, monkeypatch):
    monkeypatch.delenv("AGENDA_SMTP_URL", raising=False)
    done = sent("--yes")
    assert done.code == 3
    assert "AGENDA_SMTP_URL" in done.err
    assert sorted(inside(folder)) == ["career.yaml"]


@pytest.mark.parametrize("side", ["ada@example.com", "grace@example.org"])
def test_an_address_that_is_missing_is_told_with_its_place(folder, through, side):
    Path("career.yaml").write_text(ZONED.replace(f", email: {side}", ""), "utf-8")
    with mail_server() as server:
        through(server, "none")
        done = sent("--yes")
    assert done.code == 1
    assert "has no e-mail address" in done.err
    assert "career.yaml:2:" in done.err or "career.yaml:3:" in done.err
    assert server.messages == []


def test_an_address_beyond_ascii_is_sent_with_smtputf8(folder, through):
    Path("career.yaml").write_text(ZONED.replace("grace@", "gräce@"), "utf-8")
    with mail_server() as server:
        through(server, "none")
        assert sent("--yes").code == 0
    assert server.messages[0].utf8
    assert server.messages[0].recipients == ("gräce@example.org",)
    with mail_server(utf8=False) as old:
        through(old, "none")
        refused(sent("--yes"), "gräce@example.org")


# --- the record, marked as sent --------------------------------------------


def test_a_record_that_went_out_is_marked(folder, through):
    text = AGREED + "# mine\n"
    Path("career.yaml").write_text(text, "utf-8")
    with mail_server() as server:
        through(server, "none")
        done = sent("--yes", "--document", "record", "--mark-sent")
    assert done.code == 0
    assert len(server.messages) == 1
    assert "the record is marked as sent on 2026-11-23" in done.err
    assert Path("career.yaml~").read_text("utf-8") == text
    after = Path("career.yaml").read_text("utf-8")
    assert agenda.load("career.yaml").tree.get("record").get("sent").text == "2026-11-23"
    assert [line for line in after.splitlines() if "sent" not in line] == text.splitlines()


def test_a_record_that_did_not_go_out_is_not_marked(folder, monkeypatch):
    Path("career.yaml").write_text(AGREED, "utf-8")
    monkeypatch.setenv("AGENDA_SMTP_URL", f"smtp://localhost:{free_port()}")
    assert sent("--yes", "--document", "record", "--mark-sent").code == 4
    assert Path("career.yaml").read_text("utf-8") == AGREED


def test_a_record_that_went_out_before_says_so_before_it_asks(folder, through):
    Path("career.yaml").write_text(AGREED + "  sent: 2026-11-21\n", "utf-8")
    with mail_server() as server:
        through(server, "none")
        done = sent("--document", "record", stdin=b"n\n")
    assert "the record says that it was sent on 2026-11-21 already" in done.err


@pytest.mark.parametrize("options", [(), ("--document", "record")])
def test_only_a_record_in_a_file_can_be_marked(folder, through, options):
    with mail_server() as server:
        through(server, "none")
        name = "-" if options else "career.yaml"
        done = ran("send", name, "--smtp", "--yes", "--mark-sent", *options, stdin=AGREED.encode())
    assert done.code == 2
    assert server.messages == []


def test_what_cannot_be_written_afterwards_is_told_before_anything_is_sent(folder, through):
    (folder / "career.agenda.eml").mkdir()
    with mail_server() as server:
        through(server, "none")
        assert sent("--yes").code == 3
        assert sent("--yes", "-o", "no/such/x.eml").code == 3
    assert server.messages == []


def test_a_read_only_file_is_not_marked_and_nothing_is_sent(folder, through):
    Path("career.yaml").write_text(AGREED, "utf-8")
    Path("career.yaml").chmod(0o444)
    with mail_server() as server:
        through(server, "none")
        done = sent("--yes", "--document", "record", "--mark-sent")
    assert done.code == 3
    assert server.messages == []


def test_a_record_that_went_out_before_says_so_where_nobody_is_asked(folder, through):
    Path("career.yaml").write_text(AGREED + "  sent: 2026-11-21\n", "utf-8")
    with mail_server() as server:
        through(server, "none")
        assert "sent on 2026-11-21 already" in sent("--yes", "--document", "record").err


# --- doctor ----------------------------------------------------------------


def test_the_doctor_reaches_a_server_that_is_there(folder, through):
    with mail_server("starttls") as server:
        through(server, "starttls")
        done = ran("doctor", "--smtp")
    assert "localhost port" in done.said
    assert "TLSv1" in done.said
    assert server.messages == []


@pytest.mark.parametrize(("secret", "code", "said"), [
    ("secret", 0, "logged in as ada"), ("wrong", 4, "does not let ada log in"),
    ("", 0, "the login was not tried")])  # fmt: skip
def test_the_doctor_logs_in_where_a_password_is_kept(
    folder, through, monkeypatch, secret, code, said
):
    monkeypatch.setenv("AGENDA_SMTP_PASSWORD", secret)
    with mail_server("starttls", {"ada": "secret"}) as server:
        through(server, "starttls", "ada")
        done = ran("doctor", "--smtp")
    assert said in " ".join(done.said.split())
    assert done.code == code


def test_the_doctor_tells_a_server_that_is_not(folder, monkeypatch):
    monkeypatch.setenv("AGENDA_SMTP_URL", f"smtp://localhost:{free_port()}")
    done = ran("doctor", "--smtp")
    assert done.code == 4
    assert "refuses the connection" in " ".join(done.said.split())
