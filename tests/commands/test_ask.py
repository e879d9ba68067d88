"""`agenda ask`: a text to paste, a draft, or a page."""

from __future__ import annotations

import email
from email import policy
from pathlib import Path

import pikepdf
import pytest

import agenda
from commands.command_line import SMALL, inside, ran
from extracted import READERS
from ground import NOW
from test_imports import imported_by, packages

NAMED = SMALL.replace("Grace Osei", "{name: Grace Osei, email: grace@example.org}")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(NAMED, "utf-8")
    return tmp_path


def test_the_text_is_put_on_stdout_and_nothing_is_written(folder):
    done = ran("ask", "career.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.decode().startswith("Hello Grace Osei,\n\nI would like to talk")
    assert done.out.decode().endswith("\n\nThank you,\nAda Park\n")
    assert sorted(inside(folder)) == ["career.yaml"]


def test_the_formal_tone_says_it_formally(folder):
    assert ran("ask", "career.yaml", "--tone", "formal").out.startswith(b"Dear Grace Osei,")


def test_a_draft_is_addressed_and_says_the_same(folder):
    text = ran("ask", "career.yaml").out.decode()
    done = ran("ask", "career.yaml", "-o", "ask.eml")
    made = email.message_from_bytes(Path("ask.eml").read_bytes(), policy=policy.default)
    assert made["X-Unsent"] == "1"
    assert made["To"] == "Grace Osei <grace@example.org>"
    assert made["Subject"] == "Could we talk about where I am heading?"
    assert made.get_body(("plain",)).get_content().replace("\r\n", "\n") == text
    assert "names no sender" in done.err


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_it_is_a_page_in_every_format(folder, form):
    assert ran("ask", "career.yaml", "-o", f"ask.{form}").code == 0
    read = " ".join(READERS[form](Path(f"ask.{form}").read_bytes()).split())
    said = " ".join(ran("ask", "career.yaml").out.decode().replace("\n- ", " ").split())
    for sentence in said.split(". ")[:4]:
        assert sentence.split("Hello Grace Osei, ")[-1] in read.replace("- ", "").replace("• ", "")


def test_a_format_alone_puts_it_beside_the_answers(folder):
    assert ran("ask", "career.yaml", "-f", "pdf").err == "wrote career.ask.pdf\n"
    assert ran("ask", "career.yaml", "-f", "eml").err.startswith("wrote career.ask.eml\n")
    assert ran("ask", "career.yaml", "-f", "txt", "-O", "out").err.startswith("wrote out")


@pytest.mark.parametrize("trust", ["low", "medium", "high", None])
def test_trust_changes_not_a_word(folder, trust):
    before = [
        ran("ask", "career.yaml").out,
        agenda.make(agenda.load("career.yaml"), "docx", document="ask", now=NOW),
    ]
    ran("ask", "career.yaml", "-o", "before.eml")
    private = f"private: {{trust: {trust}}}\n" if trust else ""
    (folder / "career.yaml").write_text(NAMED + private, "utf-8")
    after = [
        ran("ask", "career.yaml").out,
        agenda.make(agenda.load("career.yaml"), "docx", document="ask", now=NOW),
    ]
    ran("ask", "career.yaml", "-o", "after.eml")
    assert after == before
    assert Path("after.eml").read_bytes() == Path("before.eml").read_bytes()


@pytest.mark.parametrize("options", [(), ("-o", "ask.eml"), ("-o", "ask.pdf")])
def test_low_trust_suggests_something_else_to_the_writer_alone(folder, options):
    (folder / "career.yaml").write_text(NAMED + "private: {trust: low}\n", "utf-8")
    assert "trust is low between you" in ran("ask", "career.yaml", *options).err
    (folder / "career.yaml").write_text(NAMED + "private: {trust: high}\n", "utf-8")
    assert "trust" not in ran("ask", "career.yaml", *options).err


WRONG = [
    (["-f", "pdf", "-f", "eml"], "-f can be said once here"),
    (["--times", "tomorrow"], "'tomorrow' is not a date with a time"),
    (["--times", "2026-12-03"], "is not a date with a time"),
    (["--times", "2026-13-03 14:00"], "is not a date with a time"),
    (["--times", "2026-12-03 25:00"], "is not a date with a time"),
    (["--times", "2025-12-03 14:00"], "is over"),
    (["--times", "2026-12-03 14:00"] * 3, "more than two times"),
    (["-o", "ask.rtf"], "no message is written as 'ask.rtf'"),
    (["-o", "ask.eml", "-f", "pdf"], "contradict each other"),
    (["-o", "ask.txt", "-O", "out"], "-o and -O are both given"),
    (["-o", "career.yaml"], "no message is written"),
]


@pytest.mark.parametrize(("options", "said"), WRONG, ids=lambda one: str(one)[:40])
def test_wrong_usage_is_told_and_makes_nothing(folder, options, said):
    done = ran("ask", "career.yaml", *options)
    assert done.code == 2
    assert said in done.err
    assert sorted(inside(folder)) == ["career.yaml"]


ZONED = NAMED.replace(
    "meeting: 2026-12-03 14:00", "meeting: {start: 2026-12-03 14:00, timezone: Europe/Berlin}"
)


@pytest.mark.parametrize("options", [(), ("-o", "ask.pdf")])
def test_a_time_that_no_clock_shows_is_told_with_both_readings(folder, options):
    (folder / "career.yaml").write_text(ZONED, "utf-8")
    done = ran("ask", "career.yaml", "--times", "2027-03-28 02:30", *options)
    assert done.code == 2
    assert "02:30 does not exist on that day in Europe/Berlin" in done.err
    assert "write 01:30 or 03:30" in done.err


def test_a_time_is_over_on_the_clock_of_the_meeting(folder):
    (folder / "career.yaml").write_text(ZONED, "utf-8")  # the tests' clock shows 12:00 UTC
    assert ran("ask", "career.yaml", "--times", "2026-11-23 12:30").code == 2
    assert ran("ask", "career.yaml", "--times", "2026-11-23 13:30").code == 0


def test_the_page_looks_as_the_file_wants_it(folder):
    (folder / "career.yaml").write_text(NAMED + "paper: letter\n", "utf-8")
    ran("ask", "career.yaml", "-o", "ask.pdf")
    with pikepdf.open("ask.pdf") as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_all_wrong_times_are_told_at_once(folder):
    done = ran("ask", "career.yaml", "--times", "one", "--times", "two")
    assert "'one'" in done.err
    assert "'two'" in done.err


def test_answers_with_errors_make_no_message(folder):
    (folder / "career.yaml").write_text(NAMED + "gaols: []\n", "utf-8")
    done = ran("ask", "career.yaml", "-o", "ask.eml")
    assert done.code == 1
    assert "career.yaml:6:1: error[unknown-key]" in done.err
    assert not Path("ask.eml").exists()


def test_a_name_with_line_breaks_makes_no_header(folder):
    (folder / "career.yaml").write_text(
        NAMED.replace("Grace Osei", '"G\\r\\nBcc: x@y.org"'), "utf-8"
    )
    ran("ask", "career.yaml", "-o", "ask.eml")
    assert email.message_from_bytes(Path("ask.eml").read_bytes())["Bcc"] is None


def test_a_message_for_me_is_wrong_usage_of_the_library(folder):
    with pytest.raises(Exception, match="goes to your manager"):
        agenda.make(agenda.load("career.yaml"), document="ask", audience="me")


def test_the_text_needs_no_writer_of_documents(folder):
    line = "['agenda', 'ask', 'career.yaml']"
    code = f"import sys; sys.argv = {line}; from agenda.cli import main; main()"
    assert packages(imported_by(code)) & {"weasyprint", "docx", "icalendar", "fontTools"} == set()
