"""A user's own folder of templates and themes: found from where they stand, file by file."""

from __future__ import annotations

import io
import re
import shutil

import pikepdf
import pytest

from agenda.language import bundled
from commands.command_line import SMALL, ran
from extracted import READERS

BARE = '<!doctype html>\n<html lang="en">\n<head>\n<title>x</title>\n</head>\n<body><p>mine</p></body></html>\n'  # noqa: E501
CLASSIC = bundled.templates() / "themes" / "classic"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Stand in a folder with an answers file and, as relative `T`, a folder of templates."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "career.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "T" / "documents").mkdir(parents=True)
    (tmp_path / "T" / "themes").mkdir()
    return tmp_path


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_a_theme_in_a_relative_folder_serves_every_format(folder, form):
    shutil.copytree(CLASSIC, folder / "T" / "themes" / "mine")
    done = ran("prepare", "career.yaml", "--templates", "T", "--theme", "mine", "-f", form)
    assert (done.code, done.err) == (0, f"wrote career.agenda.{form}\n")


def test_a_user_may_change_the_stylesheet_of_a_bundled_theme_alone(folder):
    (folder / "T" / "themes" / "classic").mkdir()
    (folder / "T" / "themes" / "classic" / "style.css").write_text(".mine { color: red }", "utf-8")
    assert ran("prepare", "career.yaml", "--templates", "T", "-o", "x.html").code == 0
    page = (folder / "x.html").read_text("utf-8")
    assert ".mine { color: red }" in page
    assert "--accent: #0b5a73" in page


@pytest.mark.parametrize(
    "rule", ["@import url(https://example.com/x.css);", "a { background: url(//example.com/x) }"]
)
def test_a_stylesheet_that_leads_elsewhere_is_refused(folder, rule):
    shutil.copytree(CLASSIC, folder / "T" / "themes" / "mine")
    with (folder / "T" / "themes" / "mine" / "style.css").open("a", encoding="utf-8") as css:
        css.write(rule)
    done = ran("prepare", "career.yaml", "--templates", "T", "--theme", "mine", "-o", "x.html")
    assert done.code == 3
    assert "leads elsewhere" in done.err
    assert not (folder / "x.html").exists()


def test_a_themes_own_picture_goes_into_the_page(folder):
    shutil.copytree(CLASSIC, folder / "T" / "themes" / "mine")
    (folder / "T" / "themes" / "mine" / "dot.svg").write_text("<svg/>", "utf-8")
    with (folder / "T" / "themes" / "mine" / "style.css").open("a", encoding="utf-8") as css:
        css.write("h1 { background: url('dot.svg') }")
    ran("prepare", "career.yaml", "--templates", "T", "--theme", "mine", "-o", "x.html")
    assert 'url("data:image/svg+xml;base64,PHN2Zy8+")' in (folder / "x.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["pdf", "docx", "md"])
def test_a_private_copy_says_so_though_its_template_does_not(folder, form):
    (folder / "T" / "documents" / "agenda.html.j2").write_text(BARE, "utf-8")
    ran("prepare", "career.yaml", "--templates", "T", "--for", "me", "-f", form)
    text = READERS[form]((folder / f"career.agenda.PRIVATE.{form}").read_bytes())
    assert "PRIVATE: for" in text
    assert "mine" in text


def test_a_private_copy_has_it_in_its_title_though_its_template_does_not(folder):
    (folder / "T" / "documents" / "agenda.html.j2").write_text(BARE, "utf-8")
    ran("prepare", "career.yaml", "--templates", "T", "--for", "me")
    data = (folder / "career.agenda.PRIVATE.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("PRIVATE")


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
def test_a_template_may_begin_as_xml_does(folder, form):
    text = f'<?xml version="1.0" encoding="utf-8"?>\n{BARE}'
    (folder / "T" / "documents" / "agenda.html.j2").write_text(text, "utf-8")
    assert ran("prepare", "career.yaml", "--templates", "T", "-f", form).code == 0


# --- a catalogue of one's own that has a part of the texts


@pytest.fixture
def danish(folder):
    (own := folder / "own" / "locales" / "da").mkdir(parents=True)
    (own / "language.toml").touch()
    (own / "messages.po").write_text('msgid "Goals"\nmsgstr "Goals"\n', "utf-8")
    return folder


COMMANDS = [
    ("prepare", "-f", "md", "-f", "html", "-O", "out"),
    ("prepare", "-f", "md", "-o", "-"),
    ("ask",),
    ("calendar", "-o", "-"),
    ("send", "-o", "x.eml"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_stays_english_is_said_once_and_keeps_nobody_from_anything(danish, command):
    name, *options = command
    done = ran(name, "career.yaml", *options, "--templates", "own", "--language", "da-DK")
    assert done.code == 0
    assert done.err.count("texts have no Danish translation and are in English") == 1
    assert b"Danish" not in done.out


def test_it_is_said_once_of_several_files_and_once_of_each_language(danish):
    for name, tag in (("a", "da"), ("b", "da"), ("c", "nb")):
        (danish / f"{name}.yaml").write_text(f"{SMALL}language: {tag}\n", "utf-8")
    (danish / "own" / "locales" / "nb").mkdir()
    (danish / "own" / "locales" / "nb" / "language.toml").touch()
    names = ("a.yaml", "b.yaml", "c.yaml")
    done = ran("prepare", *names, "-f", "md", "-O", "out", "--templates", "own")
    said = re.findall(r"warning\[untranslated\]: .* no (.+) translation", done.err)
    assert (done.code, said) == (0, ["Danish", "Norwegian Bokmål"])


@pytest.mark.parametrize("tag", ["en", "en-US", "de", "de-AT"])
def test_nothing_is_said_of_a_language_that_has_every_text(danish, tag):
    done = ran("prepare", "career.yaml", "-fmd", "-o-", "--templates", "own", "--language", tag)
    assert (done.code, "untranslated" in done.err) == (0, False)


def test_check_says_it_of_the_file_s_language_and_is_not_stricter_for_it(danish):
    (danish / "career.yaml").write_text(f"{SMALL}language: da\n", "utf-8")
    done = ran("check", "career.yaml", "--strict", "--templates", "own", "--select", "vague-goal")
    assert (done.code, done.err.count("Danish")) == (0, 1)
