"""`agenda send` without a server: the draft, read back by parsers that are not ours."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import icalendar
import pytest

import agenda
from agenda.mail.letter import Posting, post
from agenda.names import SENT
from agenda.resources import Resources
from agenda.source.problems import Stop
from agenda.wish import Wish
from cases import print_anew
from commands.command_line import SMALL, inside, ran
from draws import mostly_slow
from ground import GOOD, NOW, STORIES
from untraced import untraced

pytestmark = pytest.mark.usefixtures("printed_once")
ADDRESSED = SMALL.replace("Ada Park", "{name: Ada Park, email: ada@example.com}").replace(
    "Grace Osei", "{name: Grace Osei, email: grace@example.org}"
)
AGREED = (
    ADDRESSED
    + """\
record:
  held: 2026-11-20
  actions:
    - {what: Sign up, owner: employee, due: 2027-01-08}
  next_check_in: 2027-06-04
"""
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(ADDRESSED, "utf-8")
    return tmp_path


def draft(path: str | Path = "career.agenda.eml") -> EmailMessage:
    return email.message_from_bytes(Path(path).read_bytes(), policy=policy.default)


def texts(message: EmailMessage) -> tuple[str, str]:
    bodies = (message.get_body((kind,)) for kind in ("plain", "html"))
    plain, html = (body.get_content() for body in bodies if body)
    return plain.replace("\r\n", "\n"), html


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


def write(text: str) -> None:
    Path("career.yaml").write_text(text, "utf-8")


def test_the_draft_stands_beside_the_answers(folder):
    done = ran("send", "career.yaml")
    assert done.code == 0
    assert done.err.startswith("wrote career.agenda.eml\n")
    assert draft()["X-Unsent"] == "1"


def test_it_goes_from_the_employee_to_the_manager(folder):
    ran("send", "career.yaml")
    made = draft()
    assert made["From"] == "Ada Park <ada@example.com>"
    assert made["To"] == "Grace Osei <grace@example.org>"
    assert made["Cc"] is None


def test_the_pdf_is_the_one_that_prepare_makes(folder):
    ran("send", "career.yaml")
    made = agenda.make(agenda.load("career.yaml"), "pdf", now=NOW)
    assert attached(draft()) == {"Career conversation Ada Park 2026-12-03.pdf": made}


def test_subject_and_both_bodies_say_when(folder):
    ran("send", "career.yaml")
    assert draft()["Subject"] == "Agenda for our career conversation on 3 December 2026"
    for body in texts(draft()):
        assert "Thursday, 3 December 2026, 14:00–14:45" in body
        assert "It is not a request for promotion" in body


def test_it_speaks_the_language_of_the_document(folder):
    ran("send", "career.yaml", "--language", "de")
    made = draft()
    assert made["Subject"] == "Agenda für unser Entwicklungsgespräch am 3. Dezember 2026"
    assert made["Content-Language"] == "de"
    assert texts(made)[0].startswith("Guten Tag, Grace Osei,\n\nhier ist die Agenda")
    assert list(attached(made)) == ["Entwicklungsgespräch Ada Park 2026-12-03.pdf"]


def test_german_is_familiar_where_the_file_says_so(folder):
    write(ADDRESSED + "language: de\nformality: informal\n")
    ran("send", "career.yaml")
    assert texts(draft())[0].startswith("Hallo Grace Osei,")


@pytest.mark.parametrize(
    ("language", "document", "subject", "name"),
    [
        ("en", "guide", "How to hold our career conversation on 3 December 2026",
         "How to hold the talk Ada Park 2026-12-03.pdf"),
        ("de", "guide", "So gelingt unser Entwicklungsgespräch am 3. Dezember 2026",
         "Wie das Gespräch gelingt Ada Park 2026-12-03.pdf"),
        ("en", "checkin", "Check-in on our career conversation of 20 November 2026",
         "Check-in Ada Park 2026-11-20.pdf"),
        ("de", "checkin", "Zwischenstand zu unserem Entwicklungsgespräch vom 20. November 2026",
         "Zwischenstand Ada Park 2026-11-20.pdf"),
    ],
)  # fmt: skip
def test_a_sheet_is_sent_with_words_of_its_own(folder, language, document, subject, name):
    """And without an invitation: the talk is arranged already, or has been."""
    write(AGREED)
    asked = ("--document", document, "--language", language, "-o", "it.eml")
    assert ran("send", "career.yaml", *asked).code == 0
    assert draft("it.eml")["Subject"] == subject
    assert list(attached(draft("it.eml"))) == [name]


@pytest.mark.parametrize("document", SENT)
def test_the_manager_is_addressed_as_the_file_says(folder, document):
    write(AGREED.replace("Grace Osei, ", "Grace Osei, call: Grace, "))
    ran("send", "career.yaml", "--document", document, "-o", "it.eml")
    assert texts(draft("it.eml"))[0].startswith("Dear Grace,")


@pytest.mark.parametrize("path", mostly_slow(
    [*GOOD, *STORIES[0], *STORIES[1]], lambda path: path.stem in {"full", "deutsch"},
    lambda path: str(path)[-22:]))  # fmt: skip
@untraced
def test_every_sample_makes_a_draft_with_a_pdf(folder, path):
    assert ran("send", path, "-o", "it.eml").code == 0
    pdfs = attached(draft("it.eml")).values()
    assert all(pdf.startswith(b"%PDF") for pdf in pdfs)
    assert len(pdfs) == 1 + ("kind: first" in path.read_text("utf-8"))


FIRST = ADDRESSED.replace("meeting: 2026-12-03 14:00", "meeting: {start: 2026-12-03, kind: first}")


@pytest.mark.parametrize(
    ("text", "options", "there"),
    [
        (FIRST, [], True),
        (FIRST, ["--no-guide"], False),
        (ADDRESSED, [], False),
        (ADDRESSED, ["--guide"], True),
        (AGREED.replace(ADDRESSED, FIRST), ["--document", "record"], False),
    ],
)
def test_the_page_on_how_to_hold_it_goes_with_the_agenda_of_a_first_talk(
    folder, text, options, there
):
    write(text)
    assert ran("send", "career.yaml", *options, "-o", "it.eml").code == 0
    files = attached(made := draft("it.eml"))
    assert ("How to hold the talk Ada Park 2026-12-03.pdf" in files) is there
    assert [("a single page on how to hold such a talk" in text) for text in texts(made)] == [
        there
    ] * 2
    if there:
        guide = agenda.make(agenda.load("career.yaml"), "pdf", document="guide", now=NOW)
        assert guide in files.values()


def test_the_same_answers_make_the_same_draft(folder, monkeypatch):
    monkeypatch.setattr("agenda.render.pdf.pdf", print_anew)
    ran("send", "career.yaml", "-o", "one.eml")
    ran("send", "career.yaml", "-o", "two.eml")
    assert Path("one.eml").read_bytes() == Path("two.eml").read_bytes()


def test_another_letter_has_another_id(folder):
    ran("send", "career.yaml", "-o", "one.eml")
    write(ADDRESSED.replace("craft", "autonomy"))
    ran("send", "career.yaml", "-o", "two.eml")
    assert draft("one.eml")["Message-ID"] != draft("two.eml")["Message-ID"]


def test_it_can_go_to_stdout(folder):
    done = ran("send", "-", "-o", "-", stdin=ADDRESSED.encode())
    assert email.message_from_bytes(done.out)["To"] == "Grace Osei <grace@example.org>"
    assert sorted(inside(folder)) == ["career.yaml"]


def test_a_draft_without_addresses_says_so(folder):
    write(SMALL)
    done = ran("send", "career.yaml")
    assert done.code == 0
    assert "names no recipient" in done.err
    assert "names no sender" in done.err
    assert draft()["To"] is draft()["From"] is None


ZONED = ADDRESSED.replace(
    "meeting: 2026-12-03 14:00", "meeting: {start: 2026-12-03 14:00, timezone: Europe/Berlin}"
)


def invitation(path: str = "career.agenda.eml") -> icalendar.Calendar | None:
    parts = (part for part in draft(path).walk() if part.get_content_subtype() == "calendar")
    return next(
        (icalendar.Calendar.from_ical(part.get_payload(decode=True)) for part in parts), None
    )


def test_an_invitation_goes_with_the_agenda(folder):
    write(ZONED)
    ran("send", "career.yaml")
    made = invitation()
    assert made["METHOD"] == "REQUEST"
    (event,) = made.walk("VEVENT")
    assert event["ORGANIZER"] == "mailto:ada@example.com"
    assert event["ATTENDEE"] == "mailto:grace@example.org"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 3, 13, tzinfo=UTC)


def test_the_invitation_is_the_entry_of_the_calendar_beside_it(folder):
    write(ZONED)
    ran("calendar", "career.yaml")
    write(ZONED.replace("2026-12-03", "2026-12-10"))
    ran("send", "career.yaml")
    (mine,) = icalendar.Calendar.from_ical(Path("career.ics").read_bytes()).walk("VEVENT")
    (sent,) = invitation().walk("VEVENT")
    assert sent["UID"] == mine["UID"]
    assert sent["SEQUENCE"] > mine["SEQUENCE"]


UNINVITING = [
    (ADDRESSED, "write timezone: Europe/Berlin under meeting"),
    (ADDRESSED.replace(" 14:00", ""), "write when you meet"),
    (ZONED.replace(", email: grace@example.org", ""), "write an email: for both of you"),
]


@pytest.mark.parametrize(("text", "said"), UNINVITING, ids=["zone", "hour", "address"])
def test_why_no_invitation_goes_out_is_said(folder, text, said):
    write(text)
    assert f"no invitation goes with it: {said}" in ran("send", "career.yaml").err
    assert invitation() is None


def test_an_invitation_can_be_left_out(folder):
    write(ZONED)
    assert ran("send", "career.yaml", "--no-invitation").err == "wrote career.agenda.eml\n"
    assert invitation() is None


def test_a_record_invites_to_nothing(folder):
    write(ZONED + AGREED.removeprefix(ADDRESSED))
    ran("send", "career.yaml", "--document", "record")
    assert invitation("career.record.eml") is None


# --- the record ------------------------------------------------------------


def test_a_record_goes_out_with_copies(folder):
    write(AGREED)
    done = ran("send", "career.yaml", "--document", "record", "--cc", "hr@example.org",
               "--cc", '"Osei, Tom" <tom@example.org>')  # fmt: skip
    assert done.code == 0
    made = draft("career.record.eml")
    assert made["Subject"] == "What we agreed in our career conversation on 20 November 2026"
    assert made["Cc"] == 'hr@example.org, "Osei, Tom" <tom@example.org>'
    assert list(attached(made)) == ["Follow-up record Ada Park 2026-11-20.pdf"]


def test_a_record_follows_the_agenda_that_it_answers(folder):
    write(AGREED)
    ran("send", "career.yaml")
    ran("send", "career.yaml", "--document", "record", "--in-reply-to", "career.agenda.eml")
    made = draft("career.record.eml")
    assert made["In-Reply-To"] == made["References"] == draft()["Message-ID"]


def test_a_message_id_can_be_given_itself(folder):
    ran("send", "career.yaml", "--in-reply-to", "<1.a@example.org>")
    assert draft()["In-Reply-To"] == "<1.a@example.org>"


OPEN_ENDS = [
    (", due: 2027-01-08", "", "has no date", 9),
    ("owner: employee, ", "", "has no owner", 9),
    ("  next_check_in: 2027-06-04\n", "", "next check-in is not agreed", 7),
]


@pytest.mark.parametrize(("there", "instead", "said", "line"), OPEN_ENDS, ids=str)
def test_a_record_with_an_open_end_is_not_sent(folder, there, instead, said, line):
    write(AGREED.replace(there, instead))
    done = ran("send", "career.yaml", "--document", "record")
    assert done.code == 1
    assert said in done.err
    assert f"career.yaml:{line}:" in done.err
    assert sorted(inside(folder)) == ["career.yaml"]


def test_an_action_that_is_done_needs_no_date(folder):
    write(AGREED.replace("due: 2027-01-08", "status: done"))
    assert ran("send", "career.yaml", "--document", "record").code == 0


# --- what is refused -------------------------------------------------------

WRONG = [
    (["--cc", "a@b\nBcc: eve@example.org"], "is not an e-mail address"),
    (["--cc", "nobody"], "is not an e-mail address"),
    (["--cc", "a@b.org, c@d.org"], "is not an e-mail address"),
    (["-o", "mail.pdf"], "end it in .eml"),
    (["-o", "career.yaml"], "end it in .eml"),
    (["--in-reply-to", "hello"], "is not a Message-ID"),
    (["--in-reply-to", "<a@b>\r\nBcc: <c@d>"], "is not a Message-ID"),
    (["--cc", "Jos\udce9 <hr@example.org>"], "is not an e-mail address"),
    (["--guide", "--document", "record"], "goes with the agenda"),
    (["--mark-sent"], "for a record that goes out now"),
    (["--smtp", "-o", "-"], "leave one of them out"),
]


def test_what_is_wrong_with_an_option_is_told_once_for_several_files(folder):
    Path("other.yaml").write_bytes(Path("career.yaml").read_bytes())
    done = ran("send", "career.yaml", "other.yaml", "--cc", "nobody")
    assert (done.code, done.err.count("is not an e-mail address")) == (2, 1)


@pytest.mark.parametrize(("options", "said"), WRONG, ids=lambda one: ascii(one)[:30])
def test_wrong_usage_is_told_and_makes_nothing(folder, options, said):
    done = ran("send", "career.yaml", *options)
    assert done.code == 2
    assert said in done.err
    assert sorted(inside(folder)) == ["career.yaml"]


def test_an_eml_without_an_id_is_no_message_to_answer(folder):
    (folder / "old.eml").write_text("Subject: x\n\n", "utf-8")
    done = ran("send", "career.yaml", "--in-reply-to", "old.eml")
    assert done.code == 2
    assert "old.eml has no Message-ID" in done.err


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html", "md"])
def test_a_private_copy_is_never_sent(folder, suffix):
    ran("prepare", "career.yaml", "--for", "me", "-f", suffix)
    done = ran("send", f"career.agenda.PRIVATE.{suffix}")
    assert done.code == 2
    assert "is a private copy, and is for you alone" in done.err
    assert not list(folder.glob("*.eml"))


def test_a_document_that_lies_there_is_not_sent_either(folder):
    ran("prepare", "career.yaml")
    assert "made of it afresh" in ran("send", "career.agenda.pdf").err


BAD_ADDRESSES = ["a@b\\nBcc: c@d.org", "a@b", "a b@c.org", "a@b.org\\r\\nBcc: c@d.org"]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_that_is_none_is_told_with_its_place(folder, address):
    write(ADDRESSED.replace("grace@example.org", f'"{address}"'))
    done = ran("send", "career.yaml")
    assert done.code == 1
    assert "career.yaml:3:36: error[email]" in done.err
    assert sorted(inside(folder)) == ["career.yaml"]


def test_a_passage_that_is_private_elsewhere_keeps_everything_back(folder):
    write(ADDRESSED + "asks: [I fear that they stall for months]\n"
          "private: {worries: I fear that they stall for months}\n")  # fmt: skip
    done = ran("send", "career.yaml")
    assert done.code == 1
    assert "private-in-shared" in done.err


def test_names_with_line_breaks_and_encoded_words_make_no_header(folder):
    name = '"=?utf-8?q?x=0D=0ABcc:_eve=40example.org?= ü\\r\\nBcc: eve@example.org"'
    write(ADDRESSED.replace("Grace Osei", name))
    ran("send", "career.yaml")
    raw = Path("career.agenda.eml").read_bytes().split(b"\r\n\r\n")[0]
    assert not [line for line in raw.split(b"\r\n") if line.lower().startswith(b"bcc")]
    assert email.message_from_bytes(raw)["Bcc"] is None


def test_own_templates_word_the_letter(folder):
    own = folder / "own" / "messages"
    own.mkdir(parents=True)
    (own / "message.txt.j2").write_text("{{ message.name }} & <you>\n", "utf-8")
    ran("send", "career.yaml", "--templates", "own")
    assert texts(draft())[0] == "Ada Park & <you>\n"


def test_a_broken_template_of_ones_own_is_told_with_its_place(folder):
    own = folder / "own" / "messages"
    own.mkdir(parents=True)
    (own / "message.html.j2").write_text("<p>{{ message.nobody }}</p>\n", "utf-8")
    done = ran("send", "career.yaml", "--templates", "own")
    assert done.code == 3
    assert "message.html.j2:1:" in done.err


def test_nobody_is_named_twice(folder):
    ran(
        "send",
        "career.yaml",
        "--cc",
        "grace@EXAMPLE.org",
        "--cc",
        "hr@a.org",
        "--cc",
        "HR <hr@A.org>",
    )
    assert draft()["Cc"] == "hr@a.org"


def test_the_message_that_is_answered_is_not_replaced(folder):
    ran("send", "career.yaml")
    done = ran("send", "career.yaml", "--in-reply-to", "career.agenda.eml")
    assert done.code == 2
    assert "is the message that is answered" in done.err


NESTED = b"Content-Type: message/rfc822\r\n\r\n" * 3000


def test_a_message_nested_for_ever_is_read_all_the_same(folder):
    (folder / "old.eml").write_bytes(b"Message-ID: <a@b.c>\r\n" + NESTED)
    (folder / "career.agenda.eml").write_bytes(NESTED)
    write(ZONED)
    assert ran("send", "career.yaml", "--in-reply-to", "old.eml").code == 0
    assert draft()["In-Reply-To"] == "<a@b.c>"


@pytest.mark.parametrize("command", ["send", "calendar", "share", "prepare", "check", "collect"])
def test_what_has_no_name_is_no_file(folder, command):
    assert ran(command, "").code == 2


def test_every_way_of_telling_others_names_the_meeting_alike(folder):
    """What was sent first, what was moved since, the calendar that came later: one meeting."""
    found = []
    for day, command in (("03", "send"), ("10", "send"), ("10", "calendar"), ("11", "send"),
                         ("12", "send"), ("12", "calendar"), ("13", "calendar")):  # fmt: skip
        write(ZONED.replace("2026-12-03", f"2026-12-{day}"))
        assert ran(command, "career.yaml").code == 0
        made = invitation() if command == "send" else icalendar.Calendar.from_ical(
            Path("career.ics").read_bytes())  # fmt: skip
        (event,) = made.walk("VEVENT")
        found.append((str(event["UID"]), event["SEQUENCE"]))
    assert len({uid for uid, _ in found}) == 1
    sent = [number for (_, number), command in zip(found, "ssxssxx", strict=True) if command == "s"]
    assert sent == sorted(set(sent))


def test_a_calendar_on_stdout_names_the_meeting_as_the_file_does(folder):
    write(ZONED)
    ran("calendar", "career.yaml")
    write(ZONED.replace("2026-12-03", "2026-12-10"))
    (mine,) = icalendar.Calendar.from_ical(Path("career.ics").read_bytes()).walk("VEVENT")
    (told,) = icalendar.Calendar.from_ical(ran("calendar", "career.yaml", "-o", "-").out).walk(
        "VEVENT"
    )
    assert told["UID"] == mine["UID"]


def test_what_is_posted_is_never_the_private_copy(folder):
    with pytest.raises(Stop, match="for you alone"):
        post(Posting("career.yaml", Wish(now=NOW, audience="me"), Resources(), lambda *_: ""))


def test_calling_off_is_above_every_invitation_that_went_out(folder):
    write(ZONED)
    ran("calendar", "career.yaml")
    for day in ("10", "11", "12"):
        write(ZONED.replace("2026-12-03", f"2026-12-{day}"))
        ran("send", "career.yaml")
    (sent,) = invitation().walk("VEVENT")
    ran("calendar", "career.yaml", "--cancel")
    (off,) = icalendar.Calendar.from_ical(Path("career.ics").read_bytes()).walk("VEVENT")
    assert off["UID"] == sent["UID"]
    assert off["SEQUENCE"] > sent["SEQUENCE"]


def test_an_invitation_elsewhere_is_found_by_the_calendar_beside_the_answers(folder):
    write(ZONED)
    assert "will not be found again there" in ran("send", "career.yaml", "-o", "one.eml").err
    ran("calendar", "career.yaml")
    assert "will not be found" not in ran("send", "career.yaml", "-o", "two.eml").err


def test_a_calendar_that_is_none_of_ours_does_not_keep_an_e_mail_back(folder):
    write(ZONED)
    (folder / "career.ics").mkdir()
    assert ran("send", "career.yaml").code == 0
    assert invitation()["METHOD"] == "REQUEST"
