"""`agenda actions`: what is open, by due date, whose, and from which talk."""

import csv
import json

import pytest

from commands.command_line import inside, ran
from extracted import READERS
from ground import NOW, STORIES

HEAD = "version: 1\nemployee: {}\nmanager: Grace Osei\n"
ADA = (
    HEAD.format("Ada Park")
    + """\
record:
  held: 2026-11-19
  actions:
    - {id: a1, what: Call the planners, owner: manager, due: 2027-01-15, carried: 2}
    - {id: a2, what: Overdue by now, owner: employee, due: 2026-11-20}
    - {id: a3, what: No date}
    - {id: a4, what: Closed, status: done}
"""
)
JO = (
    HEAD.format("Jo Blum")
    + "since_last_time: [{id: j1, what: Jo's, owner: Jo Blum, due: 2026-12-01}]\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    (tmp_path / "ada.yaml").write_text(ADA, "utf-8")
    (tmp_path / "jo.yaml").write_text(JO, "utf-8")
    return tmp_path


def test_it_lists_what_is_open_two_lines_each(folder):
    done = ran("actions", "ada.yaml", "jo.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.decode() == (
        "2026-11-20  Ada Park    Overdue by now\n"
        "            [a2], overdue, about Ada Park, talk of 2026-11-19, ada.yaml\n"
        "2026-12-01  Jo Blum     Jo's\n"
        "            [j1], about Jo Blum, talk without a date, jo.yaml\n"
        "2027-01-15  Grace Osei  Call the planners\n"
        "            [a1], carried over twice, about Ada Park, talk of 2026-11-19, ada.yaml\n"
        "no date     nobody yet  No date\n"
        "            [a3], about Ada Park, talk of 2026-11-19, ada.yaml\n"
    )


def test_where_all_are_about_one_person_the_name_is_left_out(folder):
    assert (
        "            [a2], overdue, talk of 2026-11-19, ada.yaml\n"
        in ran("actions", "ada.yaml").said
    )


def test_for_programs_it_is_json(folder):
    found = json.loads(ran("actions", ".", "--output-format", "json").out)
    assert [entry["id"] for entry in found] == ["a2", "j1", "a1", "a3"]
    assert found[0] == {
        "id": "a2", "what": "Overdue by now", "owner": "Ada Park", "due": "2026-11-20",
        "overdue": True, "carried": 0, "employee": "Ada Park", "talk": "2026-11-19",
        "file": "ada.yaml",
    }  # fmt: skip
    assert (found[3]["owner"], found[3]["due"]) == (None, None)


def test_an_action_over_several_cycles_is_listed_once_as_it_stands_now():
    found = json.loads(ran("actions", *STORIES[0], "--output-format", "json").out)
    assert {entry["file"] for entry in found} == {str(STORIES[0][2])}
    assert "cost-sheet" not in {entry["id"] for entry in found}


def test_a_file_that_cannot_be_read_does_not_hide_the_others(folder):
    done = ran("actions", "ada.yaml", "nowhere.yaml", "jo.yaml")
    assert (done.code, "there is no file nowhere.yaml" in done.err) == (3, True)
    assert done.out.decode().count("\n") == 8


def test_a_file_with_errors_is_told_and_does_not_hide_the_others(folder):
    (folder / "ada.yaml").write_text(ADA + "gaols: []\n", "utf-8")
    done = ran("actions", ".")
    assert (done.code, "error[unknown-key]" in done.err) == (1, True)
    assert "Jo's" in done.out.decode()


def test_nothing_open_is_said_and_is_no_fault(folder):
    (folder / "ada.yaml").write_text(HEAD.format("Ada Park"), "utf-8")
    done = ran("actions", "ada.yaml")
    assert (done.code, done.out, done.err) == (0, b"", "nothing is open\n")
    assert ran("actions", "ada.yaml", "--output-format", "json").out == b"[]\n"


def test_it_writes_nothing(folder):
    before = inside(folder)
    ran("actions", ".")
    assert inside(folder) == before


def test_a_text_that_would_move_the_cursor_is_shown_without(folder):
    text = HEAD.format("Ada") + 'since_last_time: [{what: "a\\u202eb"}]\n'
    (folder / "ada.yaml").write_text(text, "utf-8")
    assert "a\ufffdb" in ran("actions", "ada.yaml").out.decode()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("--whose manager", ["a1"]),
        ("--whose Grace", ["a1"]),
        ("--whose jo.blum", []),
        ("--whose nobody", ["a3"]),
        ("--until 2026-12-01", ["a2", "j1"]),
        ("--overdue", ["a2"]),
        ("--overdue --whose employee --until 2026-11-20", ["a2"]),
        ("--whose employee --until 2026-11-19", []),
    ],
)
def test_a_manager_asks_for_those_of_one_person_or_by_a_day(folder, line, found):
    done = ran("actions", ".", *line.split(), "--output-format", "json")
    assert [one["id"] for one in json.loads(done.out)] == found
    assert ("nothing of that is open" in done.err) == (not found)


