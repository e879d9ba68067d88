"""`agenda progress`: several files, one report, for the employee alone."""

import itertools
import shutil
import stat
import sys

import pytest

import agenda
from agenda.source.problems import Several
from commands.command_line import inside, ran
from ground import NOW, STORIES

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
HEAD = "version: 1\nemployee: {}\nmanager: Grace Osei\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in STORIES[0]:
        shutil.copy(path, tmp_path)
    return tmp_path


FILES = ("2025-11.yaml", "2026-05.yaml", "2026-11.yaml")


def test_the_report_stands_beside_the_newest_file_and_is_private(folder):
    done = ran("progress", *FILES, "-f", "md")
    assert (done.code, done.err) == (0, "wrote 2026-11.progress.PRIVATE.md\n")
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "2026-11.progress.PRIVATE.md").stat().st_mode) == 0o600


def test_the_order_of_the_files_does_not_matter(folder):
    made = {ran("progress", *names, "-f", "md", "-o", "-").out
            for names in itertools.permutations(FILES)}  # fmt: skip
    assert len(made) == 1
    assert made == {ran("progress", ".", "-f", "md", "-o", "-").out}


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_one_output_is_named_for_all_files(folder, form):
    assert ran("progress", *FILES, "-o", f"x.{form}").code == 0
    assert (folder / f"x.{form}").stat().st_size > 0


def test_several_formats_go_beside_each_other(folder):
    assert ran("progress", ".", "-f", "md", "-f", "html", "-O", "out").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "2026-11.progress.PRIVATE.html", "2026-11.progress.PRIVATE.md",
    ]  # fmt: skip


def test_a_single_file_is_wrong_usage(folder):
    done = ran("progress", "2026-11.yaml")
    assert (done.code, "one cycle alone shows no progress" in done.err) == (2, True)


def test_an_output_that_is_one_of_the_inputs_is_refused(folder):
    shutil.copy(folder / "2026-11.yaml", folder / "x.md")
    before = inside(folder)
    assert ran("progress", "2025-11.yaml", "x.md", "-o", "x.md").code == 2
    assert inside(folder) == before


def refused(folder, *names, code=1):
    before = inside(folder)
    done = ran("progress", *names, "-f", "md")
    assert done.code == code
    assert inside(folder) == before
    return done.err


def test_the_files_of_two_people_are_told_with_the_place(folder):
    (folder / "jo.yaml").write_text(HEAD.format("Jo Blum") + "meeting: 2026-01-15\n", "utf-8")
    err = refused(folder, "2025-11.yaml", "jo.yaml")
    assert (
        "jo.yaml:2:11: error[another-person]: this file is about Jo Blum, and 2025-11.yaml" in err
    )


def test_the_same_cycle_twice_is_told_with_the_place(folder):
    shutil.copy(folder / "2026-05.yaml", folder / "copy.yaml")
    err = refused(folder, *FILES, "copy.yaml")
    assert "error[same-cycle]: this is the same cycle as 2026-05.yaml" in err
    assert "copy.yaml:" in err


def test_the_same_file_named_twice_is_the_same_cycle_twice(folder):
    assert "same-cycle" in refused(folder, "2026-05.yaml", "2026-05.yaml")


def test_a_file_that_cannot_be_read_beside_two_that_can(folder):
    err = refused(folder, "2025-11.yaml", "2026-04.yaml", "2026-11.yaml", code=3)
    assert "there is no file 2026-04.yaml" in err


def test_every_fault_of_every_file_comes_out_at_once(folder):
    (folder / "a.yaml").write_text("version: 1\nemployee: 'x\n", "utf-8")
    (folder / "b.yaml").write_text(HEAD.format("Noor Haddad") + "gaols: []\n", "utf-8")
    (folder / "c.yaml").write_text(HEAD.format("Noor Haddad"), "utf-8")
    err = refused(folder, "a.yaml", "b.yaml", "c.yaml", "d.yaml", "2025-11.yaml", code=3)
    for told in ("a.yaml:2:11: error[yaml-quote]", "b.yaml:4:1: error[unknown-key]",
                 "c.yaml:2:1: error[needs]", "there is no file d.yaml"):  # fmt: skip
        assert told in err or told.replace("2:1", "1:1") in err


def test_there_is_no_report_for_the_manager(folder):
    assert ran("progress", *FILES, "--for", "manager").code == 2


def test_a_program_makes_it_too():
    sources = [agenda.load(path) for path in STORIES[0]]
    made = agenda.make(sources, "md", document="progress", now=NOW)
    assert made.decode().startswith("PRIVATE: for Noor Haddad alone")


def test_a_program_gets_every_file_s_problems_as_values():
    sources = [agenda.load(STORIES[0][0]), agenda.load(STORIES[1][0])]
    with pytest.raises(Several) as several:
        agenda.make(sources, "md", document="progress", now=NOW)
    assert [problem.rule for problem in several.value.problems] == ["another-person"]


def test_in_another_language_the_report_speaks_it(folder):
    ran("progress", ".", "--language", "de", "-o", "x.md")
    assert "Was als Nächstes kommt" in (folder / "x.md").read_text("utf-8")


def test_many_values_make_a_list_and_none_is_lost(folder):
    for day in ("2026-01-15", "2026-07-15"):
        values = ", ".join(f"value {number}" for number in range(20))
        text = HEAD.format("Jo Blum") + f"meeting: {day}\nvalues: [{values}]\n"
        (folder / f"jo-{day}.yaml").write_text(text, "utf-8")
    made = ran("progress", "jo-2026-01-15.yaml", "jo-2026-07-15.yaml", "-f", "md", "-o", "-").out
    listed = [line for line in made.decode().splitlines() if line.startswith("- value ")]
    assert listed == [f"- value {number}" for number in range(20)]


def test_each_folder_gets_a_report_and_one_alone_costs_no_other(folder):
    for name in ("ada", "bo", "cy"):
        (folder / "people" / name).mkdir(parents=True)
        for file in FILES[: 1 if name == "bo" else 3]:
            shutil.copy(file, folder / "people" / name)
    done = ran("progress", *(f"people/{name}" for name in ("ada", "bo", "cy")),
               "--each-folder", "-f", "md", "-O", "out")  # fmt: skip
    assert done.code == 2
    assert "one cycle alone shows no progress" in done.err
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "ada.progress.PRIVATE.md", "cy.progress.PRIVATE.md"]  # fmt: skip
    assert ran("progress", "people/ada", "--each-folder", "-f", "md").code == 0
    assert (folder / "people/ada/2026-11.progress.PRIVATE.md").exists()
    assert ran("progress", FILES[0], "--each-folder").code == 2
