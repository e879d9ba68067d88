"""The library face: load, check, make, as a program of one's own uses them."""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import agenda
from agenda.answers.audience import Audience
from agenda.language import bundled, locale
from agenda.render import html, pdf, theme
from agenda.source.problems import Stop
from commands.command_line import MEAGRE, SMALL, ran
from ground import GOOD, NOW

FULL = next(path for path in GOOD if path.stem == "full")
SMALLEST = next(path for path in GOOD if path.stem == "smallest")


@pytest.mark.parametrize("kind", [Path, str, Path.read_bytes])
def test_answers_are_loaded_from_a_path_a_name_or_bytes(kind):
    assert agenda.load(kind(SMALLEST)).text == SMALLEST.read_text("utf-8")


def test_sound_answers_have_no_problems():
    assert agenda.check(agenda.load(SMALL.encode()), select=()) == ()


def test_problems_are_values_with_their_place():
    source = agenda.load(SMALL.encode() + b"gaols: []\n")
    (problem,) = agenda.check(source, select=())
    assert (problem.rule, problem.path) == ("unknown-key", ("gaols",))
    assert source.text[problem.span.start : problem.span.end] == "gaols"


@pytest.mark.parametrize(
    ("answers", "rule"),
    [(b"- x", "not-a-map"), (b"a: 'x", "yaml-quote"), ("missing.yaml", "no-file")],
    ids=["a list", "an open quote", "no file"],
)
def test_what_cannot_be_loaded_stops_with_its_problems(answers, rule):
    with pytest.raises(Stop) as stop:
        agenda.load(answers)
    assert [problem.rule for problem in stop.value.problems] == [rule]
    assert str(stop.value) == stop.value.problems[0].message


def test_what_cannot_be_made_stops_with_every_problem():
    source = agenda.load(b"version: 1\nemployee: Ada\ntheme: x\n")
    with pytest.raises(Stop) as stop:
        agenda.make(source, "md", now=NOW)
    assert [problem.rule for problem in stop.value.problems] == ["missing", "theme"]


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype"), ("md", b"Car")]
)
def test_every_format_is_made_as_bytes(form, start):
    assert agenda.make(agenda.load(SMALLEST), form, now=NOW).startswith(start)


def test_a_pdf_is_made_unless_another_format_is_named():
    assert agenda.make(agenda.load(SMALLEST), now=NOW).startswith(b"%PDF-")


@pytest.mark.parametrize("reader", ["me", Audience.ME])
def test_the_private_copy_is_made_for_me_alone(reader):
    source = agenda.load(SMALL.encode() + b"private: {must_say: A thing to say}\n")
    assert b"A thing to say" in agenda.make(source, "md", audience=reader, now=NOW)
    assert b"A thing to say" not in agenda.make(source, "md", now=NOW)


