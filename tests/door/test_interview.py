"""`agenda new --guided`, in a terminal as a person has one."""

import stat
import sys
import time

import pytest

from agenda.answers.exercise import EXERCISE, PEOPLE, every_question
from commands.command_line import ran
from ground import ROOT, in_a_process

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

from door.sitting import END, Sitting

HEAD = "version: 1\nemployee: Ada Park\nmanager: {name: Grace Osei, call: Grace}\n"
STARTED = HEAD + "meeting: 2026-12-03 14:00  # in her room\n"
VALUES = "aspirations: {energised_by: [people], drained_by: [forms]}\n"


def written(folder, text=STARTED):
    (folder / "career.yaml").write_text(text)
    return folder


def test_every_answer_is_in_the_file_at_once_and_an_interrupt_loses_none(tmp_path):
    talk = Sitting(tmp_path)
    talk.answer("What is your name", "Lea: Brandt")
    talk.answer("your manager’s name?", "Tom")
    talk.wait("How do you address")
    time.sleep(0.1)
    file = tmp_path / "career.yaml"
    assert 'employee: "Lea: Brandt"\n' in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    talk.terminal.sendintr()
    assert talk.end() == 130
    assert "agenda new --guided career.yaml" in talk.heard
    assert [path.name for path in tmp_path.iterdir()] == ["career.yaml"]

    again = Sitting(tmp_path, "career.yaml")
    again.answer("How do you address", "Tom")
    assert again.leave("If there is an appointment", END) == 0
    assert "your manager’s name?" not in again.heard
    assert 'call: "Tom"' in file.read_text()
    assert stat.S_IMODE((tmp_path / "career.yaml~").stat().st_mode) == 0o600


def test_one_goes_on_at_the_first_open_question_and_back_from_there(tmp_path):
    talk = Sitting(written(tmp_path, STARTED + VALUES))
    talk.answer("Which words say", "craft")
    talk.answer("Another one?")
    talk.answer("craft – Which moment", "<")
    talk.answer("Another one?", "<")
    talk.answer("So far: craft. Enter keeps it.", "care")
    talk.answer("care – Which moment", "a night shift")
    talk.leave("Do you know where you want to be")
    assert "Going on where you left off." in talk.heard
    assert "Think of a stretch" not in talk.heard
    after = (tmp_path / "career.yaml").read_text()
    assert after.startswith(STARTED)
    assert after.endswith('values:\n  - name: "care"\n    example: "a night shift"\n')
    assert (tmp_path / "career.yaml~").read_text() == STARTED + VALUES


def test_what_is_taken_out_elsewhere_while_it_is_asked_about_is_asked_anew(tmp_path):
    file = tmp_path / "career.yaml"
    talk = Sitting(written(tmp_path, STARTED + VALUES))
    talk.answer("Which words say", "craft")
    talk.answer("Another one?")
    talk.wait("craft – Which moment")
    file.write_text(STARTED + VALUES)
    talk.terminal.sendline("")
    talk.leave("Which words say")
    assert "Traceback" not in talk.heard


def test_a_fault_is_told_with_its_cure_and_a_pitch_can_be_said_otherwise(coach, tmp_path):
    skills = VALUES + "values: [{name: a, example: b}]\nskills: {current: [], future: []}\n"
    talk = Sitting(written(tmp_path, HEAD + skills), columns=40)
    talk.answer("If there is an appointment", "3 December")
    talk.hear("write year-12-03, with the year in figures")
    talk.answer("If there is an appointment", "3 December 2026")
    talk.answer("Enter takes 2026-12-03.", "<")
    talk.answer("How do you address your manager")
    talk.answer("If there is an appointment", "3.12.2026")
    talk.answer("Enter takes 2026-12-03.")
    talk.answer("Do you know", "7")
    talk.answer("(1–3)", "3")
    for asked in ("What could you be doing", "in one sentence", "does your job need", "Lead"):
        talk.answer({"Lead": "would those futures need"}.get(asked, asked))
    talk.answer("What will be finished", "Be promoted to ward manager")
    talk.hear("'promoted' makes this a pitch")
    talk.answer("Say it in other words", "Lead the ward round by 2027-04-30")
    talk.answer("How will both of you see", "")
    talk.answer("in the next two weeks", "")
    talk.answer("does it serve?", "1")
    talk.wait("What could your manager do")
    assert max(map(len, talk.lines)) <= 40
    talk.terminal.sendeof()
    talk.end()
    after = (tmp_path / "career.yaml").read_text()
    assert after.endswith(
        'goals:\n  - what: "Lead the ward round"\n    by: "2027-04-30"\n    serves: "a"\n'
    )


