"""`agenda next`: the next cycle's file, where there was none."""

import stat
import sys

import pytest

import agenda
from commands.command_line import SMALL, inside, ran
from ground import STORIES

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
TALK = (
    SMALL
    + """\
private: {notes: for myself alone}
record:
  held: 2026-12-03
  actions: [{id: a1, what: Call the planners, owner: manager, due: 2027-01-15}]
  next_check_in: 2027-06-08
"""
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(TALK, "utf-8")
    return tmp_path


def test_the_new_file_can_be_checked_and_made_at_once(folder):
    assert ran("next", "career.yaml", "-o", "2027-06.yaml").err == "wrote 2027-06.yaml\n"
    assert ran("check", "2027-06.yaml").said == "2027-06.yaml: no problems\n"
    assert ran("prepare", "2027-06.yaml", "-f", "md").code == 0
    assert "Call the planners" in (folder / "2027-06.agenda.md").read_text("utf-8")


@pytest.mark.parametrize("story", STORIES, ids=["english", "german"])
def test_the_third_files_predecessor_gives_a_file_that_is_good_at_once(folder, story, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781000000")  # June 2026: that talk is still to come
    assert ran("next", story[1], "-o", "third.yaml").code == 0
    assert ran("check", "third.yaml").said == "third.yaml: no problems\n"
    assert ran("prepare", "third.yaml").code == 0


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("career.yaml", "career.2027-06.yaml"),
        ("2026-12.yaml", "2027-06.yaml"),
        ("2026-12-03.yaml", "2027-06-08.yaml"),
        ("career.yml", "career.2027-06.yml"),
        ("career.2026-12.yaml", "career.2027-06.yaml"),
        ("career.next.yaml", "career.2027-06.yaml"),
    ],
)
def test_without_a_name_it_is_called_after_its_month(folder, name, made):
    (folder / "career.yaml").rename(folder / name)
    assert ran("next", name).err == f"wrote {made}\n"


def test_without_any_date_it_is_called_next(folder):
    (folder / "career.yaml").write_text(
        "version: 1\nemployee: A\nmanager: B\nrecord: {attendees: [A]}\n"
    )
    assert "wrote career.next.yaml" in ran("next", "career.yaml").err


@pytest.mark.parametrize("there", ["a file", "a folder", "a link to nowhere"])
def test_nothing_that_is_there_is_replaced(folder, there):
    target = folder / "x.yaml"
    {"a file": lambda: target.write_text("mine", "utf-8"), "a folder": target.mkdir,
     "a link to nowhere": lambda: target.symlink_to("nowhere")}[there]()  # fmt: skip
    before = inside(folder)
    done = ran("next", "career.yaml", "-o", "x.yaml")
    assert (done.code, "x.yaml is there already" in done.err) == (2, True)
    assert inside(folder) == before


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.yaml.txt"])
def test_a_name_that_is_no_answers_files_is_wrong_usage(folder, name):
    assert ran("next", "career.yaml", "-o", name).code == 2
    assert not (folder / name).exists()


def test_a_new_manager_takes_over_and_is_named(folder):
    assert ran("next", "career.yaml", "-o", "x.yaml", "--manager", "Tom  Haldane").code == 0
    text = (folder / "x.yaml").read_text("utf-8")
    assert "manager: Tom Haldane\n" in text
    assert "owner: Tom Haldane  # taken over from Grace Osei" in text


@pytest.mark.parametrize("name", ["", "  ", "a\x1bb", "a\u2028b", "x" * 11_000])
def test_a_manager_without_a_name_is_wrong_usage(folder, name):
    assert ran("next", "career.yaml", "-o", "x.yaml", "--manager", name).code == 2
    assert not (folder / "x.yaml").exists()


@POSIX
def test_what_is_private_is_kept_when_asked_for_and_then_its_owner_alone_reads_it(folder):
    ran("next", "career.yaml", "-o", "x.yaml")
    assert "for myself alone" not in (folder / "x.yaml").read_text("utf-8")
    ran("next", "career.yaml", "-o", "y.yaml", "--keep-private")
    assert "for myself alone" in (folder / "y.yaml").read_text("utf-8")
    assert stat.S_IMODE((folder / "y.yaml").stat().st_mode) == 0o600