def test_the_command_gives_what_the_library_gives(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    for form in ("docx", "html", "md"):
        made = agenda.make(agenda.load(SMALLEST), form, now=NOW, language="de", paper="letter")
        line = ["prepare", SMALLEST, "-f", form, "-o", "-", "--language", "de", "--paper", "letter"]
        assert ran(*line).out == made


def test_without_a_time_the_clock_s_is_taken(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    source = agenda.load(SMALLEST)
    assert agenda.make(source, "docx") == agenda.make(source, "docx", now=NOW)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert agenda.make(source, "docx") != agenda.make(source, "docx", now=NOW)


@pytest.mark.parametrize(
    ("name", "rule"), [("theme", "unknown-theme"), ("language", "unknown-language")]
)
def test_an_unknown_name_stops(name, rule):
    with pytest.raises(Stop) as stop:
        agenda.make(agenda.load(SMALLEST), "md", now=NOW, **{name: "x"})
    assert [problem.rule for problem in stop.value.problems] == [rule]


def test_nothing_else_is_offered():
    assert sorted(agenda.__all__) == ["Problem", "Stop", "__version__", "check", "load", "make"]
    with pytest.raises(AttributeError, match="nothing"):
        getattr(agenda, "nothing")  # noqa: B009


def test_what_stops_and_what_it_stops_with_have_public_names():
    with pytest.raises(agenda.Stop) as stop:
        agenda.load("missing.yaml")
    assert all(isinstance(problem, agenda.Problem) for problem in stop.value.problems)
    assert agenda.Stop.__doc__
    assert agenda.Problem.__doc__


@pytest.mark.parametrize("kind", [Path, str])
def test_a_folder_of_templates_is_named_by_a_text_or_a_path(tmp_path, kind):
    (tmp_path / "documents").mkdir()
    text = "<html><head><title>x</title></head><body><p>Mine</p></body></html>"
    (tmp_path / "documents" / "agenda.html.j2").write_text(text, "utf-8")
    made = agenda.make(agenda.load(SMALLEST), "md", templates=kind(tmp_path), now=NOW)
    assert made == b"Mine\n"


@pytest.mark.parametrize("name", ["nowhere", "file", "", "a\0b", "x" * 300])
def test_a_folder_of_templates_that_is_none_stops(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    with pytest.raises(agenda.Stop, match="there is no folder"):
        agenda.make(agenda.load(SMALLEST), "md", templates=name, now=NOW)


def test_a_level_named_in_the_language_of_the_answers_counts_in_another_one():
    german = """{version: 1, language: de, employee: Ada, manager: Grace, values: [x],
    skills: {current: [{name: Takt, level: souverän}]}}"""
    page = agenda.make(agenda.load(german.encode()), "html", language="en", now=NOW).decode()
    assert '<span class="number">4</span>' in page


def test_cycles_without_a_name_are_told_apart():
    talks = [SMALL.replace("2026-12", month) for month in ("2026-06", "2026-12", "2027-06")]
    first, second = (agenda.load(talk.encode()) for talk in talks[:2])
    other = agenda.load(talks[2].replace("Ada Park", "Jo Blum").encode())
    made = agenda.make([first, second], "md", document="progress", now=NOW)
    assert agenda.make([second, first], "md", document="progress", now=NOW) == made
    with pytest.raises(Stop) as stopped:
        agenda.make([first, second, other], "md", document="progress", now=NOW)
    (report,) = stopped.value.reports()
    assert (report.name, "Jo Blum" in report.text) == ("<text> (3)", True)


def test_coaching_comes_behind_the_problems_and_can_be_chosen():
    source = agenda.load(MEAGRE.encode())
    assert len(agenda.check(source, now=NOW)) == 3
    assert len(agenda.check(source, now=NOW, every=True)) == 9
    (problem,) = agenda.check(source, now=NOW, select={"no-long-arc"})
    assert (problem.rule, problem.severity.value) == ("no-long-arc", "hint")
    assert agenda.check(source, now=NOW, select={"no-long-arc"}, ignore={"no-long-arc"}) == ()


def test_a_rule_that_there_is_not_stops():
    with pytest.raises(Stop, match="there is no rule 'x'"):
        agenda.check(agenda.load(SMALLEST), ignore={"x"})


def test_earlier_cycles_are_compared_with():
    talk = SMALL.replace("2026-12", "2026-06").encode()
    before = agenda.load(talk + b"record: {actions: [{id: a1, what: Call, owner: manager}]}\n")
    now = agenda.load(SMALL.encode())
    found = agenda.check(now, now=NOW, earlier=[before], every=True)
    assert "dropped-action" in {one.rule for one in found}
    with pytest.raises(Stop, match="not of an earlier talk"):
        agenda.check(before, now=NOW, earlier=[now])


def test_a_format_that_nothing_is_written_in_is_told():
    with pytest.raises(Stop, match="no document is written as 'txt'"):
        agenda.make(agenda.load(GOOD[0]), "txt", now=NOW)


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_what_comes_with_the_program_is_loaded_for_the_first_document_only(form, monkeypatch):
    source = agenda.load(SMALLEST)
    first = agenda.make(source, form, now=NOW)
    for loader in (html._CheckedLoader, pdf.Press):
        monkeypatch.setattr(loader, "__init__", lambda *_: pytest.fail("it is made once more"))
    for loads in ((html._CheckedLoader, "load"), (theme, "load"), (locale, "load")):
        monkeypatch.setattr(*loads, lambda *_: pytest.fail("it is loaded once more"))
    assert agenda.make(source, form, now=NOW) == first


def test_documents_made_side_by_side_each_speak_their_own_language():
    source = agenda.load(SMALLEST)

    def made(number):
        return agenda.make(source, "html", language=("en", "de", "de-AT")[number % 3], now=NOW)

    alone = [made(number) for number in range(3)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(made, range(60))) == alone * 20


def test_a_pdf_is_the_same_whatever_was_printed_before_it():
    small, full = agenda.load(SMALLEST), agenda.load(FULL)
    with ThreadPoolExecutor(2) as threads:
        first, *_, last = threads.map(
            lambda source: agenda.make(source, "pdf", now=NOW), (small, full, full, small)
        )
    assert first == last


def test_pdfs_of_a_theme_of_one_s_own_are_made_side_by_side_and_leave_stdout_alone(tmp_path):
    shutil.copytree(bundled.templates() / "themes" / "classic", tmp_path / "themes" / "mine")
    source, before = agenda.load(SMALLEST), sys.stdout

    def made(_):
        return agenda.make(source, "pdf", theme="mine", templates=tmp_path, now=NOW)

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(made, range(4)))) == 1
    assert sys.stdout is before
