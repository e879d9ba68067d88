"""How problems look: for people in text, for programs in JSON, for CI as annotations."""

import json
import re
import unicodedata

import pytest
from click import unstyle
from hypothesis import assume, example, given
from hypothesis import strategies as st

from agenda.cli.terminal import position, shown
from agenda.source.problems import Problem, Report, Severity, Span, error, hint, warning
from draws import grid

EXAMPLE = """\
career.yaml:14:9: error[date]: '2026-13-01' is not a date
   |
14 |     by: 2026-13-01
   |         ^^^^^^^^^^ write it as year-month-day, for example 2027-01-13
"""
TEXTS = st.text(
    st.sampled_from("ab: \t\r\n山\u0301\u0939\u093f\u200d\ufe0f🚀\u202e\x1b\x9b\u2028…"),
    max_size=60,
)


def report(text, marked, rule="date", message="it is wrong", cure="mend it", name="career.yaml"):
    start = text.index(marked)
    return Report(name, text, (error(rule, message, cure, (), Span(start, start + len(marked))),))


def lines(*reports):
    return unstyle(shown(reports)).splitlines()


def wide(text):
    """Count columns as a terminal does, from Unicode's own tables."""
    width = {"W": 2, "F": 2}
    return sum(0 if unicodedata.category(char) in {"Mn", "Me", "Cf"}
               else width.get(unicodedata.east_asian_width(char), 1) for char in text)  # fmt: skip


def marked(excerpt, caret_line):
    """Return what stands above the carets."""
    before = caret_line.index("^")
    columns, found = 0, ""
    for char in excerpt:
        if before <= columns < before + caret_line.count("^"):
            found += char
        columns += wide(char)
    return found


# -- text


def test_a_problem_looks_as_the_design_says():
    text = "\n" * 13 + "    by: 2026-13-01\n"
    told = report(text, "2026-13-01", message="'2026-13-01' is not a date",
                  cure="write it as year-month-day, for example 2027-01-13")  # fmt: skip
    assert unstyle(shown((told,))) == EXAMPLE


def test_problems_are_parted_by_an_empty_line_and_files_too():
    two = Report("a.yaml", "x", (error("r", "one"), hint("s", "two")))
    assert unstyle(shown((two, Report("b.yaml", "", (warning("t", "three"),))))) == (
        "a.yaml: error[r]: one\n\na.yaml: hint[s]: two\n\nb.yaml: warning[t]: three\n"
    )


def test_nothing_wrong_shows_nothing():
    assert shown((Report("a.yaml", "x", ()),)) == ""


def test_a_problem_without_a_file_begins_with_its_severity():
    assert lines(Report("", "", (error("usage", "no", "do"),))) == ["error[usage]: no", "  do"]


def test_a_problem_without_a_place_has_its_cure_below():
    assert lines(Report("a", "text", (error("r", "no", "do"),))) == ["a: error[r]: no", "  do"]


def test_a_problem_without_a_cure_ends_with_its_carets():
    assert lines(report("by: x", "x", cure=""))[-1] == "  |     ^"


def test_the_lines_of_a_cure_stand_below_the_carets():
    assert lines(report("by: x", "x", cure="write:\na:\n  b: …"))[-3:] == [
        "  |     ^ write:", "  |   a:", "  |     b: …"
    ]  # fmt: skip


def test_a_fault_at_the_end_of_a_file_has_a_caret():
    told = Report("a", "by: ", (error("r", "no", "do", (), Span(4, 4)),))
    assert lines(told) == ["a:1:5: error[r]: no", "  |", "1 | by:", "  |     ^ do"]


def test_a_fault_of_an_empty_file_has_a_place():
    assert lines(Report("a", "", (error("r", "no", "do", (), Span(0, 0)),))) == [
        "a:1:1: error[r]: no", "  do",
    ]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_kind_of_newline_ends_a_line(newline):
    told = report(newline.join(["version: 1", "by: soon", "theme: x"]), "soon")
    assert lines(told) == ["career.yaml:2:5: error[date]: it is wrong", "  |", "2 | by: soon",
                           "  |     ^^^^ mend it"]  # fmt: skip


@grid(
    ("line", "fault"),
    [
        ("name: 山田 by: soon", "soon"),
        ("name: 山田 by", "山田"),
        ("Zoe\u0308: soon", "soon"),
        ("हिन्दी: soon", "soon"),
        ("ｆｕｌｌ: soon", "soon"),
        ("a\u200bb: soon", "soon"),
        ("\ttab:\tsoon", "soon"),
        ("❤\ufe0f: soon", "soon"),
    ],
)
def test_carets_stand_under_the_fault_whatever_its_characters(line, fault):
    _, _, excerpt, carets = lines(report(f"{line}\n", fault))
    assert marked(excerpt, carets) == fault
    assert carets.count("^") == wide(fault)


def test_a_fault_over_several_lines_is_marked_on_its_first():
    assert lines(report("a: [x,\n  y]\n", "[x,\n  y]"))[2:] == ["1 | a: [x,", "  |    ^^^ mend it"]


@pytest.mark.parametrize("length", [50, 91, 92, 5000])
def test_a_long_line_is_cut_around_the_fault(length):
    text = "a" * length + " soon " + "b" * length
    _, _, excerpt, carets = lines(report(text, "soon"))
    assert marked(excerpt, carets) == "soon"
    assert len(excerpt) < 250
    assert (excerpt.startswith("1 | …"), excerpt.endswith("…")) == (length > 91, length > 91)


