"""Each item of 'Bad input' that stands in the answers: place, fault, cure, 1, nothing made."""

import json
import re

import pytest

from commands.command_line import SMALL, inside, ran
from ground import BAD
from untraced import untraced

HEAD = b"version: 1\nemployee: Ada Park\nmanager: Grace Osei\n"
VALUES = HEAD + b"values: [craft]\n"
ALIAS_BOMB = HEAD + b"values: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 10))
    for name in b"bcdefgh"
)  # fmt: skip

# name: (the file, where, the rule, a piece of the fault, a piece of the cure)
FAULTS = {
    "not UTF-8": (b"employee: Zo\xeb\n", "1:13", "encoding", "0xEB", "UTF-8"),
    "UTF-16": ("employee: Ada".encode("utf-16"), "", "encoding", "UTF-16", "UTF-8"),
    "empty": (b"", "1:1", "not-a-map", "empty", "version: 1"),
    "only a comment": (b"# nothing yet\n", "1:1", "not-a-map", "empty", "version: 1"),
    "a list at the root": (b"- version: 1\n", "1:1", "not-a-map", "a list", "version: 1"),
    "a text at the root": (b"hello\n", "1:1", "not-a-map", "a text", "version: 1"),
    "a tab": (HEAD + b"meeting:\n\tstart: 2026-12-03\n", "5:1", "yaml-tab", "a tab", "spaces"),
    "an open quote": (HEAD + b'questions:\n  - "Why?\n', "5:5", "yaml-quote", "quot", "close"),
    "a duplicate key": (VALUES + b"values: [x]\n", "5:1", "duplicate-key", "'values'", "line 4"),
    "an unknown key at the root": (VALUES + b"gaols: [x]\n", "5:1", "unknown-key", "'gaols'",
                                   "write goals: instead"),
    "an unknown key in a map": (VALUES + b"meeting: {plaace: Room 4}\n", "5:11", "unknown-key",
                                "'plaace'", "write place: instead"),
    "an unknown key in a list in a map": (
        VALUES + b"skills:\n  current:\n    - name: Go\n      evidense: x\n", "8:7", "unknown-key",
        "'evidense'", "write evidence: instead",
    ),
    "an unknown key in a list in a list": (
        VALUES + b"skills:\n  future:\n    - name: Go\n      build_by:\n        - waht: x\n",
        "9:11", "unknown-key", "'waht'", "write what: instead",
    ),
    "a list for a text": (VALUES + b"meeting:\n  place: [a]\n", "6:10", "type", "a list", "text"),
    "a text for a list": (HEAD + b"values: craft\n", "4:9", "type", "'craft'", "beginning with -"),
    "a map for a list": (HEAD + b"values: {a: b}\n", "4:9", "type", "a name", "beginning with -"),
    "a word for a number": (VALUES + b"meeting: {minutes: long}\n", "5:20", "type", "'long'",
                            "digits"),
    "an impossible month": (VALUES + b"goals:\n  - {what: x, by: 2026-13-01}\n", "6:19", "date",
                            "'2026-13-01'", "year-month-day"),
    "an impossible day": (VALUES + b"goals:\n  - Do it by 2027-02-30\n", "6:14", "date",
                          "'2027-02-30'", "calendar"),
    "a wrong choice": (VALUES + b"aspirations: {clarity: clearr}\n", "5:24", "choice", "'clearr'",
                       "did you mean clear?"),
    "an unknown theme": (VALUES + b"theme: clasic\n", "5:8", "theme", "'clasic'", "classic"),
    "an unknown language": (VALUES + b"language: xx\n", "5:11", "language", "'xx'", "en"),
    "a number off the scale": (VALUES + b"skills:\n  current: [{name: Go, level: 9}]\n", "6:31",
                               "level", "'9'", "write 1 to 5"),
    "a name off the scale": (VALUES + b"skills:\n  current: [{name: Go, level: stong}]\n", "6:31",
                             "level", "'stong'", "did you mean strong?"),
    "a missing part": (b"version: 1\nemployee: Ada\n", "1:1", "missing", "'manager'", "manager:"),
    "1 MB of text": (VALUES + b"questions:\n  - " + b"why " * 250_000, "", "too-large",
                     "more than 128 KB", "a page or two"),
    "100,000 items": (HEAD + b"values: [" + b"a," * 100_000 + b"]\n", "", "too-large",
                      "more than 128 KB", "a page or two"),
    "6,000 items": (HEAD + b"values: [" + b"a," * 6_000 + b"]\n", "4:", "too-large",
                    "more than 5000 values", "a page or two"),
    "a text without end": (VALUES + b"questions:\n  - " + b"why " * 3_000, "6:5", "too-large",
                           "11999 characters", "at most 10000"),
    "an alias bomb": (ALIAS_BOMB, "7:20", "too-large", "too large", "a page or two"),
    "deep nesting": (HEAD + b"values: " + b"[" * 5000, "4:", "too-large", "deep", "a page or two"),
    "NUL": (VALUES + b"theme: a\0b\n", "5:9", "control-character", "U+0000", "delete it"),
    "an escape character": (VALUES + b"theme: \x1b[31m\n", "5:8", "control-character", "U+001B",
                            "delete it"),
    "an escaped NUL": (VALUES + b'questions: ["a\\0b"]\n', "5:13", "control-character", "U+0000",
                       "delete it"),
    "a C1 control": (VALUES + "theme: a\x9bb\n".encode(), "5:9", "control-character", "U+009B",
                     "delete it"),
}  # fmt: skip