@POSIX
def test_what_only_its_owner_may_read_stays_so(folder):
    (folder / "career.yaml").chmod(0o600)
    ran("next", "career.yaml", "-o", "x.yaml")
    assert stat.S_IMODE((folder / "x.yaml").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["a: b", 'x\' "y" #z', "{{ 7*7 }}", "- a", "yes"])
def test_a_managers_name_comes_out_as_it_went_in(folder, name):
    assert ran("next", "career.yaml", "-o", "x.yaml", "--manager", name).code == 0
    assert agenda.load("x.yaml").tree.get("manager").text == name


def test_a_talk_of_which_nothing_was_written_down_is_said(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    done = ran("next", "career.yaml", "-o", "x.yaml")
    assert done.code == 0
    assert "hint[no-record]" in done.err
    assert (folder / "x.yaml").exists()


def test_a_file_with_errors_gives_none(folder):
    (folder / "career.yaml").write_text(TALK + "gaols: []\n", "utf-8")
    done = ran("next", "career.yaml", "-o", "x.yaml")
    assert (done.code, "career.yaml:" in done.err) == (1, True)
    assert not (folder / "x.yaml").exists()


def test_a_file_that_is_not_there_is_told(folder):
    done = ran("next", "carer.yaml")
    assert (done.code, "did you mean career.yaml?" in done.err) == (3, True)


def test_stdin_goes_to_stdout(folder):
    done = ran("next", "-", stdin=TALK.encode())
    assert (done.code, done.err) == (0, "")
    assert done.out.decode().startswith("# Carried over from the conversation of 3 December 2026.")


def test_a_dash_is_stdout(folder):
    assert ran("next", "career.yaml", "-o", "-").out == ran("next", "-", stdin=TALK.encode()).out


@pytest.mark.parametrize("name", ["Ada Park", "ada  park", "employee", "Manager"])
def test_nobody_is_their_own_manager_nor_called_after_a_role(folder, name):
    done = ran("next", "career.yaml", "-o", "x.yaml", "--manager", name)
    assert (done.code, "--manager" in done.err) == (2, True)
    assert not (folder / "x.yaml").exists()


@pytest.mark.parametrize("name", ["Sara\u200cNur", "Jo\u00a0Blum", "Renée O’Neil"])
def test_a_manager_may_have_any_name_that_people_have(folder, name):
    assert ran("next", "career.yaml", "-o", "x.yaml", "--manager", name).code == 0
    assert name in (folder / "x.yaml").read_text("utf-8")


def test_a_file_that_somebody_else_made_meanwhile_is_not_replaced(folder, monkeypatch):
    from agenda.outputs import files

    part = files.prepared
    monkeypatch.setattr(files, "prepared", lambda path, *told: (
        path.write_text("theirs", "utf-8"), part(path, *told))[1])  # fmt: skip
    done = ran("next", "career.yaml", "-o", "x.yaml")
    assert (done.code, "x.yaml is there already" in done.err) == (2, True)
    assert (folder / "x.yaml").read_text("utf-8") == "theirs"


def test_a_file_of_another_suffix_gives_one_that_every_command_finds(folder):
    (folder / "career.yaml").rename(folder / "career.txt")
    assert "wrote career.2027-06.yaml" in ran("next", "career.txt").err


def test_an_action_carried_ninety_nine_times_goes_on(folder):
    old = "since_last_time: [{id: z, what: Old, carried: 99}]\n"
    (folder / "career.yaml").write_text(TALK + old, "utf-8")
    assert ran("next", "career.yaml", "-o", "x.yaml").code == 0
    assert "Old" in (folder / "x.yaml").read_text("utf-8")


def test_a_block_stays_a_block_with_the_spaces_at_the_ends_of_its_lines(folder):
    block = """\
  long_term: |-
    In five years I want to lead a team.  
    A small one.

    And still build things.
"""  # noqa: W291 - two spaces break a line in Markdown
    (folder / "career.yaml").write_text(f"{TALK}aspirations:\n{block}", "utf-8")
    assert ran("next", "career.yaml").code == 0
    assert block in (folder / "career.2027-06.yaml").read_text("utf-8")
