"""`agenda calendar`: a file beside the answers that replaces its own earlier versions alone."""

from __future__ import annotations

import icalendar
import pytest

from agenda.calendar.earlier import find_published
from agenda.calendar.publishing import invite
from career import answers_of, speaking
from commands.command_line import SMALL, inside, ran
from ground import NOW

ZONED = SMALL.replace("meeting: 2026-12-03 14:00",
                      "meeting: {start: 2026-12-03 14:00, timezone: Europe/Berlin}")  # fmt: skip
AGREED = """\
record: {actions: [{id: a1, what: Sign it, owner: employee, due: 2027-01-31},
  {id: a2, what: Introduce me, owner: manager, due: 2027-01-31}]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    said(ZONED + AGREED)
    return tmp_path


def said(text):
    from pathlib import Path

    Path("career.yaml").write_text(text, "utf-8")


def entries(name="career.ics"):
    from pathlib import Path

    return icalendar.Calendar.from_ical(Path(name).read_bytes()).events


def test_it_stands_beside_the_answers(folder):
    done = ran("calendar", "career.yaml")
    assert (done.code, done.err) == (0, "wrote career.ics\n")
    assert [str(one["SUMMARY"]) for one in entries()] == [
        "Career check-in", "Career check-in: action due"]  # fmt: skip
    before = inside(folder)
    assert ran("calendar", "career.yaml", "-q").said == ""
    assert inside(folder) == before


def test_all_actions_and_what_they_say_are_there_when_asked_for():
    ran("calendar", "career.yaml", "--whose", "all", "--descriptive", "--language", "de")
    assert [str(one["SUMMARY"]) for one in entries()] == [
        "Entwicklungsgespräch: Ada Park und Grace Osei", "Sign it", "Introduce me"]  # fmt: skip


def test_a_moved_meeting_keeps_its_uid_and_calling_it_off_finds_it():
    ran("calendar", "career.yaml")
    first = entries()[0]
    said((ZONED + AGREED).replace("12-03", "12-10").replace("Grace Osei", "Grace O."))
    ran("calendar", "career.yaml")
    assert (entries()[0]["UID"], entries()[0]["SEQUENCE"]) == (first["UID"], 1)
    assert ran("calendar", "career.yaml", "--cancel").code == 0
    (off,) = entries()
    assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (first["UID"], 2, "CANCELLED")


def test_an_action_that_is_done_goes():
    ran("calendar", "career.yaml")
    ran("done", "career.yaml", "a1")
    ran("calendar", "career.yaml")
    assert [str(one["STATUS"]) for one in entries()] == ["CONFIRMED", "CANCELLED"]


def test_what_the_rest_of_a_file_makes_sound_is_no_fault_of_the_part_that_is_seen():
    said(ZONED + "record: {held: 2026-12-03, actions: [{what: Late, owner: employee, due: "
         "2026-11-01, carried: 1}, {what: x, status: dropped, reason: moot}]}\n")  # fmt: skip
    assert ran("calendar", "career.yaml").code == 0
    assert len(entries()) == 2


def test_without_a_zone_it_says_so_once():
    said(SMALL)
    done = ran("calendar", "career.yaml")
    assert done.err.count("no time zone is given") == 1
    assert "timezone: Europe/Berlin" in done.err


def test_an_hour_that_comes_twice_is_told():
    said(ZONED.replace("2026-12-03 14:00", "2026-10-25 02:30"))
    assert "warning[time-twice]" in ran("calendar", "career.yaml").err


@pytest.mark.parametrize("options", ["", "--whose all", "--cancel"])
def test_nothing_to_write_is_an_error_with_its_cure(folder, options):
    said(SMALL.replace("meeting: 2026-12-03 14:00\n", ""))
    done = ran("calendar", "career.yaml", *options.split())
    assert (done.code, "error[needs]" in done.err, "meeting:" in done.err) == (1, True, True)
    assert sorted(inside(folder)) == ["career.yaml"]


def test_nothing_is_written_that_repeats_a_private_passage(folder):
    secret = "I would rather not say this to anybody"
    said(ZONED + f"private: {{notes: {secret}}}\nquestions: [{secret}]\n")
    done = ran("calendar", "career.yaml")
    assert (done.code, "private-in-shared" in done.err) == (1, True)
    assert sorted(inside(folder)) == ["career.yaml"]


@pytest.mark.parametrize("name", ["other.ics", "career.yaml", "sub.ics", "x.pdf"])
def test_what_is_no_calendar_of_ours_is_never_replaced(folder, name):
    (folder / "other.ics").write_text("BEGIN:VCALENDAR\nPRODID:x\nEND:VCALENDAR\n")
    (folder / "sub.ics").mkdir()
    before = inside(folder)
    done = ran("calendar", "career.yaml", "-o", name)
    assert (done.code, "-o" in done.err or ".ics" in done.err) == (2, True)
    assert inside(folder) == before


def test_stdin_goes_to_stdout(folder):
    done = ran("calendar", "-", stdin=ZONED.encode())
    assert (done.code, done.out.startswith(b"BEGIN:VCALENDAR\r\n")) == (0, True)
    assert ran("calendar", "career.yaml", "-o", "-").out.endswith(b"END:VCALENDAR\r\n")
    assert sorted(inside(folder)) == ["career.yaml"]


ADDRESSES = "version: 1\nemployee: {name: A, email: a@x.org}\nmanager: {name: B, email: b@x.org}\n"


def test_an_invitation_has_the_uid_of_the_calendar_also_when_the_meeting_was_moved(folder):
    text = "meeting: {start: 2026-12-03 14:00, timezone: Europe/Berlin}\n"
    said(ADDRESSES + text)
    ran("calendar", "career.yaml")
    answers = answers_of(text, head=ADDRESSES)
    moved = answers_of(text.replace("12-03", "12-10"), head=ADDRESSES)
    name = entries()[0]["UID"]
    for data in (invite(answers, speaking(), NOW),
                 invite(moved, speaking(), NOW, find_published("career.yaml"))):  # fmt: skip
        (entry,) = icalendar.Calendar.from_ical(data).events
        assert entry["UID"] == name


@pytest.mark.parametrize(
    ("text", "head"),
    [("meeting: 2026-12-03\n", ADDRESSES), ("", ADDRESSES), ("meeting: 2026-12-03 14:00\n", None)],
    ids=["no hour", "no meeting", "no addresses"],
)
def test_there_is_no_invitation_without_the_hour_and_both_addresses(text, head):
    answers = answers_of(text, head=head) if head else answers_of(text)
    assert invite(answers, speaking(), NOW) == b""


# --- the next talk is one entry, in the calendar of this cycle and of its own ---------------

NEXT = "record: {next_check_in: 2027-06-03}\n"


def days(name="career.ics"):
    """Return the day of each entry that stands, by its UID."""
    return {str(one["UID"]): str(one.decoded("dtstart"))[:10] for one in entries(name)
            if one["STATUS"] == "CONFIRMED"}  # fmt: skip


def test_the_next_file_s_calendar_has_the_check_in_as_its_meeting():
    said(ZONED + NEXT)
    assert ran("calendar", "career.yaml").code == 0
    assert ran("next", "career.yaml", "-o", "following.yaml").code == 0
    assert ran("calendar", "following.yaml").code == 0
    assert days("following.ics").items() <= days().items()
    assert len(days() | days("following.ics")) == 2


def test_a_check_in_that_was_moved_is_cancelled_on_its_old_day_and_counted_on():
    said(ZONED + NEXT)
    ran("calendar", "career.yaml")
    first = days()
    said(ZONED + NEXT.replace("06-03", "06-10"))
    ran("calendar", "career.yaml")
    gone = [str(one["UID"]) for one in entries() if one["STATUS"] == "CANCELLED"]
    assert gone == [name for name, day in first.items() if day == "2027-06-03"]
    assert sorted(days().values()) == ["2026-12-03", "2027-06-10"]
    assert days().items() & first.items() != set()


@pytest.mark.parametrize("first", [NEXT, "meeting: 2026-12-03\n", f"meeting: 2026-12-03\n{NEXT}"])
def test_each_entry_keeps_its_uid_whatever_comes_to_it(first):
    head = SMALL.replace("meeting: 2026-12-03 14:00\n", "")
    said(head + first)
    assert ran("calendar", "career.yaml").code == 0
    before = days()
    said(ZONED + NEXT)
    assert ran("calendar", "career.yaml").code == 0
    assert before.items() <= days().items()
    assert sorted(days().values()) == ["2026-12-03", "2027-06-03"]