@pytest.fixture(params=FAULTS.values(), ids=FAULTS)
def fault(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_bytes(request.param[0])
    return request.param[1:]


def holds(text, place, rule, said, cure):
    """Whether the text names place, fault and cure, in the form that problems have."""
    where = f"career.yaml:{place}" if place else "career.yaml: "
    first = rf"^{re.escape(where)}[\d:]* ?error\[{rule}\]: .*{re.escape(said)}"
    return bool(re.search(first, text, re.MULTILINE)) and cure in text


def test_check_shows_place_fault_and_cure_of_a_bad_file_and_ends_with_1(fault):
    done = ran("check", "career.yaml")
    assert done.code == 1
    assert holds(done.out.decode(), *fault)
    assert done.err == ""


@untraced
def test_prepare_says_the_same_on_stderr_and_makes_nothing(fault, tmp_path):
    before = inside(tmp_path)
    done = ran("prepare", "career.yaml", "-f", "html")
    assert (done.code, done.out) == (1, b"")
    assert holds(done.err, *fault)
    assert inside(tmp_path) == before


def test_a_private_part_that_is_wrong_matters_only_where_it_is_read(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_text(SMALL + "private: {trust: medum}\n", "utf-8")
    before = inside(tmp_path)
    for line in (
        ["check", file],
        ["prepare", file, "--for", "me", "-f", "md", "-O", tmp_path / "x"],
    ):
        assert ran(*line).code == 1
        assert inside(tmp_path) == before
    assert ran("prepare", file, "-f", "md").code == 0


@pytest.mark.parametrize("sample", BAD, ids=lambda path: path.stem)
def test_json_gives_each_problem_of_a_bad_sample_at_its_line_and_column(sample):
    found = json.loads(ran("check", "--output-format", "json", sample).out)
    expected = sample.read_text("utf-8").splitlines()[0].removeprefix("# expect: ")
    errors = [f"{entry['line']}:{entry['column']} {entry['rule']}" for entry in found
              if entry["severity"] != "hint"]  # fmt: skip
    assert ", ".join(errors) == expected


@pytest.mark.parametrize("sample", BAD, ids=lambda path: path.stem)
@untraced
def test_a_bad_sample_ends_with_1_and_makes_nothing(sample, tmp_path):
    assert ran("prepare", sample, "-f", "html", "-O", tmp_path / "out").code == 1
    assert inside(tmp_path) == {}


def test_all_problems_of_a_file_come_out_at_once_and_in_order(tmp_path):
    sample = next(path for path in BAD if path.stem == "all-at-once")
    places = re.findall(rf"^{re.escape(str(sample))}:(\d+):(\d+): error", ran("check", sample).said,
                        re.MULTILINE)  # fmt: skip
    assert len(places) == 10
    assert places == sorted(places, key=lambda place: tuple(map(int, place)))


def test_a_file_on_stdin_is_named_as_such():
    assert ran("check", "-", stdin=b"- x\n").out.startswith(b"<stdin>:1:1: error[not-a-map]")


def test_an_agenda_without_what_it_needs_is_refused_with_the_place_to_write_it(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_bytes(HEAD)
    done = ran("prepare", file, "-f", "html")
    assert (done.code, inside(tmp_path)) == (1, {"career.yaml": HEAD})
    assert f"{file}:1:1: error[needs]" in done.err
    assert "write values:" in done.err


def test_what_a_value_says_cannot_paint_the_terminal(tmp_path):
    file = tmp_path / "career.yaml"
    file.write_text(SMALL + 'theme: "a\\e[31mb"\n', "utf-8")
    assert "\x1b" not in ran("check", file).said
