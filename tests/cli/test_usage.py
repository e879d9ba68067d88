"""Wrong usage ends with 2, says what to do instead, and neither makes nor changes a file."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from commands.command_line import SMALL, inside, ran
from draws import grid

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="a link needs rights on Windows")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("career.yaml", "other.yaml", "answers.md", "sub/career.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SMALL, "utf-8")
    return tmp_path


# name: (arguments, a piece of the fault, a piece of the cure)
WRONG = {
    "no command by that name": ("prepair career.yaml", "prepair", ""),
    "no file": ("prepare", "FILE", "For example: agenda prepare career.yaml"),
    "no file to check": ("check", "FILE", "For example: agenda check career.yaml"),
    "no copy": ("collect career.yaml", "COPY", "agenda collect career.yaml returned.pdf"),
    "no action": ("done career.yaml", "ACTION", "as agenda actions career.yaml names it"),
    "an unknown option": ("prepare career.yaml --them classic", "--them", "--theme"),
    "an unknown format": ("prepare career.yaml -f odt", "odt", "docx"),
    "an unknown paper": ("prepare career.yaml --paper a5", "a5", "letter"),
    "an unknown reader": ("prepare career.yaml --for boss", "boss", "manager"),
    "an unknown output format": ("check career.yaml --output-format xml", "xml", "json"),
    "an unknown theme": ("prepare career.yaml --theme clasic", "'clasic'", "did you mean classic?"),
    "no theme near": ("prepare career.yaml --theme x", "'x'", "choose one of: classic"),
    "a theme elsewhere": ("prepare career.yaml --theme ../themes/classic", "../themes", "classic"),
    "an unknown language": ("prepare career.yaml --language tlh", "'tlh'", "choose one of: de, en"),
    "no folder of templates": ("prepare career.yaml --templates nowhere", "nowhere", ""),
    "templates that are a file": ("prepare career.yaml --templates other.yaml", "other.yaml", ""),
    "an unknown suffix": ("prepare career.yaml -o x.dcox", "'x.dcox'", "did you mean docx?"),
    "no suffix": ("prepare career.yaml -o x", "'x'", ".pdf, .docx, .html, .md"),
    "the input, by its suffix": ("prepare career.yaml -o career.yaml", "'career.yaml'", ".pdf"),
    "a suffix that contradicts -f": ("prepare career.yaml -o x.pdf -f docx", "-f docx", "take one"),
    "-o and -O": ("prepare career.yaml -o x.pdf -O out", "-o and -O", "either"),
    "-o with two files": ("prepare career.yaml other.yaml -o x.md", "several", "-O"),
    "-o with two formats": ("prepare career.yaml -o x.md -f docx -f md", "several", "-O"),
    "-o with a folder": ("prepare . -o x.md", "several", "-O"),
    "-o that is a folder": ("prepare career.yaml -o sub", "sub is a folder", "-O"),
    "two formats on stdout": ("prepare - -f docx -f md", "one document", "-O"),
    "stdin twice": ("prepare - -", "stdin", "once"),
    "two outputs of one name": ("prepare career.yaml sub/career.yaml -O out", "two documents",
                                "differently"),
    "a file twice": ("prepare career.yaml ./career.yaml", "two documents", "differently"),
    "-o naming the input": ("prepare answers.md -o answers.md", "answers file itself", "-o"),
    "-o naming the input in another way": ("prepare answers.md -o sub/../answers.md",
                                           "answers file itself", "-o"),
    "-O making an output of an input": ("prepare answers.agenda.md answers.yaml -f md",
                                        "answers file itself", "-o"),
    "-o naming the reference document": (
        "prepare career.yaml -o answers.md --reference-doc answers.md", "reference", "-o"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "said", "cure"), WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_says_what_to_do(folder, line, said, cure):
    before = inside(folder)
    done = ran(*line.split())
    assert (done.code, done.out) == (2, b"")
    assert said in done.err
    assert cure in done.err
    assert "Traceback" not in done.err
    assert inside(folder) == before


def refused(folder, output, *arguments):
    before = inside(folder)
    done = ran(*arguments, "-o", output)
    assert (done.code, inside(folder)) == (2, before)
    return done.err


@LINKS
def test_an_output_that_is_a_link_to_the_input_is_refused(folder):
    (folder / "x.md").symlink_to("answers.md")
    assert "answers file itself" in refused(folder, "x.md", "prepare", "answers.md")


@LINKS
def test_an_output_that_is_the_input_under_another_name_is_refused(folder):
    (folder / "x.md").hardlink_to("answers.md")
    assert "answers file itself" in refused(folder, "x.md", "prepare", "answers.md")


@LINKS
def test_an_input_that_is_a_link_to_the_output_is_refused(folder):
    (folder / "x.yaml").symlink_to("answers.md")
    assert "answers file itself" in refused(folder, "answers.md", "prepare", "x.yaml")


@LINKS
def test_an_output_through_a_linked_folder_is_refused_too(folder):
    (folder / "same").symlink_to(".")
    assert "answers file itself" in refused(folder, "same/answers.md", "prepare", "answers.md")


@LINKS
def test_a_link_that_leads_to_a_file_of_another_kind_is_no_output(folder):
    (folder / "x.md").symlink_to("other.yaml")
    said = refused(folder, "x.md", "prepare", "career.yaml")
    assert "x.md" in said
    assert "other.yaml" in said


@LINKS
def test_such_a_link_beside_the_answers_is_no_output_either(folder):
    (folder / "career.agenda.md").symlink_to("other.yaml")
    before = inside(folder)
    assert ran("prepare", "career.yaml", "-f", "md").code == 2
    assert inside(folder) == before


def test_a_wrong_time_in_the_environment_is_wrong_usage(folder, monkeypatch):
    for wrong in ("soon", "1e9", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        done = ran("prepare", "career.yaml", "-f", "md")
        assert (done.code, done.out) == (2, b"")
        assert "SOURCE_DATE_EPOCH" in done.err


@pytest.mark.parametrize(
    ("option", "line"), [("--theme", "theme: x"), ("--language", "language: x")]
)
def test_an_unknown_name_is_2_on_the_command_line_and_1_in_the_file(folder, option, line):
    assert ran("prepare", "career.yaml", option, "x").code == 2
    (folder / "career.yaml").write_text(f"{SMALL}{line}\n", "utf-8")
    assert ran("prepare", "career.yaml").code == 1
    assert ran("check", "career.yaml").code == 1


# -- the codes of check


def test_a_sound_file_is_said_to_be_so_on_stderr_alone(folder):
    done = ran("check", "career.yaml")
    assert (done.code, done.out, done.err) == (0, b"", "career.yaml: no problems\n")


def test_quiet_says_nothing_of_a_sound_file(folder):
    assert ran("check", "career.yaml", "-q").said == ""


def test_json_of_a_sound_file_is_an_empty_list(folder):
    assert json.loads(ran("check", "career.yaml", "--output-format", "json").out) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (SMALL.replace("values: [craft]\n", ""), "hint[needs]"),
        (SMALL + "since_last_time: [{what: x, owner: Somebody}]\n", "warning[unknown-owner]"),
    ],
    ids=["no value", "an unknown owner"],
)
def test_a_hint_or_a_warning_fails_only_under_strict(folder, text, rule):
    (folder / "career.yaml").write_text(text, "utf-8")
    mild, strict = ran("check", "career.yaml"), ran("check", "career.yaml", "--strict")
    assert (mild.code, strict.code) == (0, 1)
    assert rule in mild.out.decode()
    assert "no problems" not in mild.err
    assert mild.out == strict.out


def test_strict_lets_a_sound_file_pass(folder):
    assert ran("check", "career.yaml", "--strict").code == 0


def test_in_a_batch_of_checks_the_highest_code_wins_and_every_file_is_told(folder):
    (folder / "other.yaml").write_text("version: 1\n", "utf-8")
    done = ran("check", "missing.yaml", "other.yaml", "career.yaml")
    assert done.code == 3
    assert "missing.yaml: error[no-file]" in done.out.decode()
    assert "other.yaml:1:1: error[missing]" in done.out.decode()
    assert done.err == "career.yaml: no problems\n"


def test_a_folder_is_checked_file_by_file(folder):
    assert ran("check", ".").err == "career.yaml: no problems\nother.yaml: no problems\n"


def test_a_theme_of_the_user_s_folder_is_known_to_check(folder):
    from agenda.language.bundled import templates

    (folder / "own" / "themes").mkdir(parents=True)
    shutil.copytree(templates() / "themes" / "classic", folder / "own" / "themes" / "mine")
    (folder / "career.yaml").write_text(SMALL + "theme: mine\n", "utf-8")
    assert ran("check", "career.yaml").code == 1
    assert ran("check", "career.yaml", "--templates", "own").code == 0


def test_schema_prints_json_and_nothing_else():
    done = ran("schema")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["required"] == ["version", "employee", "manager"]


# -- help


def options():
    from agenda.cli.group import cli

    return [(name, option) for name, command in cli.commands.items() for option in command.params
            if option.param_type_name == "option"]  # fmt: skip


@grid("option", [option for _, option in options()], ids=[f"{c} {o.opts[0]}" for c, o in options()])
def test_every_option_says_what_it_does(option):
    assert option.help
    assert option.help.endswith(".")


def test_every_command_says_what_it_does():
    from agenda.cli.group import cli

    said = ran("--help").out.decode()
    for name, command in cli.commands.items():
        assert f"  {name}  " in said
        assert command.help
        assert ran(name, "--help").code == 0
        assert ran(name, "-h").out == ran(name, "--help").out


def test_the_version_is_that_of_the_package():
    from agenda import __version__

    assert ran("--version").out.decode() == f"agenda, version {__version__}\n"


def test_the_readme_names_every_command():
    from agenda.cli.group import cli

    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    if not readme.strip():
        pytest.skip("the README is not written yet")
    assert [name for name in cli.commands if f"agenda {name}" not in readme] == []


def test_a_suffix_in_common_makes_no_name_near(folder):
    (folder / "l.yaml").write_text(SMALL, "utf-8")
    assert "did you mean" not in ran("prepare", "nofile.yaml").err


def test_a_name_that_is_near_is_asked_for(folder):
    (folder / "career.yaml").write_text(SMALL, "utf-8")
    assert "did you mean career.yaml?" in ran("prepare", "carer.yaml").err