def test_for_a_spreadsheet_it_is_csv_in_which_no_text_is_a_formula(folder):
    (folder / "jo.yaml").write_text(JO.replace("Jo's", "'=HYPERLINK(1), \"x\"'"), "utf-8")
    rows = [
        *csv.DictReader(ran("actions", ".", "--output-format", "csv").out.decode().splitlines())
    ]
    assert [one["due"] for one in rows] == ["2026-11-20", "2026-12-01", "2027-01-15", ""]
    assert rows[0]["overdue"] == "yes"
    assert rows[1]["what"] == '\'=HYPERLINK(1), "x"'


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_named_with_an_output_it_is_a_document_that_says_in_words_what_is_late(folder, form):
    done = ran("actions", ".", "-o", f"open.{form}")
    assert (done.code, done.out, done.err) == (0, b"", f"wrote open.{form}\n")
    text = READERS[form]((folder / f"open.{form}").read_bytes())
    for said in ("Ada Park", "Jo Blum", "Overdue by now", "overdue", "No owner yet", "23 Nov"):
        assert said in text, said


def test_without_a_name_it_stands_beside_the_newest_file(folder):
    assert ran("actions", "ada.yaml", "-f", "md").err == "wrote ada.actions.md\n"


def test_the_list_of_many_files_is_named_after_none_of_them_and_stands_here(folder):
    assert ran("actions", ".", "-f", "md").err == "wrote actions.md\n"
    assert ran("actions", ".", "-f", "md", "-O", "out").err == "wrote out/actions.md\n"


def test_a_document_holds_those_that_were_asked_for_and_says_so(folder):
    said = ran("actions", ".", "--whose", "Jo", "--until", "2026-12-31", "-f", "md", "-o", "-").out
    text = said.decode()
    assert ("Jo's" in text, "Call the planners" in text) == (True, False)
    assert "only what Jo does · only what is due by 31 December 2026" in text
    assert "Nothing is open" in ran("actions", ".", "--whose", "x", "-f", "md", "-o", "-").said


def test_a_document_that_would_lack_a_file_is_not_made(folder):
    """Who gets it would take it for the whole; on a terminal the errors stand beside the list."""
    (folder / "ada.yaml").write_text(ADA + "gaols: []\n", "utf-8")
    done = ran("actions", ".", "-o", "open.md")
    assert (done.code, "error[unknown-key]" in done.err) == (1, True)
    assert not (folder / "open.md").exists()


def test_a_document_speaks_the_language_that_is_asked_for(folder):
    text = ran("actions", ".", "--language", "de", "-f", "md", "-o", "-").out.decode()
    assert "# Ada Park und Jo Blum" in text
    assert "**überfällig**" in text
    assert "zum zweiten Mal übertragen" in text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--theme classic", "--theme is of a document: name one with -o"),
        ("--open", "--open is of a document"),
        ("-o x.md --output-format json", "--output-format is of the list on stdout"),
        ("-o x.csv", "no format is written as 'x.csv'"),
        ("-o ada.yaml", "no format is written as 'ada.yaml'"),
    ],
)
def test_what_does_not_fit_together_is_wrong_usage(folder, line, said):
    before = inside(folder)
    done = ran("actions", ".", *line.split())
    assert (done.code, said in done.err, inside(folder)) == (2, True, before), done.err
