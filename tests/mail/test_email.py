"""E-mail: what is put in is read back by parsers that are not ours, and nothing else is."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.utils import parsedate_to_datetime

import mailparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.answers.mailbox import Mailbox, is_address, sendable
from agenda.mail.email import (
    Attachment,
    Letter,
    file_name,
    is_message_id,
    needs_utf8,
    unstructured,
    write_message,
)
from draws import grid

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ADA, GRACE = Mailbox("Ada Park", "ada@example.com"), Mailbox("Grace Osei", "grace@example.org")
LETTER = Letter(
    NOON, "Career conversation", "Dear Grace,\n", "<p>Dear Grace,</p>", "1f", ADA, (GRACE,)
)
HEADERS = ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]
NAUGHTY = [
    "\r\nBcc: eve@example.org",
    "=?utf-8?q?a=0D=0ABcc:_c?=",
    "\nSubject: x",
    "a: b",
    ",",
    "<x@y.org>",
    '"',
    "\\",
    "\u2028",
    "\x0b",
    "(comment)",
    "ü",
    "職",
    "\r\n\r\nbody",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(NAUGHTY), st.text(st.characters(exclude_categories=["Cs"]))),
    max_size=6,
).map("".join)


def parsed(letter: Letter) -> email.message.EmailMessage:
    return email.message_from_bytes(write_message(letter), policy=policy.default)


def unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(subject=TEXTS, name=TEXTS)
def test_a_text_never_makes_a_header(subject, name):
    letter = replace(LETTER, subject=subject, to=(Mailbox(name, "grace@example.org"),))
    raw = write_message(letter).split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0].decode() for line in raw.split(b"\r\n") if line[:1] not in b" \t"]
    assert sorted(names) == [one for one in HEADERS if one != "Subject" or one_line(subject)]


@given(subject=TEXTS)
def test_a_subject_is_read_back_as_one_line(subject):
    raw = write_message(replace(LETTER, subject=subject))
    found = str(
        email.header.make_header(
            email.header.decode_header(email.message_from_bytes(raw)["Subject"] or "")
        )
    )
    assert one_line(found) == one_line(subject)


@given(name=TEXTS)
def test_a_name_is_read_back_with_its_address(name):
    letter = replace(LETTER, to=(Mailbox(name, "grace@example.org"), GRACE))
    raw = email.message_from_bytes(write_message(letter))["To"]
    found = email.utils.getaddresses([raw.replace("\r\n", "")])
    assert [address for _, address in found] == ["grace@example.org", "grace@example.org"]
    told = str(email.header.make_header(email.header.decode_header(found[0][0])))
    assert one_line(told) == one_line(name)


@given(text=TEXTS)
def test_no_header_line_is_longer_than_servers_take(text):
    letter = replace(LETTER, subject=text * 50, to=(Mailbox(text * 50, "grace@example.org"),))
    assert max(map(len, write_message(letter).split(b"\r\n"))) < 998


@given(text=TEXTS)
def test_what_a_header_holds_is_ascii(text):
    assert unstructured("Subject", text).isascii()


FULL = replace(
    LETTER,
    subject="Entwicklungsgespräch am 3. Dezember",
    cc=(Mailbox("職 人", "hr@example.org"),),
    attachments=(Attachment("Entwicklungsgespräch 職.pdf", b"%PDF-1.7\r\n\x00\xff"),),
    invitation=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
    text="Liebe Grace,\n\nschöne Grüße\n",
    in_reply_to="<0a@example.com>",
    draft=True,
    language="de",
)


def test_the_parts_stand_in_the_order_that_mail_programs_want():
    found = [part.get_content_type() for part in parsed(FULL).walk()]
    assert found == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
    ]


def test_texts_are_read_back():
    made = parsed(FULL)
    assert unix(made.get_body(("plain",)).get_content()) == FULL.text
    assert unix(made.get_body(("html",)).get_content()) == FULL.html + "\n"


def test_an_attachment_is_read_back_byte_by_byte_under_its_name():
    (attached,) = parsed(FULL).iter_attachments()
    assert attached.get_content() == FULL.attachments[0].data
    assert attached.get_filename() == "Entwicklungsgespräch 職.pdf"
    assert b"filename*=utf-8''Entwicklungsgespr%C3%A4ch" in write_message(FULL)


def test_an_invitation_is_one_that_mail_programs_show():
    part = next(part for part in parsed(FULL).walk() if part.get_content_subtype() == "calendar")
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part.get_payload(decode=True) == FULL.invitation


def test_another_parser_reads_the_same():
    made = mailparser.parse_from_bytes(write_message(FULL))
    assert made.subject == FULL.subject
    assert made.from_ == [("Ada Park", "ada@example.com")]
    assert made.to == [("Grace Osei", "grace@example.org")]
    assert made.cc == [("職 人", "hr@example.org")]
    assert list(map(unix, made.text_plain)) == [FULL.text]
    assert [one["filename"] for one in made.attachments][-1] == "Entwicklungsgespräch 職.pdf"


def test_a_reply_names_what_it_follows():
    made = parsed(FULL)
    assert made["In-Reply-To"] == made["References"] == "<0a@example.com>"


def test_a_draft_opens_for_writing():
    assert parsed(FULL)["X-Unsent"] == "1"
    assert parsed(LETTER)["X-Unsent"] is None


def test_the_message_says_when_and_in_which_language():
    made = parsed(FULL)
    assert parsedate_to_datetime(made["Date"]) == NOON
    assert made["Content-Language"] == "de"
    assert made["Message-ID"] == "<1f@example.com>"


def test_the_same_letter_gives_the_same_bytes():
    assert write_message(FULL) == write_message(replace(FULL))


def test_a_draft_may_lack_both_addresses():
    made = parsed(replace(FULL, sender=None, to=(), cc=()))
    assert made["From"] is made["To"] is None


def test_a_local_part_beyond_ascii_is_sent_as_it_is():
    letter = replace(LETTER, to=(Mailbox("", "jürgen@exämple.org"),))
    assert needs_utf8(letter)
    assert "To: jürgen@xn--exmple-cua.org\r\n".encode() in write_message(letter)
    assert not needs_utf8(replace(letter, to=(Mailbox("Jürgen", "j@exämple.org"),)))


ADDRESSES = ["a@b.org", "o'brien+x@sub.example.org", "jürgen@exämple.org", "राम@मिसाल.भारत"]
NO_ADDRESSES = [
    "a@b\nBcc: c",
    "a@b.org\nBcc: c",
    "a@b",
    "a..b@c.org",
    ".a@b.org",
    "a@-b.org",
    "a b@c.org",
    "a@b.org ",
    "a\u202eb@c.org",
    "<a@b.org>",
    "a@b.org, c@d.org",
    "=?x?=@b.org",
    "@b.org",
    "a@",
    "",
    "a" * 65 + "@b.org",
    "a@" + "b" * 64 + ".org",
    "a@b..org",
    "a@[127.0.0.1]",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_it_is_an_address(text):
    assert is_address(text)


@grid("text", NO_ADDRESSES)
def test_it_is_no_address(text):
    assert not is_address(text)


DOMAINS = [
    ("a@straße.de", "a@xn--strae-oqa.de"),
    ("a@faß.de", "a@xn--fa-hia.de"),
    ("a@βόλος.gr", "a@xn--nxasmm1c.gr"),
    ("a@Exämple.org", "a@xn--exmple-cua.org"),
]


@pytest.mark.parametrize(("text", "sent"), DOMAINS)
def test_a_domain_is_not_made_somebody_elses(text, sent):
    assert is_address(text)
    assert sendable(text) == sent


def test_a_domain_with_a_letter_that_is_not_seen_is_none():
    assert not is_address("a@exa\u200dmple.org")


@given(TEXTS)
def test_what_is_an_address_can_stand_in_a_header(text):
    for made in (text, f"{text}@b.org", f"a@{text}.org"):
        if is_address(made):
            assert not set(sendable(made)) & set(' \t\r\n<>,:;"\\()')


@given(TEXTS)
def test_a_file_name_can_be_stored(text):
    name = file_name("Agenda", text, suffix="pdf")
    assert name.endswith(".pdf")
    assert not set(name) & set('<>:"/\\|?*\r\n\t\x00')
    assert len(name) < 90


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("<a.b@c.org>", True),
        ("a@c.org", False),
        ("<a>", False),
        ("<a@c>\r\nBcc: d", False),
        ("<a b@c>", False),
    ],
)
def test_a_message_id_has_its_form(text, known):
    assert is_message_id(text) is known