def test_a_long_fault_is_cut_and_says_so():
    _, _, excerpt, carets = lines(report("by: " + "x" * 500, "x" * 500))
    assert excerpt == "1 | by: " + "x" * 95 + "…"
    assert carets == "  |     " + "^" * 96 + " mend it"


def test_what_follows_a_fault_that_ends_in_dots_is_shown():
    assert lines(report("by: soon… # or so", "soon…"))[2] == "1 | by: soon… # or so"


def test_what_would_move_the_cursor_is_made_visible():
    told = report("a\x1b[31m: b\x9b2J\u202ec", "b\x9b2J", message="\x1b[2J\r\nx", cure="\x07y",
                  name="n\x1b]0;me\x07\u2066.yaml")  # fmt: skip
    assert unstyle(shown((told,))) == (
        "n\ufffd]0;me\ufffd\ufffd.yaml:1:9: error[date]: \ufffd[2J\ufffd x\n"
        "  |\n"
        "1 | a\ufffd[31m: b\ufffd2J\ufffdc\n"
        "  |         ^^^^ \ufffdy\n"
    )


def test_each_severity_has_its_colour_and_the_excerpt_only_red_carets():
    told = Report("a", "x", tuple(make("r", "m", "h", (), Span(0, 1))
                                  for make in (error, warning, hint)))  # fmt: skip
    found = shown((told,))
    for code, word in ((31, "error"), (33, "warning"), (36, "hint")):
        assert f"\x1b[{code}m\x1b[1m{word}[r]\x1b[0m" in found
    assert found.count("\x1b[31m^\x1b[0m") == 3


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
@example("a\r\nb", 2, 3)
def test_no_text_breaks_the_form_or_the_terminal(text, start, length):
    start = min(start, len(text))
    span = Span(start, min(start + length, len(text)))
    found = shown((Report("a.yaml", text, (error("r", text, text, (), span),)),))
    plain = unstyle(found)
    rows = plain[:-1].split("\n")
    assert plain.endswith("\n")
    assert len(rows) == (4 + text.count("\n") if text else 1)
    assert not {char for char in plain if unicodedata.category(char) in {"Cc", "Zl", "Zp"}} - {"\n"}
    assert not set(plain) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text("ab山\u0301 ", max_size=300), st.text("xy田é", min_size=1, max_size=90),
       st.text("cd山\u0301 ", max_size=300))  # fmt: skip
def test_carets_find_the_fault_on_any_line(before, fault, after):
    text = f"{before}>{fault}<{after}"
    span = Span(len(before) + 1, len(before) + 1 + len(fault))
    excerpt, carets = lines(Report("a", text, (error("r", "m", "h", (), span),)))[2:]
    assert marked(excerpt, carets) == fault


@given(TEXTS, st.integers(0, 60))
def test_a_position_counts_lines_and_columns_as_an_editor_does(text, offset):
    offset = min(offset, len(text))
    assume(text[offset - 1 : offset + 1] != "\r\n")
    before = re.split(r"\r\n|\r|\n", text[:offset])
    assert position(text, offset) == (len(before), len(before[-1]) + 1)


# -- JSON


def test_json_holds_every_part_of_a_problem():
    path = ("goals", 0, "by")
    found = Problem("date", Severity.ERROR, "fault", "cure", path, Span(9, 13))
    told = Report("a.yaml", "a: 1\nby: soon\n", (found,))
    assert json.loads(shown((told,), "json")) == [{
        "file": "a.yaml", "line": 2, "column": 5, "endLine": 2, "endColumn": 9, "rule": "date",
        "severity": "error", "message": "fault", "help": "cure", "path": ["goals", 0, "by"],
    }]  # fmt: skip


def test_json_of_a_problem_without_a_place_has_no_line():
    (entry,) = json.loads(shown((Report("a", "", (error("r", "m"),)),), "json"))
    assert "line" not in entry
    assert entry["file"] == "a"


@given(TEXTS)
def test_json_takes_any_text_and_keeps_it(text):
    (entry,) = json.loads(shown((Report("a", text, (error("r", text, text),)),), "json"))
    assert (entry["message"], entry["help"]) == (text, text)


# -- GitHub


def test_an_annotation_says_place_fault_and_cure():
    assert shown((report("a: 1\nby: soon\n", "soon"),), "github") == (
        "::error file=career.yaml,title=date,line=2,col=5::it is wrong. mend it\n"
    )


@pytest.mark.parametrize(("make", "word"), [(warning, "warning"), (hint, "notice")])
def test_an_annotation_has_github_s_name_of_the_severity(make, word):
    assert shown((Report("a", "", (make("r", "m"),)),), "github") == f"::{word} file=a,title=r::m\n"


def test_an_annotation_of_no_file_names_none():
    assert shown((Report("", "", (error("r", "m"),)),), "github") == "::error title=r::m\n"


def test_what_means_something_to_github_is_escaped():
    told = Report("a,b:c%.yaml", "", (error("r", "100%\r\n::x", "a,b"),))
    assert shown((told,), "github") == (
        "::error file=a%2Cb%3Ac%25.yaml,title=r::100%25%0D%0A::x. a,b\n"
    )


@given(TEXTS, TEXTS)
def test_an_annotation_is_one_line_that_reads_back(name, said):
    line = shown((Report(name, "", (error("r", said),)),), "github")
    found = re.fullmatch(r"::error (?:file=([^:,\n\r]+),)?title=r::([^\n\r]*)\n", line)
    assert found

    def back(text):
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, char)
        return text

    assert (back(found[1] or ""), back(found[2])) == (name, said)