def test_the_last_answer_leads_to_what_comes_next(tmp_path):
    private = "private: {trust: low, avoid_saying: a, must_say: b, promotion: c}\n"
    text = STARTED + (
        "aspirations: {energised_by: [a], drained_by: [b], long_term: c d e f, clarity: clear,"
        " directions: [{role: x, why: y}]}\nvalues: [{name: a, example: b}]\n"
        "skills: {current: [{name: a, level: 1, evidence: b}],"
        " future: [{name: b, level: 1, target: 2}]}\n"
        "goals: [{what: a, by: 2027-04-30, success: b, first_step: c, serves: a}]\n"
        "asks: [{what: a, by: 2027-04-30, already_helps: b}]\nquestions: [a]\n"
    )
    talk = Sitting(written(tmp_path, text + private))
    talk.answer("What will your first sentence be?", "Hello.")
    assert talk.end() == 0
    assert "agenda check career.yaml" in talk.heard
    assert "agenda prepare career.yaml" in talk.heard
    assert "Think of a stretch" not in talk.heard


def test_keys_edit_and_choose_where_the_terminal_can(tmp_path):
    values = STARTED + VALUES + "values: [{name: a, example: b}]\n"
    talk = Sitting(written(tmp_path, values), TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1")
    talk.hear("I do not know yet")
    talk.hear("Back")
    talk.terminal.send("\x1b[B\r")
    talk.wait("What could you be doing")
    talk.terminal.send("teechink\x7f\x7f\x7f\x7f\x7f\x7faching\r")
    assert talk.leave("Another one?") == 130
    assert 'clarity: "exploring"' in (tmp_path / "career.yaml").read_text()
    assert "teaching" in (tmp_path / "career.yaml").read_text()


def test_the_language_of_the_file_is_spoken(tmp_path):
    talk = Sitting(written(tmp_path, "language: de\nformality: informal\n" + HEAD))
    talk.leave("Falls es schon einen Termin gibt")
    assert "Weiter geht es mit: agenda new --guided career.yaml" in talk.heard


@pytest.mark.parametrize(
    ("name", "code", "fault"),
    [
        ("-", 2, "an interview needs a file"),
        ("nowhere/career.yaml", 3, "there is no such folder"),
        (".", 3, "could not be written"),
    ],
)
def test_a_file_that_cannot_hold_answers_is_told_before_anything_is_asked(
    tmp_path, monkeypatch, name, code, fault
):
    monkeypatch.chdir(tmp_path)
    run = ran("new", "--guided", name)
    assert (run.code, run.out, fault in run.err) == (code, b"", True)
    assert list(tmp_path.iterdir()) == []


def test_the_line_that_began_an_interview_goes_on_with_it_and_another_one_does_not(tmp_path):
    line = ("--language", "de", "--formal", "--manager", "Grace  Osei")
    assert Sitting(tmp_path, *line).leave("Wie heißen Sie?") == 130
    assert Sitting(tmp_path, *line).leave("Wie heißen Sie?") == 130
    begun = (tmp_path / "career.yaml").read_text("utf-8")
    for other in (("--language", "en"), ("--manager", "Ada Park"), ("--schema",)):
        talk = Sitting(tmp_path, *other)
        assert talk.end() == 2
        assert "goes on as it was begun" in talk.heard
    assert (tmp_path / "career.yaml").read_text("utf-8") == begun


def test_a_file_with_errors_is_left_as_it_is(tmp_path):
    talk = Sitting(written(tmp_path, STARTED + "valeus: [craft]\n"))
    assert talk.end() == 1
    assert "write values: instead" in talk.heard
    assert (tmp_path / "career.yaml").read_text() == STARTED + "valeus: [craft]\n"


def test_without_a_terminal_nothing_is_begun(tmp_path):
    run = in_a_process("new", "--guided", cwd=tmp_path)
    assert run.returncode == 2
    assert b"agenda new without --guided" in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_conversation_in_the_docs_asks_what_is_asked():
    told = " ".join((ROOT / "docs" / "first-conversation.md").read_text("utf-8").split())
    asked = [say for step in (PEOPLE, *EXERCISE) for say in (step.title, step.why)]
    asked += [one.text for one in every_question((PEOPLE, *EXERCISE))]
    assert [text for text in asked if text not in told] == []
