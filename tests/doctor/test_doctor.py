"""`agenda doctor`: what is there, what is not, what is broken, and what mends it."""

from __future__ import annotations

import json
import re
import socket
import sys

import pytest
from click import unstyle

from agenda.cli import doctor as cli_doctor
from agenda.cli.terminal import examined
from agenda.doctor import Examination, answers, configuration, doctor, programs
from agenda.doctor.finding import Finding, State, System, here
from agenda.render import faces, libraries, pdf
from agenda.resources import Resources
from agenda.source.problems import Stop, error
from commands.command_line import SMALL, ran
from draws import mostly_slow
from ground import ROOT, in_a_process

SECRET = "Zebrafinch"
UGARITIC, NOBODYS = "\U00010380", "\ue000"
DEBIAN = System("linux", {"ID": "debian"})
MACOS, WINDOWS = System("darwin"), System("win32")
KIN = [DEBIAN, System("linux", {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"})]
OTHERS = [MACOS, WINDOWS, System("linux", {"ID": "fedora"}), System("linux")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AGENDA_SMTP_URL", raising=False)
    (tmp_path / "career.yaml").write_text(SMALL.replace("Ada Park", SECRET), "utf-8")
    return tmp_path


def found(file=None, system=None):
    examined = doctor(Examination(file, system=system or here()))
    return {finding.name: finding for finding in examined.findings}


def shimmed(folder, code, *arguments, **more):
    """Run it in a process whose Python first runs some code, as on another machine."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(code, "utf-8")
    path = f"{site}:{ROOT / 'src'}"
    return in_a_process("doctor", *arguments, cwd=folder, PYTHONPATH=path, **more)


def without_library(name, words):
    return f"""
import cffi
dlopen = cffi.FFI.dlopen
def other(self, name, flags=0):
    if name and {name!r} in name:
        raise OSError(f"cannot load library '{{name}}': {words}")
    return dlopen(self, name, flags)
cffi.FFI.dlopen = other
"""


# -- the report


def test_where_all_is_there_the_code_is_0_and_the_report_is_on_stdout(folder):
    done = ran("doctor", "career.yaml")
    lines = done.out.decode().splitlines()
    assert (done.code, done.err) == (0, "")
    assert re.match(r"agenda \S+, Python 3\.\d+\.\d+, \S", lines[0])
    assert re.match(r"ok +PDF +WeasyPrint \d+\.\d+ with Pango 1\.\d+\.\d+$", lines[1])


def test_it_fits_on_one_screen(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    lines = ran("doctor", "career.yaml").out.decode().splitlines()
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80


def test_nothing_of_the_file_is_shown(folder):
    (folder / "career.yaml").write_text(f"{SMALL}{SECRET}: {SECRET} 山 {UGARITIC}\n", "utf-8")
    for form in ("text", "json"):
        said = ran("doctor", "career.yaml", "--output-format", form).said
        assert SECRET not in said
        assert "Ada Park" not in said
        assert UGARITIC not in said


def test_json_says_the_same(folder):
    told = json.loads(ran("doctor", "career.yaml", "--output-format", "json").out)
    text = ran("doctor", "career.yaml").out.decode()
    assert told["head"] == text.splitlines()[0]
    assert [f"{one['state']:<9}{one['name']}" for one in told["findings"]] == re.findall(
        r"^(?:ok|note|missing|old|broken) +\S+", text, re.MULTILINE
    )
    assert {one["code"] for one in told["findings"]} == {0}


def test_no_connection_is_opened(folder, monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert ran("doctor", "career.yaml").code == 0


def test_a_long_command_is_broken_as_a_shell_wants_it_and_a_path_is_not():
    command = libraries.command()
    path = "~/" + "x" * 90
    shown = examined("h", (Finding(State.MISSING, "PDF", f"see {path}", command=command),))
    assert path in shown
    assert re.sub(r" \\\n +", " ", shown).splitlines()[-1].strip() == command
    assert all(len(line) <= 80 for line in shown.splitlines() if path not in line)


def test_what_a_message_holds_cannot_move_the_cursor():
    shown = examined("h", (Finding(State.NOTE, "PDF", "\x1b[2J", "\x1b", "\x1b"),))
    assert "\x1b" not in unstyle(shown)


# -- what makes a PDF


@pytest.mark.skipif(sys.platform == "win32", reason="a path of POSIX")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("cannot open shared object file: No such file", "missing  PDF        WeasyPrint does not"),
        ("invalid ELF header", "broken   PDF        Pango, PangoFT2 cannot be used"),
    ],
    ids=["missing", "broken"],
)
def test_a_library_that_is_missing_is_told_apart_from_a_broken_one(folder, words, line):
    done = shimmed(folder, without_library("pango", words), "career.yaml")
    said = done.stdout.decode()
    assert (done.returncode, done.stderr) == (3, b"")
    assert line in said
    assert "ok       Word" in said
    assert "ok       answers    career.yaml" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux finds libraries")
def test_a_damaged_library_is_broken(folder):
    (folder / "lib").mkdir()
    (folder / "lib" / "libpango-1.0.so.0").write_bytes(b"no library")
    done = shimmed(folder, "", LD_LIBRARY_PATH=str(folder / "lib"))
    assert (done.returncode, done.stderr) == (3, b"")
    assert "broken   PDF        Pango" in done.stdout.decode()


@pytest.fixture
def without_pango(monkeypatch):
    def missing():
        raise Stop(error("no-pango", "cannot load library"))

    monkeypatch.setattr(pdf, "engine", missing)
    monkeypatch.setattr(libraries, "find_missing", lambda: {"Pango": "no such file"})


@pytest.mark.parametrize("system", KIN)
def test_where_the_packages_are_known_there_is_a_command_for_missing_libraries(
    without_pango, system
):
    told = found(system=system)["PDF"]
    assert (told.state, told.code, told.cure) == ("missing", 3, "")
    assert told.command == libraries.command()


@pytest.mark.parametrize("system", OTHERS)
def test_elsewhere_the_libraries_are_named_and_no_package_is_guessed(without_pango, system):
    told = found(system=system)["PDF"]
    assert (told.state, told.code, told.command) == ("missing", 3, "")
    assert told.cure == "install Pango, HarfBuzz and fontconfig with the packages of your system"


def test_a_pango_that_is_too_old_is_told(monkeypatch):
    monkeypatch.setattr(pdf, "engine", lambda: pdf.Engine("70.0", (1, 42, 4), subsets=True))
    told = found(system=DEBIAN)["PDF"]
    assert (told.state, told.code) == ("old", 3)
    assert told.command == "apt-get install libpango-1.0-0 libpangoft2-1.0-0"
    assert told.said == "Pango is 1.42.4, and WeasyPrint needs 1.44 or newer"


def test_without_the_subset_library_a_pdf_can_be_made(monkeypatch):
    engine = pdf.engine()
    monkeypatch.setattr(
        pdf, "engine", lambda: pdf.Engine(engine.weasyprint, engine.pango, subsets=False)
    )
    told = found(system=DEBIAN)["HarfBuzz"]
    assert (told.state, told.code) == ("missing", 0)
    assert told.command == "apt-get install libharfbuzz-subset0"


@pytest.mark.parametrize("fault", [AttributeError("pango_x"), Stop(error("theme-file", "bad"))])
def test_a_page_that_cannot_be_made_is_told(monkeypatch, fault):
    def broken(*_):
        raise fault

    monkeypatch.setattr(pdf, "pdf", broken)
    told = found()["PDF"]
    assert (told.state, told.code) == ("broken", 3)
    assert "--force-reinstall" in told.command


# -- Python's libraries


PACKAGES = {
    "Word": ("docx", "pip install python-docx"),
    "calendar": ("icalendar", "pip install icalendar"),
    "PDF": ("weasyprint", "pip install weasyprint"),
}
ALL = tuple(PACKAGES)
SOME = mostly_slow([ALL, *((name,) for name in ALL)], lambda names: names == ALL, "-".join)


@pytest.mark.parametrize("names", SOME)
def test_packages_that_are_not_installed_are_missing(folder, names):
    missing = [PACKAGES[name][0] for name in names]
    done = shimmed(folder, f"import sys; sys.modules |= dict.fromkeys({missing})")
    assert (done.returncode, done.stderr) == (3, b"")
    lines = done.stdout.decode().splitlines()
    for name, (_, command) in PACKAGES.items():
        told = [at for at, line in enumerate(lines) if line.startswith(f"missing  {name}")]
        wanted = [command] if name in names else []
        assert [lines[at + 1].strip() for at in told] == wanted


def test_a_package_that_cannot_be_imported_is_broken(folder, monkeypatch):
    (folder / "harmed.py").write_text("raise RuntimeError('half a file')", "utf-8")
    (folder / "poor.py").write_text("import nobody_has_this", "utf-8")
    monkeypatch.syspath_prepend(folder)
    told = programs.of_package("Word", "harmed", "harmed", here())
    assert (told.state, told.said) == ("broken", "harmed cannot be used: RuntimeError: half a file")
    assert told.command == "pip install --force-reinstall harmed"
    told = programs.of_package("Word", "poor", "poor", here())
    assert (told.state, told.said, told.code) == ("missing", "poor lacks nobody_has_this", 3)


def test_a_package_that_is_too_old_is_told(monkeypatch):
    monkeypatch.setattr(programs, "_version", lambda name: "1.0.9")
    told = programs.of_package("Word", "python-docx", "docx", here())
    assert (told.state, told.command) == ("old", "pip install --upgrade python-docx")
    assert re.fullmatch(r"python-docx is 1.0.9, and agenda needs 1\.1\.\d+ or newer", told.said)


def test_without_what_everything_is_built_on_that_is_told(folder):
    done = shimmed(folder, "import sys; sys.modules['pydantic'] = None")
    assert (done.returncode, done.stderr) == (3, b"")
    assert b"missing  agenda     pydantic" in done.stdout
    assert b"pip install --force-reinstall ." in done.stdout
    assert cli_doctor._damaged(ImportError("bad")).state == "broken"


# -- fonts


def test_without_a_file_the_bundled_face_is_looked_for():
    assert found()["fonts"].said.startswith("Lato comes with agenda; fontconfig 2.")


def test_where_the_face_has_every_character_it_alone_is_named(folder):
    said = "every character of career.yaml has a face (Lato)"
    assert found("career.yaml")["fonts"].said == said


def test_faces_of_the_system_are_told_by_script(monkeypatch):
    monkeypatch.setattr(faces, "_not_on_system", lambda characters: [])
    told = answers.of_characters(here(), "a山田ب", "Lato", "x.yaml")
    assert (
        told.said == "every character of x.yaml has a face (Lato; the system's for 3: Han, Arabic)"
    )


def test_characters_without_a_face_are_told_by_number(folder):
    (folder / "career.yaml").write_text(f"{SMALL}context: {UGARITIC} {NOBODYS}\n", "utf-8")
    told = found("career.yaml", DEBIAN)["fonts"]
    assert (told.state, told.code) == ("missing", 0)
    assert told.said == (
        "no face has 2 characters of career.yaml: Ugaritic (U+10380), Private Use Area (U+E000)"
    ) or told.said.startswith("no face has 2 characters of career.yaml: Private Use Area (U+E000)")
    assert told.command == "apt-get install fonts-noto-core"
    assert told.cure == "Unicode leaves some to nobody: write others"


def test_a_few_of_many_characters_are_named(monkeypatch):
    monkeypatch.setattr(faces, "_not_on_system", list)
    many = "山田川口木火" + "ب" + "ก" + "あ" + "अ"
    told = answers.of_characters(here(), many, "Lato", "x.yaml")
    assert "Han (U+5C71 U+7530 U+5DDD U+53E3 and 2 more), Arabic (U+0628)" in told.said
    assert told.said.endswith(", 1 scripts more")


def test_a_package_with_the_face_is_named():
    command = "apt-get install fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core"
    groups = ["Han", "Hiragana", "Emoticons", "Arabic", "Arrows", "Tibetan"]
    assert answers.cured(DEBIAN, groups) == ("", command)


@pytest.mark.parametrize("system", OTHERS)
def test_elsewhere_a_place_is_named(system):
    cure, command = answers.cured(system, ["Han"])
    assert ("fonts.google.com/noto" in cure, command) == (True, "")
    assert answers.cured(system, ["Private Use Area"])[1] == ""


def test_without_fontconfig_nothing_is_claimed(monkeypatch):
    monkeypatch.setattr(faces, "on_system", lambda: None)
    for told in (
        answers.of_faces(DEBIAN, "Lato"),
        answers.of_characters(DEBIAN, "山", "Lato", "x.yaml"),
    ):
        assert (told.state, told.command) == ("missing", "apt-get install libfontconfig1")


def test_a_family_that_is_not_installed_is_missing():
    for told in (
        answers.of_faces(here(), "Nobody Sans"),
        answers.of_characters(here(), "山", "Nobody Sans", "x.yaml"),
    ):
        assert (told.state, told.code) == ("missing", 0)


# -- the answers file


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (None, 3, "missing  answers    there is no file other.yaml"),
        ("version: 1\n", 1, "broken   answers    other.yaml has 2 errors"),
        ("a: [\n", 1, "broken   answers    other.yaml has 1 error"),
        (b"\xff\xfe\x00", 1, "broken   answers    other.yaml has 1 error"),
        ("folder", 3, "broken   answers    other.yaml could not be read"),
    ],
    ids=["no file", "errors", "no YAML", "no text", "a folder"],
)
def test_a_file_that_cannot_be_used_is_told_and_the_rest_as_well(folder, text, code, line):
    path = folder / "other.yaml"
    if text == "folder":
        path.mkdir()
    elif text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = ran("doctor", "other.yaml")
    said = done.out.decode()
    assert (done.code, done.err) == (code, "")
    assert line in said
    assert "ok       PDF" in said
    assert "mail  " in said
    assert ("agenda check other.yaml" in said) == (code == 1)


def test_answers_may_come_on_stdin(folder):
    done = ran("doctor", "-", stdin=SMALL.encode())
    assert (done.code, b"<stdin> has no errors" in done.out) == (0, True)
    assert b"agenda check" not in ran("doctor", "-", stdin=b"version: 1\n").out


def test_the_theme_that_the_file_names_says_which_face(folder):
    (folder / "career.yaml").write_text(SMALL + "theme: nowhere\n", "utf-8")
    assert found("career.yaml")["fonts"].state == "ok"


# -- settings


def test_where_the_settings_stand_is_told(folder, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "none"))
    assert found("career.yaml")["settings"].said.startswith("no agenda.toml; it would stand in ")
    (folder / "agenda.toml").write_text("[check]\nstrict = true\n", "utf-8")
    assert found("career.yaml")["settings"].said == "agenda.toml beside career.yaml"
    assert found()["settings"].said.startswith("no agenda.toml")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG_CONFIG_HOME is Linux's")
@pytest.mark.parametrize("beside", [True, False])
def test_broken_settings_end_with_3(folder, monkeypatch, beside):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "own"))
    home = folder if beside else folder / "own" / "agenda"
    home.mkdir(parents=True, exist_ok=True)
    (home / "agenda.toml").write_text("[check]\nstrikt = true\nselekt = []\n", "utf-8")
    told = found("career.yaml")["settings"]
    assert (told.state, told.code, told.cure) == ("broken", 3, "did you mean strict?")
    assert "agenda.toml: line 2: there is no setting 'strikt' (and 1 more)" in told.said


def test_a_folder_of_one_s_own_is_said_to_be_used(folder):
    (folder / "mine").mkdir()
    done = ran("doctor", "--templates", "mine")
    said = " ".join(done.out.decode().split())
    assert "languages de (100%), en (100%); theme classic (with your own folder)" in said


@pytest.mark.parametrize(("texts", "share"), [("", "0%"), ("almost all", "99%")])
def test_the_share_of_texts_that_a_language_has_is_told(folder, texts, share):
    german = ROOT / "templates" / "locales" / "de" / "messages.po"
    (own := folder / "mine" / "locales" / "da").mkdir(parents=True)
    (own / "language.toml").touch()
    if texts:
        almost = german.read_text("utf-8").replace('msgstr "Ziele"', 'msgstr ""')
        (own / "messages.po").write_text(almost, "utf-8")
    done = ran("doctor", "--templates", "mine")
    said = " ".join(done.out.decode().split())
    assert (done.code, done.err) == (0, "")
    assert f"note templates languages da ({share}), de (100%), en (100%)" in said


def test_a_broken_catalogue_of_one_s_own_is_told(folder):
    (own := folder / "mine" / "locales" / "da").mkdir(parents=True)
    (own / "language.toml").touch()
    (own / "messages.mo").write_bytes(b"no catalogue")
    done = ran("doctor", "--templates", "mine")
    assert (done.code, done.err) == (3, "")
    assert "broken   templates" in done.out.decode()
    assert "messages.mo" in done.out.decode()


def test_without_the_templates_agenda_is_not_whole(folder, monkeypatch):
    resources = Resources()
    resources.folders = (folder,)
    told = configuration.of_templates(resources, here())
    assert (told.state, told.code) == ("missing", 3)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG_CONFIG_HOME is Linux's")
def test_a_path_below_one_s_home_begins_with_a_tilde(folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / ".config"))
    told = found()["mail"]
    assert (told.state, told.code) == ("note", 0)
    assert "~/.config/agenda/config.toml" in told.cure


# -- the keyring


class Vault:
    """A keyring as a backend gives it."""

    name = "Vault Keyring"


@pytest.mark.parametrize("kind", ["fail", "null"])
def test_a_backend_that_keeps_nothing_is_no_keyring(monkeypatch, kind):
    keyring = pytest.importorskip("keyring")
    backend = type("Keyring", (), {"__module__": f"keyring.backends.{kind}"})()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    assert configuration.of_keyring(DEBIAN).state == "note"
    assert configuration.of_keyring(MACOS).cure == ""


def test_a_keyring_is_told_by_name(monkeypatch):
    keyring = pytest.importorskip("keyring")
    monkeypatch.setattr(keyring, "get_keyring", Vault)
    told = configuration.of_keyring(here())
    assert told.said == "Vault Keyring keeps the password for agenda send --smtp"


def test_a_broken_keyring_keeps_nobody_from_anything(monkeypatch):
    def broken():
        raise RuntimeError(SECRET)

    keyring = pytest.importorskip("keyring")
    monkeypatch.setattr(keyring, "get_keyring", broken)
    told = configuration.of_keyring(here())
    assert (told.state, told.code, SECRET in told.said) == ("broken", 0, False)


def test_without_keyring_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert configuration.of_keyring(DEBIAN).command == "pip install keyring"


# -- one source of truth


def test_the_readme_the_script_and_the_message_name_the_same_commands():
    command = libraries.command()
    readme = (ROOT / "README.md").read_text("utf-8")
    script = (ROOT / "scripts" / "system-libraries").read_text("utf-8")
    debian = re.search(r"^DEBIAN='(.*)'$", script, re.MULTILINE).group(1)
    table = re.findall(r"^\| ([^|]+) \| `([^`]+ install [^`]+|pacman -S [^`]+)` \|$", readme, re.M)
    assert dict(table)["Debian, Ubuntu"] == command
    assert len(table) == 4
    assert [line for _, line in table if line not in script.replace("$DEBIAN", debian)] == []
    assert command in pdf.SET_UP


def test_the_script_looks_for_the_same_libraries():
    script = (ROOT / "scripts" / "system-libraries").read_text("utf-8")
    names = [name for three in libraries.NAMES.values() for name in three]
    assert [name for name in names if f'"{name}"' not in script] == []


def test_a_library_that_cannot_be_used_is_installed_again():
    told = "install it again, for the processor of this Python"
    command = "apt-get install --reinstall libpango-1.0-0 libpangoft2-1.0-0"
    assert DEBIAN.libraries(["Pango", "GObject"], again=True) == (told, command)
    assert MACOS.libraries(["Pango"], again=True) == (told, "")
